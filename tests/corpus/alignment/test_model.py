"""Alignments: written and read back, grouped around a sentence, kept with the store."""

from pathlib import Path

import pytest

from corpus.alignment.index import AlignmentIndex
from corpus.alignment.model import (
    Alignment,
    Divergence,
    Link,
    Reading,
    alignment_document,
    alignment_from,
)
from corpus.alignment.stored import stored_alignment
from corpus.database import Store
from corpus.transcript import Span
from ingest import add
from tests.conftest import TinyEncoder

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


def test_an_alignment_is_read_back_as_written() -> None:
    assert alignment_from("talk", alignment_document(ALIGNMENT)) == ALIGNMENT


@pytest.mark.parametrize(
    ("span", "group"),
    [
        (Span("a", 3, 5), (SENTENCES[0], SENTENCES[2], SENTENCES[3])),
        (Span("b", 31, 33), (SENTENCES[2], SENTENCES[0])),  # in the account's other language
        (Span("a", 20, 30), None),
    ],
)
def test_a_span_has_the_group_around_its_sentence(span: Span, group: tuple[Span, ...] | None) -> None:
    groups = AlignmentIndex(ALIGNMENT)
    found = [groups.around(index) for index in groups.sentences(span)]
    assert next((one.spans for one in found if one), None) == group


def test_a_counterpart_is_the_best_sentence_of_each_other_account() -> None:
    found = AlignmentIndex(ALIGNMENT).counterparts(Span("a", 0, 20))
    assert [(one.span, one.twin, one.strength) for one in found] == [
        (SENTENCES[2], Span("b", 30, 36), 0.9),
        (SENTENCES[3], None, 0.7),
    ]


def test_divergences_are_those_with_a_reading_in_the_sentences() -> None:
    groups = AlignmentIndex(ALIGNMENT)
    assert groups.divergences([Span("a", 0, 10)]) == list(ALIGNMENT.divergences)
    assert groups.divergences([Span("a", 10, 20)]) == []


def test_distinct_groups_share_no_sentence() -> None:
    assert [group.accounts for group in AlignmentIndex(ALIGNMENT).distinct()] == [("a", "b", "c")]


def test_an_alignment_is_read_only_for_the_versions_it_was_made_from(
    tmp_path: Path, store_dir: Path, tiny_encoder: TinyEncoder
) -> None:
    store = Store(store_dir)
    for name in ("one", "two"):
        head = "---\nconversation: talk\nkind: article\n---\n"
        (tmp_path / f"{name}.md").write_text(f"{head}The boat was built of oak by {name}.\n", "utf-8")
        add([tmp_path / f"{name}.md"], store, tiny_encoder)
    assert stored_alignment(store.snapshot(), "talk") is not None
    with store.writing() as writer:
        writer.put_alignment("talk", "another", alignment_document(ALIGNMENT))
    assert stored_alignment(store.snapshot(), "talk") is None
    with store.writing() as writer:
        writer.put_alignment("talk", "", None)
    assert store.snapshot().alignment("talk") is None
