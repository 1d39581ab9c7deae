"""Small files that other processes read while they are written."""

import os
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Replace a file's contents in one step: readers see the old or the new."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
