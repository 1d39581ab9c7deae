"""Heads and feet of printed pages in a text: lines that recur but for a number that rises, and what stands by them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.labels import label_at
from ingest.lines import Line
from ingest.names import Likeness, is_function_word, is_part_of_a_text, likeness

_BEHIND = re.compile(
    r"(?P<words>\S.*?)\s+(?P<mark>(?:--?|[—–|]|page|p\.)\s*)?(?P<page>\d{1,4})(?:\s(?:of|/)\s\d{1,4})?", re.IGNORECASE
)
_BEFORE = re.compile(r"(?P<page>\d{1,4})\s+(?:[-–—|]\s*)?(?P<words>[^\W\d].*)")
_ALONE = re.compile(
    r"[-–—\[(]?\s?(?P<mark>page|p\.|pg\.?)\s?(?P<page>\d{1,4})(?:\s(?:of|/)\s\d{1,4})?\s?[-–—\])]?"
    r"|(?P<dash>[-–—])\s?(?P<between>\d{1,4})\s?(?P=dash)",
    re.IGNORECASE,
)
_LONGEST = 80  # characters, the white space between columns counted once
_SEVERAL = 3  # heads with nothing but a space before their numbers
_BREAKING = 0.3  # of such heads stand within sentences
_WORDS = 3  # of a head that is told by its words; most have capitals
_CAPITALS = 0.7
_BESIDE = 3  # lines beside the number's that a head has, too
_OFTEN = 0.3  # of the heads have them


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that may be one of a page's head: at `at` among the lines with words. `marked`: a dash or the word page
    stands before the number.
    """

    at: int
    words: str
    page: int
    marked: bool


def mark_page_heads(lines: Sequence[Line]) -> None:
    """Take for furniture what stands at the heads and feet of pages: the same words with numbers that rise, and lines
    that stand nowhere but beside them.
    """
    worded = [line for line in lines if line.text]
    keys = [_key(line.text) for line in worded]
    uses = Counter(keys)
    groups: dict[str, list[_Head]] = {}
    for at, line in enumerate(worded):
        head = _head(at, line.text) if line.open and not _is_long(line.text) else None
        if head is not None:
            groups.setdefault(head.words, []).append(head)
    for group in groups.values():
        told = _rises(group) and (_is_marked(group) or _is_told(group, worded, uses))
        if told or _is_alone(group, worded):
            places = [head.at for head in group]
            for at in places:
                worded[at].role = "furniture"
            _mark_beside(worded, keys, uses, places)


def _key(text: str) -> str:
    """Return what is equal for lines that only their numbers tell apart."""
    return re.sub(r"\d+", "#", text)


def _is_long(text: str) -> bool:
    return len(" ".join(text.split())) > _LONGEST


def _head(at: int, text: str) -> _Head | None:
    alone = _ALONE.fullmatch(text)
    if alone:
        return _Head(at, "", int(alone["page"] or alone["between"]), marked=True)
    found = _BEHIND.fullmatch(text)
    if found and not is_part_of_a_text(f"{found['words']} {found['page']}"):
        return _Head(at, found["words"], int(found["page"]), found["mark"] is not None)
    found = None if found else _BEFORE.fullmatch(text)
    return _Head(at, found["words"], int(found["page"]), marked=False) if found else None


def _rises(group: Sequence[_Head]) -> bool:
    return len(group) > 1 and all(before.page < after.page for before, after in pairwise(group))


def _is_alone(group: Sequence[_Head], worded: Sequence[Line]) -> bool:
    """Whether the only head of a text counts its page in a word, a paragraph of its own: `Jane Doe Track 1 Page 2`."""
    at, words = group[0].at, group[0].words
    line = worded[at]
    beside = [other.block for other in worded[max(0, at - 1) : at + 2]]
    told = len(group) == 1 and group[0].marked and re.search(r"\bPage \d{1,4}$", line.text) is not None
    return told and beside.count(line.block) == 1 and len(words.split()) >= _WORDS and _is_titled(words)


def _is_marked(group: Sequence[_Head]) -> bool:
    return all(head.marked for head in group)


def _is_told(group: Sequence[_Head], worded: Sequence[Line], uses: Counter[str]) -> bool:
    """Whether lines with a space before their numbers are heads: their words are written as titles are, or they stand
    within sentences.
    """
    words = group[0].words
    label = label_at(worded[group[0].at].text)
    if len(group) < _SEVERAL or likeness(words) is Likeness.ROLE or (label is not None and label.shape != "line"):
        return False
    breaking = sum(_breaks(head.at, worded, uses) for head in group)
    return _is_titled(words) and (len(words.split()) >= _WORDS or breaking >= _BREAKING * len(group))


def _is_titled(words: str) -> bool:
    """Whether words are written as titles are, most of them with capitals."""
    said = [word for word in words.split() if not is_function_word(word)]
    capitals = sum(word[0].isupper() or not word[0].isalpha() for word in said)
    return capitals >= _CAPITALS * len(said) and not words.endswith(":")


def _breaks(at: int, worded: Sequence[Line], uses: Counter[str]) -> bool:
    """Whether a line stands within a sentence, other lines that recur left out."""
    after = next((line for line in worded[at + 1 : at + 1 + _BESIDE] if uses[_key(line.text)] == 1), None)
    before = worded[at - 1] if at else None
    if before is None or after is None or before.ends_sentence:
        return False
    return len(before.text.split()) > _WORDS and after.text[0].islower()


def _mark_beside(worded: Sequence[Line], keys: Sequence[str], uses: Counter[str], places: Sequence[int]) -> None:
    """Take the lines for furniture that stand close above or below many of the heads, and nowhere else, in any order;
    and short ones between them.
    """
    for step in (-1, 1):
        beside = [[at + step * more for more in range(1, _BESIDE + 1)] for at in places]
        windows = [[at for at in window if 0 <= at < len(worded) and _may_head(worded[at])] for window in beside]
        counts = Counter(key for window in windows for key in {keys[at] for at in window})
        enough = max(_SEVERAL, _OFTEN * len(places))
        running = {key for key, count in counts.items() if count >= enough and uses[key] <= count + 1}
        for head, window in zip(places, windows, strict=True):
            last = next((at for at in reversed(window) if keys[at] in running), head)
            between = range(min(head, last), max(head, last) + 1)
            for at in between if all(_may_head(worded[at]) or worded[at].role for at in between) else ():
                worded[at].role = "furniture"


def _may_head(line: Line) -> bool:
    """Whether a line that nothing is recognised on may stand at a page's head: it is short and nobody is named on it
    before words.
    """
    if not line.open or _is_long(line.text) or (line.ends_sentence and line.prose):
        return False
    label = label_at(line.text)
    return (label is None or label.own_line) and _is_titled(line.text)
