"""Names between a time and the words, with nothing to end them: `[00:00:03] First Last Words …`.

Where a name ends there is told only by the file: the same words recur behind times, and different ones follow them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.names import Likeness, is_function_word, likeness
from ingest.stamps import stamp_at_head

_FEWEST = 4  # times that names stand behind
_SHARE = 0.85  # of the times have one of the names behind them
_BEGINS = 0.6  # of the words behind a name begin as sentences do
_LONGEST = 4  # words of a name
_SURE = 4  # uses of a full name that all go on alike, for it to be longer
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_IN_A_NAME = re.compile(r"[^\W_](?:[\w’'-]|\.(?=\w))*\.?|#?\d{1,3}")


@dataclass(frozen=True, slots=True)
class StampedName:
    """A name in a line: `end` is where the words begin that follow it, `time` is in seconds."""

    name: str
    end: int
    time: float


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a line behind its time, and where each begins."""

    line: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    time: float


def stamped_names(texts: Sequence[str]) -> dict[int, StampedName | None]:
    """Return the names behind the times that lines begin with, by the line's number; None for a line with a time and
    none of the names. Empty where the lines do not have names so.
    """
    rows = [row for number, text in enumerate(texts) if (row := _row(number, text)) is not None]
    if len(rows) < _FEWEST:
        return {}
    common = {word for text in texts for word in _WORD.findall(text) if word[0].islower()}
    names = {name: group for name, group in _names(rows, 0, common) if _speaks(name, group)}
    found: dict[int, StampedName | None] = dict.fromkeys(row.line for row in rows)
    for name, group in names.items():
        length = len(name.split(" "))
        found.update({row.line: StampedName(name, row.starts[length], row.time) for row in group})
    enough = sum(map(len, names.values())) >= max(_FEWEST, _SHARE * len(rows))
    return found if len(names) > 1 and enough else {}


def _row(number: int, text: str) -> _Row | None:
    stamp = stamp_at_head(text)
    tokens = list(_TOKEN.finditer(text, stamp.end)) if stamp is not None else []
    if stamp is None or len(tokens) < 2:
        return None
    tokens = tokens[: _LONGEST + 1]
    return _Row(number, tuple(t.group() for t in tokens), tuple(t.start() for t in tokens), stamp.seconds)


def _names(rows: Sequence[_Row], length: int, common: set[str]) -> list[tuple[str, list[_Row]]]:
    """Return the names that rows begin with whose first `length` words are the same, each with its rows."""
    after: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if len(row.words) > length + 1 and _may_be_in_a_name(row.words[length], common, first=length == 0):
            after[row.words[length]].append(row)
    longer = {word: group for word, group in after.items() if len(group) > 1 or (length and word.isdigit())}
    on = sum(map(len, longer.values()))
    here = " ".join(rows[0].words[:length])
    full = length > 1 and likeness(here) >= Likeness.FULL
    if length and (on < len(rows) or length == _LONGEST or (full and len(rows) < _SURE)):
        return [(here, list(rows))]
    return [found for group in longer.values() for found in _names(group, length + 1, common)]


def _may_be_in_a_name(word: str, common: set[str], *, first: bool) -> bool:
    """Whether a word may be one of a name: no function word, nor one that the text has in small letters, too."""
    if not _IN_A_NAME.fullmatch(word) or is_function_word(word) or likeness(word) is Likeness.WORD:
        return False
    if word.isdigit() or likeness(word) is Likeness.ROLE:
        return not first or (len(word) > 1 and not word.isdigit())
    return not word[0].islower() and word.casefold() not in common


def _speaks(name: str, group: Sequence[_Row]) -> bool:
    """Whether the words are a name, and sentences begin behind it, not always the same."""
    following = [row.words[len(name.split(" "))] for row in group]
    begins = sum(not word[0].islower() and not word.endswith((":", "：")) for word in following)
    varied = len(set(following)) > 1 or len(following) == 1
    return likeness(name) >= Likeness.SINGLE and varied and begins >= _BEGINS * len(group)
