"""A changed retrieval adapter leaves the layers of the network that reads once more what they were."""

import pytest
import torch
from torch import Tensor

from answer.search.rereading.network import LAYER
from training.carry_over import carried_over
from training.export import DOWN, PREFIX, UP


def _adapter(name: str, seed: int) -> dict[str, Tensor]:
    torch.manual_seed(seed)
    return {f"{PREFIX}{name}{DOWN}": torch.randn(2, 12), f"{PREFIX}{name}{UP}": torch.randn(10, 2)}


def _product(tensors: dict[str, Tensor]) -> Tensor:
    down, up = tensors.values()
    return up @ down


def test_the_layers_stay_what_they_were() -> None:
    own, there = _adapter("layers.1.output.dense", 0), f"encoder.layer.{LAYER + 1}.output.dense"
    old, new = _adapter(there, 1), _adapter(there, 2)
    carried = carried_over(own, old, new, rank=6)
    assert list(carried) == list(own)
    torch.testing.assert_close(_product(new) + _product(carried), _product(old) + _product(own), atol=1e-4, rtol=1e-4)


def test_it_refuses_where_what_is_below_has_changed() -> None:
    own, there = _adapter("layers.0.output.dense", 0), f"encoder.layer.{LAYER - 1}.output.dense"
    with pytest.raises(ValueError, match="differ below block 6"):
        carried_over(own, _adapter(there, 1), _adapter(there, 2), rank=6)
