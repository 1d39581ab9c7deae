"""The encoder that needs no network: a small English model that has learned Chinese from a dictionary."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["is_saved_model", "load_model", "model_version"]

_MODULE = '"corpus.offline.module.BilingualModule"'


def load_model(folder: Path | None = None) -> "SentenceTransformer":
    """Load the shipped model, or one that `save_pretrained` wrote.

    `SentenceTransformer(folder, trust_remote_code=True)` gives the same model. Here nobody needs to trust a
    folder: of the code it names none is run.

    Raises:
        corpus.errors.ModelUnavailable: the model is missing or broken.
    """
    from corpus.offline.module import BilingualModule, assemble
    from corpus.offline.weights import SHIPPED

    return assemble(BilingualModule.load(str(folder or SHIPPED)))


def model_version() -> str:
    """Return a short hash of the shipped weights."""
    from corpus.offline.weights import SHIPPED, weights_file

    return hashlib.sha256(weights_file(SHIPPED).read_bytes()).hexdigest()[:8]


def is_saved_model(folder: Path) -> bool:
    """Say whether a folder holds a model that `load_model` can load."""
    file = folder / "modules.json"
    return file.is_file() and _MODULE in file.read_text("utf-8", errors="replace")
