"""Notes in brackets that run over several lines, as records of parliaments print what is called out meanwhile."""

import re
from collections.abc import Sequence

from ingest.lines import Line

_MOST = 15  # lines
_FACE = re.compile(r"[:;]['’]?-?[)(]")
_CALLED_OUT = re.compile(
    r"[\])]\s?:|\s[–—]\s[^\W\d_][^–—:\n]{1,60}:|^.(?:\w+ ){0,3}(?:beifall|zuruf\w*|heiterkeit|lachen|widerspruch"
    r"|unruhe|applause|applaudissements|laughter|rires|exclamations?|interruptions?|interjections?|cheers|aplausos"
    r"|risas|applausi|palmas)\b",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(r"\[[^\W\d_a-z](?:[^\W\d_a-z]|[ ,.'’/-]){2,60}\]")
_CLOSERS = {"(": ")", "（": "）"}


def mark_notes(lines: Sequence[Line]) -> None:
    """Take for furniture what stands in brackets over several lines and tells what others call out or do; other words
    there with a colon among them are an aside. Nobody is labelled in either.
    """
    for line in lines:
        if not line.open or line.aside or line.text[0] not in _CLOSERS:
            continue
        note = _note(lines, line.number)
        words = " ".join(inner.text for inner in note)
        called = _CALLED_OUT.search(words)
        for inner in note if called or ":" in words else ():
            inner.role, inner.aside = ("furniture" if called else None), True


def mark_calls(lines: Sequence[Line]) -> None:
    """Take notes in capitals and square brackets, paragraphs of their own, for furniture ([PHONE RINGS]), where people
    are labelled, and not so.
    """
    labelled = [line for line in lines if line.label is not None]
    if not labelled or any(line.text[:1] == "[" for line in labelled):
        return
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        alone = not (before and before.text) and not (after and after.text)
        if line.open and alone and _IN_CAPITALS.fullmatch(line.text):
            line.role, line.unnamed = "furniture", False


def _note(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the lines of a note that begins on a line and ends, with its bracket, where one of the next few does;
    [] where none does, or another line before that begins with a bracket of its own.
    """
    opener = lines[at].text[0]
    closer, depth, note = _CLOSERS[opener], 0, list[Line]()
    for line in lines[at : at + 2 * _MOST]:
        if not line.text:
            continue
        if not line.open or len(note) == _MOST or (note and line.text[0] == opener):
            return []
        note.append(line)
        words = _FACE.sub("", line.text)
        depth += words.count(opener) - words.count(closer)
        if depth <= 0:
            return note if len(note) > 1 and depth == 0 and words.rstrip(" .").endswith(closer) else []
    return []
