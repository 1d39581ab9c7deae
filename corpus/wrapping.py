"""Line ends that only break a line: text written with hard line ends, at the width of a page."""

import re
from collections.abc import Iterator, Sequence

_LEAST = 40  # columns of a line that can be broken for its length; a Chinese character takes two
_UNFIT = 0.75  # of the lines of a paragraph have no room for the next word
_HANGING = 5  # columns that may stay free at the end of a line where a mark may not begin one
_ENDED = re.compile(r"[.!?。！？…:：;；]['\"”’」』）)\]*_]*\s*$")
_STARTS = re.compile(r"[ \t]*(?:[-*+•·–—>#|]|\d{1,3}[.)、]\s|\*\*|\[(?:\d|[^\[\]\n]{1,60}\]\s*$))")
_EVEN = 0.8  # of the longest line's columns have all others, where letters are of different widths
_LONG = 72  # columns of the longest line there
_SMALL = 0.5  # of the lines that go on begin with a small letter there
_OPENING = ' \t([{"“‘'
_WORD = re.compile(r"\s*(\S{1,60})")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")


def soft_line_ends(text: str) -> frozenset[int]:
    """Return the offsets of the line feeds that stand within sentences: the lines of their paragraph are filled to one
    width, so that the next word would not have fitted.
    """
    return frozenset(at for found in _PARAGRAPH.finditer(text) for at in _within(found.group(), found.start()))


def _within(paragraph: str, start: int) -> Iterator[int]:
    lines = paragraph.removesuffix("\n").split("\n")
    widths = [_width(line) for line in lines]
    longest = max(widths)
    unfit = [_unfit(width, after, longest) for width, after in zip(widths, lines[1:], strict=False)]
    others = unfit[1:]
    if start == 0 and others and sum(others) >= _UNFIT * len(others):  # a label may have stood before the first line
        unfit[0] = unfit[0] or _in_a_sentence(lines[1])
    if sum(unfit) < _UNFIT * len(unfit):
        unfit = _even(lines, widths, start)
    yield from _soft(lines, widths, unfit, start)


def _even(lines: Sequence[str], widths: Sequence[int], start: int) -> list[bool]:
    """Return which lines are filled in a paragraph whose long lines are of about one length, as letters of different
    widths make them, and end within sentences; none where it is not one.
    """
    longest = max(widths)
    full = [width >= _EVEN * longest for width in widths[:-1]]
    broken = [at for at, line in enumerate(lines[:-1]) if not _ENDED.search(line[-12:])]
    if start == 0 and broken[:1] == [0]:  # a speaker's label may have stood before the first line
        full[0] = full[0] or _in_a_sentence(lines[1])
    small = sum(_in_a_sentence(lines[at + 1].lstrip(_OPENING)) for at in broken)
    if longest < _LONG or not all(full[at] for at in broken) or small < _SMALL * len(broken):
        return [False] * len(full)
    return full


def _soft(lines: Sequence[str], widths: Sequence[int], unfit: Sequence[bool], start: int) -> Iterator[int]:
    cut = start == 0 and len(lines) > 2  # words may have stood before those of the first line
    for at, full in enumerate(unfit):
        start += len(lines[at])
        goes_on = not _ENDED.search(lines[at][-12:]) and not _STARTS.match(lines[at + 1])
        if full and goes_on and (widths[at] >= _LEAST or (cut and at == 0)):
            yield start
        start += 1


def _in_a_sentence(line: str) -> bool:
    """Whether a line may begin within a sentence: with a small letter, or one of a script without capitals."""
    first = line.lstrip()[:1]
    return first.isalpha() and not first.isupper()


def _width(line: str) -> int:
    return len(line.strip()) + len(_WIDE.findall(line))


def _unfit(width: int, after: str, longest: int) -> bool:
    word = _WORD.match(after)
    first = word[1] if word else ""
    return width + (_HANGING if _WIDE.match(first) else 1 + len(first)) > longest
