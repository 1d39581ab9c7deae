"""The base model with a LoRA that learns: merged once a step, so that a step costs little more than the model alone."""

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel
from transformers.models.bert.modeling_bert import BertLayer

from corpus.encoder.base_file import BaseFile, find_base_file
from corpus.encoder.base_model import BaseModule, base_module

LAYERS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
}
"""The dense layers of a block that get a LoRA."""


class AdaptedNetwork(nn.Module):
    """A BERT, frozen, with two small matrices beside each dense layer (Hu and others, "LoRA", 2021).

    Everything is computed in bfloat16 but the small matrices themselves. `merge` must be called before `forward` after
    each change of them.

    Args:
        network: as the base model has it.
        rank: of the small matrices.
        above: the first block that learns; what stands beside those below it stays as it is.
    """

    def __init__(self, network: BertModel, rank: int, above: int = 0) -> None:
        super().__init__()
        self.network = network.eval().requires_grad_(requires_grad=False)
        self.rank, self._above = rank, above
        self.down, self.up = nn.ParameterDict(), nn.ParameterDict()
        for name, layer in self.layers():
            key, down = name.replace(".", "-"), torch.empty(rank, layer.in_features)
            nn.init.kaiming_uniform_(down, a=math.sqrt(5))
            self.down[key] = nn.Parameter(down)
            self.up[key] = nn.Parameter(torch.zeros(layer.out_features, rank))
            learns = int(name.split(".")[2]) >= above
            self.down[key].requires_grad_(requires_grad=learns)
            self.up[key].requires_grad_(requires_grad=learns)
        self._merged: dict[str, tuple[Tensor, Tensor]] = {}

    def layers(self) -> list[tuple[str, nn.Linear]]:
        """Return the dense layers with the names that they have in the network."""
        blocks = range(len(self.network.encoder.layer))
        names = [f"encoder.layer.{block}.{layer}" for block in blocks for layer in LAYERS.values()]
        return [(name, self.network.get_submodule(name)) for name in names]

    def difference(self, name: str) -> Tensor:
        """Return what the LoRA adds to the weights of a layer, in 32 bits."""
        key = name.replace(".", "-")
        down: Tensor = self.down[key]
        up: Tensor = self.up[key]
        return up @ down

    def merge(self) -> None:
        """Compute the weights with the LoRA, keeping how they depend on it."""
        self._merged = {
            name: ((layer.weight + self.difference(name)).bfloat16(), layer.bias.bfloat16())
            for name, layer in self.layers()
        }

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors of tokens, (texts, tokens, dimension) in bfloat16, of ids and mask (texts, tokens)."""
        with torch.no_grad():
            states: Tensor = self.network.embeddings(input_ids=ids).bfloat16()
        ignored = torch.zeros(mask.shape, dtype=torch.bfloat16).masked_fill(~mask, -1e4)[:, None, None]
        for number, block in enumerate(self.network.encoder.layer):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self._above):
                states = self._block(f"encoder.layer.{number}.", block, states, ignored)
        return states

    def _block(self, name: str, block: BertLayer, states: Tensor, ignored: Tensor) -> Tensor:
        mixed = self._attend(name, states, ignored)
        states = _norm(block.attention.output.LayerNorm, states + self._dense(name + LAYERS["output"], mixed))
        widened = functional.gelu(self._dense(name + LAYERS["widen"], states))
        return _norm(block.output.LayerNorm, states + self._dense(name + LAYERS["narrow"], widened))

    def _dense(self, name: str, states: Tensor) -> Tensor:
        return functional.linear(states, *self._merged[name])

    def _attend(self, name: str, states: Tensor, ignored: Tensor) -> Tensor:
        texts, tokens, dimension = states.shape
        heads = self.network.config.num_attention_heads

        def split(layer: str) -> Tensor:
            return self._dense(name + LAYERS[layer], states).view(texts, tokens, heads, -1).transpose(1, 2)

        query, key, value = split("query"), split("key"), split("value")
        weights: Tensor = (query * (dimension // heads) ** -0.5 @ key.transpose(-1, -2) + ignored).softmax(dim=-1)
        mixed: Tensor = weights @ value
        return mixed.transpose(1, 2).reshape(texts, tokens, dimension)


class TrainedHeads(nn.Module):
    """What is trained along: the projection of tokens' vectors, and how much a token of a question counts."""

    def __init__(self, dimension: int, token_dimension: int) -> None:
        super().__init__()
        self.projection = nn.Linear(dimension, token_dimension, bias=False)
        self.weight = nn.Linear(dimension, 1)
        nn.init.orthogonal_(self.projection.weight)
        nn.init.zeros_(self.weight.weight)
        nn.init.constant_(self.weight.bias, 0.5)

    def project(self, hidden: Tensor) -> Tensor:
        """Return the vectors of tokens, (tokens, token dimension), of length 1."""
        return functional.normalize(self.projection(hidden), dim=-1)

    def weigh(self, hidden: Tensor) -> Tensor:
        """Return how much tokens count, (tokens,), above 0."""
        return functional.softplus(self.weight(hidden).squeeze(-1))


def load_base(path: Path | None = None) -> BaseModule:
    """Return the base model as the program uses it, from the package's data file or another place of that file."""
    return base_module(BaseFile(path or find_base_file()))


def _norm(layer: nn.LayerNorm, states: Tensor) -> Tensor:
    shape, dtype = layer.normalized_shape, states.dtype
    return functional.layer_norm(states, shape, layer.weight.to(dtype), layer.bias.to(dtype), layer.eps)
