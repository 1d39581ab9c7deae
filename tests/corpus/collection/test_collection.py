"""What is collected keeps its words, follows its transcript, and outlives it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.collection import Codebook, Collected, Collection, Label, can_undo, undo
from corpus.database import Store
from corpus.errors import BadLabel, CannotCollect, NotCollected
from corpus.transcript import Span
from ingest import add
from ingest.correcting import correct
from ingest.corrections import SpeakerIs
from ingest.progress import Silent
from ingest.rebuilding import rebuild
from ingest.removing import remove
from tests.conftest import TinyEncoder

TALK = "Ada: The owl sleeps by day.\n\nBob: And the mill burned in 1987.\n\nAda: Who saw the mill burn?\n"
WORDS = "And the mill burned in 1987."
Write = Callable[[str], None]


@pytest.fixture
def store(store_dir: Path) -> Store:
    return Store(store_dir)


@pytest.fixture
def write(store: Store, tmp_path: Path, tiny_encoder: TinyEncoder) -> Write:
    """Writes the talk anew and ingests it."""

    def write(text: str) -> None:
        (tmp_path / "talk.txt").write_text(text, "utf-8")
        assert not add([tmp_path / "talk.txt"], store, tiny_encoder).failed

    write(TALK)
    return write


def collect(store: Store, words: str = WORDS) -> str:
    snapshot = store.snapshot()
    start = snapshot.read("talk.txt").text.index(words)
    return Collection(store.database).collect(Span("talk.txt", start, start + len(words)), snapshot)


def collected(store: Store) -> list[Collected]:
    return Collection(store.database).all(store.snapshot())


@pytest.mark.usefixtures("write")
def test_what_is_collected_has_its_words_and_who_says_them(store: Store) -> None:
    first = collect(store)
    assert collect(store, f" {WORDS}\n") == first
    across = collect(store, f"owl sleeps by day.\n\nBob: {WORDS}")
    later, one = collected(store)
    assert (one.id, one.text, one.state, one.said["speakers"]) == (first, WORDS, "here", ["Bob"])
    assert (later.id, later.said["speakers"]) == (across, ["Ada", "Bob"])
    with pytest.raises(CannotCollect, match=r"talk\.txt"):
        collect(store, "\n\n")


def test_it_moves_along_and_is_told_when_its_words_are_gone_and_back(store: Store, write: Write) -> None:
    collect(store)
    write("Ada: A line before.\n\n" + TALK)
    (one,) = collected(store)
    assert store.snapshot().read("talk.txt").text[one.start : one.end] == WORDS == one.text
    assert (one.state, one.start) == ("here", TALK.index(WORDS) + 21)
    write(TALK.replace("1987", "1988"))
    (one,) = collected(store)
    assert (one.state, one.text, one.said["speakers"]) == ("changed", WORDS, ["Bob"])
    write("Ada: A line before.\n\n" + TALK)
    assert [one.state for one in collected(store)] == ["here"]


def test_it_moves_along_over_several_changes_that_nobody_looked_at(store: Store, write: Write) -> None:
    collect(store)
    for lines in range(1, 4):
        write("Ada: A line before.\n\n" * lines + TALK)
    assert [(one.state, one.start) for one in collected(store)] == [("here", TALK.index(WORDS) + 63)]


@pytest.mark.usefixtures("write")
def test_a_corrected_speaker_is_corrected_there_too(store: Store, tiny_encoder: TinyEncoder) -> None:
    collect(store)
    start = TALK.index(WORDS)
    correct(store, tiny_encoder, "talk.txt", [SpeakerIs(start, start + len(WORDS), "Jane Doe")])
    assert remove(store, "talk.txt") == 1
    (one,) = collected(store)
    assert (one.state, one.text, one.said["speakers"]) == ("gone", WORDS, ["Jane Doe"])


def test_it_outlives_removal_and_a_rebuild(store: Store, write: Write, tiny_encoder: TinyEncoder) -> None:
    label = Codebook(store.database).put(Label("", "Fire"))
    Collection(store.database).annotate(collect(store), [label.id, "unknown"], " burnt ")
    write("Ada: A line before.\n\n" + TALK)
    remove(store, "talk.txt")
    (one,) = collected(store)
    assert (one.state, one.note, one.labels) == ("gone", "burnt", (label.id,))
    write("Ada: A line before.\n\n" + TALK)
    rebuild(store, tiny_encoder, Silent())
    assert [one.state for one in collected(store)] == ["here"]


@pytest.mark.usefixtures("write")
def test_the_last_removal_can_be_taken_back_and_only_that(store: Store) -> None:
    collection, codebook = Collection(store.database), Codebook(store.database)
    label = codebook.put(Label("", "Fire"))
    below = codebook.put(Label("", "Mill", parent=label.id))
    first, second = collect(store), collect(store, "owl")
    collection.annotate(first, [label.id, below.id], "")
    collection.remove(second)
    codebook.remove(label.id)
    assert [one.labels for one in collected(store)] == [()]
    with pytest.raises(NotCollected):
        collection.annotate(second, [], "")
    undo(store.database)
    assert [one.labels for one in collected(store)] == [(label.id, below.id)]
    assert not can_undo(store.database)
    collection.remove(first)
    collection.remove(first)  # in another window
    assert can_undo(store.database)
    undo(store.database)
    assert [one.id for one in collected(store)] == [first]


@pytest.mark.parametrize(
    ("label", "why"),
    [
        (Label("", " "), "name"),
        (Label("", "FIRE"), "already"),
        (Label("", "x", "red"), "colour"),
        (Label("", "x", parent="nobody"), "nested once"),
        (Label("", "x", parent="mill"), "nested once"),
        (Label("fire", "Fire", parent="water"), "nested once"),
    ],
)
def test_a_label_must_be_one(store: Store, label: Label, why: str) -> None:
    codebook = Codebook(store.database)
    for one in (Label("fire", "Fire"), Label("mill", "Mill", parent="fire"), Label("water", "Water")):
        codebook.put(one)
    with pytest.raises(BadLabel, match=why):
        codebook.put(label)
    assert [one.name for one in codebook.all()] == ["Fire", "Mill", "Water"]
    assert len({one.colour for one in codebook.all()}) == 3
