"""How transcripts and passages are written as rows, and read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import RowMapping

from corpus.database.tables import passages
from corpus.transcript import Passage, TranscriptInfo

if TYPE_CHECKING:
    from corpus.vectors.packing import PackedVectors

_INDEX_BITS = 20  # of a passage's number; ingesting refuses more than 100,000 passages a transcript


class PassageKey(NamedTuple):
    """A passage in the store: the number of its transcript's version, and its index there (`Passage.index`)."""

    version: int
    position: int

    @property
    def number(self) -> int:
        """One number for both, ascending in the order of the text: the id of its rows and of its vector."""
        return (self.version << _INDEX_BITS) + self.position

    @classmethod
    def from_number(cls, number: int) -> "PassageKey":
        """Return the key of a number."""
        return cls(number >> _INDEX_BITS, number & ((1 << _INDEX_BITS) - 1))


def numbers_of(version: int) -> tuple[int, int]:
    """Return the least and the greatest number that passages of a version can have."""
    return PassageKey(version, 0).number, PassageKey(version + 1, 0).number - 1


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of speech with its vectors."""

    passage: Passage
    vectors: "PackedVectors"


_COLUMNS = [name for name in passages.c.keys() if name not in {"id", "more"}]  # noqa: SIM118 - no mapping
_DEFAULTS = {field.name: field.default for field in fields(Passage)}
_KNOWN = [field.name for field in fields(TranscriptInfo)]
_FURTHER = [field.name for field in fields(Passage) if field.name != "index" and field.name not in _COLUMNS]


def passage_row(passage: Passage, version: int) -> dict[str, Any]:
    """Return the row of a passage."""
    row = {name: getattr(passage, name) for name in _COLUMNS}
    more = {name: value for name in _FURTHER if (value := getattr(passage, name)) != _DEFAULTS[name]}
    number = PassageKey(version, passage.index).number
    return {**row, "id": number, "more": json.dumps(more, ensure_ascii=False) if more else ""}


def passage_from(row: RowMapping) -> Passage:
    """Build a passage from its row."""
    values = {name: row[name] for name in _COLUMNS}
    values["index"] = PassageKey.from_number(row["id"]).position
    return passage_of({**json.loads(row["more"]), **values}) if row["more"] else Passage(**values)


def passage_of(data: Mapping[str, Any]) -> Passage:
    """Build a passage from its fields; what this program does not know of among them is left out."""
    return Passage(**{name: _frozen(data[name]) for name in _DEFAULTS if name in data})


def info_document(info: TranscriptInfo) -> str:
    """Write what is known about a transcript as JSON."""
    return json.dumps(asdict(info), ensure_ascii=False, sort_keys=True)


def info_from(document: str) -> TranscriptInfo:
    """Build what is known about a transcript from JSON; what this program does not know of in it is left out."""
    data = json.loads(document)
    return TranscriptInfo(**{name: _frozen(data[name]) for name in _KNOWN if name in data})


def _frozen(value: Any) -> Any:
    """Return JSON's lists as the tuples that they were."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
