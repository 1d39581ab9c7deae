"""The paragraphs, headings and cells of a page of Markdown and of its translation, side by side."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from training.translations import Pair

_SAFE_RUN = 6  # equal blocks in a row; fewer may be equal by chance
_MARKDOWN = MarkdownIt("commonmark").enable("table")

Block = tuple[tuple[str, str], str]
"""What a block is (its tag, and its depth or what it holds that is not prose), and its text."""


def align(english: Path, chinese: Path) -> Iterator[Pair]:
    """Pair the blocks of two pages where a run of them is alike in both."""
    ours, theirs = _read_blocks(english), _read_blocks(chinese)
    matcher = SequenceMatcher(None, [key for key, _ in ours], [key for key, _ in theirs], autojunk=False)
    for start, other_start, size in matcher.get_matching_blocks():
        if size >= _SAFE_RUN or size == len(ours) == len(theirs):
            for place in range(size):
                yield ours[start + place][1], theirs[other_start + place][1]


def _read_blocks(file: Path) -> list[Block]:
    """Return blocks of prose, and of code without a text: being the same in both languages, it keeps them in step."""
    blocks = []
    tag = ""
    for token in _MARKDOWN.parse(file.read_text("utf-8", "replace")):
        tag = token.tag or tag
        if token.type == "inline":
            blocks.append(((tag, str(token.level)), _inline_text(token)))
        elif token.type == "fence":
            blocks.append((("pre", token.content), ""))
    return blocks


def _inline_text(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in token.children or [] if child.type != "image")
