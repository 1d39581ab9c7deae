"""Encoded again from the store alone; stopped half-way, it goes on there."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from ingest_samples import TALK, Counting

from corpus.catalogue import Catalogue, Person
from corpus.database import Store
from corpus.database.rows import numbers_of
from corpus.database.tables import passages
from corpus.vectors.packing import PassageVectors
from ingest.checking import check, repair
from ingest.progress import Silent
from ingest.rebuilding import rebuild
from ingest.settings import Summary

Adding = Callable[..., Summary]
Talks = Callable[..., Path]


OTHERS = np.array([0.6, 0.8, 0.0, 0.0], np.float32)


class Other:
    """Another model, with vectors of another length; it can stop after some passages."""

    name = "other@1"

    def __init__(self, stop_after: int = 1_000) -> None:
        self.left = stop_after

    def encode_passages(self, texts: list[str], _contexts: list[str]) -> list[PassageVectors]:
        self.left -= len(texts)
        if self.left < 0:
            raise KeyboardInterrupt
        return [PassageVectors(OTHERS, OTHERS[None], np.array([0])) for _ in texts]


def test_another_model_takes_the_place_of_the_old(adding: Adding, talks: Talks, store: Store) -> None:
    adding(talks(3))
    reader = Store(store.folder or "")
    before = {info.id: (info, reader.snapshot().read(info.id).passages) for info in reader.snapshot().infos.values()}
    generation = reader.snapshot().generation
    assert rebuild(store, Other(), Silent()) == (3, 12)
    assert reader.snapshot().model == "other@1"
    assert reader.snapshot().generation > generation
    assert {
        info.id: (info, reader.snapshot().read(info.id).passages) for info in reader.snapshot().infos.values()
    } == before
    assert len(reader.snapshot().nearest(OTHERS, 5)) == 5
    assert check(store) == []


def test_stopped_half_way_it_goes_on(adding: Adding, talks: Talks, store: Store) -> None:
    adding(talks(3))
    with pytest.raises(KeyboardInterrupt):
        rebuild(store, Other(stop_after=9), Silent())
    assert store.snapshot().model == "tiny@1"
    assert check(store) == []
    again = Other()
    rebuild(store, again, Silent())
    assert again.left == 1_000 - 4
    assert check(store) == []


def test_what_was_added_in_between_is_there(adding: Adding, talks: Talks, store: Store) -> None:
    folder = talks(3)
    adding(folder / "talks-0.txt", folder / "talks-1.txt")
    with pytest.raises(KeyboardInterrupt):
        rebuild(store, Other(stop_after=4), Silent())
    with store.writing() as writer:
        writer.remove("talks-0.txt")
    adding(folder / "talks-2.txt")
    rebuild(store, Other(), Silent())
    assert [info.id for info in store.snapshot().infos.values()] == ["talks-1.txt", "talks-2.txt"]


def test_what_was_uploaded_and_said_stays(adding: Adding, talks: Talks, store: Store) -> None:
    folder = store.folder / "added"
    folder.mkdir(parents=True)
    upload = talks(1) / "talks-0.txt"
    kept = upload.rename(folder / "talks-0.txt")
    adding(kept)
    with store.writing() as writer:
        writer.merge_catalogue(Catalogue(people=(Person("Ann", ("Jane Doe",)),)))
    rebuild(store, Other(), Silent())
    snapshot = store.snapshot()
    assert Path(snapshot.info("talks-0.txt").origin).read_text("utf-8") == snapshot.read("talks-0.txt").text
    assert snapshot.canonical("Jane Doe") == "Ann"


def break_text(store: Store, transcript_id: str) -> None:
    numbers = numbers_of(store.snapshot().version(transcript_id))
    with store.database.change() as connection:
        first = sa.select(sa.func.min(passages.c.id)).where(passages.c.id.between(*numbers))
        connection.execute(passages.delete().where(passages.c.id == first.scalar_subquery()))


def test_an_index_that_was_lost_is_made_from_the_database(
    adding: Adding, talks: Talks, store: Store, encoder: Counting
) -> None:
    adding(talks(2))
    store.index.drop(encoder.name)
    assert len(check(store)) == 2
    encoder.texts.clear()
    assert repair(store, encoder, Silent()) == []
    assert (store.index.count(encoder.name), encoder.texts) == (8, [])


def test_a_broken_text_is_read_again_from_its_file(
    adding: Adding, talks: Talks, store: Store, encoder: Counting
) -> None:
    folder = talks(2)
    (folder / "talks-0.yaml").write_text("title: Kept\ndate: 2026-01-01\n", "utf-8")
    adding(folder)
    break_text(store, "talks-0.txt")
    assert check(store)
    assert repair(store, encoder, Silent()) == []
    assert store.snapshot().read("talks-0.txt").text == TALK.format(n=0)
    assert (store.snapshot().info("talks-0.txt").title, store.snapshot().info("talks-0.txt").date) == (
        "Kept",
        "2026-01-01",
    )
    assert adding(folder).failed == []


def test_what_cannot_be_mended_is_said(adding: Adding, talks: Talks, store: Store, encoder: Counting) -> None:
    folder = talks(2)
    adding(folder)
    (folder / "talks-0.txt").write_text("another text", "utf-8")
    break_text(store, "talks-0.txt")
    faults = repair(store, encoder, Silent())
    assert faults
    assert all(fault.startswith("talks-0.txt: ") for fault in faults)
