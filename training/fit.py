"""Learn the weights of ranking and of abstaining: `python -m training.fit --stores FOLDER`.

They are learned from questions about the five transcripts and about the interviews of tests/quality/interviews/fitted,
each of which is asked in a library of all of these and in one of its interview alone. Prints what cross-validation over
conversations finds, all questions about the five counting as one, then writes answer/search/weights.json. What is
judged by, tests/quality/interviews/judged, is not read. Needs scikit-learn, which sentence-transformers brings.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from scipy.special import expit
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from answer.evidence.abstaining import Signs
from answer.evidence.quoting import QuoteSigns
from answer.evidence.statements import statements
from answer.evidence.strictness import STRICTNESS_FILE, Strictness
from answer.model import ANSWERS_FROM
from answer.search.features import WEIGHTS_FILE, Features
from answer.search.features import weights as written_weights
from corpus.settings import DEFAULT_MODEL
from tests.quality.libraries import FITTED, FIVE, Libraries
from tests.quality.scoring import calibration_error, hits
from training.learned import (
    Example,
    Quotable,
    answering_weights,
    examples,
    quotable,
    quoting_weights,
    ranking_weights,
    reading_weights,
    rescored,
    signs_of,
)
from training.regression import Floats

FOLDS = 6
THRESHOLDS = (0.4, 0.5, 0.6, 0.65, 0.7)
"""Of answering, that are told and offered on the page, beside the usual one."""


def report_ranking(found: list[Example]) -> None:
    """Print how the ranking does on conversations that it was not learned from."""
    told_apart = ("", ", read", ", read twice")
    ranks: dict[str, list[int]] = {f"{what}{told}": [] for told in told_apart for what in ("sentences", "statements")}
    for train, test in GroupKFold(FOLDS).split(found, groups=[e.group for e in found]):
        ranking = ranking_weights([found[i] for i in train])
        reading = reading_weights([found[i] for i in train], ranking)
        rereading = reading_weights([found[i] for i in train], ranking, reading)
        learned = ((ranking,), (ranking, reading), (ranking, reading, rereading))
        for example in (found[i] for i in test if found[i].question.answerable):
            for told, weights in zip(told_apart, learned, strict=True):
                candidates = rescored(example, *weights)
                order = np.argsort([-c.score for c in candidates], kind="stable")
                ranks[f"sentences{told}"].append(first_hit(example.hit[order].tolist()))
                evidence = [e for point in example.question.points for e in point]
                spans = [(s.span.transcript, s.start, s.end) for s in statements(candidates)]
                ranks[f"statements{told}"].append(first_hit([any(hits(span, e) for e in evidence) for span in spans]))
    for name, places in ranks.items():
        say(f"{name}, cross-validated:", *(f"@{k} {np.mean([r < k for r in places]):.3f}" for k in (1, 3, 5, 10)))


def report_answering(found: list[Example], signs: Floats) -> Floats:
    """Print and write how abstaining does on conversations that it was not learned from; return the log odds found."""
    answerable, counts = np.array([e.question.answerable for e in found]), np.array([e.share for e in found])
    odds = np.zeros(len(found))
    for train, test in GroupKFold(FOLDS).split(signs, groups=[e.group for e in found]):
        weights, constant = answering_weights(signs[train], answerable[train], counts[train])
        odds[test] = signs[test] @ weights + constant
    likely = expit(odds)
    for name in ("answers", "reread"):
        read = signs[:, Signs._fields.index(name)]
        say(f"{name}: log odds {read[answerable].mean():.1f} with an answer, {read[~answerable].mean():.1f} without")
    say(f"answering, cross-validated: AUC {roc_auc_score(answerable, likely):.3f}")
    told = [
        Strictness(threshold, (likely[answerable] >= threshold).mean(), (likely[~answerable] < threshold).mean())
        for threshold in sorted({*THRESHOLDS, ANSWERS_FROM})
    ]
    for one in told:
        say(f"  from {one.answers_from}: answers when it should {one.answers:.3f}, abstains {one.abstains:.3f}")
    rows = [{name: round(float(value), 3) for name, value in one._asdict().items()} for one in told]
    STRICTNESS_FILE.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")
    return odds


def report_quoting(some: list[Quotable]) -> None:
    """Print how far off the probabilities of quotes are on conversations that they were not learned from."""
    likely, hit = [], []
    for train, test in GroupKFold(FOLDS).split(some, groups=[one.group for one in some]):
        weights, constant = quoting_weights([some[i] for i in train])
        for i in test:
            likely += expit(np.array(some[i].signs) @ weights + constant).tolist()
            hit += some[i].hit
    say(f"quotes, cross-validated: expected calibration error {calibration_error(likely, hit):.3f}")


def first_hit(hit: list[bool]) -> int:
    """Return the place of the first that hits, from 0; beyond all others where none does."""
    return hit.index(True) if True in hit else sys.maxsize


def write_weights(part: str, learned: dict[str, float]) -> None:
    """Write one part of answer/search/weights.json; what is read from it afterwards is new."""
    written = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    WEIGHTS_FILE.write_text(json.dumps({**written, part: learned}, indent=2) + "\n", "utf-8")
    written_weights.cache_clear()


def say(*words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stores", type=Path, required=True, help="a folder for the libraries")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="calibrates answering for another model")
    given = parser.parse_args()
    libraries = Libraries(given.stores, given.model)
    found = [example for asked in (*FIVE, *FITTED) for example in examples(libraries, asked)]
    report_ranking(found)
    ranking = ranking_weights(found).round(3)
    reading = reading_weights(found, ranking).round(4)
    write_weights("ranking", dict(zip(Features._fields, ranking.tolist(), strict=True)))
    write_weights("reading", dict(zip(("score", "rank"), reading.tolist(), strict=True)))
    rereading = reading_weights(found, ranking, reading).round(4)
    write_weights("rereading", dict(zip(("score", "rank"), rereading.tolist(), strict=True)))
    learned = ranking, reading, rereading
    signs = signs_of(found, *learned)
    odds = report_answering(found, signs)
    answerable, counts = np.array([e.question.answerable for e in found]), np.array([e.share for e in found])
    weights, constant = answering_weights(signs, answerable, counts)
    named = dict(zip(Signs._fields, weights.round(4).tolist(), strict=True))
    write_weights("answering", {**named, "constant": round(constant, 4)})
    some = quotable(found, odds, *learned)
    report_quoting(some)
    weights, constant = quoting_weights(some)
    named = dict(zip(QuoteSigns._fields, weights.round(4).tolist(), strict=True))
    write_weights("quoting", {**named, "constant": round(constant, 4)})


if __name__ == "__main__":
    main()
