"""All that training changes, in a file; read again to go on from it, or to export it."""

from pathlib import Path

import torch

from training.network import AdaptedNetwork, TrainedHeads


def save_checkpoint(file: Path, network: AdaptedNetwork, heads: TrainedHeads) -> None:
    """Write the LoRA and the heads."""
    learned = {"down": network.down.state_dict(), "up": network.up.state_dict(), "heads": heads.state_dict()}
    torch.save({"rank": network.rank, **learned}, file)


def load_checkpoint(file: Path, network: AdaptedNetwork, heads: TrainedHeads) -> None:
    """Read what `save_checkpoint` wrote for the same rank."""
    learned = torch.load(file)
    network.down.load_state_dict(learned["down"])
    network.up.load_state_dict(learned["up"])
    heads.load_state_dict(learned["heads"])
