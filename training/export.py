"""Write what was trained as an adapter in the format of the library peft, with the heads beside it, and read it again.

    python -m training.export FOLDER… --to FOLDER     # the mean of several adapters of `training.train`

The program reads it from corpus/encoder/adapter. What `training.reread` trained, it writes by itself, in the same
format, to answer/search/rereading/adapter.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from peft import LoraConfig
from safetensors.torch import load_file, save_file
from torch import Tensor

from answer.search.rereading.files import ENCODER, HEADS, LORA
from answer.search.rereading.network import RereadingNetwork
from training.network import AdaptedNetwork, TrainedHeads

PREFIX = "base_model.model."
DOWN, UP = ".lora_A.weight", ".lora_B.weight"

Pair = tuple[Tensor, Tensor]
"""The two matrices of a layer, (rank, inputs) and (outputs, rank)."""


def export(network: AdaptedNetwork, heads: TrainedHeads, folder: Path) -> None:
    """Write an adapter with its heads."""
    tensors: dict[str, Tensor] = {}
    for name, _ in network.layers():
        key = name.replace(".", "-")
        tensors[f"{PREFIX}{name}{DOWN}"], tensors[f"{PREFIX}{name}{UP}"] = network.down[key], network.up[key]
    write_lora(tensors, network.rank, folder)
    weight, bias = heads.weight.weight.detach()[0], heads.weight.bias.detach().reshape(())
    projection = heads.projection.weight.detach().half()
    save_file({"projection": projection, "weight": weight.contiguous(), "bias": bias}, folder / HEADS)


def load_adapter(network: AdaptedNetwork, heads: TrainedHeads, folder: Path) -> None:
    """Take over what `export` wrote, of the same rank."""
    tensors = {name.removeprefix(PREFIX): tensor.float() for name, tensor in load_file(folder / LORA).items()}
    for part, suffix in ((network.down, DOWN), (network.up, UP)):
        part.load_state_dict({name.replace(".", "-"): tensors[name + suffix] for name, _ in network.layers()})
    found = {name: tensor.float() for name, tensor in load_file(folder / HEADS).items()}
    weigh = {"weight.weight": found["weight"][None], "weight.bias": found["bias"].reshape(1)}
    heads.load_state_dict({"projection.weight": found["projection"], **weigh})


def export_mean(folders: Sequence[Path], folder: Path) -> None:
    """Write the mean of adapters of one rank (Wortsman and others, "Model soups", 2022)."""
    adapters = [load_file(one / LORA) for one in folders]
    tensors: dict[str, Tensor] = {}
    for down, up in ((name, name.replace(DOWN, UP)) for name in adapters[0] if name.endswith(DOWN)):
        tensors[down], tensors[up] = _mean_product([(one[down], one[up]) for one in adapters])
    write_lora(tensors, len(next(iter(tensors.values()))), folder)
    heads = [load_file(one / HEADS) for one in folders]
    means = {name: torch.stack([one[name].float() for one in heads]).mean(dim=0) for name in heads[0]}
    save_file({name: mean.to(heads[0][name].dtype) for name, mean in means.items()}, folder / HEADS)


def export_rereading(network: RereadingNetwork, encoder: str, rank: int, folder: Path) -> None:
    """Write a network that reads once more, its layers parametrised by `LowRank`, for the encoder of that name."""
    tensors: dict[str, Tensor] = {}
    heads: dict[str, Tensor] = {}
    for name, tensor in network.state_dict().items():
        layer, _, matrix = name.partition(".parametrizations.weight.0.")
        if matrix:
            tensors[f"{PREFIX}{layer}{DOWN if matrix == 'down' else UP}"] = tensor
        elif not name.startswith("layers."):
            heads[name] = tensor.half().contiguous()
    write_lora(tensors, rank, folder)
    save_file(heads, folder / HEADS, {ENCODER: encoder})


def load_trained(network: RereadingNetwork, folder: Path) -> None:
    """Take over what `export_rereading` wrote of a network whose layers are parametrised likewise."""
    state = {name: tensor.float() for name, tensor in load_file(folder / HEADS).items()}
    for name, tensor in load_file(folder / LORA).items():
        layer, matrix = name.removeprefix(PREFIX).split(".lora_")
        part = "down" if matrix.startswith("A") else "up"
        state[f"{layer}.parametrizations.weight.0.{part}"] = tensor.float()
    network.load_state_dict({**network.state_dict(), **state})


def write_lora(tensors: dict[str, Tensor], rank: int, folder: Path) -> None:
    """Write the matrices of an adapter, in half precision, and what peft wants to know of it."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.detach().half().contiguous() for name, tensor in tensors.items()}, folder / LORA)
    _config(rank).save_pretrained(str(folder))


def _config(rank: int) -> LoraConfig:
    return LoraConfig(
        r=rank,
        lora_alpha=rank,
        target_modules=["query", "key", "value", "dense"],
        base_model_name_or_path="intfloat/multilingual-e5-small",
        task_type="FEATURE_EXTRACTION",
        inference_mode=True,
    )


def _mean_product(pairs: Sequence[Pair]) -> Pair:
    """Return the mean of the products, brought back to their rank; what is the same in all stays as it is."""
    if all(torch.equal(*both) for pair in pairs for both in zip(pairs[0], pair, strict=True)):
        return pairs[0]
    mean = torch.stack([up.float() @ down.float() for down, up in pairs]).mean(dim=0)
    return nearest_pair(mean, len(pairs[0][0]))


def nearest_pair(product: Tensor, rank: int) -> Pair:
    """Return the two matrices of a rank whose product is nearest, by a singular value decomposition."""
    left, values, right = torch.linalg.svd(product, full_matrices=False)
    root = values[:rank].sqrt()
    return root[:, None] * right[:rank], left[:, :rank] * root


def main() -> None:
    """Export as the command line says."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("adapters", type=Path, nargs="+", metavar="FOLDER")
    cli.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    given = cli.parse_args()
    export_mean(given.adapters, given.to)


if __name__ == "__main__":
    main()
