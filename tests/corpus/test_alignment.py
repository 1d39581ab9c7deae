"""Alignments: written and read back, grouped around a sentence, kept with the store."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.accounts import (
    LARGEST_DOCUMENT,
    Alignment,
    Divergence,
    Link,
    Reading,
    alignment_from,
    alignment_key,
    documents,
)
from corpus.groups import Groups
from corpus.store import Store
from corpus.transcript import Span, TranscriptInfo

SENTENCES = (Span("a", 0, 10), Span("a", 10, 20), Span("b", 5, 9), Span("c", 0, 7))
ALIGNMENT = Alignment(
    "talk",
    {"a": "1", "b": "2", "c": "3"},
    SENTENCES,
    {2: Span("b", 30, 36)},
    (Link(0, 2, 0.9), Link(1, 3, 0.5), Link(0, 3, 0.7)),
    (Divergence("number", (Reading("a", 2, 4, "20"), Reading("b", 6, 8, "30"))),),
    {1: "Ann"},
)


def info(name: str, version: str) -> TranscriptInfo:
    return TranscriptInfo(name, name, "transcript", "talk", "en", "0" * 64, version)


def test_an_alignment_is_read_back_as_written() -> None:
    assert alignment_from("talk", documents(ALIGNMENT)) == ALIGNMENT


def test_documents_are_small() -> None:
    links = tuple(Link(0, 2, 0.5) for _ in range(5_000))
    written = documents(replace(ALIGNMENT, links=links))
    assert len(written) > 4
    assert max(len(document.encode()) for document in written) <= LARGEST_DOCUMENT
    assert alignment_from("talk", written).links == links


@pytest.mark.parametrize(
    ("span", "group"),
    [
        (Span("a", 3, 5), (SENTENCES[0], SENTENCES[2], SENTENCES[3])),
        (Span("b", 31, 33), (SENTENCES[2], SENTENCES[0])),  # in the account's other language
        (Span("a", 20, 30), None),
    ],
)
def test_a_span_has_the_group_around_its_sentence(span: Span, group: tuple[Span, ...] | None) -> None:
    groups = Groups(ALIGNMENT)
    found = [groups.around(index) for index in groups.sentences(span)]
    assert next((one.spans for one in found if one), None) == group


def test_a_counterpart_is_the_best_sentence_of_each_other_account() -> None:
    found = Groups(ALIGNMENT).counterparts(Span("a", 0, 20))
    assert [(one.span, one.twin, one.strength) for one in found] == [
        (SENTENCES[2], Span("b", 30, 36), 0.9),
        (SENTENCES[3], None, 0.7),
    ]


def test_divergences_are_those_with_a_reading_in_the_sentences() -> None:
    groups = Groups(ALIGNMENT)
    assert groups.divergences([Span("a", 0, 10)]) == list(ALIGNMENT.divergences)
    assert groups.divergences([Span("a", 10, 20)]) == []


def test_distinct_groups_share_no_sentence() -> None:
    assert [group.accounts for group in Groups(ALIGNMENT).distinct()] == [("a", "b", "c")]


def test_an_alignment_is_read_only_for_the_versions_it_was_made_from(store_dir: Path) -> None:
    store = Store(store_dir)
    key = alignment_key([info("a", "1"), info("b", "2")], None)
    with store.writing() as writer:
        writer.put_accounts("talk", key, documents(ALIGNMENT))
    assert store.aligned() == {"talk": key}
    assert store.accounts("talk") is None  # the library has no such transcripts
    with store.writing() as writer:
        writer.put_accounts("talk", "", [])
    assert store.aligned() == {}
