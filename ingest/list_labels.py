"""Labels behind the marks and numbers of list items, and behind the numbers of turns and of questions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.language import CJK, fold
from ingest.candidates import Candidate
from ingest.labels import label_at
from ingest.lines import Line
from ingest.names import Likeness, likeness

_ITEM = re.compile(r"(?:[•·▪◦‣*+–-]\s+|\d{1,4}[.)、]?\s+|\[\d{1,4}\]\s+|[(（]\d{1,4}[)）]\s*)(?=\S)")
_TURN = re.compile(
    r"(?:\[#?[A-Za-z]{1,5}[-_ ]?(?P<boxed>\d{1,5})\]|#(?P<hashed>\d{1,5})\b|[A-Za-z]{1,5}[-_ ]?(?P<bare>\d{1,5})\b)"
    r"[.:]?[^\S\n]+(?=\S)"
)
_NUMBER = re.compile(r"(?P<number>\d{1,3})(?:[、．]\s{0,3}|[.)]\s{1,3})(?=\S)")
_BEHIND_CHINESE = re.compile(rf"(?<=[{CJK}])[^{CJK}]+$")
_RISING = 0.8  # of the numbers of questions; one may be misprinted
_ANSWERED = 0.8  # of the questions with numbers are answered by the same person
_RECURRING = 0.5  # of the names in lists stand in several items, where the items are turns


def labels_in_lists(lines: Sequence[Line]) -> dict[int, Candidate]:
    """Return the labels behind the marks and numbers of list items and the numbers of turns, by the line's number; {}
    where they do not recur as those of turns do: an item may also begin with the word that it explains.
    """
    asked = _numbered_questions(lines)
    if asked:
        return asked
    found = _numbered_turns(lines)
    for line in lines:
        mark = _ITEM.match(line.text) if line.open else None
        label = _label_behind(line, mark) if mark else None
        if label:
            found[line.number] = label
    uses = Counter(fold(label.name) for label in found.values())
    recurring = [count for count in uses.values() if count > 1]
    if len(recurring) > 1 and sum(recurring) >= _RECURRING * len(found):
        return found
    return _answered_by_others(lines, found)


def _numbered_questions(lines: Sequence[Line]) -> dict[int, Candidate]:
    """Return the labels behind the numbers of questions, `1、Name: …`, by the line's number, where nearly all numbers
    rise and one who has a label without a number answers between them; {} elsewhere.
    """
    asked: dict[int, Candidate] = {}
    counts: list[int] = []
    answered: list[list[str]] = []
    for line in lines:
        mark = _NUMBER.match(line.text) if line.open else None
        label = label_at(line.text[mark.end() :]) if mark else None
        plain = label_at(line.text) if line.open and mark is None else None
        if mark and label and label.shape == "colon" and _asks_by_name(label.name):
            asked[line.number] = replace(label, end=label.end + mark.end())
            counts.append(int(mark["number"]))
            answered.append([])
        elif plain and plain.shape == "colon" and answered and likeness(plain.name) >= Likeness.SINGLE:
            answered[-1].append(fold(plain.name))
    often = Counter(name for names in answered for name in set(names)).most_common(1)
    rising = sum(before < after for before, after in pairwise(counts))
    enough = len(asked) > 1 and rising >= _RISING * (len(asked) - 1)
    return asked if enough and often and often[0][1] >= _ANSWERED * len(asked) else {}


def _asks_by_name(name: str) -> bool:
    """Whether a name is full or a role, or a full one stands in it behind a newspaper's: `BBC记者Jane Doe`."""
    latin = _BEHIND_CHINESE.search(name)
    return likeness(name) >= Likeness.FULL or (latin is not None and likeness(latin.group()) is Likeness.FULL)


def _answered_by_others(lines: Sequence[Line], found: dict[int, Candidate]) -> dict[int, Candidate]:
    """Return the labels behind numbers, of the questions that members put in a sitting: before each next number
    somebody else has a label without one, and who asks is labelled so, too. {} where not nearly all are of this kind:
    such a list says who is to do what.
    """
    items = ((at, label) for at, label in sorted(found.items()) if lines[at].text[0].isdigit())
    numbered = {at: label for at, label in items if _has_full_name(label)}
    if not numbered or len(numbered) < _ANSWERED * len(found):
        return {}
    plain = [(line.number, label) for line in lines if line.open and (label := label_at(line.text))]
    names = [(at, fold(label.name)) for at, label in plain if at not in found and label.shape == "colon"]
    uses = Counter(name for _, name in names)
    bounds = [*numbered, len(lines)]
    for (at, label), until in zip(numbered.items(), bounds[1:], strict=True):
        after = [name for place, name in names if at < place < until]
        if not after or after[0] == fold(label.name) or not uses[fold(label.name)] or uses[after[0]] < 2:
            return {}
    return numbered


def _has_full_name(label: Candidate) -> bool:
    return label.shape == "colon" and likeness(label.name) is Likeness.FULL


def _numbered_turns(lines: Sequence[Line]) -> dict[int, Candidate]:
    """Return the labels behind numbers of turns with a letter, `[T001] `, `T1: `, `#1 `, by the line's number; {} where
    the numbers do not rise: people may be called so.
    """
    marks = {line.number: mark for line in lines if line.open and (mark := _TURN.match(line.text))}
    found = {at: label for at, mark in marks.items() if (label := _label_behind(lines[at], mark))}
    counts = [int(marks[at][marks[at].lastgroup or 0]) for at in found]
    return found if all(before < after for before, after in pairwise(counts)) else {}


def _label_behind(line: Line, mark: re.Match[str]) -> Candidate | None:
    """Return the label behind the mark of an item, None where there is none that names somebody."""
    label = label_at(line.text[mark.end() :])
    if label is None or label.shape not in ("colon", "timed") or likeness(label.name) < Likeness.SINGLE:
        return None
    return replace(label, end=label.end + mark.end())
