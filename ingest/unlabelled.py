"""Interviews that name nobody: turns told by dialogue dashes, by letters, or by paragraphs that only ask."""

import itertools
import re
from collections.abc import Sequence

from ingest.lines import Line, blocks
from ingest.names import begins_letter

_DASH = re.compile(r"(?:[–—―]|-)\s{0,3}(?=[^\W\d_]|[«“\"¿¡*])")
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
    dashed = [line for block in spoken for line in block if _DASH.match(line.text)]
    count = len(spoken) if all(_DASH.match(block[0].text) for block in spoken) else sum(map(len, spoken))
    if len(dashed) >= _FEWEST and len(dashed) >= _SHARE * count and any("?" in line.text for line in dashed):
        for line in dashed:
            line.unnamed = True
        return
    letters = [block[0] for block in spoken if begins_letter(block[0].text)]
    if len(letters) >= _LETTERS:
        for line in letters:
            line.unnamed = True
        return
    asks = [_asks(block) for block in spoken]
    answered = sum(asked and not after for asked, after in itertools.pairwise(asks))
    if sum(asks) < _FEWEST or not _ASK * len(asks) <= sum(asks) <= _ASK_MOST * len(asks):
        return
    if answered >= _ANSWERED * sum(asks[:-1]):
        for block, asked, before in zip(spoken, asks, [False, *asks], strict=False):
            block[0].unnamed = asked != before or block[0].unnamed
            for line in block if asked else ():
                line.aside = True


def _asks(block: Sequence[Line]) -> bool:
    """Whether a paragraph is a question: it ends as one and says little beside, or stands behind two dashes."""
    if block[0].text.startswith(("――", "——", "──")):
        return True
    text = " ".join(line.text for line in block).strip('*_ "“”')
    ends = _SENTENCE.findall(text)
    return text.endswith(("?", "？")) and len(text) <= _LONGEST and 2 * sum(end in "?？" for end in ends) >= len(ends)
