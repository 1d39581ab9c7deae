"""Lines that name a role and who has it, `Host: Jane Doe`, as credits at the head do."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import takewhile

from corpus.language import fold
from corpus.roles import is_role
from ingest.lines import Line
from ingest.names import Likeness, likeness
from ingest.recurrence import Seen

_HOLDER = re.compile(r"\s*(?P<name>[^\n.!?。！？…,，:：()（）]{1,40}?)\s*(?:[(（][^()（）]{1,40}[)）])?\s*")


def without_credits(found: Sequence[tuple[Line, Seen]]) -> list[tuple[Line, Seen]]:
    """Take the lines before the first other label that say who has a role for furniture, where one of these people has
    labels behind them; return the labels that are none of these.
    """
    head = list(takewhile(lambda one: _holder(one[1]) is not None, found))
    behind = Counter(seen.key for _, seen in found[len(head) :])
    while head and not _is_credited(head[-1][1], behind):
        head.pop()
    held = [seen for _, seen in head if is_role(seen.candidate.name) and behind[fold(_holder(seen) or "")] > 1]
    for line, _ in head if held else ():
        line.role = "furniture"
    return list(found[len(head) :] if held else found)


def _is_credited(seen: Seen, behind: Collection[str]) -> bool:
    """Whether a line at the head says of whom it tells: a name, or whoever speaks behind it."""
    name = _holder(seen) or ""
    return fold(name) in behind or likeness(name) in (Likeness.SINGLE, Likeness.FULL)


def _holder(seen: Seen) -> str | None:
    """Return the name that all the words behind a label are, None where they are none."""
    found = _HOLDER.fullmatch(seen.said) if seen.candidate.shape == "colon" else None
    return found["name"] if found and likeness(found["name"]) >= Likeness.LOOSE else None
