"""Lists of who is there that run on over lines in the head of a hearing: SPEAKERS: NAME, OFFICE; NAME, OFFICE; …."""

import re
from collections.abc import Sequence

from corpus.language import fold
from ingest.lines import Line
from ingest.names import Likeness, likeness

_KEY = re.compile(r"(?P<key>[^\W\d_][\w ]{3,30}):\s*(?=\S)")
_KEYS = frozenset("speakers witnesses panelists panellists participants members attendees present".split())
_LONGEST = 160  # characters of an entry


def mark_cast(block: Sequence[Line]) -> list[str]:
    """Take the lists in a stretch of lines for furniture, and what stands in capitals above them; return the full names
    in them, as written. A list of one line is none, but that of witnesses.
    """
    names: list[str] = []
    at = 0
    while at < len(block):
        entries = _entries(block[at:])
        for line in block[: at + len(entries)] if entries else ():
            if line.open and (line.number >= block[at].number or line.text.isupper()):
                line.role = "furniture"
        names += [name for _, name in entries]
        at += max(1, len(entries))
    return names


def _entries(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Return the lines of the list that the first one begins, each with its name; [] where it begins none."""
    key = _KEY.match(lines[0].text) if lines[0].open else None
    if key is None or fold(key["key"]) not in _KEYS:
        return []
    found: list[tuple[Line, str]] = []
    for line in lines:
        words = line.text[key.end() :] if line is lines[0] else line.text
        name = words.partition(",")[0].strip()
        listed = "," in words and len(words) <= _LONGEST and ":" not in words and not line.ends_sentence
        if not listed or likeness(name) is not Likeness.FULL:
            break
        found.append((line, name))
    return found if len(found) > 1 or fold(key["key"]) == "witnesses" else []
