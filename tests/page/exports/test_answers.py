"""An answer as a page that checks itself, after its transcript was changed or removed."""

import json
import re
from pathlib import Path
from typing import Any

from ingest import add
from ingest.removing import remove
from page.desk import PageApi
from tests.conftest import TinyEncoder
from tests.page.test_correcting import TALK, WORDS, api

__all__ = ["api"]  # the fixture


def exported(api: PageApi, key: str) -> dict[str, dict[str, Any]]:
    """Return what the page checks its quotes by, by their words."""
    text = api.call({"do": "export", "format": "html", "keys": [key], "base": "http://h/", "language": "en"})["text"]
    found = re.search(r'id="data">(.*?)</script>', text)
    assert found
    return {quote["text"]: quote for quote in json.loads(found[1])["quotes"]}


def test_quotes_move_with_their_transcript_and_stay_when_it_goes(
    api: PageApi, tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    key = api.ask({"question": "When did the mill burn?", "ticket": "1"})["key"]
    before = exported(api, key)
    assert before[WORDS]["source"] == "talk.txt"
    later = f"Ada: A line before.\n\n{TALK.replace('sleeps by day', 'slept')}"
    (tmp_path / "talk.txt").write_text(later, "utf-8")
    add([tmp_path / "talk.txt"], api._store, tiny_encoder)
    moved = exported(api, key)
    place = moved[WORDS]
    assert later[place["start"] : place["end"]] == WORDS
    assert later[: place["start"]].endswith(place["before"])
    (tmp_path / "talk.txt").write_text("Ada: The mill is gone.\n", "utf-8")
    add([tmp_path / "talk.txt"], api._store, tiny_encoder)
    nowhere = {"source": None, "before": "", "after": ""}
    assert nowhere.items() <= exported(api, key)[WORDS].items()
    remove(api._store, "talk.txt")
    removed = exported(api, key)
    assert removed.keys() == before.keys()
    assert all(nowhere.items() <= quote.items() for quote in removed.values())
