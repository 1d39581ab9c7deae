"""Order the passages that were found: by their tokens, and by the sentence that answers best."""

from collections.abc import Sequence

import numpy as np

from answer.search.candidates import Candidate, CandidateMaker
from answer.search.ranking import Floats, convex, max_similarity
from answer.search.retrieval import EncodedQuery, Hit

RERANK = 24
"""Passages that are looked at again."""
TOKENS_WEIGHT = 0.65
"""Of the comparison of a passage's tokens with the question's, against the fused score."""
SENTENCE_WEIGHT = 0.5
"""Of the best sentence's score against both of these: it knows what stands above."""


class Reranker:
    """Reranks passages of one library."""

    def __init__(self, maker: CandidateMaker) -> None:
        self._maker = maker

    def reranked(self, query: EncodedQuery, hits: Sequence[Hit]) -> list[Hit]:
        """Return the passages, the first RERANK of them in an order of their own."""
        head = list(hits[:RERANK])
        fused = np.array([hit.score for hit in head], np.float32)
        asked = query.whole
        tokens = max_similarity(asked.tokens, [hit.vectors.tokens for hit in head], asked.weights)
        best = best_sentences(head, self._maker.candidates(query, head))
        values = convex(best, convex(tokens, fused, TOKENS_WEIGHT), SENTENCE_WEIGHT)
        return [head[i] for i in np.argsort(-values, kind="stable")] + list(hits[RERANK:])


def best_sentences(hits: Sequence[Hit], candidates: Sequence[Candidate]) -> Floats:
    """Return the score of each passage's best sentence, shape (hits,); one without sentences has the least of all."""
    best = dict.fromkeys((hit.key for hit in hits), min((c.score for c in candidates), default=0.0))
    for candidate in candidates:
        best[candidate.hit.key] = max(best[candidate.hit.key], candidate.score)
    return np.array([best[hit.key] for hit in hits], np.float32)
