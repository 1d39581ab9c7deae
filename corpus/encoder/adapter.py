"""The retrieval adapter: a LoRA (Hu and others, 2021) in the format of the library peft, merged when it is loaded."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.encoder.heads import Heads, load_heads

if TYPE_CHECKING:
    from torch.nn import Module
    from transformers import BertModel

SHIPPED = Path(__file__).with_name("adapter")
"""Made by training/ (see its README)."""
_CONFIG, _WEIGHTS, _HEADS = "adapter_config.json", "adapter_model.safetensors", "heads.safetensors"
_PREFIX, _SUFFIX = "base_model.model.", ".lora_A.weight"


def merge_adapter(network: "BertModel", folder: Path = SHIPPED) -> Heads:
    """Add an adapter's weights to a network's, in place, and return the heads that were trained along.

    peft itself can load the folder too; merging here saves the start of the program its import.
    """
    add_lora(network, folder)
    return load_heads(folder / _HEADS)


def add_lora(network: "Module", folder: Path) -> None:
    """Add the products of an adapter's matrices to the layers of a network that they are named for, in place."""
    import torch
    from safetensors.torch import load_file

    config = json.loads((folder / _CONFIG).read_text("utf-8"))
    scale = config["lora_alpha"] / config["r"]
    tensors = load_file(folder / _WEIGHTS)
    with torch.no_grad():
        for name in (name for name in tensors if name.endswith(_SUFFIX)):
            weight = network.get_parameter(f"{name.removeprefix(_PREFIX).removesuffix(_SUFFIX)}.weight")
            down, up = tensors[name].float(), tensors[name.replace("lora_A", "lora_B")].float()
            weight.copy_(weight.float() + scale * up @ down)


def adapter_version(folder: Path = SHIPPED) -> str:
    """Return a short hash of an adapter's files."""
    digest = hashlib.sha256()
    for name in (_CONFIG, _WEIGHTS, _HEADS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:8]
