"""Lines of a head that say who is called what below: `Present: P1 (aged 72), P2 (aged 80)`,
`Interview: Ann Poe (A.), Carl Stone (C.)`, `受访者：罗德义（简称“罗”），1941年生`.
"""

import re
from collections.abc import Sequence

from corpus.roles import is_role
from ingest.head_lists import BETWEEN
from ingest.legends import alias_at
from ingest.lines import Line
from ingest.names import Likeness, likeness
from ingest.roster import Roster

_KEY = re.compile(
    r"[*_#>【]{0,6}(?P<key>[^:：。.?？!！【】]{1,30})(?:[*_]{0,3}[:：][*_]{0,3}|】)\s*(?P<value>\S.{0,300})"
)
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
_CALLED = re.compile(r"(?P<name>[^()（）:：,，、/*]{1,40}?)\s*[(（](?P<short>[^()（）\s]{1,8})[)）]")
_DESCRIBED = re.compile(r"(?P<name>[^()（）,，]{2,40})[(（][^()（）]{1,60}[)）](?:[,，].{1,80})?")
_OF_PEOPLE = re.compile(
    r".{0,6}(?:[者人员員]|participants?|present|respondents?|teilnehmer(?:innen)?|participantes|intervenants)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 150  # lines
_LONGEST_LINE = 360  # characters
_LOOK = 2_000  # lines below a head, in which labels that it explains stand
_LONGEST_LABEL = 12  # characters


def introduced(line: Line, roster: Roster, lines: Sequence[Line]) -> bool:
    """Read into the roster who is called what by one line of a head; return whether that is all it says."""
    brief = line.number <= _LONGEST_HEAD and len(line.text) <= _LONGEST_LINE
    found = _KEY.fullmatch(line.text) if brief else None
    if found is None or line.text.rstrip("*_")[-1:] in "?？!！。":
        return False
    key, value = found["key"].strip("*_ "), found["value"]
    below = lines[line.number + 1 : line.number + 1 + _LOOK]
    called = {pair["short"]: pair["name"].strip(" *_") for pair in _CALLED.finditer(value)}
    if len(called) > 1 and all(_is_label(short, below) for short in called):
        for short, name in called.items():
            roster.short.setdefault(short, name)
        return True
    listed = [part for part in BETWEEN.split(_BRACKETS.sub(" ", value).strip()) if part]
    role = is_role(key) or _OF_PEOPLE.fullmatch(key) is not None
    if role and listed and all(len(part) <= _LONGEST_LABEL and _is_label(part, below) for part in listed):
        return True
    alias = alias_at(line.text) if role else None
    if alias and _is_label(alias, below):
        roster.short.setdefault(alias, _BRACKETS.split(value)[0].strip())
        return True
    described = _DESCRIBED.fullmatch(value) if role and not _is_label(key, below) else None
    return described is not None and likeness(described["name"].strip()) is Likeness.FULL


def _is_label(words: str, lines: Sequence[Line]) -> bool:
    """Whether lines begin with words before a colon, a number behind them at most."""
    label = re.compile(rf"\W*(?:[\d:.,]+\W+)?{re.escape(words)}\d{{0,3}}[*_]*\s?[:：】]")
    return any(label.match(line.text) for line in lines)
