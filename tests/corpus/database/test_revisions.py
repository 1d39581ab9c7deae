"""Where words stand after a transcript was changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.database.revisions import Revision, blocks_document, equal_blocks, follow, revision_from

OLD = "Ann\nThe first answer is short.\n\nBob\nThe second one is longer than that.\n\nThe same.\nThe same.\n"


def moved(old: str, new: str, words: str) -> str | None:
    start = old.index(words)
    found = Revision("1", "2", equal_blocks(old, new)).follow(start, start + len(words))
    return new[slice(*found)] if found else None


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        "A note before.\n" + OLD,
        OLD.replace("The first answer is short.", "The first answer is very, very short."),
        OLD.replace("Bob\nThe second one is longer than that.\n\n", "") + "Bob\nThe second one is longer than that.\n",
    ],
)
def test_words_that_still_stand_are_found(new: str) -> None:
    assert moved(OLD, new, "The second one is longer") == "The second one is longer"


def test_changed_words_are_gone() -> None:
    assert moved(OLD, OLD.replace("second", "third"), "The second one") is None


def test_equal_lines_are_told_apart_by_their_place() -> None:
    start = OLD.rindex("The same.")
    new = "Before.\n" + OLD
    found = Revision("1", "2", equal_blocks(OLD, new)).follow(start, start + 9)
    assert found == (new.rindex("The same."), new.rindex("The same.") + 9)


def test_several_changes_are_followed_and_a_change_back() -> None:
    revisions = [Revision("aa", "bb", ((0, 5, 10),)), Revision("bb", "cc", ((5, 7, 10),)), Revision("cc", "aa", ())]
    assert follow(revisions, ("aa", 2, 4), "cc") == (9, 11)
    assert follow(revisions, ("aa", 2, 4), "aa") == (2, 4)
    assert follow(revisions, ("cc", 2, 4), "aa") is None


@given(st.text("ab\n ", max_size=60), st.text("ab\n ", max_size=60))
def test_blocks_hold_equal_text_and_survive_being_written(old: str, new: str) -> None:
    revision = Revision("1", "2", equal_blocks(old, new))
    assert all(old[a : a + length] == new[b : b + length] for a, b, length in revision.blocks)
    assert revision_from("1", "2", blocks_document(revision)) == revision
