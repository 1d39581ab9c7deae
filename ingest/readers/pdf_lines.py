"""The lines of pages become paragraphs: wrapped ones are joined.

A PDF knows where words stand and not what they are. A line ends a paragraph when the next stands further
below than lines do, is set in another size, begins with a speaker, or when the line's own end was meant: it
stops where the next word would still have fitted.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.language import CJK
from ingest.labels import label_at
from ingest.readers.cues import flow, names_among, seam
from ingest.readers.pdf_rows import Line


@dataclass(slots=True)
class Paragraph:
    """Text that runs on; `pieces` are (page, text), one for each page it stands on."""

    pieces: list[tuple[int, str]] = field(default_factory=list)
    heading: bool = False


_ENDED = re.compile(r"[.!?。！？…:：][\"'”’)）」』]*\Z")
_OPENING = re.compile(r"\u3000|[•·▪◦‣]|\[?\(?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_HYPHENATED = re.compile(r"((?:[^\W\d_]+[-‐])*[^\W\d_]*[^\W\d_A-Z])[-‐]\Z")
_RULE = re.compile(r"(?:[.·_=–—-]\s?){12,}")
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_SCRIPTS = re.compile(f"[{CJK}][A-Za-z0-9]|[A-Za-z0-9][{CJK}]")
_SPACED = re.compile(f"[{CJK}] [A-Za-z0-9]|[A-Za-z0-9] [{CJK}]")
_LARGER, _APART = 1.15, 1.25
_FILLED, _FILLED_BY_CHINESE = 0.85, 0.93
"""Shares of the column: widths are estimates, rough for Latin letters, so that a line must be clearly short."""
_USUAL = 0.15
"""Share of the lines that begin where a column does."""
_NARROWEST = 18
"""Widths of a character that a column has at least: narrower lines were not wrapped."""


def paragraphs(pages: Sequence[list[Line]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document; one may go over the end of a page."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    measure = _Measure(lines)
    paragraph = Paragraph()
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or measure.parted(before, line):
            if paragraph.pieces:
                yield paragraph
            heading = line.size >= _LARGER * measure.size and len(line.text) <= 120
            paragraph = Paragraph([(line.page, flow(line.text))], heading)
        else:
            measure.join(paragraph, line)
    yield paragraph


class _Measure:
    """What is usual in a document: the size of its type, the width of its column, the distance of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        gaps: dict[int, list[float]] = {}
        for line in lines:
            sizes[line.size] += len(line.text)
        for before, line in itertools.pairwise(lines):
            if before.page == line.page and before.y - line.y > 0.9 * line.size and _alike(before, line):
                gaps.setdefault(round(line.size), []).append(before.y - line.y)
        self.size = sizes.most_common(1)[0][0]
        lefts = Counter(round(line.x) for line in lines)
        self.lefts = [left for left, count in lefts.items() if count > _USUAL * len(lines)]
        widths = sorted(line.width for line in lines)
        self.full = max(widths[len(widths) * 9 // 10], _NARROWEST * self.size)
        self.pitches = {size: sorted(found)[len(found) // 10] for size, found in gaps.items()}
        self.names = names_among(label for line in lines if (label := label_on(line)))
        self.spaced = sum(len(_SPACED.findall(line.text)) - len(_SCRIPTS.findall(line.text)) for line in lines) > 0
        self.words = {word.casefold() for line in lines for word in _WORD.findall(line.text)}

    def parted(self, before: Line, line: Line) -> bool:
        """Whether a paragraph ends between two lines."""
        ended = bool(_ENDED.search(before.text))
        label = label_on(line)
        ruled = any(_RULE.fullmatch(one.text.strip()) for one in (before, line))
        if ruled or not _alike(before, line) or (label and (ended or label in self.names)):
            return True
        if _HYPHENATED.search(before.text[-_LONGEST_WORD:]) and line.text.lstrip()[:1].islower():
            return False
        if self._short(before, line, _FILLED_BY_CHINESE if ended and before.is_wide else _FILLED):
            return True
        gap = before.y - line.y
        if before.page != line.page or gap < -line.size:  # the next page or column
            return ended
        if gap > _APART * self.pitches.get(round(line.size), gap):
            return True
        return ended and (bool(_OPENING.match(line.text)) or self._indented(line))

    def _indented(self, line: Line) -> bool:
        """Whether a line stands to the right of where lines usually begin, by what first lines are indented."""
        return any(0.7 * line.size < line.x - left < 4 * line.size for left in self.lefts)

    def _short(self, before: Line, line: Line, filled: float) -> bool:
        """Whether the next line's first word would have fitted on the line before."""
        words = line.text.split(maxsplit=1)
        word = replace(line, text=words[0][:6] if words and not words[0].isascii() else "".join(words[:1]))
        return before.width + word.width < filled * self.full

    def join(self, paragraph: Paragraph, line: Line) -> None:
        """Add a line to a paragraph, a word that was cut at the line's end made whole."""
        page, text = paragraph.pieces[-1]
        added = flow(line.text)
        cut = _HYPHENATED.search(text[-_LONGEST_WORD:])
        if cut and added[:1].islower():
            head, _, added = added.partition(" ")
            rest = re.match(r"[^\W\d_]+", head)
            hyphenated = f"{cut[1]}-{rest[0] if rest else ''}".casefold()
            text = (text if "-" in cut[1] or hyphenated in self.words else text[:-1]) + head
        if page != line.page:
            paragraph.pieces[-1:] = [(page, text), (line.page, added)] if added else [(page, text)]
        else:
            paragraph.pieces[-1] = (page, text + self._seam(text, added) + added)

    def _seam(self, left: str, right: str) -> str:
        """Return what a line end stood for: a space beside Chinese only between scripts, if that is usual here."""
        between = seam(left, right)
        return " " if self.spaced and _SCRIPTS.fullmatch(left[-1:] + right[:1]) else between


def _alike(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) <= 0.12 * max(before.size, line.size)


def label_on(line: Line) -> str | None:
    """Return the name that words follow on a line, None where it begins with none."""
    label = label_at(flow(line.text))
    if label is None or not (label.shape in ("colon", "dotted", "timed") or label.time is not None):
        return None
    return label.name
