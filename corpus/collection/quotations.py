"""Quotes that readers collected: with their words, labels and a note; where they stand follows their transcript."""

import json
import uuid
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from corpus.collection.removal import remove
from corpus.database import Snapshot
from corpus.database.connection import Database
from corpus.database.revisions import HASH_LENGTH, follow
from corpus.database.tables import collected, collected_labels, labels
from corpus.errors import CannotCollect, NotCollected, StoreUnavailable
from corpus.transcript import Span, Transcript

LONGEST_TEXT = 10_000
LONGEST_NOTE = 5_000
"""Characters."""

State = Literal["here", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Collected:
    """A quote that was collected. `hash` is that of the decoded text in which it stands at [start, end), or stood when
    it was last found; `said` is what a citation says of it (see `describe`). `labels` are ids; `added` is an ISO 8601
    date and time, UTC. `state`: it stands in its transcript; the transcript was changed and the words do not stand in
    it any more; or the transcript is not in the library.
    """

    id: str
    transcript: str
    hash: str
    start: int
    end: int
    text: str
    said: Mapping[str, Any]
    note: str
    added: str
    labels: tuple[str, ...]
    state: State

    @property
    def address(self) -> str:
        """The citation of the words, in the text in which they were last found."""
        return f"{self.transcript}@{self.hash[:HASH_LENGTH]}:{self.start}-{self.end}"


class Collection:
    """The collected quotes of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, snapshot: Snapshot, transcript_id: str | None = None) -> list[Collected]:
        """Return what is collected, of one transcript or of all, in order of the transcripts and of their texts.

        Raises:
            StoreUnavailable: the database cannot be read, or what moved cannot be written.
        """
        self.settle(snapshot, transcript_id)
        rows, given = self._database.read(lambda connection: _read(connection, transcript_id))
        present = [row for row in rows if row.removed is None]
        return [_collected(row, tuple(given.get(row.id, ())), _state(row, snapshot)) for row in present]

    def collect(self, span: Span, snapshot: Snapshot) -> str:
        """Collect the words of a span, without the white space around them; return the id, that of before where they
        are collected already.

        Raises:
            CannotCollect: there are no words, or too many.
            StoreUnavailable: the database cannot be written.
        """
        transcript = snapshot.read(span.transcript)
        words = transcript.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        words = words.strip()
        if not 0 < len(words) <= LONGEST_TEXT:
            raise CannotCollect(f"{span.transcript}: choose some words, up to {LONGEST_TEXT:,} characters")
        for one in self.all(snapshot, span.transcript):
            if (one.start, one.end, one.state) == (start, start + len(words), "here"):
                return one.id
        info = transcript.info
        row = {
            "id": str(uuid.uuid4()), "transcript": info.id, "version": info.version, "hash": info.text_hash,
            "start": start, "end": start + len(words), "text": words, "note": "",
            "said": json.dumps(describe(transcript, start, start + len(words)), ensure_ascii=False),
            "added": datetime.now(UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        with self._database.change() as connection:
            connection.execute(collected.insert(), row)
        return str(row["id"])

    def annotate(self, collected_id: str, label_ids: Iterable[str], note: str) -> None:
        """Replace the labels and the note of a collected quote; labels that there are not are left out.

        Raises:
            NotCollected: it was removed.
            StoreUnavailable: the database cannot be written.
        """
        with self._database.change() as connection:
            known = set(connection.scalars(sa.select(labels.c.id).where(labels.c.removed.is_(None))))
            is_this = (collected.c.id == collected_id) & collected.c.removed.is_(None)
            changed = connection.execute(collected.update().where(is_this).values(note=note.strip()[:LONGEST_NOTE]))
            if not changed.rowcount:
                raise NotCollected("this quote is not collected any more; collect it again")
            of_this = collected_labels.c.collected == collected_id
            connection.execute(collected_labels.delete().where(of_this, collected_labels.c.label.in_(known)))
            given = [{"collected": collected_id, "label": one} for one in dict.fromkeys(label_ids) if one in known]
            if given:
                connection.execute(collected_labels.insert(), given)

    def remove(self, collected_id: str) -> None:
        """Remove a collected quote."""
        with self._database.change() as connection:
            remove(connection, collected, [collected_id])

    def settle(self, snapshot: Snapshot, transcript_id: str | None = None) -> int:
        """Note where the collected quotes of a transcript, or of all, stand in it as it is now, and whose words they
        are by what is known now; return how many are collected. Called before a transcript is removed, nothing is lost.
        """
        rows, _ = self._database.read(lambda connection: _read(connection, transcript_id))
        changes = [change for row in rows for change in _moved(row, snapshot)]
        try:
            self._write(changes)
        except StoreUnavailable:  # perhaps somebody else has settled the same at the same time
            rows, _ = self._database.read(lambda connection: _read(connection, transcript_id))
            self._write([change for row in rows for change in _moved(row, snapshot)])
        return sum(row.removed is None for row in rows)

    def _write(self, changes: Sequence[tuple[str, dict[str, Any]]]) -> None:
        if changes:
            with self._database.change() as connection:
                for collected_id, values in changes:
                    connection.execute(collected.update().where(collected.c.id == collected_id).values(**values))


def describe(transcript: Transcript, start: int, end: int) -> dict[str, Any]:
    """Return what a citation says of the words at [start, end): whose they are (`speakers`, None for one who is not
    named), what of (`title`, `kind`, `publisher`, `date`, `language`), and where (`section`, `page`, `time`).
    """
    info, passages = transcript.info, transcript.passages
    first = max(0, bisect_right(passages, start, key=lambda passage: passage.start) - 1)
    within = passages[first : bisect_right(passages, end - 1, key=lambda passage: passage.start)]
    speech = [passage for passage in within if passage.role == "speech" and passage.text.strip()]
    speakers = dict.fromkeys(info.stands_for(one.speaker) if one.speaker else None for one in speech)
    at = (speech or within)[0]
    return {
        "title": info.title, "kind": info.kind, "publisher": info.publisher, "date": info.date,
        "conversation": info.conversation, "language": at.language, "speakers": [*speakers],
        "section": at.section, "page": at.page, "time": at.time_at(max(start, at.start)),
    }  # fmt: skip


def _read(connection: sa.Connection, transcript_id: str | None) -> tuple[Sequence[Any], Mapping[str, list[str]]]:
    """Return the rows of a transcript or of all, removed ones too, and the labels of each."""
    query = collected.select().order_by(collected.c.transcript, collected.c.start, collected.c.added, collected.c.id)
    pairs = sa.select(collected_labels).join(labels, labels.c.id == collected_labels.c.label)
    pairs = pairs.where(labels.c.removed.is_(None)).order_by(labels.c.name, labels.c.id)
    if transcript_id is not None:
        query = query.where(collected.c.transcript == transcript_id)
    given: dict[str, list[str]] = {}
    for pair in connection.execute(pairs):
        given.setdefault(pair.collected, []).append(pair.label)
    return connection.execute(query).all(), given


def _moved(row: Any, snapshot: Snapshot) -> Iterable[tuple[str, dict[str, Any]]]:
    """Yield what has changed about a quote since it was settled: nothing, or its id and new values."""
    info = snapshot.infos.get(row.transcript)
    if info is None:  # perhaps it is there under another name
        info = next((one for one in snapshot.infos.values() if one.text_hash == row.hash), None)
    if info is None or (info.id, info.version) == (row.transcript, row.version):
        return
    place: tuple[int, int] | None = (row.start, row.end)
    if row.hash != info.text_hash:
        place = follow(snapshot.revisions(info.id), (row.hash, row.start, row.end), info.text_hash)
    values: dict[str, Any] = {"version": info.version, "transcript": info.id}
    if place is not None:
        said = describe(snapshot.read(info.id), *place)
        values |= {"hash": info.text_hash, "start": place[0], "end": place[1]}
        values["said"] = json.dumps(said, ensure_ascii=False)
    yield row.id, values


def _state(row: Any, snapshot: Snapshot) -> State:
    info = snapshot.infos.get(row.transcript)
    if info is None:
        return "gone"
    return "here" if info.text_hash == row.hash else "changed"


def _collected(row: Any, given: tuple[str, ...], state: State) -> Collected:
    said = json.loads(row.said)
    place = (row.id, row.transcript, row.hash, row.start, row.end, row.text)
    return Collected(*place, said, row.note, row.added, given, state)
