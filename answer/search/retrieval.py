"""Find the passages that may answer: by meaning (dense), by words (lexical), fused, balanced over languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from answer.question.understanding import Question
from answer.search.ranking import convex
from corpus.database import PassageKey, Snapshot
from corpus.database.snapshot import Among
from corpus.encoder import QuestionVectors
from corpus.language import same_language
from corpus.lexical import LexicalSearcher
from corpus.transcript import Passage, TranscriptInfo
from corpus.vectors.packing import PassageVectors, pooled_of, unpacked

DEPTH = 120
"""Passages taken from each channel."""
READ = 100
"""Passages of both whose sentences are weighed."""
CONTEXT_WEIGHT = 0.3
"""Of a word in the heading or the question before a passage, against one in the passage."""
DENSE_WEIGHT = 0.5
DENSE_WEIGHT_ACROSS = 0.7
"""Across languages few words are shared, so meaning counts for more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; `score` is the fused one, 0 to 1 within a question."""

    key: PassageKey
    passage: Passage
    info: TranscriptInfo
    dense: float
    lexical: float
    score: float
    vectors: PassageVectors

    def speaks(self, language: str) -> bool:
        """Whether the passage is in that language, scripts of Chinese counted as one."""
        return same_language(self.passage.language, language)


@dataclass(frozen=True, slots=True)
class EncodedQuery:
    """A question with the vectors of its wording and those of its focus."""

    question: Question
    whole: QuestionVectors
    focus: QuestionVectors


class QuestionEncoder(Protocol):
    """What is needed of `corpus.encoder.Encoder` here."""

    def encode_question(self, text: str) -> QuestionVectors:
        """Return the vectors of a question."""


def encode_query(question: Question, encoder: QuestionEncoder) -> EncodedQuery:
    """Encode a question."""
    whole = encoder.encode_question(question.wording)
    alone = question.focus_wording == question.wording
    focus = whole if alone else encoder.encode_question(question.focus_wording)
    return EncodedQuery(question, whole, focus)


class Retriever:
    """Finds passages in one snapshot of a store."""

    def __init__(self, snapshot: Snapshot, words: LexicalSearcher) -> None:
        self._snapshot, self._words = snapshot, words

    def passages(
        self, query: EncodedQuery, among: Among | None = None, others: Sequence[EncodedQuery] = ()
    ) -> list[Hit]:
        """Return the first READ passages of both channels by fused score, best first; `among` restricts them.

        Args:
            query: the question.
            among: what the passages are restricted to, None: nothing.
            others: the question in other words; a passage's score is the best that it has with any wording.
        """
        queries = (query, *others)
        found = [self._found(one, among) for one in queries]
        stored = self._snapshot.passages(list(dict.fromkeys(key for one in found for keys in one for key in keys)))
        pooled = pooled_of([one.vectors.pooled for one in stored.values()]) if stored else ()
        cosines = [
            {key: dense.get(key, float(v @ one.whole.pooled)) for key, v in zip(stored, pooled, strict=True)}
            for one, (dense, _) in zip(queries, found, strict=True)
        ]
        passages = {key: one.passage for key, one in stored.items()}
        scores = [
            self._fused(one.question, passages, by_meaning, lexical)
            for one, by_meaning, (_, lexical) in zip(queries, cosines, found, strict=True)
        ]
        best = sorted(zip(stored, np.max(scores, axis=0).tolist(), strict=True), key=lambda one: -one[1])[:READ]
        vectors = unpacked([stored[key].vectors for key, _ in best])
        return [
            Hit(
                key,
                passages[key],
                self._snapshot.versions[key.version],
                cosines[0][key],
                found[0][1].get(key, 0.0),
                score,
                made,
            )
            for (key, score), made in zip(best, vectors, strict=True)
        ]

    def _found(
        self, query: EncodedQuery, among: Among | None
    ) -> tuple[dict[PassageKey, float], dict[PassageKey, float]]:
        """Return what is nearest in meaning, by cosine, and what has the words, by its score."""
        dense = self._snapshot.nearest(query.whole.pooled, DEPTH, among)
        return dict(dense), dict(self._words.search(query.question.search_terms, DEPTH, among, CONTEXT_WEIGHT))

    def _fused(
        self,
        question: Question,
        passages: Mapping[PassageKey, Passage],
        dense: Mapping[PassageKey, float],
        lexical: Mapping[PassageKey, float],
    ) -> NDArray[np.float32]:
        same = [same_language(passage.language, question.language) for passage in passages.values()]
        return fused({key: dense[key] for key in passages}, lexical, same)


def fused(
    dense: Mapping[PassageKey, float], lexical: Mapping[PassageKey, float], same: Sequence[bool]
) -> NDArray[np.float32]:
    """Return the fused score of each passage that has a dense one, (passages,), 0 to 1.

    Args:
        dense: cosines.
        lexical: what the words come to, where they come to anything.
        same: whether each passage is in the question's language.
    """
    by_meaning = np.array(list(dense.values()), np.float32)
    by_words = np.array([lexical.get(key, 0.0) for key in dense], np.float32)
    return convex(by_meaning, by_words, np.where(same, DENSE_WEIGHT, DENSE_WEIGHT_ACROSS))
