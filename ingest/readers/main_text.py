"""Which blocks of a web page are its text: the whole page's, those of its main text, or what is found of both."""

import re
from dataclasses import dataclass, field

from ingest.stamps import CLOCK

_PART, _WHOLE, _FLAT, _NEARLY, _ALL = 0.1, 0.8, 0.5, 0.95, 0.98
_TIME = re.compile(rf"\s{{0,4}}(?P<clock>{CLOCK})\s{{0,4}}")


@dataclass(slots=True)
class Block:
    """A paragraph of a page. `label` is what is set apart at its head, or the term it explains; empty: nothing.
    `term` says that it is one.
    """

    text: str = ""
    label: str = ""
    term: bool = False
    heading: bool = False
    rows: list[list[str]] = field(default_factory=list)


def chosen(main: list[Block], every: list[Block]) -> list[Block]:
    """Return the blocks to read: those of the page that say what the main text says, as often as the page says
    it, for trafilatura takes the second of two equal lines for a slip and it may be a speaker's. Where these
    are not nearly all of the main text, the main text; where that is no text, everything.
    """
    if _size(main) <= _PART * _size(every):
        return every  # a part of the page was mistaken for the whole
    if _size(main) >= _WHOLE * _size(every) and _lines(main) <= _FLAT * _lines(every):
        return every  # the whole page without its paragraphs, trafilatura's last resort
    if _size(main) >= _ALL * _size(every):
        return every  # nothing stands around the text
    said = {_letters(text) for block in main for text in (_text(block), *_text(block).split("\n"))}
    again: list[Block] = []
    is_introduced = False  # by a block that says who speaks when, which trafilatura leaves out
    for block in reversed(every):
        is_said = _letters(_text(block)) in said or all(_letters(line) in said for line in _text(block).split("\n"))
        if is_said or (is_introduced and block.label and clock_of(block.text)):
            again.append(block)
        is_introduced = is_said
    again.reverse()
    return again if _size(again) >= _NEARLY * _size(main) else main


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _text(block: Block) -> str:
    return block.label + block.text + "\n".join(cell for row in block.rows for cell in row)


def _lines(blocks: list[Block]) -> int:
    return sum(bool(line.strip()) for block in blocks for line in (block.label + block.text).split("\n"))


def _size(blocks: list[Block]) -> int:
    return sum(len(_letters(_text(block))) for block in blocks)


def clock_of(text: str) -> str:
    """Return the time that a text is, empty where it is anything else."""
    found = _TIME.fullmatch(text)
    return found["clock"] if found else ""
