"""How alike the sentences of two accounts are: by their words' meanings and by the words that they share."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.encoder import Kind
from corpus.language import cjk_share, words
from ingest.accounts.statements import Statement

Matrix = NDArray[np.float32]

SHARED_WORDS = 0.5
"""Weight of shared words against meaning, between accounts in one language."""
SHARED_NAMES = 0.15
"""The same between languages, where only names and numbers can be shared."""
LEAST_WORDS = 3
"""A sentence with fewer words is like no other: headings in bold, greetings."""
_CHINESE = 0.2
_BLOCK = 4_000
"""Token vectors compared at once with all of the other account."""


class TokenEncoder(Protocol):
    """What is needed of `corpus.encoder.Encoder` here."""

    @property
    def name(self) -> str:
        """The model: equal names, equal vectors."""

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[Matrix]:
        """Return the vectors of each text's tokens, each of length 1: a (tokens, dimension) per text."""


@dataclass(frozen=True, slots=True)
class Side:
    """One account in one of its languages: a row for each sentence. `tokens` are (tokens, dimension) per sentence."""

    words: tuple[frozenset[str], ...]
    tokens: tuple[Matrix, ...]
    is_chinese: bool


def side(texts: Sequence[str], encoder: TokenEncoder) -> Side:
    """Encode the sentences of one account in one language."""
    return Side(
        tuple(frozenset(words(text)) for text in texts),
        tuple(encoder.token_vectors(texts, "passage")),
        cjk_share(" ".join(texts)) >= _CHINESE,
    )


class Account:
    """The sentences of one account, encoded in the languages that it is compared in."""

    def __init__(self, statements: Sequence[Statement], encoder: TokenEncoder) -> None:
        self.statements = statements
        self._encoder = encoder
        self.main = side([s.text for s in statements], encoder)
        self._other: Side | None = None

    @property
    def is_bilingual(self) -> bool:
        """Whether most of it stands in two languages."""
        return sum(bool(s.twin_text) for s in self.statements) > len(self.statements) / 2

    def other(self) -> Side:
        """Return it in its other language, sentences without one as they are; encoded when first asked for."""
        if self._other is None:
            self._other = side([s.twin_text or s.text for s in self.statements], self._encoder)
        return self._other


def in_one_language(one: Account, other: Account) -> tuple[Side, Side]:
    """Return two accounts in the language that both have, if there is one, else as they are."""
    if one.main.is_chinese != other.main.is_chinese:
        if one.is_bilingual:
            return one.other(), other.main
        if other.is_bilingual:
            return one.main, other.other()
    return one.main, other.main


def word_weights(sides: Iterable[Side]) -> dict[str, float]:
    """Return how much each word tells, by how few of the sentences have it."""
    sentences = [row for one in sides for row in one.words]
    counts = Counter(word for row in sentences for word in row)
    return {word: math.log((len(sentences) + 1) / (count + 0.5)) for word, count in counts.items()}


def likeness(first: Side, second: Side, weights: dict[str, float]) -> Matrix:
    """Return how alike each sentence of one is to each of the other, about 0 to 1: (sentences, other sentences)."""
    share = SHARED_WORDS if first.is_chinese == second.is_chinese else SHARED_NAMES
    alike = (1 - share) * _by_meaning(first.tokens, second.tokens) + share * shared_words(first, second, weights)
    alike[[len(row) < LEAST_WORDS for row in first.words]] = 0.0
    alike[:, [len(row) < LEAST_WORDS for row in second.words]] = 0.0
    return alike


def _by_meaning(first: Sequence[Matrix], second: Sequence[Matrix]) -> Matrix:
    """Compare every word's vector with every other's: each word counts with the one most like it (MaxSim),
    both ways. The way that is alike more counts more, because one sentence may say more than the other.
    """
    result = np.zeros((len(first), len(second)), np.float32)
    rows = [i for i, tokens in enumerate(first) if len(tokens)]
    columns = [j for j, tokens in enumerate(second) if len(tokens)]
    if not rows or not columns:
        return result
    others = np.concatenate([second[j] for j in columns])
    lengths = np.array([len(second[j]) for j in columns])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    for block in _blocks(rows, first):
        cosines = np.concatenate([first[i] for i in block]) @ others.T
        sizes = np.array([len(first[i]) for i in block])
        begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        forth = np.add.reduceat(np.maximum.reduceat(cosines, starts, axis=1), begins, axis=0) / sizes[:, None]
        back = np.add.reduceat(np.maximum.reduceat(cosines, begins, axis=0), starts, axis=1) / lengths
        result[np.ix_(block, columns)] = (forth + back) / 2
    return result


def _blocks(rows: Sequence[int], tokens: Sequence[Matrix]) -> Iterable[list[int]]:
    block: list[int] = []
    for row in rows:
        if block and sum(len(tokens[i]) for i in block) + len(tokens[row]) > _BLOCK:
            yield block
            block = []
        block.append(row)
    yield block


def shared_words(first: Side, second: Side, weights: dict[str, float]) -> Matrix:
    """Return the cosine of the sentences' words, each weighted by how much it tells."""
    shared = {w for row in first.words for w in row} & {w for row in second.words for w in row}
    at = {word: index for index, word in enumerate(sorted(shared))}
    common = _word_matrix(first, at, weights) @ _word_matrix(second, at, weights).T
    cosines: Matrix = common / np.sqrt(_totals(first, weights)[:, None] * _totals(second, weights)[None, :])
    return cosines


def _word_matrix(one: Side, at: dict[str, int], weights: dict[str, float]) -> Matrix:
    matrix = np.zeros((len(one.words), len(at)), np.float32)
    for row, sentence in enumerate(one.words):
        for word in sentence & at.keys():
            matrix[row, at[word]] = math.sqrt(weights[word])
    return matrix


def _totals(one: Side, weights: dict[str, float]) -> Matrix:
    totals = [sum(weights[word] for word in row) for row in one.words]
    return np.maximum(np.array(totals, np.float32), 1e-6)
