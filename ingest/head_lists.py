"""Lists in the head of a text: a line that names one alone, SPEAKERS, SUMMARY KEYWORDS, and the lines below it."""

import re
from collections.abc import Sequence

from corpus.language import fold
from ingest.headings import words_of
from ingest.labels import label_at
from ingest.lines import Line
from ingest.names import Likeness, likeness

PEOPLE = re.compile(
    r"speakers?|(?:meeting |call )?participants?|panell?ists?|guests?|people|present|in attendance|attendees"
    r"|与会者|參與者|参与者"
    r"|(?:本期)?嘉[宾賓]|[来來][宾賓]|参加者|出席者|受访嘉宾"
)
"""What lists of people are called, folded."""
BETWEEN = re.compile(r"\s*(?:[,;，；、/|]|\b(?:and|with|und)\b|&|\n)\s*")
"""What stands between the members of a list."""
_KEYWORDS = re.compile(r"(?:summary )?keywords")


def read_lists(block: Sequence[Line], named: Line | None) -> tuple[list[str], Line | None]:
    """Take the lists of a head for furniture, their names with them.

    Args:
        block: The lines of a paragraph that nothing is recognised on.
        named: The line that the paragraph before ended with, where that names a list; its list is one line.

    Returns:
        The people listed, and the line that this paragraph ends with, where that names a list; None where not.
    """
    people: list[str] = []
    above = named if len(block) == 1 else None
    for at, line in enumerate(block):
        if _names_list(line, first=at == 0):
            above = line
            continue
        if above is not None:
            names = _below(above, line)
            people += names or []
            if names is not None:
                above.role = line.role = "furniture"
        goes_on = above is not None and line.role is not None and line.text.endswith((",", "，", "、"))
        above = above if goes_on else None
    return people, above


def some_names(text: str) -> list[str]:
    """Return the members of a list of names, [] where it is none."""
    parts = [part for part in BETWEEN.split(text.strip()) if part]
    return parts if all(likeness(part) >= Likeness.LOOSE for part in parts) else []


def _names_list(line: Line, *, first: bool) -> bool:
    """Whether a line is nothing but the name of a list. One person's label may be such a word, below other lines."""
    key = fold(words_of(line))
    if not first and not (line.text[0].isupper() and key.endswith("s")):
        return False
    return (PEOPLE.fullmatch(key) or _KEYWORDS.fullmatch(key)) is not None


def _below(above: Line, line: Line) -> list[str] | None:
    """Return the people on the line below the name of a list, None where it is no part of that list."""
    if _KEYWORDS.fullmatch(fold(words_of(above))):
        label = label_at(line.text)
        return None if line.prose or (label is not None and label.time is not None) else []
    names = some_names(line.text)
    return [name for name in names if likeness(name) is not Likeness.ROLE] if names else None
