"""Find the passages that may answer: by meaning (dense), by words (lexical), fused, balanced over languages."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.question import Question
from answer.ranking import convex
from corpus.encoder import Encoder
from corpus.lexical import LexicalIndex
from corpus.records import Place
from corpus.store import Store
from corpus.transcript import Passage, TranscriptInfo

DEPTH = 120
"""Passages taken from each channel."""
CONTEXT_WEIGHT = 0.3
"""Of a word in the heading or the question before a passage, against one in the passage."""
DENSE_WEIGHT = 0.5
DENSE_WEIGHT_ACROSS = 0.7
"""Across languages few words are shared, so meaning counts for more."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found for a question; `score` is the fused one, 0 to 1 within a question."""

    place: Place
    passage: Passage
    info: TranscriptInfo
    dense: float
    lexical: float
    score: float

    def speaks(self, language: str) -> bool:
        """Whether the passage is in that language, scripts of Chinese counted as one."""
        return self.passage.language[:2] == language[:2]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its vectors: pooled (dimension,), of its tokens and of its focus's (tokens, dimension)."""

    question: Question
    pooled: NDArray[np.float32]
    tokens: NDArray[np.float32]
    focus: NDArray[np.float32]


class Retriever:
    """Finds passages in one store."""

    def __init__(self, store: Store, encoder: Encoder, lexical: LexicalIndex) -> None:
        self._store, self._encoder, self._lexical = store, encoder, lexical

    def asked(self, question: Question) -> Asked:
        """Encode a question."""
        texts = list(dict.fromkeys((question.content, question.focus)))
        pooled, tokens = self._encoder.encode_with_tokens(texts, "question")
        return Asked(question, pooled[0], tokens[0], tokens[-1])

    def passages(self, asked: Asked, among: Collection[str] | None = None) -> list[Found]:
        """Return the passages of both channels by fused score, best first."""
        terms = [*asked.question.terms, *asked.question.synonyms]
        dense = dict(self._store.nearest(asked.pooled, DEPTH, among))
        lexical = dict(self._lexical.search(terms, DEPTH, among, CONTEXT_WEIGHT))
        dense |= self._store.similarities(asked.pooled, [place for place in lexical if place not in dense])
        places = [place for place in dict.fromkeys((*dense, *lexical)) if place in dense]
        passages = dict(zip(places, self._store.passages(places), strict=True))
        return self._fused(asked.question, passages, dense, lexical)

    def _fused(
        self, question: Question, passages: dict[Place, Passage], dense: dict[Place, float], lexical: dict[Place, float]
    ) -> list[Found]:
        by_meaning = np.array([dense[place] for place in passages], np.float32)
        by_words = np.array([lexical.get(place, 0.0) for place in passages], np.float32)
        same = np.array([passage.language[:2] == question.language[:2] for passage in passages.values()])
        scores = convex(by_meaning, by_words, np.where(same, DENSE_WEIGHT, DENSE_WEIGHT_ACROSS))
        versions = self._store.view().versions
        found = [
            Found(place, passage, versions[place[0]], dense[place], lexical.get(place, 0.0), float(score))
            for (place, passage), score in zip(passages.items(), scores, strict=True)
            if place[0] in versions
        ]
        return sorted(found, key=lambda f: -f.score)
