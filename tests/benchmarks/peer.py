"""The same passages and questions in txtai, a library for hybrid search: meaning by faiss and words by BM25, fused.

It gets the vectors of the same stand-in; what it returns is passages, where an answer here goes on to sentences.
Needs `pip install -e '.[bench]'`.
"""

import time
from collections.abc import Sequence

import numpy as np
from txtai import Embeddings

from answer.search.retrieval import DEPTH
from corpus.database import Store
from tests.benchmarks.made_up import StandIn


class Peer:
    """An index over the passages of a store.

    Attributes:
        seconds: how long it took to make it.
        passages: how many it holds.
    """

    def __init__(self, store: Store, encoder: StandIn) -> None:
        snapshot = store.snapshot()
        texts = [passage.text for name in snapshot.infos for passage in snapshot.read(name).speech()]
        self.passages = len(texts)

        def vectors(some: Sequence[str]) -> np.ndarray:
            return np.stack([encoder.encode_question(text).pooled for text in some])

        self._embeddings = Embeddings({"method": "external", "transform": vectors, "hybrid": True})
        began = time.perf_counter()
        self._embeddings.index((number, text, None) for number, text in enumerate(texts))
        self.seconds = time.perf_counter() - began

    def find(self, question: str) -> None:
        """Find as many passages for a question as are looked for here."""
        self._embeddings.search(question, DEPTH)
