"""The codebook: labels for what is collected, nested once."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
MOST_LABELS = 1_000
"""How many a codebook may have after another one was merged into it: what the page still shows at once."""
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


@dataclass(frozen=True, slots=True)
class Merged:
    """How many labels of another codebook were added, and how many were there already, or came twice."""

    added: int
    known: int


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
        used = Counter(one.colour for one in others)
        new = replace(label, id=label.id or str(uuid.uuid4()), colour=label.colour or _next_colour(used))
        with self._database.change() as connection:
            connection.execute(labels.delete().where(labels.c.id == new.id))
            connection.execute(labels.insert(), asdict(new))
        return new

    def merge(self, incoming: Sequence[Label], name: str) -> Merged:
        """Add the labels of another codebook, of that `name`, all or none. Their `id` and `parent` are that codebook's,
        each stands after the one that it is under; ids stay where no label here has them.

        A label of the same name under the same label is there already: it gets the description where it has none, and
        stays as it is otherwise.

        Raises:
            BadLabel: one has no name or no colour, or there would be too many.
            StoreUnavailable: the database cannot be written.
        """
        with self._database.change() as connection:
            before = {row.id: _label(row) for row in connection.execute(_present())}
            after = _merged(before, incoming, {*connection.scalars(sa.select(labels.c.id))})
            added = len(after) - len(before)
            if added and len(after) > MOST_LABELS:
                much = f"with it there would be {len(after):,} labels, and up to {MOST_LABELS:,} can be imported"
                raise BadLabel(f"{name}: {much}; leave some of it out, or remove some here")
            changed = {label_id: one for label_id, one in after.items() if before.get(label_id) != one}
            connection.execute(labels.delete().where(labels.c.id.in_(changed)))
            if changed:
                connection.execute(labels.insert(), [asdict(one) for one in changed.values()])
        return Merged(added, len(incoming) - added)

    def remove(self, label_id: str) -> None:
        """Remove a label and those under it; quotes that had it stay."""
        gone = [label.id for label in self.all() if label_id in {label.id, label.parent}]
        with self._database.change() as connection:
            remove(connection, labels, gone)


def _merged(before: Mapping[str, Label], incoming: Iterable[Label], taken: set[str]) -> dict[str, Label]:
    """Return all labels by their ids, after others were merged into them; `taken` are ids that no new one may have."""
    after, used = dict(before), Counter(one.colour for one in before.values())
    by_name = {(fold(one.name), one.parent if one.parent in before else None): one.id for one in before.values()}
    ids: dict[str, str] = {}
    for label in map(_tidied, incoming):
        parent = ids[label.parent] if label.parent else None
        known = by_name.get((fold(label.name), parent))
        if known is None:
            known = str(uuid.uuid4()) if label.id in taken else label.id
            after[known] = replace(label, id=known, parent=parent, colour=label.colour or _next_colour(used))
            by_name[fold(label.name), parent] = known
            used[after[known].colour] += 1
        elif not after[known].description:
            after[known] = replace(after[known], description=label.description)
        ids[label.id] = known
    return after


def _tidied(label: Label) -> Label:
    name = " ".join(label.name.split())[:LONGEST_NAME]
    if not name:
        raise BadLabel("a label needs a name")
    if label.colour and not _COLOUR.fullmatch(label.colour):
        raise BadLabel(f"{name}: {label.colour!r} is no colour; one looks like #0b7285")
    return replace(label, name=name, description=label.description.strip()[:LONGEST_DESCRIPTION])


def _checked(label: Label, others: Sequence[Label]) -> Label:
    label = _tidied(label)
    name = label.name
    if any(fold(one.name) == fold(name) and one.parent == label.parent for one in others):
        raise BadLabel(f"there is a label {name!r} already; choose another name")
    parent = next((one for one in others if one.id == label.parent), None)
    if label.parent is not None and (
        parent is None or parent.parent is not None or any(one.parent == label.id for one in others if label.id)
    ):
        raise BadLabel(f"{name}: labels are nested once; choose one at the top that it stands under")
    return label


def _next_colour(used: Counter[str]) -> str:
    """Return the colour that fewest labels have."""
    return min(COLOURS, key=used.__getitem__)


def _present() -> sa.Select[tuple[str, ...]]:
    return labels.select().where(labels.c.removed.is_(None))


def _label(row: sa.Row[tuple[str, ...]]) -> Label:
    return Label(row.id, row.name, row.colour, row.description, row.parent)
