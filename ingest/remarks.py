"""Remarks on what people do while they talk, paragraphs of their own in italics or brackets: `*Ann pauses.*`."""

import re
from collections.abc import Collection, Sequence

from corpus.language import fold
from corpus.sentences import ends_as_a_question
from ingest.lines import Line

_LONGEST = 80  # characters
_SET_APART = re.compile(r"\*(?P<italic>[^*]+)\*|_(?P<low>[^_]+)_|\((?P<round>[^()]+)\)|\[(?P<square>[^\[\]]+)\]")
_SOMEBODY = re.compile(
    r"(?:(?:he|she) (?!was\b|is\b|has\b|does\b)\w+s\b|(?:both|everyone|everybody|all) (?!were\b|was\b)\w+)"
)
_TELLS = re.compile(r"(?:was|is|has|had|does|did|war|ist|hat|hatte|est|était|fue|era|es|è|byl|był[ao]?)\b|[,:’'-]")
_TO_ANOTHER = re.compile(r"[\"“”«»„:?!]|\b(?:I|me|my|we|our|you|your|ich|wir|je|nous|vous|yo|io|noi)\b", re.IGNORECASE)
_IN_OTHER_LANGUAGES = re.compile(
    r"(?:(?:il|elle|ils|elles|er|él|ella|lui|lei|он|она) "
    r"(?!y\b|faut\b|sont\b|ont\b|a\b|ha\b)\w{2,}|sie \w+t\b|[他她](?!们?[是说有])\w)"
)


def is_remark(words: str, names: Collection[str]) -> bool:
    """Whether words tell what one of these people, or he or she, does: they begin with the name or with he, and say
    nothing to anybody.
    """
    folded = fold(words).strip()
    if len(words) > _LONGEST or _TO_ANOTHER.search(words) or ends_as_a_question(words):
        return False
    called = {part for name in names for part in (fold(name), *fold(name).split()) if len(part) > 1}
    begins = (folded[len(name) + 1 :] for name in called if folded.startswith(f"{name} "))
    return _SOMEBODY.match(folded) is not None or any(rest and not _TELLS.match(rest) for rest in begins)


def _acts(words: str) -> bool:
    """Whether words in brackets tell what he or she does, in languages that have other words for them."""
    folded = fold(words).strip()
    brief = len(words) <= _LONGEST and not _TO_ANOTHER.search(words)
    told = _IN_OTHER_LANGUAGES.match(folded)
    return brief and told is not None and not _TELLS.match(folded.partition(" ")[2])


def mark_remarks(lines: Sequence[Line]) -> None:
    """Take such paragraphs for furniture, where people are labelled."""
    names = {line.label.speaker for line in lines if line.label is not None and line.label.speaker}
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False) if len(names) > 1 else ():
        alone = (before is None or before.block != line.block or not before.text) and (
            after is None or after.block != line.block or not after.text
        )
        found = _SET_APART.fullmatch(line.text) if line.open and alone else None
        words = found[found.lastgroup or 0] if found is not None else ""
        if words and (is_remark(words, names) or (line.text[0] in "([" and _acts(words))):
            line.role, line.unnamed = "furniture", False
