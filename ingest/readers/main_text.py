"""Which blocks of a web page are its text: the whole page's, those of its main text, or what is found of both."""

import re
from dataclasses import dataclass, field

from ingest.stamps import CLOCK

_PART, _WHOLE, _FLAT, _NEARLY, _ALL = 0.1, 0.8, 0.5, 0.95, 0.98
_SEVERAL = 3
"""Blocks whose classes say who speaks, for a page to have such classes."""
_TIME = re.compile(rf"\s{{0,4}}(?P<clock>{CLOCK})\s{{0,4}}")


@dataclass(slots=True)
class Block:
    """A paragraph of a page. `label` is what is set apart at its head, or the term it explains; `clock`, when it begins
    as the page knows it without showing it; empty: nothing. `term` says that the label is one; `italic`, that all of it
    is in italics; `told`, that the page's classes part who speaks from what is said.
    """

    text: str = ""
    label: str = ""
    term: bool = False
    heading: bool = False
    italic: bool = False
    rows: list[list[str]] = field(default_factory=list)
    clock: str = ""
    told: bool = False


def chosen(main: list[Block], every: list[Block]) -> list[Block]:
    """Return the blocks to read: those of the page that say what the main text says, as often as the page says
    it, for trafilatura takes the second of two equal lines for a slip and it may be a speaker's. Where these
    are not nearly all of the main text, the main text; where that is no text, everything. Where the page's own classes
    tell what is said, all from the first such block to the last is text.
    """
    told = [at for at, block in enumerate(every) if block.told]
    if len(told) >= _SEVERAL:
        said = {_letters(_text(block)) for block in main}
        before = [block for block in every[: told[0]] if _letters(_text(block)) in said]
        return [*before, *every[told[0] : told[-1] + 1]]
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
