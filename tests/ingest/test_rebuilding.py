"""Encoded again from the store alone; stopped half-way, it goes on there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ingest_samples import TALK, Counting

from corpus.store import Store
from ingest.checking import check, repair
from ingest.pipeline import Summary
from ingest.progress import Silent
from ingest.rebuilding import rebuild, recover

Adding = Callable[..., Summary]
Talks = Callable[..., Path]


class Other:
    """Another model, with vectors of another length; it can stop after some passages."""

    name = "other@1"

    def __init__(self, stop_after: int = 1_000) -> None:
        self.left = stop_after

    def encode_passages(self, texts: list[str]) -> Any:
        self.left -= len(texts)
        if self.left < 0:
            raise KeyboardInterrupt
        return np.tile(np.array([[0.6, 0.8, 0.0]], np.float32), (len(texts), 1))


def test_another_model_takes_the_place_of_the_old(adding: Adding, talks: Talks, store: Store) -> None:
    adding(talks(3))
    reader = Store(store.folder or "")
    before = {info.id: (info, reader.read(info.id).passages) for info in reader.infos()}
    generation = reader.generation()
    assert rebuild(store, Other(), Silent()) == (3, 12)
    assert reader.model() == "other@1"
    assert reader.generation() > generation
    assert {info.id: (info, reader.read(info.id).passages) for info in reader.infos()} == before
    assert len(reader.nearest(np.array([0.6, 0.8, 0.0], np.float32), 5)) == 5
    assert check(store) == []
    assert list((store.folder or Path()).parent.glob("store.*")) == []


def test_stopped_half_way_it_goes_on(adding: Adding, talks: Talks, store: Store) -> None:
    adding(talks(3))
    with pytest.raises(KeyboardInterrupt):
        rebuild(store, Other(stop_after=9), Silent())
    assert store.model() == "tiny@1"
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
    assert [info.id for info in store.infos()] == ["talks-1.txt", "talks-2.txt"]


def test_killed_while_the_new_took_the_place_of_the_old(adding: Adding, talks: Talks, store: Store) -> None:
    adding(talks(1))
    folder = store.folder or Path()
    store.close()
    folder.rename(folder.with_name("store.replaced"))
    recover(folder)
    assert [info.id for info in Store(folder).infos()] == ["talks-0.txt"]


def break_text(store: Store, transcript_id: str) -> None:
    version = store.info(transcript_id).version
    collection = store.connection.collection("interview-passages")
    ids = collection.get(where={"version": version})["ids"]
    collection.delete(ids=ids[:1])
    store.close()


def test_a_broken_text_is_read_again_from_its_file(
    adding: Adding, talks: Talks, store: Store, encoder: Counting
) -> None:
    folder = talks(2)
    (folder / "talks-0.yaml").write_text("title: Kept\ndate: 2026-01-01\n", "utf-8")
    adding(folder)
    break_text(store, "talks-0.txt")
    assert check(store)
    assert repair(store, encoder, Silent()) == []
    assert store.read("talks-0.txt").text == TALK.format(n=0)
    assert (store.info("talks-0.txt").title, store.info("talks-0.txt").date) == ("Kept", "2026-01-01")
    assert adding(folder).failed == []


def test_what_cannot_be_mended_is_said(adding: Adding, talks: Talks, store: Store, encoder: Counting) -> None:
    folder = talks(2)
    adding(folder)
    (folder / "talks-0.txt").write_text("another text", "utf-8")
    break_text(store, "talks-0.txt")
    faults = repair(store, encoder, Silent())
    assert faults
    assert all(fault.startswith("talks-0.txt: ") for fault in faults)
