"""Corrections as the page asks for them, and as it shows them."""

from pathlib import Path
from typing import Any

import pytest

from answer import Answerer
from corpus.database import Store
from ingest import add
from page.adding import Adding
from page.desk import PageApi
from page.opening import Library
from page.options import Options
from tests.conftest import TinyEncoder

TALK = "Ada: The owl sleeps by day.\n\nBob: And the mill burned in 1987.\n\nAda: Who saw the mill burn?\n"
WORDS = "And the mill burned in 1987."
START, END = TALK.index(WORDS), TALK.index(WORDS) + len(WORDS)


@pytest.fixture
def api(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> PageApi:
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    store = Store(store_dir)
    add([tmp_path / "talk.txt"], store, tiny_encoder)
    library = Library(store, tiny_encoder, Answerer(store, tiny_encoder))  # type: ignore[arg-type]
    return PageApi(library, Adding(library, tmp_path, store_dir / "added"), Options(store=str(store_dir)))


def opened(api: PageApi) -> dict[str, Any]:
    return api.call({"do": "open", "source": "talk.txt"})


def correct(api: PageApi, *corrections: dict[str, Any]) -> dict[str, Any]:
    version = opened(api)["version"]
    return api.call({"do": "correct", "source": "talk.txt", "version": version, "corrections": [*corrections]})


def rows(api: PageApi) -> list[tuple[str | None, int | None]]:
    return [(row["name"], row["correction"]) for row in opened(api)["chunks"]["0"]]


def test_a_turn_is_given_to_somebody_else_and_back(api: PageApi) -> None:
    assert opened(api)["chunks"]["0"][1]["stretches"] == [(START, END + 2)]
    assert correct(api, {"start": START, "end": END, "speaker": " Jane\n Doe "}) == {}
    assert rows(api) == [("Ada", None), ("Jane Doe", 0), ("Ada", None)]
    view = opened(api)
    (shown,) = view["corrections"]
    assert (shown["source_says"], shown["text"]) == (["Bob"], WORDS)
    correction = {key: shown[key] for key in ("start", "end", "speaker")}
    taken = {"do": "take_back", "source": "talk.txt", "version": view["version"], "correction": correction}
    assert api.call(taken) == {}
    assert rows(api) == [("Ada", None), ("Bob", None), ("Ada", None)]


def test_whoever_is_called_so_is_renamed_and_shown_as_corrected(api: PageApi) -> None:
    assert correct(api, {"written": "Ada", "name": "Ada Lovelace"}) == {}
    assert rows(api) == [("Ada Lovelace", 0), ("Bob", None), ("Ada Lovelace", 0)]
    assert {"written": "Ada", "name": "Ada Lovelace"} in opened(api)["speakers"]


def test_nobody_is_named_where_the_name_is_left_empty(api: PageApi) -> None:
    assert correct(api, {"start": START, "end": END, "speaker": ""}) == {}
    assert rows(api)[1] == (None, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 5, "end": 5, "speaker": "Ada"},
        {"start": 0, "end": len(TALK) + 1, "speaker": "Ada"},
        {"written": "Zoe", "name": "Ada"},
        {"written": "Bob", "name": " \u202e "},
        {"written": "Bob"},
    ],
)
def test_what_says_nothing_of_the_transcript_is_refused_in_one_line(api: PageApi, wrong: dict[str, Any]) -> None:
    failure = correct(api, wrong)["failure"]
    assert "talk.txt" in failure
    assert "\n" not in failure
    assert opened(api)["corrections"] == []


def test_another_version_than_the_open_one_is_not_corrected(api: PageApi) -> None:
    old = opened(api)["version"]
    correct(api, {"written": "Bob", "name": "Bob Ray"})
    request = {"corrections": [{"start": START, "end": END, "speaker": "Ada"}], "version": old, "source": "talk.txt"}
    assert "open it again" in api.call({"do": "correct", **request})["failure"]
