"""Correcting what is in the library: kept beside the source, taken back, all or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import Counting

from corpus.database import Store
from corpus.errors import CannotCorrect, StoreBusy
from ingest import correcting
from ingest.correcting import correct, take_back
from ingest.corrections import Correction, NameIs, SpeakerIs
from ingest.metadata import Metadata
from ingest.settings import Summary
from ingest.show import structure
from ingest.side_files import with_corrections

Adding = Callable[..., Summary]
TALK = "Jane: When was that?\n\nBob: In 1998, in a cellar. And who helped you? My father did.\n\nJane: And today?\n"
WORDS = "And who helped you?"
SPLIT = SpeakerIs(TALK.index(WORDS), TALK.index(WORDS) + len(WORDS), "Jane")
SIDE_FILE = """# what we know
title: 'Bakers'   # their own word
date: 2021-03-04

corrections:
# heard on the tape
- {written: Jane, name: Jane Doe}
- {start: 0, end: 5, speaker: null}  # the jingle
tags: [bread, "No"]
"""


@pytest.fixture
def talk(tmp_path: Path, adding: Adding) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    adding(path)
    return path


def speakers(store: Store) -> list[str | None]:
    return [turn.speaker for turn in store.snapshot().read("talk.txt").turns()]


def test_a_correction_stands_beside_the_source_and_is_taken_back(
    talk: Path, store: Store, encoder: Counting, adding: Adding
) -> None:
    correct(store, encoder, "talk.txt", [SPLIT])
    assert speakers(store) == ["Jane", "Bob", "Jane", "Bob", "Jane"]
    assert store.snapshot().read("talk.txt").text == TALK
    (kept,) = store.snapshot().info("talk.txt").corrections
    assert (kept["speaker"], list(kept["source_says"])) == ("Jane", ["Bob"])
    assert f"corrected: {SPLIT.start} to {SPLIT.end} is Jane (the source says Bob)" in structure(
        store.snapshot().read("talk.txt")
    )
    assert adding(talk).unchanged == ["talk.txt"]
    take_back(store, encoder, "talk.txt", SPLIT)
    assert speakers(store) == ["Jane", "Bob", "Jane"]
    assert list(talk.parent.glob("talk*")) == [talk]


@pytest.mark.parametrize("name", ["No", "1:30", 'O\'Hara "Bo"', "王芳", "null", "a: b # c"])
def test_any_name_is_kept_as_it_is(name: str) -> None:
    text = with_corrections("", [NameIs("Bob", name), SpeakerIs(1, 2, name)], "talk.yaml")
    assert with_corrections(text, [NameIs("Bob", name), SpeakerIs(1, 2, name)], "talk.yaml") == text


def test_all_else_of_a_side_file_stays_as_it_is_written() -> None:
    jingle: list[Correction] = [SpeakerIs(0, 5, None)]
    added = with_corrections(SIDE_FILE, [NameIs("Jane", "Jane Doe"), *jingle, SPLIT], "talk.yaml")
    line = f'- {{start: {SPLIT.start}, end: {SPLIT.end}, speaker: "Jane"}}\n'
    assert added == SIDE_FILE.replace("# the jingle\n", f"# the jingle\n{line}")
    assert with_corrections(added, [NameIs("Jane", "Jane Doe"), *jingle], "talk.yaml") == SIDE_FILE


@pytest.mark.parametrize("text", ["# only a comment\n", "{title: Bakers}", "title: Bakers", "\ufeff"])
def test_a_side_file_of_any_form_takes_a_correction(text: str) -> None:
    once = with_corrections(text.lstrip("\ufeff"), [SPLIT], "talk.yaml")
    assert "comment" not in text or "# only a comment" in once
    assert with_corrections(once, [], "talk.yaml").strip() == text.strip("\ufeff\n")


@pytest.mark.usefixtures("talk")
def test_the_later_of_two_about_the_same_counts_and_the_earlier_goes(store: Store, encoder: Counting) -> None:
    for name in ("Bob Ray", "Bob Roy"):
        correct(store, encoder, "talk.txt", [NameIs("Bob", name), SpeakerIs(SPLIT.start, SPLIT.end, name)])
    kept = store.snapshot().info("talk.txt")
    assert kept.names == {"Bob": "Bob Roy"}
    assert len(kept.corrections) == 2


def test_what_was_said_when_it_was_added_still_counts(
    tmp_path: Path, store: Store, encoder: Counting, adding: Adding
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("It rained all day, and nobody came to the market.\n\nThe bread was given away.\n", "utf-8")
    adding(path, overrides=Metadata(title="Rain", speaker="Ada", voices={"Ada": "The show"}))
    correct(store, encoder, "talk.txt", [SpeakerIs(0, 10, None)])
    info = store.snapshot().info("talk.txt")
    assert (info.title, info.voices) == ("Rain", {"Ada": "The show"})
    assert speakers(store) == [None, "Ada"]


def test_what_a_voice_stands_for_is_corrected(talk: Path, store: Store, encoder: Counting, adding: Adding) -> None:
    adding(talk, overrides=Metadata(voices={"Jane": "The show"}))
    correct(store, encoder, "talk.txt", [NameIs("Jane", "Jane Doe")])
    assert store.snapshot().main_name(store.snapshot().info("talk.txt"), "Jane") == "Jane Doe"


def test_a_side_file_of_two_transcripts_is_left_alone(talk: Path, store: Store, encoder: Counting) -> None:
    shared, other = talk.with_suffix(".yaml"), talk.with_suffix(".srt")
    shared.write_text("title: Bakers\n", "utf-8")
    other.write_text("1\n00:00:00,000 --> 00:00:01,000\nHello.\n", "utf-8")
    correct(store, encoder, "talk.txt", [SPLIT])
    assert shared.read_text("utf-8") == "title: Bakers\n"
    assert store.snapshot().info("talk.txt").title == "Bakers"
    assert talk.with_name("talk.txt.yaml").is_file()


def test_where_it_cannot_be_read_again_nothing_changes(
    talk: Path, store: Store, encoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreBusy("busy")

    beside = talk.with_suffix(".yaml")
    beside.write_text("title: Bakers\n", "utf-8")
    monkeypatch.setattr(correcting, "add", busy)
    with pytest.raises(StoreBusy):
        correct(store, encoder, "talk.txt", [SPLIT])
    assert [path.name for path in talk.parent.glob("talk*")] == ["talk.txt", "talk.yaml"]
    assert beside.read_text("utf-8") == "title: Bakers\n"


def test_a_file_that_is_gone_or_another_by_now_cannot_be_corrected(talk: Path, store: Store, encoder: Counting) -> None:
    talk.write_text(f"A jingle.\n\n{TALK}", "utf-8")
    with pytest.raises(CannotCorrect, match="has changed"):
        correct(store, encoder, "talk.txt", [SPLIT])
    talk.unlink()
    with pytest.raises(CannotCorrect, match="there is none at"):
        correct(store, encoder, "talk.txt", [SPLIT])


@pytest.mark.usefixtures("talk")
def test_a_correction_that_is_not_there_cannot_be_taken_back(store: Store, encoder: Counting) -> None:
    with pytest.raises(CannotCorrect, match="no such correction"):
        take_back(store, encoder, "talk.txt", SPLIT)
