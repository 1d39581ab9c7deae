"""HTML left in Markdown and plain text: lines that are only tags, figures, what is written below images."""

import re
from collections.abc import Sequence

from ingest.lines import Line

AROUND_PARAGRAPHS = "p|div|section|article|main|details|summary|ul|ol|li|dl|dd|dt|blockquote|center|h[1-6]|br|figure"
"""The tags that paragraphs stand between, as a regular expression."""
_PARTING = AROUND_PARAGRAPHS + "|hr|span|img|figcaption|table|thead|tbody|tr|td|th|iframe"
_WITHIN = "a|b|strong|i|em|u|s|small|sup|sub|font|picture|video|audio|source|pre|code|wbr"
NAMING = frozenset("speaker name who persname".split())
"""Elements of XML that hold the name of who speaks, folded."""
_NAME = re.compile(
    r"<(?P<tag>[A-Za-z][\w.-]{0,20})(?:\s[^<>]{0,80})?>\s*(?P<name>[^<>\n.!?]{1,60}?)\s*</(?P=tag)>(?P<colon>\s?[:：])?"
)
_KNOWN = re.compile(rf"(?:{_PARTING}|{_WITHIN})", re.IGNORECASE)
_A_TAG = re.compile(rf"/?(?:{_PARTING})(?:\s.{{0,300}})?/?", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_PARTING}|{_WITHIN})(?:\s[^<>]{{0,300}})?/?>|&nbsp;|&#160;", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^<>]{1,300}>", re.IGNORECASE)
_FIGURE, _FIGURE_ENDS = re.compile(r"<figure\b", re.IGNORECASE), re.compile(r"</figure\s*>", re.IGNORECASE)
_WRITTEN_BELOW = re.compile(r"<figcaption\b.*</figcaption\s*>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(.{1,300}\)|<img\s[^<>]{0,400}>", re.IGNORECASE)
_ITALIC = re.compile(r"\*(?!\*)[^*]+\*|_(?!_)[^_]+_|<(?:em|i)>[^<>]+</(?:em|i)>", re.IGNORECASE)
_LONGEST = 500  # characters of a line that is tags or is written below an image
_LONGEST_FIGURE = 16  # lines


def is_tag(words: str) -> bool:
    """Whether what stands between `<` and `>` is a tag that parts a page, and nobody's name: hr /, div class="a"."""
    return _A_TAG.fullmatch(words.strip()) is not None


def name_in_element(text: str, at: int) -> re.Match[str] | None:
    """Return the element that holds the name of who speaks, the group `name`, up to the colon behind it; None where
    none begins there.
    """
    found = _NAME.match(text, at)
    told = (
        found is not None and not is_known_tag(found["tag"]) and (found["colon"] or found["tag"].casefold() in NAMING)
    )
    return found if told else None


def is_known_tag(name: str) -> bool:
    """Whether a word is the name of a tag of HTML."""
    return _KNOWN.fullmatch(name) is not None


def mark_tags(lines: Sequence[Line]) -> None:
    """Take for furniture the lines that are only tags, references to a space, or a link; figures with what is written
    below them; and what is written in italics directly below an image.
    """
    below = False  # an image, in the same paragraph
    for line in lines:
        if not line.text or len(line.text) > _LONGEST:
            below = False
            continue
        written = below and _ITALIC.fullmatch(line.text) is not None
        below = _IMAGE.fullmatch(line.text) is not None
        if line.open and (written or (("<" in line.text or "&" in line.text) and _is_markup(line.text))):
            line.role = "furniture"
    _mark_figures(lines)


def _is_markup(text: str) -> bool:
    if not _TAG.sub("", text).strip() or _WRITTEN_BELOW.fullmatch(text):
        return True
    opened = list(_LINK.finditer(text))
    closed = text.casefold().rfind("</a>")
    if len(opened) != 1 or closed < opened[0].end():
        return False
    return not _TAG.sub("", text[: opened[0].start()] + text[closed:]).strip()


def _mark_figures(lines: Sequence[Line]) -> None:
    for at, line in enumerate(lines):
        if not line.text.startswith("<") or not _FIGURE.match(line.text):
            continue
        stretch = lines[at : at + _LONGEST_FIGURE]
        ends = next((more for more, other in enumerate(stretch) if _FIGURE_ENDS.search(other.text)), None)
        for other in stretch[: ends + 1] if ends is not None else ():
            if other.open:
                other.role = "furniture"
