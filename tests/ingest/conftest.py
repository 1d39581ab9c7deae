"""A library of its own for each test, and files to fill it with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ingest_samples import TALK, Counting

from corpus.database import Store
from ingest.pipeline import add
from ingest.settings import Settings, Summary


@pytest.fixture
def talks(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of transcripts; returns it."""

    def write(count: int, name: str = "talks") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for number in range(count):
            talk = TALK.format(n=number if name == "talks" else f"{number} of {name}")
            (folder / f"{name}-{number}.txt").write_text(talk, "utf-8")
        return folder

    return write


@pytest.fixture
def store(store_dir: Path) -> Store:
    return Store(store_dir)


@pytest.fixture
def encoder(tiny_encoder: Any) -> Counting:
    return Counting(tiny_encoder)


@pytest.fixture
def adding(store: Store, encoder: Counting) -> Callable[..., Summary]:
    """Adds paths to the test's store."""

    def run(*paths: str | Path, **settings: Any) -> Summary:
        return add(paths, store, encoder, Settings(**settings))

    return run
