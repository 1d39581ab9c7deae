"""Differences between two accounts of a few sentences, made for the test."""

from typing import Any

import pytest

from corpus.alignment.align import align
from corpus.alignment.similarity import Account
from corpus.catalogue import Catalogue
from corpus.transcript import Transcript
from ingest.metadata import Metadata
from ingest.transcripts import make_transcript
from tests.conftest import TinyEncoder

BEFORE = "The workshop stands beside the harbour wall. Old ropes hang from every beam of its ceiling. "
AFTER = " Visitors bring bread and cheese for the builders. In winter the stove burns day and night."


def account(transcript: Transcript, encoder: TinyEncoder) -> Account:
    speech = transcript.speech()
    return Account(transcript, {p.index: encoder.encode_passage(p.text, p.context) for p in speech})


def divergences(one: str, other: str, encoder: Any) -> set[tuple[str, frozenset[str]]]:
    transcripts = [
        make_transcript(f"{n}.txt", (BEFORE + text + AFTER).encode(), Metadata(conversation="harbour"), Catalogue())
        for n, text in enumerate((one, other))
    ]
    return {
        (d.kind, frozenset(r.text for r in d.readings))
        for d in align([account(one, encoder) for one in transcripts], Catalogue()).divergences
    }


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            "Nearly two hundred people work on the wooden ships of the fleet.",
            "Over 200 people work on the wooden ships of the fleet.",
            {("number", frozenset({"Nearly two hundred people", "Over 200 people"}))},
        ),
        (
            "Building the wooden ship took about five years of hard work.",
            "Building the wooden ship took 5 years of hard work.",
            set(),
        ),
        (
            "The carpenters called their wooden ship the Marigold when it sailed.",
            "The carpenters called their wooden ship the Marygold when it sailed.",
            {("name", frozenset({"Marigold", "Marygold"}))},
        ),
        (
            "The heavy oak keel of the old ship was replaced that spring.",
            "The heavy oak keel of the old ship was not replaced that spring.",
            {
                (
                    "negation",
                    frozenset(
                        {
                            "The heavy oak keel of the old ship was replaced that spring",
                            "The heavy oak keel of the old ship was not replaced that spring",
                        }
                    ),
                )
            },
        ),
        (
            "Most of the carpenters learned their trade on the island.",
            "All the carpenters learned their trade on the island.",
            {
                (
                    "number",
                    frozenset(
                        {
                            "Most of the carpenters learned their trade on the island",
                            "All the carpenters learned their trade on the island",
                        }
                    ),
                )
            },
        ),
        (
            "The masts were shipped from Norway before the frost came.",
            "The masts were shipped from Portugal before the frost came.",
            {("place", frozenset({"Norway", "Portugal"}))},
        ),
    ],
)
def test_differences_are_found(one: str, other: str, found: set[tuple[str, frozenset[str]]], tiny_encoder: Any) -> None:
    assert divergences(one, other, tiny_encoder) == found
