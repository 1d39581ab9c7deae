"""A small library, answered from and with a scripted language model at work on it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from answer import Answerer
from answer.language_model.assistant import Assistant
from answer.language_model.settings import LanguageModelSettings
from corpus.database import Store
from ingest import add
from tests.answer.language_model.scripted_server import Play, Server, scripted
from tests.conftest import TinyEncoder

TALK = """# How the kiln was built

**Host**: How hot does the kiln get, and who built it?

**Ada Lovelace**: The kiln reaches 1,280 degrees after nine hours. My father laid every brick of it in 1831.

**Host**: What do you burn in it?

**Ada Lovelace**: Only beech wood burns slowly enough. Pine does not burn well and leaves soot on the glaze.
"""
NOTE = "# 窯的故事\n\n**埃達**：窯要燒九個小時，溫度才會到 1280 度。\n\n**埃達**：我只用山毛櫸木。\n"
HOW_HOT = "How many degrees does the kiln reach?"

Assisted = Callable[..., tuple[Answerer, Server]]


@pytest.fixture
def store(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> Store:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "kiln.md").write_text(TALK, "utf-8")
    (folder / "note.md").write_text(NOTE, "utf-8")
    store = Store(store_dir)
    add([folder], store, tiny_encoder)
    return store


@pytest.fixture
def assisted(store: Store, tiny_encoder: TinyEncoder) -> Iterator[Assisted]:
    """Makes what answers from the library with a model that plays something, and its server."""
    with ExitStack() as opened:

        def make(play: Play, **limits: Any) -> tuple[Answerer, Server]:
            server = opened.enter_context(scripted(play))
            settings = LanguageModelSettings(server.url, "tiny-llm", **limits)
            return Answerer(store, tiny_encoder, Assistant(settings, store, tiny_encoder)), server

        yield make
