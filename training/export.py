"""Write what was trained as an adapter in the format of the library peft, with the heads beside it.

    python -m training.export CHECKPOINT… --to FOLDER     # several: their mean

The program reads it from corpus/encoder/adapter. What `training.reread` trained, it writes by itself, in the same
format, to answer/search/rereading/adapter.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig
from safetensors.torch import load_file, save_file
from torch import Tensor

from answer.search.rereading.files import ENCODER, HEADS, LORA
from answer.search.rereading.network import RereadingNetwork

_PREFIX = "base_model.model."

Pair = tuple[Tensor, Tensor]
"""The two matrices of a layer, (rank, inputs) and (outputs, rank)."""


def export(files: Sequence[Path], folder: Path) -> None:
    """Write the mean of checkpoints as an adapter (Wortsman and others, "Model soups", 2022)."""
    checkpoints: list[dict[str, Any]] = [torch.load(file) for file in files]
    rank = int(checkpoints[0]["rank"])
    tensors: dict[str, Tensor] = {}
    for key in checkpoints[0]["down"]:
        down, up = _mean_product([(c["down"][key], c["up"][key]) for c in checkpoints], rank)
        name = _PREFIX + key.replace("-", ".")
        tensors[f"{name}.lora_A.weight"] = down.half().contiguous()
        tensors[f"{name}.lora_B.weight"] = up.half().contiguous()
    heads = {key: torch.stack([c["heads"][key] for c in checkpoints]).mean(dim=0) for key in checkpoints[0]["heads"]}
    _write_lora(tensors, rank, folder)
    save_file(
        {
            "projection": heads["projection.weight"].half(),
            "weight": heads["weight.weight"][0].contiguous(),
            "bias": heads["weight.bias"].reshape(()),
        },
        folder / HEADS,
    )


def export_rereading(network: RereadingNetwork, encoder: str, rank: int, folder: Path) -> None:
    """Write a network that reads once more, its layers parametrised by `LowRank`, for the encoder of that name."""
    tensors: dict[str, Tensor] = {}
    heads: dict[str, Tensor] = {}
    for name, tensor in network.state_dict().items():
        layer, _, matrix = name.partition(".parametrizations.weight.0.")
        if matrix:
            tensors[f"{_PREFIX}{layer}.lora_{'A' if matrix == 'down' else 'B'}.weight"] = tensor.half().contiguous()
        elif not name.startswith("layers."):
            heads[name] = tensor.half().contiguous()
    _write_lora(tensors, rank, folder)
    save_file(heads, folder / HEADS, {ENCODER: encoder})


def load_trained(network: RereadingNetwork, folder: Path) -> None:
    """Take over what `export_rereading` wrote of a network whose layers are parametrised likewise."""
    state = {name: tensor.float() for name, tensor in load_file(folder / HEADS).items()}
    for name, tensor in load_file(folder / LORA).items():
        layer, matrix = name.removeprefix(_PREFIX).split(".lora_")
        part = "down" if matrix.startswith("A") else "up"
        state[f"{layer}.parametrizations.weight.0.{part}"] = tensor.float()
    network.load_state_dict({**network.state_dict(), **state})


def _write_lora(tensors: dict[str, Tensor], rank: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / LORA)
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


def _mean_product(pairs: Sequence[Pair], rank: int) -> Pair:
    """Return the mean of the products, brought back to their rank by a singular value decomposition."""
    if len(pairs) == 1:
        return pairs[0]
    mean = torch.stack([up.float() @ down.float() for down, up in pairs]).mean(dim=0)
    left, values, right = torch.linalg.svd(mean, full_matrices=False)
    root = values[:rank].sqrt()
    return root[:, None] * right[:rank], left[:, :rank] * root


def main() -> None:
    """Export as the command line says."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("checkpoints", type=Path, nargs="+", metavar="CHECKPOINT")
    cli.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    given = cli.parse_args()
    export(given.checkpoints, given.to)


if __name__ == "__main__":
    main()
