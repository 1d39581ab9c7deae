"""A block of a page and its translation, turned into clean sentence pairs."""

import html
import re
from collections.abc import Iterator

from lxml.html import defs

from training import frozen_sentences

Pair = tuple[str, str]
"""English, Chinese."""

_LONGEST = 400  # characters
_SHORTEST_CUT = 90  # characters; shorter texts are not cut into sentences

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CJK = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_TAG = re.compile(r"</?([A-Za-z_]\w*)[^<>]*>")
_CHANGES = [
    (re.compile(r"<br ?/?>"), " "),
    (_TAG, ""),
    (re.compile(r"(?<!\w)_(?=\w)"), ""),  # emphasis beside a Chinese letter is none to Markdown
    (re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]"), ""),
    (re.compile(r"^\s*(?:\[?[A-Z]?\d+\]|(?:[A-Z]\.)?(?:\d+\.)+\d*|\([a-z\d]\)|\d+\))\s+"), ""),  # 3.2.1.
    (re.compile(r"\s+"), " "),
    (re.compile(r"^[ *•\-–·#]+|[ *•\-–·#]+$"), ""),
    (re.compile(rf"(?<={_CJK}) (?={_CJK})"), ""),
]
_UNFIT = re.compile(
    "|".join(
        (
            r"%\d*\$?[-+0-9.l]*[sdiufxcgSn@]|%\d|%\(|%%|\$[\w{(]|@\w+@|_\w+_\w+",  # what programs fill in
            r"&[a-z]+;|\|[A-Z]|\[\[|\]\]|\\[a-z]|[=<>{}`]",  # code and markup
            r"https?://",
            r"[\x00-\x08\x0b-\x1f\x7f\ufffd]",
        )
    )
)
_ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}|[aAI]\b")


def _has_gaps(text: str) -> bool:
    """Whether a tag is a name to fill in, such as <name>, rather than markup."""
    return any(tag.lower() not in defs.tags for tag in _TAG.findall(text))


def _clean(text: str) -> str:
    text = html.unescape(text)
    for pattern, replacement in _CHANGES:
        text = pattern.sub(replacement, text)
    return text


def _is_text(english: str, chinese: str) -> bool:
    """Whether both are in their language, of a few words at least, and neither is code."""
    letters = sum(character.isalpha() or character == " " for character in english)
    han = len(_HAN.findall(chinese))
    return (
        len(_ENGLISH_WORD.findall(english)) >= 4
        and han >= 5
        and letters >= 0.8 * len(english)
        and han >= 0.35 * len(chinese.replace(" ", ""))
        and not _HAN.search(english)
        and not _UNFIT.search(english)
        and not _UNFIT.search(chinese)
    )


def _is_translation(english: str, chinese: str) -> bool:
    """Whether lengths and numbers let one be a translation of the other."""
    han = len(_HAN.findall(chinese))
    letters_per_character = len(english) / (han + 0.4 * (len(chinese) - han))
    numbers = [[set(re.findall(rf"\d{{{least},}}", text)) for text in (english, chinese)] for least in (2, 3)]
    return (
        max(len(english), len(chinese)) <= _LONGEST
        and 1.2 <= letters_per_character <= 8
        and any(ours == theirs for ours, theirs in numbers)
    )


def _is_good(pair: Pair) -> bool:
    return _is_text(*pair) and _is_translation(*pair)


def _cut(english: str, chinese: str) -> list[Pair]:
    """Return the sentences side by side where there are as many of like lengths; nothing otherwise."""
    ours, theirs = (
        [text[slice(*span)] for span in frozen_sentences.split(text, longest=_LONGEST)] for text in (english, chinese)
    )
    if len(ours) != len(theirs) or len(ours) < 2 or len(english) <= _SHORTEST_CUT:
        return []
    usual = len(english) / len(chinese)
    pairs = list(zip(ours, theirs, strict=True))
    alike = all(0.5 < (len(a) + 8) / (len(b) + 3) / usual < 2 for a, b in pairs)
    return [pair for pair in pairs if _is_good(pair)] if alike else []


def sentence_pairs(english: str, chinese: str) -> Iterator[Pair]:
    """Yield the pairs of a text and its translation: cleaned, cut into sentences where both have the same ones.

    Nothing comes of texts with gaps to fill in, of code and of fragments.
    """
    if _has_gaps(english) or _has_gaps(chinese):
        return
    pair = _clean(english), _clean(chinese)
    if all(pair):
        yield from _cut(*pair) or filter(_is_good, [pair])
