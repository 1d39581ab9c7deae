"""The codebook: labels for what is collected, nested once."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import sqlalchemy as sa

from corpus.collection.removal import remove
from corpus.database.connection import Database
from corpus.database.tables import labels
from corpus.errors import BadLabel
from corpus.language import fold

LONGEST_NAME = 100
LONGEST_DESCRIPTION = 2_000
"""Characters."""
COLOURS = ("#0b7285", "#b35900", "#6741a8", "#2b7a2f", "#b3254f", "#1f5fbf", "#7a6a00", "#6b5046")
"""Given in turn to labels for which none is chosen."""
_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Label:
    """A label. `id` is a UUID, "" for one that is new; `colour` is #rrggbb, "" for one to be given; `parent` is the id
    of the label that it stands under, None at the top.
    """

    id: str
    name: str
    colour: str = ""
    description: str = ""
    parent: str | None = None


class Codebook:
    """The labels of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Label]:
        """Return the labels by their names, each with those under it after it."""
        rows = self._database.read(lambda connection: connection.execute(_present()).all())
        found = sorted((_label(row) for row in rows), key=lambda label: (fold(label.name), label.id))
        known = {label.id for label in found}
        top = [label for label in found if label.parent not in known]
        return [one for label in top for one in (label, *(below for below in found if below.parent == label.id))]

    def put(self, label: Label) -> Label:
        """Add a label or change the one of its id; return it as it is kept.

        Raises:
            BadLabel: it has no name or another's, no colour, or it would be nested twice.
            StoreUnavailable: the database cannot be written.
        """
        others = [one for one in self.all() if one.id != label.id]
        label = _checked(label, others)
        new = replace(label, id=label.id or str(uuid.uuid4()), colour=label.colour or _next_colour(others))
        with self._database.change() as connection:
            connection.execute(labels.delete().where(labels.c.id == new.id))
            connection.execute(labels.insert(), asdict(new))
        return new

    def remove(self, label_id: str) -> None:
        """Remove a label and those under it; quotes that had it stay."""
        gone = [label.id for label in self.all() if label_id in {label.id, label.parent}]
        with self._database.change() as connection:
            remove(connection, labels, gone)


def _checked(label: Label, others: Sequence[Label]) -> Label:
    name = " ".join(label.name.split())[:LONGEST_NAME]
    if not name:
        raise BadLabel("a label needs a name")
    if any(fold(one.name) == fold(name) and one.parent == label.parent for one in others):
        raise BadLabel(f"there is a label {name!r} already; choose another name")
    if label.colour and not _COLOUR.fullmatch(label.colour):
        raise BadLabel(f"{name}: {label.colour!r} is no colour; one looks like #0b7285")
    parent = next((one for one in others if one.id == label.parent), None)
    if label.parent is not None and (
        parent is None or parent.parent is not None or any(one.parent == label.id for one in others if label.id)
    ):
        raise BadLabel(f"{name}: labels are nested once; choose one at the top that it stands under")
    return replace(label, name=name, description=label.description.strip()[:LONGEST_DESCRIPTION])


def _next_colour(others: Sequence[Label]) -> str:
    """Return the colour that fewest labels have."""
    used = [one.colour for one in others]
    return min(COLOURS, key=used.count)


def _present() -> sa.Select[tuple[str, ...]]:
    return labels.select().where(labels.c.removed.is_(None))


def _label(row: sa.Row[tuple[str, ...]]) -> Label:
    return Label(row.id, row.name, row.colour, row.description, row.parent)
