"""Order the passages that were found: by their tokens, and by the sentence that answers best."""

from collections.abc import Sequence

import numpy as np

from answer.candidates import Candidate, CandidateMaker
from answer.choose import scores
from answer.ranking import Floats, convex, max_similarity
from answer.retrieve import Asked, Found
from answer.vectors import VectorCache

RERANK = 24
"""Passages that are looked at again."""
TOKENS_WEIGHT = 0.65
"""Of the comparison of a passage's tokens with the question's, against the fused score."""
SENTENCE_WEIGHT = 0.5
"""Of the best sentence's score against both of these: it knows the dictionary, and what stands above."""


class Reranker:
    """Reranks passages of one library."""

    def __init__(self, vectors: VectorCache, maker: CandidateMaker) -> None:
        self._vectors, self._maker = vectors, maker

    def reranked(self, asked: Asked, found: Sequence[Found]) -> list[Found]:
        """Return the passages, the first RERANK of them in an order of their own."""
        head = list(found[:RERANK])
        fused = np.array([f.score for f in head], np.float32)
        tokens = max_similarity(asked.tokens, [v.tokens for v in self._vectors.get([f.passage.text for f in head])])
        best = best_sentences(head, self._maker.candidates(asked, head))
        values = convex(best, convex(tokens, fused, TOKENS_WEIGHT), SENTENCE_WEIGHT)
        return [head[i] for i in np.argsort(-values, kind="stable")] + list(found[RERANK:])


def best_sentences(found: Sequence[Found], candidates: Sequence[Candidate]) -> Floats:
    """Return the score of each passage's best sentence, shape (found,); one without sentences has the least of all."""
    values = scores(candidates).tolist()
    best = dict.fromkeys((f.place for f in found), min(values, default=0.0))
    for candidate, value in zip(candidates, values, strict=True):
        best[candidate.found.place] = max(best[candidate.found.place], value)
    return np.array([best[f.place] for f in found], np.float32)
