"""Lists whose times say where in a recording something is, and not when what follows is said: chapters, show notes."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile

from corpus.language import fold
from ingest.headings import words_of
from ingest.labels import label_at
from ingest.lines import Line, blocks
from ingest.stamps import STAMP, stamp_at_head

_LONGEST_CALL = 60  # characters of a line above a list
_CONTENTS = re.compile(
    r"(?:(?:video |episode )?chapters?|time ?stamps|time ?codes?|timeline|(?:table of )?contents|outline|topics|agenda"
    r"|kapitel(?:marken)?|inhalt|chapitres|sommaire|capítulos|índice|(?:本期|本集)?(?:目录|时间轴|时间线|时间戳|时间码|章节|内容提要|要点)|目次|チャプター|챕터|목차)",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(r"(?:the |full )?transcript(?: text)?(?: below)?", re.IGNORECASE)
_ENTRY = re.compile(rf"\s*(?:[-*•·+]\s+|\d{{1,2}}[.)]\s+)?[*_]{{0,2}}{STAMP}")
_NOTE = re.compile(r"(?:[-*•·+]|\d{1,2}[.)])\s+\[(?!\(?\d{1,3}:\d\d)[^\[\]]{1,300}\]\([^()\s]{1,500}\)")
_HEAD = re.compile(
    r"(?:(?:episode |show )?notes|(?:mentioned )?(?:links|resources|references)(?: \w+){0,4}):?", re.IGNORECASE
)
_TIME = re.compile(STAMP)
_FEWEST = 3  # chapters in a list that nothing above it calls one
_NOTES = 2  # links with times that make a list of show notes


def mark_lists_of_times(lines: list[Line]) -> set[int]:
    """Take lists of chapters, and of links with times, for furniture. Return the offsets in them, at which nothing is
    said.
    """
    stretches = blocks(lines)
    listed: set[int] = set()
    for found in (*_called_chapters(stretches), _chapters_before(stretches, lines), *_show_notes(stretches)):
        for line in found:
            line.role = "furniture"
            listed.update(range(line.start, line.end))
    return listed


def mark_chapters(lines: Sequence[Line], listed: Collection[int]) -> None:
    """Take the lines for headings that stand alone and say again, time and title, what a list of chapters says."""
    titles = {_title(line.text) for line in lines if line.start in listed} - {""}
    for block in blocks(lines):
        if len(block) == 1 and block[0].open and _title(block[0].text) in titles:
            block[0].role = "heading"


def _title(text: str) -> str:
    """Return the title of a chapter behind its time, folded; empty where no time stands before it."""
    entry = _ENTRY.match(text)
    return fold(text[entry.end() :]).strip("-–—|:*_ \t") if entry else ""


def _called_chapters(stretches: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """Yield the lists of chapters that a line above calls so: a time each, and their titles."""
    for block, after in zip(stretches, [*stretches[1:], []], strict=False):
        above = words_of(block[0]) if len(block[0].text) <= _LONGEST_CALL else ""
        if _CONTENTS.fullmatch(fold(above).strip(": ：【】[]")) is None:
            continue
        entries = list(takewhile(lambda line: _ENTRY.match(line.text), block[1:] or after))
        if len(entries) > 1:
            yield [block[0], *entries]


def _chapters_before(stretches: Sequence[list[Line]], lines: Sequence[Line]) -> list[Line]:
    """Return the first lines with times where they are a list of chapters, as descriptions of films have: their times
    rise, a colon leads into them or the heading Transcript follows, and after them time begins anew.
    """
    at = next((at for at, block in enumerate(stretches) if any(stamp_at_head(line.text) for line in block)), None)
    entries = stretches[at] if at is not None else []
    times = [stamp.seconds for line in entries if (stamp := stamp_at_head(line.text)) is not None]
    if at is None or not _FEWEST <= len(times) == len(entries) or any(a >= b for a, b in pairwise(times)):
        return []
    led = at > 0 and stretches[at - 1][-1].text.endswith((":", "：")) and not _recurs(entries)
    before_next = takewhile(lambda block: not any(stamp_at_head(line.text) for line in block), stretches[at + 1 :])
    headed = any(_TRANSCRIPT.fullmatch(words_of(block[0]).strip(": ")) for block in before_next)
    stamps = (stamp_at_head(line.text) for line in lines if line.start > entries[-1].start and line.text)
    after = next((stamp.seconds for stamp in stamps if stamp is not None), None)
    return entries if (led or headed) and after is not None and after < times[-1] else []


def _recurs(entries: Sequence[Line]) -> bool:
    """Whether a name stands before colons in several entries: they are turns."""
    labels = [label.name for line in entries if (label := label_at(line.text)) is not None]
    return len(set(labels)) < len(labels)


def _show_notes(stretches: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """Yield the lists whose items all are links, with the times at which they are mentioned, and what heads them."""
    for above, block in pairwise([[], *stretches]):
        notes = [found for line in block if (found := _NOTE.match(line.text))]
        if _NOTES <= len(notes) == len(block):
            timed = sum(
                _TIME.search(line.text, found.end()) is not None for line, found in zip(block, notes, strict=True)
            )
            if timed >= _NOTES:
                yield [*(above if len(above) == 1 and _HEAD.fullmatch(words_of(above[0])) else []), *block]
