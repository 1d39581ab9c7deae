"""What Markdown, HTML and programs that make pages put around words, and nobody says: fences, tags, marks of quotes.

A line is cut into several where something stands around its words; what is cut off is furniture without a text, which
no later step looks at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.elements import tags_around
from ingest.labels import label_at
from ingest.lines import Line
from ingest.tags import AROUND_PARAGRAPHS

_FENCE = re.compile(r"(?:`{3,}|~{3,})[^`~]{0,80}")
_LEADS_IN = (":", "：", ":**", ":*")
_MOST_FENCED = 0.5  # of a text stand in fences: more, and it is the transcript that was put into them
_BREAK = re.compile(r"\s*(?:<br\s*/?>|(?<!\\)\\)$", re.IGNORECASE)
_TAG = rf"</?(?:{AROUND_PARAGRAPHS})\b[^<>]*>"
_TAGS = re.compile(rf"(?:{_TAG}\s*)+", re.IGNORECASE)
_LONGEST_TAGS = 300  # characters of tags at a line's end
_OPENS = re.compile(r"<(?:p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_CLOSES = re.compile(r"</(?:p|div|li|h[1-6])\s*>$", re.IGNORECASE)
_HEADS = re.compile(r"<h[1-6]\b", re.IGNORECASE)
_SHORTCODE_OPENS = re.compile(r"\{\{[<%]\s{0,4}transcript\s{1,4}\"?\s{0,4}", re.IGNORECASE)
_SHORTCODE_CLOSES = re.compile(r"\"?\s{0,4}[>%]\}\}$")
_FEWEST = 2  # lines that begin with tags, and that end with them, where a text is of HTML
_QUOTE = re.compile(r"(?:>\s){1,4}\s*(?!>)|>(?![>\s]|$)|>$")

Span = tuple[int, int]


def mark_fences(lines: Sequence[Line]) -> None:
    """Take what stands between the fences of code for furniture, where nobody leads into it with a colon; the fences
    alone, where they hold most of a text.
    """
    opened: int | None = None
    fenced: list[Line] = []
    fences: list[Line] = []
    said = ""
    for at, line in enumerate(lines):
        if line.open and _FENCE.fullmatch(line.text):
            if opened is not None and not said.endswith(_LEADS_IN):
                fences += [lines[opened], line]
                fenced += lines[opened + 1 : at]
            opened = at if opened is None else None
        elif opened is None:
            said = line.text or said
    held = sum(len(line.text) for line in fenced)
    within = fenced if held < _MOST_FENCED * sum(len(line.text) for line in lines) else []
    for line in (*fences, *within):
        line.role = line.role or "furniture"


def unwrapped(lines: Sequence[Line]) -> tuple[list[Line], list[int]]:
    """Return the lines, numbered anew, without what stands around their words: tags of HTML's paragraphs, and the marks
    of block quotes where a paragraph or a sentence begins; and where headings of HTML begin. The lines tile the text
    as before.
    """
    tags = _tags_of(lines)
    found: list[Line] = []
    headings: list[int] = []
    block, begins = 0, True
    before: Line | None = None
    anew = False
    for line in lines:
        begins = begins or before is None or line.block != before.block
        pieces = list(_pieces(line, before, tags))
        for piece in pieces:
            cut = line.text[piece.start - line.first : piece.end - line.first] if not piece.text else ""
            begins = begins or (tags or _TAGS).match(cut) is not None or (anew and label_at(piece.text) is not None)
            anew = piece.quoted and not piece.text
            if piece.text:
                block, begins = block + begins, False
            piece.block = block
        headings += _headings(line, pieces)
        found += pieces
        before = line
    for number, line in enumerate(found):
        line.number = number
    return found, headings


def _tags_of(lines: Sequence[Line]) -> re.Pattern[str] | None:
    """Return what matches the tags that stand around a text's words, None where none do."""
    forms = tags_around([line.text for line in lines if line.open])
    forms += [_TAG] if _is_html(lines) else []
    return re.compile(rf"(?:(?:{'|'.join(forms)})\s*)+", re.IGNORECASE) if forms else None


def _is_html(lines: Sequence[Line]) -> bool:
    """Whether lines begin with the tags of paragraphs, and end with them, now and then."""
    opening = sum(line.open and _OPENS.match(line.text) is not None for line in lines)
    closing = sum(line.open and _CLOSES.search(line.text[-_LONGEST_TAGS:]) is not None for line in lines)
    return opening >= _FEWEST and closing >= _FEWEST


def _headings(line: Line, pieces: Sequence[Line]) -> Iterator[int]:
    """Yield where the words of a heading begin, behind its tag."""
    for tag, words in pairwise(pieces):
        if (
            not tag.text
            and words.text
            and _HEADS.search(line.text, max(0, tag.start - line.first), tag.end - line.first)
        ):
            yield words.start


def _pieces(line: Line, before: Line | None, tags: re.Pattern[str] | None) -> Iterator[Line]:
    """Yield a line cut where something stands around its words, the whole line where nothing does."""
    line.quoted = line.open and _QUOTE.match(line.text) is not None
    around = list(_around(line, before, tags)) if line.open else []
    at = 0
    for start, end in around:
        if at < start:
            yield _cut(line, at, start)
        yield _cut(line, start, end, spoken=False)
        at = end
    if at < len(line.text) or not around:
        yield _cut(line, at, len(line.text))


def _around(line: Line, before: Line | None, tags: re.Pattern[str] | None) -> Iterator[Span]:
    """Yield the spans of a line's text that stand around its words."""
    text = line.text
    if line.quoted and _begins_quote(line, before):
        mark = _QUOTE.match(text)
        yield (0, mark.end() if mark else 0)
    opened = _SHORTCODE_OPENS.match(text)
    if opened:
        yield opened.span()
    closed = _SHORTCODE_CLOSES.search(text, max(0, len(text) - 12)) if text.count("{{") == bool(opened) else None
    if closed:
        yield closed.span()
    elif tags:
        yield from (found.span() for found in tags.finditer(text) if _stands_around(found, text))
    elif (found := _BREAK.search(text, max(0, len(text) - _LONGEST_TAGS))) is not None:
        yield found.span()


def _begins_quote(line: Line, before: Line | None) -> bool:
    """Whether a paragraph or sentence begins on a quoted line: a mark within a sentence stays where it is."""
    if before is None or before.block != line.block or not before.quoted:
        return True
    return before.ends_sentence or line.text == ">" or before.text == ">"


def _stands_around(tags: re.Match[str], text: str) -> bool:
    """Whether tags begin a line, end it, or end one paragraph on it and begin another."""
    return tags.start() == 0 or tags.end() == len(text) or ("</" in tags.group() and tags.group().count("<") > 1)


def _cut(line: Line, start: int, end: int, *, spoken: bool = True) -> Line:
    """Return the part of a line at [start, end) of its text, the break with the last one."""
    text = line.text[start:end]
    first = line.first + start + len(text) - len(text.lstrip())
    begins = line.first + start if start else line.start
    ends = line.first + end if end < len(line.text) else line.end
    if not spoken:
        return replace(line, start=begins, end=ends, text="", first=ends, role="furniture", cuts=[])
    return replace(line, start=begins, end=ends, text=text.strip(), first=first if text else line.first, cuts=[])
