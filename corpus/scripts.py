"""Which script a character belongs to, and which script a text is written in."""

import unicodedata
from collections import Counter
from functools import lru_cache

SECOND_SCRIPT = 0.2
"""Share of a text's letters (of CJK characters: see `corpus.language.cjk_share`) from which it is not in Latin script:
names, terms and quotations in Latin letters stand in texts of every script.
"""
UNSPACED = {"THAI": 3, "LAO": 3, "KHMER": 3, "MYANMAR": 3, "HANGUL": 2, "HIRAGANA": 2, "KATAKANA": 2, "CJK": 2}
"""Scripts whose words are not told apart by spaces, or run together with their particles, and how many characters
are searched together there.
"""
MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d3b-\u0d57\u0dca-\u0ddf"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
"""Accents, vowel signs and tone marks, which stand inside words and are no letters to regular expressions."""
_COMPACT = frozenset({"zh", "ja", "ko"})


@lru_cache(maxsize=50_000)
def script(character: str) -> str:
    """Return the script of a letter as its Unicode name begins: LATIN, CYRILLIC, CJK …; "" for other characters."""
    if not character.isalpha():
        return ""
    first = unicodedata.name(unicodedata.normalize("NFKC", character)[0], "").partition(" ")[0]
    return first.partition("-")[0]


def main_script(text: str) -> str:
    """Return the script that a text is written in; "" where it has no letters. Latin is the one that must prevail."""
    letters = Counter(map(script, text))
    del letters[""]
    if not letters:
        return ""
    others = {name: count for name, count in letters.items() if name != "LATIN"}
    if sum(others.values()) < SECOND_SCRIPT * letters.total():
        return "LATIN"
    return max(others, key=lambda name: others[name])


def is_compact(language: str) -> bool:
    """Whether a character of a language's script says as much as two or three Latin ones: Chinese, Japanese, Korean."""
    return language.partition("-")[0] in _COMPACT
