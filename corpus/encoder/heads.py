"""What the retrieval adapter makes of a token's vector: a short one to compare, and how much the token counts."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor


class Heads:
    """Two linear layers over the network's token vectors.

    Args:
        projection: (token_dimension, dimension).
        weight: (dimension,), and
        bias: of the weight that a question's token has.
    """

    def __init__(self, projection: "Tensor", weight: "Tensor", bias: float) -> None:
        self._projection, self._weight, self._bias = projection.float(), weight.float(), bias
        self.dimension = int(projection.shape[0])

    def __call__(self, hidden: "Tensor") -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the projected vectors of tokens (tokens, dimension), of length 1, and their weights, in sum 1."""
        from torch.nn.functional import normalize, softplus

        vectors = normalize(hidden @ self._projection.T, dim=-1)
        weights = softplus(hidden @ self._weight + self._bias)
        return vectors.numpy(), (weights / weights.sum()).numpy()


def load_heads(file: Path) -> Heads:
    """Read the heads from a file of safetensors: `projection`, `weight`, `bias`."""
    from safetensors.torch import load_file

    tensors = load_file(file)
    return Heads(tensors["projection"], tensors["weight"], float(tensors["bias"]))
