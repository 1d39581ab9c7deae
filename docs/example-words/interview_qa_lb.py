"""The words of Luxembourgish: function words left out, endings cut off."""

import re

_WORD = re.compile(r"[^\W\d_]+|\d+")
_FUNCTION_WORDS = frozenset(
    "a an ass awer d de dem den der dir du ech en et hatt hien hunn ir mat mir net op si um vun wat".split()
)
_ENDING = re.compile(r"(?<=\w{3})(?:en|er|s|e)$")


def words(text: str) -> list[str]:
    """Return the words of a text, as they are to be matched."""
    found = _WORD.findall(text.casefold())
    return [_ENDING.sub("", word) for word in found if word not in _FUNCTION_WORDS]
