"""Texts that change between Chinese and English, word by word, out of Chinese texts and a dictionary."""

import random
from dataclasses import dataclass

from corpus.offline.lessons import Lessons, Tokens
from corpus.offline.tokens import END, ENGLISH_TOKENS, START

_SENSE_WEIGHTS = (6, 3, 1, 1)  # the first sense of a word is the likeliest
_LONGEST = 100  # words


@dataclass(frozen=True)
class Rendered:
    """A text in one rendering: its tokens from START to END, and of each inner token the word it belongs to."""

    tokens: Tokens
    owners: list[int]


class SwitchedText:
    """A text as words, each known in its own form and by an English gloss.

    Args:
        tokens: the inner tokens of a text.
        lessons: where the glosses are.
        rng: draws a sense for each Chinese word; all renderings of this text use the same.
    """

    def __init__(self, tokens: Tokens, lessons: Lessons, rng: random.Random) -> None:
        self._words: list[tuple[Tokens, Tokens]] = []
        self._rng = rng
        for token in tokens[:_LONGEST]:
            gloss = [token]
            if token >= ENGLISH_TOKENS:
                senses = lessons.glosses[token - ENGLISH_TOKENS]
                gloss = rng.choices(senses, _SENSE_WEIGHTS[: len(senses)])[0]
            self._words.append(([token], gloss))

    def render(self, glossed: float) -> Rendered:
        """Return the text with about this share of its words (0 to 1) replaced by their glosses."""
        tokens, owners = [START], []
        for place, (own, gloss) in enumerate(self._words):
            chosen = gloss if self._rng.random() < glossed else own
            tokens.extend(chosen)
            owners.extend([place] * len(chosen))
        return Rendered([*tokens, END], owners)
