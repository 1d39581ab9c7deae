"""Interviews that name nobody: turns told by dialogue dashes, by letters, or by paragraphs that only ask."""

import itertools
import re
from collections.abc import Sequence

from ingest.lines import Line, blocks
from ingest.names import begins_letter

_DASH = re.compile(r"(?:[–—―]|-)\s{0,3}(?=[^\W\d_]|[«“\"¿¡*])")
_QUOTES = 2  # runs of quoted lines, and of others, that make an interview by mail
_LETTERS = 2  # that make a page of letters and answers
_FEWEST = 3  # turns
_SHARE = 0.6  # of the paragraphs begin with a dash
_ASK = 0.15  # of the paragraphs ask, at least; and no more than _ASK_MOST
_ASK_MOST = 0.6
_ANSWERED = 0.7  # of the questions are followed by something else
_LONGEST = 600  # characters of a question
_SENTENCE = re.compile(r"[.!。！…](?=\s|$|[\"”’*_])|[?？]")


def mark_unlabelled(lines: Sequence[Line]) -> None:
    """Say where somebody else begins to speak in a text in which no label does. Paragraphs that ask are also set aside:
    where one person is interviewed, that one does not speak them.
    """
    if any(line.label is not None for line in lines):
        return
    spoken = [block for block in blocks(lines) if all(line.role is None for line in block)]
    any(mark(spoken) for mark in (_mark_quoted, _mark_dashes, _mark_letters, _mark_asking))


def _mark_dashes(spoken: Sequence[Sequence[Line]]) -> bool:
    dashed = [line for block in spoken for line in block if _DASH.match(line.text)]
    count = len(spoken) if all(_DASH.match(block[0].text) for block in spoken) else sum(map(len, spoken))
    if len(dashed) < _FEWEST or len(dashed) < _SHARE * count or not any("?" in line.text for line in dashed):
        return False
    for line in dashed:
        line.unnamed = True
    return True


def _mark_letters(spoken: Sequence[Sequence[Line]]) -> bool:
    letters = [block[0] for block in spoken if begins_letter(block[0].text)]
    for line in letters if len(letters) >= _LETTERS else ():
        line.unnamed = True
    return len(letters) >= _LETTERS


def _mark_asking(spoken: Sequence[Sequence[Line]]) -> bool:
    asks = [_asks(block) for block in spoken]
    answered = sum(asked and not after for asked, after in itertools.pairwise(asks))
    if sum(asks) < _FEWEST or not _ASK * len(asks) <= sum(asks) <= _ASK_MOST * len(asks):
        return False
    if answered < _ANSWERED * sum(asks[:-1]):
        return False
    for block, asked, before in zip(spoken, asks, [False, *asks], strict=False):
        block[0].unnamed = asked != before or block[0].unnamed
        for line in block if asked else ():
            line.aside = True
    return True


def _mark_quoted(spoken: Sequence[Sequence[Line]]) -> bool:
    """Mark the turns of an interview by mail, in which quoted lines ask and others answer; return whether it is one."""
    lines = [line for block in spoken for line in block]
    runs = [list(run) for _, run in itertools.groupby(lines, key=lambda line: line.quoted)]
    asking = [run for run in runs if run[0].quoted]
    questions = sum("?" in line.text or "？" in line.text for run in asking for line in run)
    if len(asking) < _QUOTES or len(runs) - len(asking) < _QUOTES or questions < len(asking):
        return False
    for run in runs:
        run[0].unnamed = True
        for line in run if run[0].quoted else ():
            line.aside = True
    return True


def _asks(block: Sequence[Line]) -> bool:
    """Whether a paragraph is a question: it ends as one and says little beside, or stands behind two dashes."""
    if block[0].text.startswith(("――", "——", "──")):
        return True
    text = " ".join(line.text for line in block).strip('*_ "“”')
    ends = _SENTENCE.findall(text)
    return text.endswith(("?", "？")) and len(text) <= _LONGEST and 2 * sum(end in "?？" for end in ends) >= len(ends)
