"""Corrections are laid over what was understood; the text stays as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_samples import TEXTS

from corpus.catalogue import Catalogue
from corpus.errors import BadCatalogue
from corpus.transcript import tiles
from ingest.corrections import Correction, NameIs, SpeakerIs, as_data, corrected, corrections_from
from ingest.metadata import Metadata
from ingest.settings import Summary
from ingest.source import Source
from ingest.structure import Structure, understand
from ingest.transcripts import make_transcript

Adding = Callable[..., Summary]

TALK = (
    "Jane: When did you begin?\n\n"
    "Bob: In 1998, in a cellar. [0:11] And who helped you? [0:15] My father did. [0:20]\n\n"
    "Jane: And today?\n\nBob: Today we bake.\n"
)


def turns(structure: Structure) -> list[tuple[int | None, str | None, str]]:
    return [(p.turn, p.speaker, p.text.strip()) for p in structure.passages if p.role == "speech"]


def span(words: str) -> tuple[int, int]:
    return TALK.index(words), TALK.index(words) + len(words)


def test_a_turn_is_split_by_giving_a_part_to_somebody_else() -> None:
    found = corrected(understand(Source(TALK)), [SpeakerIs(*span("And who helped you?"), "Jane")])
    assert turns(found)[:4] == [
        (0, "Jane", "When did you begin?"),
        (1, "Bob", "In 1998, in a cellar."),
        (2, "Jane", "And who helped you?"),
        (3, "Bob", "My father did."),
    ]
    asked = next(p for p in found.passages if "father" in p.text)
    assert asked.context == "And who helped you?"
    assert tiles(found.passages, TALK)


def test_a_turn_is_merged_by_giving_it_to_who_speaks_before() -> None:
    found = corrected(understand(Source(TALK)), [SpeakerIs(*span("And today?"), "Bob")])
    assert {turn for turn, speaker, _ in turns(found) if speaker == "Bob"} == {1}


def test_the_later_correction_counts_and_nobody_may_be_named() -> None:
    words = span("Today we bake.")
    found = corrected(understand(Source(TALK)), [SpeakerIs(*words, "Jane"), SpeakerIs(*words, None)])
    assert turns(found)[-1][1:] == (None, "Today we bake.")


def test_names_are_added_to_what_the_file_says() -> None:
    found = corrected(understand(Source(TALK)), [NameIs("Bob", "Bob Ray"), NameIs("Jane", "Jane Doe")])
    assert found.names == {"Bob": "Bob Ray", "Jane": "Jane Doe"}
    assert turns(found) == turns(understand(Source(TALK)))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60), st.none() | st.just("Ada")), max_size=3))
def test_corrected_passages_tile_any_text(text: str, spans: list[tuple[int, int, str | None]]) -> None:
    corrections = [SpeakerIs(start, start + length, speaker) for start, length, speaker in spans]
    found = corrected(understand(Source(text)), corrections)
    assert tiles(found.passages, text)
    assert all((p.turn is not None) == (p.role == "speech") for p in found.passages)


def test_corrections_are_read_back() -> None:
    corrections: list[Correction] = [SpeakerIs(1, 2, None), SpeakerIs(1, 2, "Ada"), NameIs("A", "Ada")]
    assert corrections_from(as_data(corrections), "a.txt") == corrections


@pytest.mark.parametrize("data", [{}, [1], [{"start": 2, "end": 1, "speaker": None}], [{"written": "A", "name": 1}]])
def test_corrections_of_another_form_are_refused(data: object) -> None:
    with pytest.raises(BadCatalogue, match=r"a\.txt: a correction has"):
        corrections_from(data, "a.txt")


def test_corrections_stand_in_the_side_file_and_survive_adding_again(tmp_path: Path, adding: Adding) -> None:
    talk, beside = tmp_path / "talk.txt", tmp_path / "talk.yaml"
    talk.write_text(TALK, "utf-8")
    start, end = span("And who helped you?")
    beside.write_text(
        f"corrections:\n- {{start: {start}, end: {end}, speaker: Jane}}\n- {{written: Bob, name: Bob Ray}}\n"
    )
    assert adding(talk).added == ["talk.txt"]
    assert adding(talk).unchanged == ["talk.txt"]
    beside.unlink()
    assert adding(talk).replaced == ["talk.txt"]


def test_a_transcript_is_made_as_it_was_corrected() -> None:
    start, end = span("And who helped you?")
    said = Metadata(corrections=(SpeakerIs(start, end, "Jane"), NameIs("Bob", "Bob Ray")))
    transcript = make_transcript("talk.txt", TALK.encode(), said, Catalogue())
    assert transcript.info.names == {"Bob": "Bob Ray"}
    assert [turn.speaker for turn in transcript.turns()][:4] == ["Jane", "Bob", "Jane", "Bob"]
