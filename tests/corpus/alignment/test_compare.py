"""python -m ingest compare: for reading and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.database import Store
from ingest import add
from ingest.__main__ import main

HEAD = "---\ntitle: {}\nconversation: ship\nkind: article\n---\n"
FIRST = "The ship was built of oak in the yard. Nearly two hundred people sailed to the islands on it."
SECOND = "Over 200 people sailed to the islands on it. Cheese and bread were sold on the pier every Sunday."
THIRD = "The ship was built of oak in the yard. The harbour froze twice during that terrible winter."


@pytest.fixture
def library(tmp_path: Path, tiny_encoder: Any) -> str:
    for name, text in (("first", FIRST), ("second", SECOND), ("third", THIRD)):
        (tmp_path / f"{name}.md").write_text(HEAD.format(name) + text + "\n", "utf-8")
    store = Store(tmp_path / "store")
    add([tmp_path], store, tiny_encoder)
    return str(tmp_path / "store")


def test_it_prints_markdown(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "ship", "--store", library]) == 0
    out = capsys.readouterr().out
    assert "- **number**: Nearly two hundred people (`first.md`" in out
    assert "## Only in `second.md` (1)\n\n- Cheese and bread were sold on the pier every Sunday." in out
    assert "## Left out by `second.md` (1)\n\n- The ship was built of oak in the yard." in out


def test_it_prints_json(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "ship", "--store", library, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [r["source"] for d in found["divergences"] for r in d["readings"]] == ["first.md", "second.md"]
    assert found["left_out"]["first.md"] == []


def test_an_unknown_conversation_is_an_error(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "boat", "--store", library]) == 1
    assert "has no two accounts here (conversations: ship)" in capsys.readouterr().err
