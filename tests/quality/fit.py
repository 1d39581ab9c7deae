"""Learn the weights of ranking and abstaining from the questions beside this file: `python -m tests.quality.fit`.

Prints what cross-validation over questions (a dialogue is one) finds, then writes answer/weights.json from all.
Abstaining is learned from SQuAD-style files too (`--squad`, see fit_answering.py). Needs scikit-learn, which
sentence-transformers brings.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import softmax
from sklearn.model_selection import GroupKFold

from answer import Answerer, Request
from answer.candidates import FEATURES
from tests.quality.fit_answering import FOLDS, groups, learn_answering, write_weights
from tests.quality.measure import SETS, gold, library
from tests.quality.scoring import GoldQuestion, hits

RANKING_STRENGTH = 0.03
"""Of the regularisation."""
Floats = NDArray[np.float64]


@dataclass
class Example:
    """A question with its candidates' features, (candidates, features), which of them hit, and signs per ranking."""

    question: GoldQuestion
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
        found.append(Example(question, np.stack([c.features for c in candidates]).astype(np.float64), hit))
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
    """Print how the ranking does on questions it was not learned from."""
    ranks = []
    for train, test in GroupKFold(FOLDS).split(found, groups=groups([e.question for e in found])):
        weights = ranking_weights([found[i] for i in train])
        for example in (found[i] for i in test if found[i].question.answerable):
            order = np.argsort(-(example.features @ weights), kind="stable")
            ranks.append(int(np.argmax(example.hit[order])) if example.hit.any() else len(order))
    print("ranking, cross-validated:", *(f"@{k} {np.mean([r < k for r in ranks]):.3f}" for k in (1, 3, 5, 10)))


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
