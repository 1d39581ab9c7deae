"""Whatever the text: the passages tile it, and every sentence lies in its passage."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_samples import TEXTS

from corpus import sentences
from corpus.catalogue import Catalogue
from corpus.errors import UnreadableFile
from corpus.transcript import Transcript, TranscriptInfo, tiles
from ingest.metadata import Metadata
from ingest.source import Mark, Source
from ingest.structure import TooManyPassages, understand
from ingest.transcripts import make_transcript

MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(0, 80),
        page=st.none() | st.integers(1, 9),
        time=st.none() | st.floats(0, 9e4),
        speaker=st.none() | st.sampled_from(["A", "Jane Doe", "主持人"]),
        heading=st.booleans(),
    ),
    max_size=6,
).map(lambda marks: tuple(sorted(marks, key=lambda mark: mark.start)))


@settings(max_examples=400, deadline=None)
@given(TEXTS, MARKS, st.none() | st.sampled_from(["title: x", "Jane Doe", "一、"]))
def test_passages_tile_any_text(text: str, marks: tuple[Mark, ...], title: str | None) -> None:
    passages = understand(Source(text, marks), title, ["Jane Doe"]).passages
    assert tiles(passages, text)
    assert all(p.end > p.start for p in passages)
    assert all((p.turn is not None) == (p.role == "speech") for p in passages)
    assert all(p.text.strip() for p in passages if p.role == "speech")


@settings(max_examples=400, deadline=None)
@given(TEXTS, MARKS)
def test_as_many_passages_as_may_be_are_never_too_many(text: str, marks: tuple[Mark, ...]) -> None:
    source = Source(text, marks)
    passages = understand(source).passages
    with patch("ingest.structure.MOST_PASSAGES", len(passages)):
        assert understand(source).passages == passages
    if passages:
        with patch("ingest.structure.MOST_PASSAGES", len(passages) - 1), pytest.raises(TooManyPassages):
            understand(source)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_lie_in_their_passage(text: str) -> None:
    for passage in understand(Source(text)).passages:
        for start, end in sentences.split(passage.text):
            assert 0 <= start < end <= len(passage.text)
            assert passage.text[start:end] == text[passage.start + start : passage.start + end]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_turns_are_numbered_and_twins_point_at_turns(text: str) -> None:
    passages = understand(Source(text)).passages
    info = TranscriptInfo("x.txt", "x", "transcript", "x", "en", "0")
    turns = Transcript(info, passages).turns()
    assert [turn.index for turn in turns] == list(range(len(turns)))
    for turn in turns:
        assert len({(p.speaker, p.section, p.parallel) for p in turn.passages}) == 1
        assert turn.passages[0].parallel is None or 0 <= turn.passages[0].parallel < len(turns)


def test_a_text_of_too_many_passages_is_refused_before_they_are_made() -> None:
    text = "".join(f"{('Ada', 'Bob')[n % 2]}: It is the {n}th.\n" for n in range(20))
    with (
        patch("ingest.structure.MOST_PASSAGES", 39),
        patch("ingest.structure.find_questions") as making,
        pytest.raises(UnreadableFile, match=r"^talk\.txt: more than 100,000 passages; split it into several files$"),
    ):
        make_transcript("talk.txt", text.encode(), Metadata(), Catalogue())
    assert not making.called
