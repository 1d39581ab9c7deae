"""A store of the form before databases, as programs then wrote it, carried over by `rebuild`."""

import gc
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import chromadb
import pytest
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings

from answer.writing.addresses import resolve
from corpus.catalogue import Catalogue, Person
from corpus.database import Store
from corpus.database.audit import faults
from corpus.transcript import Transcript, text_hash
from corpus.vectors.packing import PassageVectors
from ingest.carrying import GROWING, carry_over
from ingest.metadata import Metadata
from ingest.progress import Silent
from ingest.transcripts import make_transcript
from page.feedback import Feedback
from tests.conftest import TinyEncoder

TALK = b"# Owls\n\nAda: The owl sleeps in the belfry tower.\n\nBob: The mill has burned since the spring of 1831.\n"
BEFORE = "The owl sleeps."
KEPT = {"question": "Where?", "language": "en", "answered": True, "answer": "…", "quotes": [], "points": []}


def write(folder: Path, transcript: Transcript) -> None:
    """Write the records of a store with one transcript, catalogues, a revision, and an upload."""
    client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    info = transcript.info

    def put(what: str, rows: list[tuple[str, str, dict[str, Any] | None]]) -> None:
        collection = client.get_or_create_collection(f"interview-{what}", embedding_function=None)
        ids, documents, metadatas = zip(*rows, strict=True)
        given = {} if metadatas[0] is None else {"metadatas": list(metadatas)}
        collection.upsert(list(ids), documents=list(documents), embeddings=[[1.0, 0.0]] * len(ids), **given)

    for what in ("passages", "margins"):
        members = [p for p in transcript.passages if (p.role == "speech") == (what == "passages")]
        rows = []
        for passage in members:
            data = {name: value for name, value in asdict(passage).items() if name != "text" and value is not None}
            data |= {"version": info.version, "source": info.id, "conversation": info.conversation}
            data = {name: value for name, value in data.items() if isinstance(value, str | int | float | bool)}
            rows.append((f"{info.version}:{passage.index:07d}", passage.text, data))
        put(what, rows)
    catalogue = Catalogue(people=(Person("Ada Byron", ("Ada",)),)).as_data()
    records = {
        info.id: json.dumps(asdict(info)),
        "library": '{"model": "older@1"}',
        "catalogue": json.dumps(catalogue),
        "catalogue//talks": json.dumps({"examples": ["Why?"]}),
    }
    put("transcripts", [(name, document, None) for name, document in records.items()])
    start = transcript.text.index(BEFORE.rstrip("."))
    blocks = json.dumps([text_hash(BEFORE), info.text_hash, [[0, start, len(BEFORE) - 1]]])
    put("revisions", [(f"{info.id}:1", blocks, {"transcript": info.id})])
    (folder / "generation").write_text("7")
    (folder / "added").mkdir()
    (folder / "added" / "talk.txt").write_bytes(TALK)
    client.clear_system_cache()


@pytest.fixture
def transcript() -> Transcript:
    made = make_transcript("talk.txt", TALK, Metadata(), Catalogue())
    return Transcript(made.info, made.passages)


@pytest.fixture
def former(store_dir: Path, tmp_path: Path, transcript: Transcript) -> Path:
    """A folder with a store of the form before, and the file of verdicts that belonged to it."""
    store_dir.mkdir()
    write(store_dir, transcript)
    SharedSystemClient.clear_system_cache()
    gc.collect()
    with closing(sqlite3.connect(tmp_path / "feedback.sqlite3")) as file, file:
        file.execute("CREATE TABLE feedback (key, at, verdict, word, answer)")
        file.execute("INSERT INTO feedback VALUES ('k', '2026-01-01', 'bad', 'wrong', ?)", [json.dumps(KEPT)])
    return store_dir


@pytest.fixture
def carry(former: Path, tmp_path: Path) -> Callable[..., tuple[int, int]]:
    return lambda encoder: carry_over(former, encoder, Silent(), tmp_path / "feedback.sqlite3")


def test_nothing_is_lost(
    carry: Callable[..., tuple[int, int]], former: Path, transcript: Transcript, tiny_encoder: TinyEncoder
) -> None:
    assert carry(tiny_encoder) == (1, len(transcript.speech()))
    store = Store(former, must_exist=True)
    snapshot = store.snapshot()
    assert snapshot.read("talk.txt") == transcript
    assert snapshot.canonical("Ada") == "Ada Byron"
    assert snapshot.catalogues["/talks"].examples == ("Why?",)
    cited = f"talk.txt@{text_hash(BEFORE)[:8]}:0-{len(BEFORE) - 1}"
    assert resolve(cited, snapshot).text == BEFORE.rstrip(".")
    assert [question["todo"] for question in Feedback(store.database).questions()] == ["wrong"]
    assert (former / "added" / "talk.txt").read_bytes() == TALK
    assert faults(store) == []
    assert not (former / "chroma.sqlite3").exists()
    assert not (former / GROWING).exists()


class Stopping(TinyEncoder):
    def encode_passage(self, text: str, context: str) -> PassageVectors:  # noqa: ARG002
        raise KeyboardInterrupt


def test_stopped_half_way_the_former_store_is_as_it_was(
    carry: Callable[..., tuple[int, int]], former: Path, tiny_encoder: TinyEncoder
) -> None:
    with pytest.raises(KeyboardInterrupt):
        carry(Stopping())
    assert (former / "chroma.sqlite3").exists()
    assert not Store(former).exists
    assert carry(tiny_encoder)[0] == 1
    assert faults(Store(former)) == []
