"""A LoRA beside a dense layer whose weights stay (Hu and others, "LoRA", 2021), as a parametrisation of PyTorch."""

import math

import torch
from torch import Tensor, nn


class LowRank(nn.Module):
    """Adds a product of two small matrices, in 32 bits, to a weight of (outputs, inputs)."""

    def __init__(self, weight: Tensor, rank: int) -> None:
        super().__init__()
        outputs, inputs = weight.shape
        self.down, self.up = nn.Parameter(torch.empty(rank, inputs)), nn.Parameter(torch.zeros(outputs, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, weight: Tensor) -> Tensor:
        """Return the weight with the product, in the type of the weight."""
        return (weight.float() + self.up @ self.down).to(weight.dtype)
