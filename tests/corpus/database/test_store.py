"""What a store holds, shows and keeps from being lost."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from corpus.catalogue import Catalogue, Person
from corpus.database import PassageKey, Store, writer
from corpus.database.audit import faults
from corpus.database.rows import info_document
from corpus.database.tables import passages, transcripts, vectors, versions
from corpus.errors import ModelMismatch, NoSuchTranscript, StoreBusy, StoreUnavailable
from corpus.lexical import LexicalIndex
from corpus.transcript import Passage, Transcript, TranscriptInfo, text_hash
from corpus.vectors.packing import PackedVectors, PassageVectors, packed, unpacked

PROJECT = Path(__file__).resolve().parents[3]
MODEL = "tiny@1"


def transcript(name: str, texts: Sequence[str], version: str) -> Transcript:
    made, at = [], 0
    for index, text in enumerate(texts):
        role = "speech" if index else "heading"
        speaker = ("Ada", "Bob")[index % 2] if index else None
        made.append(Passage(index, at, at + len(text), text, role, 0 if index else None, speaker, language="zh-Hans"))
        at += len(text)
    info = TranscriptInfo(name, name, "transcript", "talk", "zh-Hans", "0" * 64, version, speakers=("Ada", "Bob"))
    counts = {"characters": at, "passages": len(made), "text_hash": text_hash("".join(texts))}
    return Transcript(replace(info, **counts), tuple(made))


def rows(*axes: int) -> list[PackedVectors]:
    """Return vectors of passages, each along one axis, with a token of the same."""
    eye = np.eye(8, dtype=np.float32)
    return [packed(PassageVectors(eye[axis], eye[[axis]], np.array([0]))) for axis in axes]


AXES = np.eye(8, dtype=np.float32)
FIRST = transcript("a.txt", ["标题\n", "我们训练了模型。\n", "The model is trained.\n"], "v1")
SECOND = transcript("a.txt", ["标题\n", "别的句子。\n", "Something else.\n"], "v2")


@pytest.fixture
def store(store_dir: Path) -> Store:
    store = Store(store_dir)
    with store.writing() as writing:
        writing.put(FIRST, rows(0, 1), MODEL)
    return store


def put(store: Store, transcript: Transcript = SECOND, axes: Sequence[int] = (0, 1)) -> None:
    with store.writing() as writing:
        writing.put(transcript, rows(*axes), MODEL)


def test_the_store_alone_shows_a_transcript_in_full(store: Store) -> None:
    assert Store(store.folder).snapshot().read("a.txt") == FIRST


def test_the_nearest_passage_comes_first(store: Store) -> None:
    snapshot = store.snapshot()
    (key, cosine), *_ = snapshot.nearest(AXES[1], 2)
    assert key == PassageKey(snapshot.version("a.txt"), 2)
    assert cosine == pytest.approx(1, abs=1e-3)


def test_a_passage_comes_with_its_vectors(store: Store) -> None:
    snapshot = store.snapshot()
    key = PassageKey(snapshot.version("a.txt"), 2)
    found = snapshot.passages([key, PassageKey(key.version, 0), PassageKey(99, 1)])
    assert [one.passage for one in found.values()] == [FIRST.passages[2]]
    np.testing.assert_allclose(unpacked([found[key].vectors])[0].tokens[0][1], 1, atol=0.3)


def test_a_changed_transcript_replaces_the_old_one_whole(store: Store) -> None:
    put(store)
    assert faults(store) == []
    snapshot = store.snapshot()
    assert snapshot.read("a.txt") == SECOND
    assert {key.version for key, _ in snapshot.nearest(AXES[0], 9)} == {snapshot.version("a.txt")}


def test_a_snapshot_goes_on_showing_what_it_was_made_of(store: Store) -> None:
    before = store.snapshot()
    put(store)
    assert before.infos["a.txt"].version == "v1"
    keys = [key for key, _ in before.nearest(AXES[1], 9)]
    assert [one.passage for one in before.passages(keys).values()] == [FIRST.passages[2], FIRST.passages[1]]
    assert before.around(keys[:1], 1)[0][1] == list(FIRST.passages[1:])
    with store.writing() as writing:
        writing.remove("a.txt")
    assert before.read("a.txt") == FIRST


def test_what_took_its_place_long_ago_is_swept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "RETIRED_SECONDS", -1.0)
    put(store)
    with store.writing():
        pass
    with store.database.engine().connect() as connection:
        numbers = connection.scalars(sa.select(versions.c.number)).all()
        assert numbers == [store.snapshot().version("a.txt")]
        assert connection.scalar(sa.select(sa.func.count()).select_from(passages)) == 3
        assert connection.scalar(sa.select(sa.func.count()).select_from(vectors)) == 2
    assert store.index.count(MODEL) == 2


def test_the_index_holds_the_present_vectors_and_those_before_at_most(store: Store) -> None:
    for axes in ((2, 3), (4, 5), (6, 7)):
        put(store, axes=axes)
    assert store.index.count(MODEL) == 4


def test_removing_leaves_nothing(store: Store) -> None:
    with store.writing() as writing:
        writing.remove("a.txt")
    assert store.index.count(MODEL) == 0
    snapshot = store.snapshot()
    assert (snapshot.infos, snapshot.nearest(AXES[0], 3)) == ({}, [])
    with pytest.raises(NoSuchTranscript):
        snapshot.read("a.txt")


def test_what_a_killed_writer_left_is_unseen_and_swept(store: Store) -> None:
    with store.writing() as writing:
        writing._written(SECOND, rows(0, 1), MODEL)  # killed before it is made visible
    assert faults(store) == []
    assert {key.version for key, _ in store.snapshot().nearest(AXES[0], 9)} == {store.snapshot().version("a.txt")}
    assert store.index.count(MODEL) == 4
    with store.writing():
        assert store.index.count(MODEL) == 2


def test_another_reader_notices_a_change(store: Store) -> None:
    reader = Store(store.folder)
    assert [info.version for info in reader.snapshot().infos.values()] == ["v1"]
    put(store)
    assert reader.snapshot().read("a.txt") == SECOND


def test_nothing_has_changed_is_the_same_snapshot(store: Store) -> None:
    assert store.snapshot() is store.snapshot()


KILLED = """
import os, sys
from corpus.database import Store
with Store(sys.argv[1]).writing() as writer:
    writer._changed = lambda *_: os._exit(9)
    writer.remove("a.txt")
"""


def test_a_writer_sees_what_a_killed_one_left_without_telling(store: Store) -> None:
    assert len(store.snapshot().infos) == 1
    done = subprocess.run([sys.executable, "-c", KILLED, str(store.folder)], cwd=PROJECT, check=False)
    assert done.returncode == 9
    with store.writing():
        assert store.snapshot().infos == {}


def test_writers_take_turns(store: Store) -> None:
    with store.writing(), pytest.raises(StoreBusy, match="another process"), Store(store.folder).writing(0.05):
        pass


def test_an_error_of_the_caller_stays_its_own(store: Store) -> None:
    with pytest.raises(FileNotFoundError), store.writing():
        Path("/nowhere").read_bytes()


def test_a_field_that_a_newer_program_wrote_is_left_out(store: Store) -> None:
    info = json.loads(info_document(FIRST.info)) | {"mood": "cheerful"}
    with store.database.change() as connection:
        connection.execute(transcripts.update().values(info=json.dumps(info)))
        connection.execute(passages.update().values(more='{"mood": "cheerful"}'))
    assert Store(store.folder).snapshot().read("a.txt") == FIRST


def test_vectors_of_another_model_are_refused(store: Store) -> None:
    store.snapshot().require_model(MODEL)
    with pytest.raises(ModelMismatch, match="rebuild"):
        store.snapshot().require_model("other@2")
    with pytest.raises(ModelMismatch), store.writing() as writing:
        writing.put(SECOND, rows(0, 1), "other@2")
    assert store.snapshot().read("a.txt") == FIRST


def test_a_missing_store_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="python -m ingest add"):
        Store(tmp_path / "none", must_exist=True)


def test_the_catalogue_grows(store: Store) -> None:
    with store.writing() as writing:
        writing.merge_catalogue(Catalogue(people=(Person("Jeff Dean", ("Jeff",)),)))
        writing.merge_catalogue(Catalogue(people=(Person("Jeff Dean", ("杰夫·迪恩",)),)))
    assert store.snapshot().catalogue.people == (Person("Jeff Dean", ("Jeff", "杰夫·迪恩")),)
    assert store.snapshot().canonical("杰夫·迪恩") == "Jeff Dean"


@pytest.mark.parametrize("compared", [0, 10_000])
def test_a_selection_restricts_by_transcript_and_speaker(
    store: Store, compared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.database.snapshot.COMPARED", compared)
    put(store, transcript("b.txt", ["标题\n", "一。\n", "二。\n"], "b1"), (1, 0))
    snapshot = store.snapshot()

    def nearest(among: dict[str, frozenset[str] | None]) -> list[tuple[str, int]]:
        return [(snapshot.versions[key.version].id, key.position) for key, _ in snapshot.nearest(AXES[0], 9, among)]

    assert nearest({"b.txt": None}) == [("b.txt", 2), ("b.txt", 1)]
    assert nearest({"a.txt": frozenset({"Bob"}), "b.txt": frozenset({"Ada"})}) == [("a.txt", 1), ("b.txt", 2)]
    assert nearest({"none.txt": None}) == nearest({}) == []


def test_many_retired_vectors_do_not_crowd_out_the_present_ones(store: Store) -> None:
    with store.writing() as writing:
        for _ in range(6):
            writing._written(SECOND, rows(1, 1), MODEL)
    assert len(store.snapshot().nearest(AXES[1], 2)) == 2


def test_the_lexical_index_follows_the_store(store: Store) -> None:
    index = LexicalIndex(store.folder)
    before = store.snapshot()
    searcher = index.at(before)
    found = [key.position for key, _ in searcher.search(["训练"], 5)]
    assert found == [1]
    put(store)
    assert index.at(store.snapshot()).search(["训练"], 5) == []
    assert [key.position for key, _ in index.at(store.snapshot()).search(["句子"], 5)] == [1]
    assert [key.position for key, _ in searcher.search(["训练"], 5)] == [1]  # a snapshot, too


def test_the_lexical_index_restricts_by_speaker(store: Store) -> None:
    searcher = LexicalIndex(store.folder).at(store.snapshot())
    assert [key.position for key, _ in searcher.search(["训练"], 5, {"a.txt": frozenset({"Bob"})})] == [1]
    assert searcher.search(["训练"], 5, {"a.txt": frozenset({"Ada"})}) == []
    assert searcher.search(["训练"], 5, {"none.txt": None}) == []


def test_the_lexical_index_is_only_a_cache(store: Store) -> None:
    LexicalIndex(store.folder).at(store.snapshot())
    folder = next(store.folder.glob("lexical-?"))
    for file in folder.iterdir():
        file.write_bytes(b"broken")
    assert LexicalIndex(store.folder).at(store.snapshot()).size() == 2
