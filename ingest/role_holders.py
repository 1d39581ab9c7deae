"""Lines that name a role and who has it, `Host: Jane Doe`: credits at the head, or labels above what is said."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.language import fold
from corpus.roles import is_role
from ingest.lines import Line
from ingest.names import Likeness, likeness
from ingest.recurrence import Seen
from ingest.stamps import seconds

_FEWEST = 3  # lines in capitals that name a role and its holder, for these to be labels
_HOLDER = re.compile(r"\s*(?P<name>[^\n.!?。！？…,，:：()（）]{1,40}?)\s*(?:[(（][^()（）]{1,40}[)）])?\s*")
_ALONE = re.compile(r"\s*(?P<name>[^\W\d_][^\n:!?\[\]]{3,60}?)\s*(?:\[?(?P<at>\d{1,2}:\d{2}(?::\d{2})?)\]?)?\s*")


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


def with_holders(found: Sequence[tuple[Line, Seen]]) -> list[tuple[Line, Seen]]:
    """Return the labels, those of lines in capitals that name a role and its holder, and say nothing, as the holder's,
    where all lines in capitals do: `2. CHAIR: JANE DOE [00:36]`, as courts print them.
    """
    large = [at for at, (line, seen) in enumerate(found) if seen.candidate.shape == "colon" and line.text.isupper()]
    names = {at: alone for at in large if (alone := _ALONE.fullmatch(found[at][1].said)) and _is_full(alone["name"])}
    if len(names) < max(_FEWEST, len(large)):
        return list(found)
    held = list(found)
    for at, alone in names.items():
        line, seen = found[at]
        time = seconds(alone["at"]) if alone["at"] else seen.candidate.time
        candidate = replace(seen.candidate, name=alone["name"], end=len(line.text), time=time, own_line=True)
        held[at] = (line, replace(seen, candidate=candidate))
    return held


def _is_full(name: str) -> bool:
    return " " in name and likeness(name) is Likeness.FULL
