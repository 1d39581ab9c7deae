"""Measure an encoder by itself on our questions: `python -m tests.quality.encoder --store S [--model NAME]`.

Each question that has an answer and stands alone is to find a sentence of its evidence among all sentences of the
five transcripts. Printed is the share of questions that find one first, among five and among twenty.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from answer.ranking import max_similarity
from corpus.encoder import load_encoder
from corpus.sentences import split
from corpus.store import Store
from tests.quality.measure import SETS
from tests.quality.scoring import Evidence, GoldQuestion, hits, questions

SHORTEST = 8
"""Characters of a sentence; below are names and marks."""


def sentences(store: Store) -> Iterator[tuple[Evidence, str]]:
    """Yield where each sentence stands, and its words."""
    for info in store.infos():
        text = store.read(info.id).text
        yield from (((info.id, a, b), text[a:b]) for a, b in split(text) if b - a >= SHORTEST)


def asked(store: Store) -> list[GoldQuestion]:
    """Return the questions of all sets that have an answer and stand alone."""
    texts = {info.id: store.read(info.id).text for info in store.infos()}
    return [q for name in SETS for q in questions(name, texts) if q.answerable and not q.history]


def first_right(scores: Sequence[float], right: list[int]) -> int:
    """Return how many sentences score above the best of those that are right."""
    return int((np.asarray(scores) > max(scores[i] for i in right)).sum())


def main() -> None:
    """Print the shares, by pooled vectors and by MaxSim."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True, help="a store of the five transcripts, of any model")
    parser.add_argument("--model", default="offline")
    given = parser.parse_args()
    store, encoder = Store(given.store, must_exist=True), load_encoder(given.model)
    places, texts = zip(*sentences(store), strict=True)
    found = [
        (q, [i for i, p in enumerate(places) if any(hits(p, e) for m in q.points for e in m)]) for q in asked(store)
    ]
    found = [(question, right) for question, right in found if right]
    pooled, tokens = encoder.encode_with_tokens(list(texts), "passage")
    ours, our_tokens = encoder.encode_with_tokens([question.text for question, _ in found], "question")
    ranks = {
        "pooled": [first_right(pooled @ one, right) for one, (_, right) in zip(ours, found, strict=True)],
        "MaxSim": [first_right(max_similarity(one, tokens), r) for one, (_, r) in zip(our_tokens, found, strict=True)],
    }
    sys.stdout.write(f"{len(found)} questions, {len(texts)} sentences\n")
    for name, values in ranks.items():
        shares = (f"@{k} {np.mean(np.array(values) < k):.3f}" for k in (1, 5, 20))
        sys.stdout.write(f"{name}  {' '.join(shares)}\n")


if __name__ == "__main__":
    main()
