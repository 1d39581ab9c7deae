"""Addresses of citations: written, found again, said to be gone."""

from pathlib import Path
from typing import Any

import pytest

from answer.writing.addresses import address, resolve
from corpus.database import Store
from corpus.errors import BadAddress, CitationGone, InterviewQAError, NoSuchTranscript
from ingest import add

TALK = """Ann: What did you build?

Bob: We built a small boat of oak. It took two years.

Ann: Where did you sail it?

Bob: Around the island, every summer.
"""
WORDS = "We built a small boat of oak."


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


def cited(store: Store, talk: Path, encoder: Any) -> str:
    add([talk], store, encoder)
    start = TALK.index(WORDS)
    return address(store.snapshot().info("talk.txt"), start, start + len(WORDS))


def test_an_address_opens_the_words(store_dir: Path, talk: Path, tiny_encoder: Any) -> None:
    store = Store(store_dir)
    written = cited(store, talk, tiny_encoder)
    found = resolve(written, store.snapshot())
    assert (found.text, found.speaker, found.moved, found.address) == (WORDS, "Bob", False, written)
    assert found.as_data()["source"] == "talk.txt"


def test_words_that_moved_are_found(store_dir: Path, talk: Path, tiny_encoder: Any) -> None:
    store = Store(store_dir)
    written = cited(store, talk, tiny_encoder)
    for new in ("A note.\n\n" + TALK, "A note.\n\n" + TALK.replace("two years", "three years")):
        talk.write_text(new, "utf-8")
        add([talk], store, tiny_encoder)
    found = resolve(written, store.snapshot())
    assert found.moved
    assert (found.text, found.span.start) == (WORDS, new.index(WORDS))
    assert WORDS in found.as_text()


def test_words_that_were_changed_are_gone(store_dir: Path, talk: Path, tiny_encoder: Any) -> None:
    store = Store(store_dir)
    written = cited(store, talk, tiny_encoder)
    talk.write_text(TALK.replace("small", "large"), "utf-8")
    add([talk], store, tiny_encoder)
    with pytest.raises(CitationGone, match="do not stand in it any more"):
        resolve(written, store.snapshot())


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("", BadAddress),
        ("talk.txt:3-9", BadAddress),
        ("talk.txt@00000000:9-3", BadAddress),
        ("talk.txt@{hash}:0-100000", BadAddress),
        ("talk.txt@00000000:3-9", CitationGone),
        ("other.txt@00000000:3-9", NoSuchTranscript),
    ],
)
def test_what_is_no_citation_is_an_error(
    store_dir: Path, talk: Path, tiny_encoder: Any, written: str, error: type[InterviewQAError]
) -> None:
    store = Store(store_dir)
    cited(store, talk, tiny_encoder)
    with pytest.raises(error):
        resolve(written.format(hash=store.snapshot().info("talk.txt").text_hash[:8]), store.snapshot())
