"""The retrieval adapter: a LoRA (Hu and others, 2021) in the format of the library peft, merged when it is loaded."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.encoder.heads import Heads, load_heads

if TYPE_CHECKING:
    from transformers import BertModel

SHIPPED = Path(__file__).with_name("adapter")
"""Made by training/ (see its README)."""
_CONFIG, _WEIGHTS, _HEADS = "adapter_config.json", "adapter_model.safetensors", "heads.safetensors"
_PREFIX, _SUFFIX = "base_model.model.", ".lora_A.weight"


def merge_adapter(network: "BertModel", folder: Path = SHIPPED) -> Heads:
    """Add an adapter's weights to a network's, in place, and return the heads that were trained along.

    peft itself can load the folder too; merging here saves the start of the program its import.
    """
    import torch
    from safetensors.torch import load_file

    config = json.loads((folder / _CONFIG).read_text("utf-8"))
    scale = config["lora_alpha"] / config["r"]
    tensors = load_file(folder / _WEIGHTS)
    with torch.no_grad():
        for name in (name for name in tensors if name.endswith(_SUFFIX)):
            layer = network.get_submodule(name.removeprefix(_PREFIX).removesuffix(_SUFFIX))
            down, up = tensors[name].float(), tensors[name.replace("lora_A", "lora_B")].float()
            layer.weight += scale * up @ down
    return load_heads(folder / _HEADS)


def adapter_version(folder: Path = SHIPPED) -> str:
    """Return a short hash of an adapter's files."""
    digest = hashlib.sha256()
    for name in (_CONFIG, _WEIGHTS, _HEADS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:8]
