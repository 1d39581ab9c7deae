"""Transcripts laid out for reading: nothing is lost, nothing moves, both languages stand together."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import Catalogue, Person
from corpus.database.contents import Contents
from corpus.transcript import Passage, Role, Transcript, TranscriptInfo
from page.reading import CHUNK, LONGEST_ROW, Row, lay_out

CONTENTS = Contents(0, None, [], {"": Catalogue(people=(Person("Ada Lovelace", ("Ada",)),))})
ROLES: Sequence[Role] = ("speech", "heading", "speaker", "furniture")


def _transcript(*parts: tuple[Role, str, dict[str, object]]) -> Transcript:
    passages, at = [], 0
    for index, (role, text, more) in enumerate(parts):
        passages.append(Passage(index, at, at + len(text), text, role, **more))  # type: ignore[arg-type]
        at += len(text)
    info = TranscriptInfo("a.txt", "A", "transcript", "a", "en", "0" * 64, voices={"Host": "The show"})
    return Transcript(info, tuple(passages))


def _rows(transcript: Transcript) -> list[Row]:
    return [row for chunk in lay_out(transcript, CONTENTS).chunks for row in chunk]


def test_a_turn_is_one_row_under_its_speakers_main_name() -> None:
    said = {"turn": 0, "speaker": "Ada"}
    (row,) = _rows(_transcript(("speaker", "Ada: ", {}), ("speech", "One. ", said), ("speech", "Two.", said)))
    assert (row.name, row.written, row.sides[0].text, row.sides[0].start) == ("Ada Lovelace", "Ada", "One. Two.", 5)


def test_a_voice_is_named_by_what_it_stands_for() -> None:
    (row,) = _rows(_transcript(("speech", "Welcome.", {"turn": 0, "speaker": "Host"})))
    assert (row.name, row.written) == ("The show", "Host")


def test_white_space_between_passages_does_not_end_a_turn() -> None:
    said = {"turn": 0, "speaker": "Ada"}
    rows = _rows(_transcript(("speech", "One.", said), ("furniture", "\n\n", {}), ("speech", "Two.", said)))
    assert [side.text for row in rows for side in row.sides] == ["One.\n\nTwo."]


def test_marks_around_words_are_no_asides() -> None:
    said, answered = {"turn": 0, "speaker": "Ada"}, {"turn": 1, "speaker": "Bob"}
    parts = (
        ("furniture", "> ", {}),
        ("speech", "One?", said),
        ("furniture", "**\n\n---\n", {}),
        ("speech", "Two.", answered),
    )
    assert [row.sides[0].text for row in _rows(_transcript(*parts))] == ["One?**\n\n---\n", "Two."]


def test_what_is_said_in_two_languages_stands_in_one_row() -> None:
    rows = _rows(
        _transcript(
            ("speech", "你好。", {"turn": 0, "language": "zh-Hans", "parallel": 1}),
            ("furniture", "<details>\n<summary>Original English</summary>\n", {}),
            ("speech", "Hello.", {"turn": 1, "language": "en", "parallel": 0}),
            ("furniture", "</details>", {}),
        )
    )
    assert [[side.language for side in row.sides] for row in rows] == [["zh-Hans", "en"]]


def test_furniture_that_says_something_is_shown_aside() -> None:
    rows = _rows(_transcript(("furniture", "6639 clicks", {}), ("speech", "Hello.", {"turn": 0})))
    assert [row.kind for row in rows] == ["aside", "turn"]


def test_a_new_page_begins_a_new_row() -> None:
    rows = _rows(_transcript(*(("speech", "Word. ", {"turn": 0, "page": page}) for page in (1, 1, 2))))
    assert [row.page for row in rows] == [1, 2]


def test_a_very_long_turn_is_cut_into_rows_and_chunks() -> None:
    layout = lay_out(_transcript(*(("speech", "word " * 100, {"turn": 0}) for _ in range(100))), CONTENTS)
    assert len(layout.chunks) > 4
    assert max(layout.sizes()) < CHUNK + LONGEST_ROW + 1_000
    assert layout.chunk_at(0) == 0
    assert layout.chunk_at(49_999) == len(layout.chunks) - 1


@given(st.lists(st.tuples(st.sampled_from(ROLES), st.text(min_size=1, max_size=40), st.integers(0, 3))))
def test_every_row_shows_the_source_at_its_place(parts: list[tuple[Role, str, int]]) -> None:
    transcript = _transcript(
        *((role, text, {"turn": turn if role == "speech" else None}) for role, text, turn in parts)
    )
    layout = lay_out(transcript, CONTENTS)
    shown = {at for row in _rows(transcript) for side in row.sides for at in range(side.start, side.end)}
    for chunk, rows in enumerate(layout.chunks):
        for side in (side for row in rows for side in row.sides):
            assert transcript.text[side.start : side.end] == side.text
            assert layout.chunk_at(side.start) == chunk
    assert all(shown.issuperset(range(p.start, p.end)) for p in transcript.speech() if p.text.strip())


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_transcript_has_no_rows(text: str) -> None:
    assert _rows(_transcript(*([("furniture", text, {})] if text else []))) == []
