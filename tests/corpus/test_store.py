import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.audit import faults, text_hash
from corpus.catalogue import Catalogue, Person
from corpus.errors import ModelMismatch, NoSuchTranscript, StoreBusy, StoreUnavailable
from corpus.lexical import LexicalIndex
from corpus.store import Store
from corpus.transcript import Passage, Transcript, TranscriptInfo

PROJECT = Path(__file__).resolve().parents[2]


def transcript(name: str, texts: Sequence[str], version: str) -> Transcript:
    passages, at = [], 0
    for index, text in enumerate(texts):
        role = "speech" if index else "heading"
        passages.append(Passage(index, at, at + len(text), text, role, 0 if index else None, language="zh-Hans"))
        at += len(text)
    info = TranscriptInfo(name, name, "transcript", "talk", "zh-Hans", "0" * 64, version)
    counts = {"characters": at, "passages": len(passages), "text_hash": text_hash("".join(texts))}
    return Transcript(replace(info, **counts), tuple(passages))


VECTORS = np.eye(2, 8, dtype=np.float32)
FIRST = transcript("a.txt", ["标题\n", "我们训练了模型。\n", "The model is trained.\n"], "v1")
SECOND = transcript("a.txt", ["标题\n", "别的句子。\n", "Something else.\n"], "v2")


@pytest.fixture
def store(store_dir: Path) -> Store:
    store = Store(store_dir)
    with store.writing() as writer:
        writer.set_model("tiny@1")
        writer.put(FIRST, VECTORS)
    return store


def test_the_store_alone_shows_a_transcript_in_full(store: Store) -> None:
    assert Store(store.folder or "").read("a.txt") == FIRST


def test_the_nearest_passage_comes_first(store: Store) -> None:
    (place, cosine), *_ = store.nearest(VECTORS[1], 2)
    assert place == ("v1", 2)
    assert cosine == pytest.approx(1)


def test_a_changed_transcript_replaces_the_old_one_whole(store: Store) -> None:
    with store.writing() as writer:
        writer.put(SECOND, VECTORS)
        assert faults(store, writer) == []
    assert store.read("a.txt") == SECOND
    assert {place[0] for place, _ in store.nearest(VECTORS[0], 9)} == {"v2"}


def test_removing_leaves_nothing(store: Store) -> None:
    with store.writing() as writer:
        writer.remove("a.txt")
        assert writer.sweep() == 0
    assert store.infos() == []
    with pytest.raises(NoSuchTranscript):
        store.read("a.txt")


def test_passages_without_a_transcript_are_unseen_reported_and_swept(store: Store) -> None:
    with store.writing() as writer:
        writer._add("interview-passages", SECOND.info, SECOND.speech(), VECTORS.tolist())  # a writer killed half-way
    assert {place[0] for place, _ in store.nearest(VECTORS[0], 9)} == {"v1"}
    with store.writing() as writer:
        assert any("v2" in fault for fault in faults(store, writer))
        assert writer.sweep() == 2
        assert faults(store, writer) == []


def test_another_reader_notices_a_change(store: Store) -> None:
    reader = Store(store.folder or "")
    assert [info.version for info in reader.infos()] == ["v1"]
    with store.writing() as writer:
        writer.put(SECOND, VECTORS)
    assert reader.read("a.txt") == SECOND


KILLED = """
import os, sys
from corpus.store import Store
with Store(sys.argv[1]).writing() as writer:
    writer._changed = lambda *_: os._exit(9)
    writer.remove("a.txt")
"""


def test_a_writer_sees_what_a_killed_one_left_without_telling(store: Store) -> None:
    assert len(store.infos()) == 1
    done = subprocess.run([sys.executable, "-c", KILLED, str(store.folder)], cwd=PROJECT, check=False)
    assert done.returncode == 9
    with store.writing():
        assert store.infos() == []


def test_writers_take_turns(store: Store) -> None:
    with store.writing(), pytest.raises(StoreBusy, match="another process"), Store(store.folder or "").writing(0.05):
        pass


def test_vectors_of_another_model_are_refused(store: Store) -> None:
    store.require_model("tiny@1")
    with pytest.raises(ModelMismatch, match="rebuild"):
        store.require_model("other@2")


def test_a_missing_store_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="python -m ingest add"):
        Store(tmp_path / "none", must_exist=True)


def test_the_catalogue_grows(store: Store) -> None:
    with store.writing() as writer:
        writer.merge_catalogue(Catalogue(people=(Person("Jeff Dean", ("Jeff",)),)))
        writer.merge_catalogue(Catalogue(people=(Person("Jeff Dean", ("杰夫·迪恩",)),)))
    assert store.catalogue().people == (Person("Jeff Dean", ("Jeff", "杰夫·迪恩")),)


def test_the_lexical_index_follows_the_store(store: Store) -> None:
    index = LexicalIndex(store)
    assert [place for place, _ in index.search(["训练"], 5)] == [("v1", 1), ("v1", 2)]  # the second by its gloss
    with store.writing() as writer:
        writer.put(SECOND, VECTORS)
    assert index.search(["训练"], 5) == []
    assert [place for place, _ in index.search(["句子"], 5)] == [("v2", 1)]


def test_the_lexical_index_is_only_a_cache(store: Store) -> None:
    LexicalIndex(store).update()
    folder = next(Path(store.folder or "").glob("lexical-?"))
    for file in folder.iterdir():
        file.write_bytes(b"broken")
    assert LexicalIndex(store).size() == 2
