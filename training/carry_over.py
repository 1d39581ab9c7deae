"""Carry the network that reads once more over to a retrieval adapter that was trained further above its layers.

    python -m training.carry_over OLD_ADAPTER NEW_ADAPTER --to answer/search/rereading/adapter

Its own adapter stands beside the encoder's upper layers with the retrieval adapter in them. When that changes, the
difference is added to its own, so that its layers stay what they were; only the vectors that lead it are the new ones,
to which `training.reread --start` can fit it. The blocks below must be the same in both retrieval adapters.
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from answer.search.rereading.files import ENCODER, HEADS, LORA
from answer.search.rereading.network import LAYER
from corpus.encoder.adapter import adapter_version
from corpus.encoder.loading import SHIPPED
from training.export import DOWN, PREFIX, UP, nearest_pair, write_lora


def carried_over(
    own: dict[str, Tensor], old: dict[str, Tensor], new: dict[str, Tensor], rank: int
) -> dict[str, Tensor]:
    """Return the tensors of an adapter, of this rank, that makes of the layers above `LAYER` with the adapter `new`
    what `own` made of them with `old`.

    Raises:
        ValueError: the blocks below differ.
    """
    if any(not torch.equal(old[name], new[name]) for name in old if _block(name) < LAYER):
        raise ValueError(f"the two adapters differ below block {LAYER}: train the network that reads once more anew")
    tensors: dict[str, Tensor] = {}
    for name in (name.removesuffix(DOWN) for name in own if name.endswith(DOWN)):
        _, number, layer = name.removeprefix(PREFIX).split(".", 2)
        there = f"{PREFIX}encoder.layer.{LAYER + int(number)}.{layer}"
        product = _product(own, name) + _product(old, there) - _product(new, there)
        tensors[name + DOWN], tensors[name + UP] = nearest_pair(product, rank)
    return tensors


def _block(name: str) -> int:
    return int(name.removeprefix(PREFIX).split(".")[2])


def _product(tensors: dict[str, Tensor], name: str) -> Tensor:
    return tensors[name + UP].float() @ tensors[name + DOWN].float()


def main() -> None:
    """Carry over as the command line says."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("old", type=Path, help="folder of the retrieval adapter that the network was trained with")
    cli.add_argument("new", type=Path, help="folder of the one that ships now")
    cli.add_argument("--to", type=Path, required=True, help="folder of the network, changed in place")
    cli.add_argument("--rank", type=int, default=128, help="of the adapter that is written")
    given = cli.parse_args()
    own, old, new = (load_file(folder / LORA) for folder in (given.to, given.old, given.new))
    heads = load_file(given.to / HEADS)
    write_lora(carried_over(own, old, new, given.rank), given.rank, given.to)
    save_file(heads, given.to / HEADS, {ENCODER: f"{SHIPPED}@{adapter_version(given.new)}"})


if __name__ == "__main__":
    main()
