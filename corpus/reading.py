"""Reading the store's records: its count of changes, a transcript in full, passages by their places."""

from collections.abc import Iterable, Mapping

from corpus.chroma import MARGINS, PASSAGES, TRANSCRIPTS, Connection, all_records
from corpus.records import LIBRARY_ID, Place, passage_from, passage_id, passage_place
from corpus.transcript import Passage, Transcript, TranscriptInfo


def stored_generation(connection: Connection) -> int:
    """Return the store's own count of changes, 0 for an empty one."""
    record = connection.collection(TRANSCRIPTS).get(ids=[LIBRARY_ID], include=["metadatas"])
    return int(record["metadatas"][0]["generation"]) if record["ids"] else 0


def read_transcript(connection: Connection, info: TranscriptInfo) -> Transcript:
    """Put a transcript together again from its records."""
    where = {"version": info.version}
    records = [
        *all_records(connection.collection(PASSAGES), where=where),
        *all_records(connection.collection(MARGINS), where=where),
    ]
    passages = sorted((passage_from(text, data) for _, text, data in records), key=lambda p: p.index)
    return Transcript(info, tuple(passages))


def read_passages(connection: Connection, collection: str, places: Iterable[Place]) -> dict[Place, Passage]:
    """Return the passages of a collection (PASSAGES or MARGINS) at these places; those not there are left out."""
    ids = [passage_id(*place) for place in places]
    if not ids:
        return {}
    found = connection.collection(collection).get(ids=ids, include=["documents", "metadatas"])
    rows = zip(found["ids"], found["documents"], found["metadatas"], strict=True)
    return {passage_place(record_id): passage_from(text, data) for record_id, text, data in rows}


def runs(passages: Mapping[Place, Passage]) -> list[tuple[str, list[Passage]]]:
    """Return passages in order as runs without gaps: (version, passages)."""
    found: list[tuple[str, list[Passage]]] = []
    last: Place | None = None
    for version, index in sorted(passages):
        if last != (version, index - 1):
            found.append((version, []))
        found[-1][1].append(passages[version, index])
        last = (version, index)
    return found
