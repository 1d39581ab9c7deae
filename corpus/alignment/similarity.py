"""How alike the sentences of two accounts are: by their words' meanings and by the words that they share."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.alignment.statements import statements
from corpus.language import Language, detect, same_language, words
from corpus.transcript import Span, Transcript
from corpus.vectors.contrast import of_unrelated, standing_out
from corpus.vectors.packing import PassageVectors
from corpus.vectors.text import TextVectors

Matrix = NDArray[np.float32]

SHARED_WORDS = 0.3
"""Weight of shared words against meaning, between accounts in one language: `python -m tests.quality.links`."""
SHARED_NAMES = 0.15
"""The same between languages, where only names and numbers can be shared."""
LEAST_WORDS = 3
"""A sentence with fewer words is like no other: headings in bold, greetings."""
_BLOCK = 4_000
"""Token vectors of each account that are compared at once."""


@dataclass(frozen=True, slots=True)
class Side:
    """One account in one of its languages: a row for each sentence. `tokens` are (tokens, dimension) per sentence."""

    words: tuple[frozenset[str], ...]
    tokens: tuple[Matrix, ...]
    language: Language


class Account:
    """The sentences of one account with their vectors, in the languages that it is compared in.

    Args:
        transcript: the account.
        vectors: of each of its passages of speech, by their index.
    """

    def __init__(self, transcript: Transcript, vectors: Mapping[int, PassageVectors]) -> None:
        self.transcript = transcript
        self.statements = statements(transcript)
        self._text = TextVectors(transcript.speech(), vectors)
        self.main = self._side([(s.span, s.text) for s in self.statements])
        self._other: Side | None = None

    @property
    def is_bilingual(self) -> bool:
        """Whether most of it stands in two languages."""
        return sum(bool(s.twin_text) for s in self.statements) > len(self.statements) / 2

    def other(self) -> Side:
        """Return it in its other language, sentences without one as they are; made when first asked for."""
        if self._other is None:
            self._other = self._side([(s.twin or s.span, s.twin_text or s.text) for s in self.statements])
        return self._other

    def _side(self, sentences: Sequence[tuple[Span, str]]) -> Side:
        language = detect(" ".join(text for _, text in sentences))
        return Side(
            tuple(frozenset(words(text, language)) for _, text in sentences),
            tuple(self._text.within(span.start, span.end) for span, _ in sentences),
            language,
        )


def in_one_language(one: Account, other: Account) -> tuple[Side, Side]:
    """Return two accounts in the language that both have, if there is one, else as they are."""
    if not same_language(one.main.language, other.main.language):
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


def similarity(first: Side, second: Side, weights: dict[str, float], unrelated: float | None = None) -> Matrix:
    """Return how alike each sentence of one is to each of the other, about 0 to 1: (sentences, other sentences).

    `unrelated` is how alike the meanings of unrelated sentences are; None: as those of these two sides are.
    """
    share = SHARED_WORDS if same_language(first.language, second.language) else SHARED_NAMES
    meaning = _by_meaning(first.tokens, second.tokens, unrelated)
    alike = (1 - share) * meaning + share * shared_words(first, second, weights)
    alike[[len(row) < LEAST_WORDS for row in first.words]] = 0.0
    alike[:, [len(row) < LEAST_WORDS for row in second.words]] = 0.0
    return alike


def _by_meaning(first: Sequence[Matrix], second: Sequence[Matrix], unrelated: float | None) -> Matrix:
    """Compare sentences' meanings, counted from what unrelated ones come to."""
    alike = mutual_similarity(first, second)
    rows, columns = ([bool(len(tokens)) for tokens in side] for side in (first, second))
    compared = alike[np.ix_(rows, columns)]
    alike[np.ix_(rows, columns)] = standing_out(compared, of_unrelated(compared) if unrelated is None else unrelated)
    return alike


def mutual_similarity(first: Sequence[Matrix], second: Sequence[Matrix]) -> Matrix:
    """Compare every word's vector with every other's: each word counts with the one most like it (MaxSim), both ways
    alike. Returns cosines, (sentences, other sentences); 0 for a sentence without vectors.
    """
    result = np.zeros((len(first), len(second)), np.float32)
    others = [(columns, _stacked(second, columns)) for columns in _by_length(second)]
    for rows in _by_length(first):
        own = _stacked(first, rows)
        for columns, other in others:
            cosines = (own.reshape(-1, own.shape[-1]) @ other.reshape(-1, other.shape[-1]).T).reshape(
                *own.shape[:2], *other.shape[:2]
            )
            forth, back = cosines.max(axis=2).mean(axis=0), cosines.max(axis=0).mean(axis=1)
            result[np.ix_(rows, columns)] = (forth + back) / 2
    return result


def _by_length(tokens: Sequence[Matrix]) -> Iterable[list[int]]:
    """Yield the sentences with vectors, those of equally many together, _BLOCK vectors at most: what is laid out so is
    compared five times as fast.
    """
    alike: dict[int, list[int]] = {}
    for number, rows in enumerate(tokens):
        if len(rows):
            alike.setdefault(len(rows), []).append(number)
    for length, numbers in alike.items():
        step = max(1, _BLOCK // length)
        yield from (numbers[start : start + step] for start in range(0, len(numbers), step))


def _stacked(tokens: Sequence[Matrix], numbers: Sequence[int]) -> Matrix:
    """Return the vectors of sentences of one length, (tokens, sentences, dimension)."""
    return np.stack([tokens[number] for number in numbers], axis=1)


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
