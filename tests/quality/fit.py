"""Learn the weights of ranking and abstaining from the questions beside this file: `python -m tests.quality.fit`.

Prints what cross-validation over questions (a dialogue is one) finds, then writes answer/weights.json from all.
Abstaining is learned from SQuAD-style files too (`--squad`, see fit_answering.py). Needs scikit-learn, which
sentence-transformers brings.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import softmax
from sklearn.model_selection import GroupKFold

from answer import Answerer, Request
from answer.candidates import FEATURES, Candidate
from answer.choose import statements
from tests.quality.fit_answering import FOLDS, groups, learn_answering, write_weights
from tests.quality.measure import SETS, gold, library
from tests.quality.scoring import GoldQuestion, hits

RANKING_STRENGTH = 0.03
"""Of the regularisation."""
Floats = NDArray[np.float64]


@dataclass
class Example:
    """A question with its candidates, their features, (candidates, features), and which of them hit."""

    question: GoldQuestion
    candidates: list[Candidate]
    features: Floats
    hit: NDArray[np.bool_]


def examples(answerer: Answerer) -> list[Example]:
    """Collect the candidates of all questions."""
    found = []
    for question in (q for name in SETS for q in gold(answerer, name)):
        candidates = answerer.candidates(Request(question.text, question.history))
        evidence = [e for point in question.points for e in point]
        spans = [(c.found.info.id, c.start, c.end) for c in candidates]
        hit = np.array([any(hits(span, e) for e in evidence) for span in spans], bool)
        found.append(Example(question, candidates, np.stack([c.features for c in candidates]).astype(np.float64), hit))
    return found


def ranking_weights(some: list[Example]) -> Floats:
    """Learn what makes the sentences that hit likely among all of a question: the softmax over its candidates.

    This is the listwise loss of Cao and others, "Learning to Rank: From Pairwise Approach to Listwise Approach"
    (2007), with all that hit as one.
    """
    useful = [e for e in some if e.hit.any() and not e.hit.all()]
    spread = np.vstack([e.features for e in useful]).std(axis=0) + 1e-6

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, gradient = RANKING_STRENGTH * weights @ weights, 2 * RANKING_STRENGTH * weights
        for example in useful:
            features = example.features / spread
            likely, right = softmax(features @ weights), softmax((features @ weights)[example.hit])
            total -= np.log(likely[example.hit].sum()) / len(useful)
            gradient = gradient + (likely @ features - right @ features[example.hit]) / len(useful)
        return float(total), gradient

    return np.asarray(minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x / spread)


def cross_validated(found: list[Example]) -> None:
    """Print how the ranking does on questions it was not learned from: on sentences, and on whole statements."""
    sentences: list[int] = []
    wholes: list[int] = []
    for train, test in GroupKFold(FOLDS).split(found, groups=groups([e.question for e in found])):
        weights = ranking_weights([found[i] for i in train])
        for example in (found[i] for i in test if found[i].question.answerable):
            values = example.features @ weights
            order = np.argsort(-values, kind="stable")
            sentences.append(first_hit(example.hit[order].tolist()))
            evidence = [e for point in example.question.points for e in point]
            spans = [(s.span.transcript, s.start, s.end) for s in statements(example.candidates, values)]
            wholes.append(first_hit([any(hits(span, e) for e in evidence) for span in spans]))
    for name, ranks in (("sentences", sentences), ("statements", wholes)):
        print(f"{name}, cross-validated:", *(f"@{k} {np.mean([r < k for r in ranks]):.3f}" for k in (1, 3, 5, 10)))


def first_hit(hit: list[bool]) -> int:
    """Return the place of the first that hits, from 0; beyond all others where none does."""
    return hit.index(True) if True in hit else sys.maxsize


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store of the five transcripts, built if it is not there")
    parser.add_argument("--squad", type=Path, nargs="*", default=[], help="SQuAD-style files for abstaining")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        answerer = library(given.store or Path(temporary) / "store")
        found = examples(answerer)
        cross_validated(found)
        ranking = dict(zip(FEATURES, ranking_weights(found).round(3).tolist(), strict=True))
        write_weights("ranking", ranking)
        learn_answering(answerer, given.squad, Path(temporary))


if __name__ == "__main__":
    main()
