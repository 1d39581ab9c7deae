"""Finding words in a transcript as it is laid out for reading: in the whole of it, however little the browser has."""

import re
from typing import Any

from corpus.language import fold
from page.reading import Layout

MOST = 2_000
"""Places that are given; where there are more, that is said."""
_MARKS = str.maketrans("‘’‛′“”„‟″‐‑–—―−", "''''" + '"' * 5 + "-" * 6)
_BETWEEN_WORDS = r"[\s*_`]+"  # white space, with Markdown's marks


def find(layout: Layout, wanted: str) -> dict[str, Any]:
    """Return where words stand in what is shown of a transcript, in order, as [start, end, chunk], and whether there
    are more than MOST. Script, width, case and the form of quotation marks and dashes don't matter.
    """
    words = [re.escape(word) for word in _plain(wanted).split()]
    pattern = re.compile(_BETWEEN_WORDS.join(words))
    matches: list[tuple[int, int, int]] = []
    for start, chunk, text in _folded(layout) if words else ():
        matches += ((start + match.start(), start + match.end(), chunk) for match in pattern.finditer(text))
        if len(matches) > MOST:
            break
    return {"matches": matches[:MOST], "more": len(matches) > MOST}


def _plain(text: str) -> str:
    """Make equal what does not matter; the length stays."""
    return fold(text).translate(_MARKS)


def _folded(layout: Layout) -> list[tuple[int, int, str]]:
    """Return start, chunk and folded text of each side; folding a long transcript takes longer than searching it."""
    if not layout.folded:
        layout.folded = sorted(  # in one step: another thread may search meanwhile
            (side.start, at, _plain(side.text))
            for at, rows in enumerate(layout.chunks)
            for row in rows
            for side in row.sides
        )
    return layout.folded
