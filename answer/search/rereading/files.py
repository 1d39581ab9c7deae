"""The files of the network that reads: an adapter in the form of peft over the encoder's upper layers, and heads."""

from functools import cache
from pathlib import Path

ADAPTER = Path(__file__).with_name("adapter")
"""Made by `python -m training.reread`."""
LORA, HEADS = "adapter_model.safetensors", "heads.safetensors"
ENCODER = "encoder"
"""Under which the file of the heads says over whose layers the network was trained."""


@cache
def made_for() -> str:
    """Return the name of the encoder whose layers the shipped network reads with."""
    from safetensors import safe_open

    with safe_open(ADAPTER / HEADS, "np") as file:
        return str(file.metadata()[ENCODER])
