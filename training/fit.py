"""Learn the weights of ranking and of abstaining: `python -m training.fit --stores FOLDER [--squad FILE …]`.

They are learned from questions about the five transcripts and about the interviews of tests/quality/interviews/fitted,
each of which is asked in a library of all of these and in one of its interview alone. Prints what cross-validation over
conversations finds, all questions about the five counting as one, then writes answer/search/weights.json. What is
judged by, tests/quality/interviews/judged, is not read. Needs scikit-learn, which sentence-transformers brings.
"""

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.special import expit
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from answer import Answerer, Request
from answer.answerer import MOST_QUOTES
from answer.evidence.abstaining import Signs
from answer.evidence.quoting import QuoteSigns, quote_signs
from answer.evidence.statements import statements
from answer.evidence.strictness import STRICTNESS_FILE, Strictness
from answer.model import ANSWERS_FROM
from answer.search.candidates import Candidate
from answer.search.features import WEIGHTS_FILE, Features
from answer.search.features import weights as written_weights
from answer.search.reading.reader import ordered_by_reading
from answer.search.rereading.rereader import ordered_by_rereading
from corpus.settings import DEFAULT_MODEL
from tests.quality.libraries import FITTED, FIVE, Libraries, QuestionSet
from tests.quality.scoring import GoldQuestion, calibration_error, hits
from training.regression import Booleans, Bounds, Floats, listwise, logistic

RANKING_STRENGTH, READING_STRENGTH = 0.03, 0.005
"""Of the regularisation."""
FOLDS = 6
THRESHOLDS = (0.4, 0.5, 0.6, 0.65, 0.7)
"""Of answering, that are told and offered on the page, beside the usual one."""
SHARES = {"five": 0.5, "interviews": 1.0}
"""What a question counts: those about the five transcripts are many, of one conversation and one subject."""
SPEAKS_FOR = {
    "score",
    "tokens",
    "dense",
    "covered",
    "holds",
    "particular_holds",
    "speaker",
    "across",
    "answers",
    "reread",
}
SPEAKS_AGAINST = {"elsewhere", "strangers", "breadth"}


@dataclass
class Example:
    """A question with its candidates, their features, (candidates, features), and which of them hit."""

    question: GoldQuestion
    request: Request
    answerer: Answerer
    group: str
    share: float
    candidates: list[Candidate]
    features: Floats
    hit: Booleans


def examples(libraries: Libraries, asked: QuestionSet) -> list[Example]:
    """Collect the candidates of the questions of a set."""
    answerer, found = libraries.of(asked.transcripts), []
    conversations = conversation_of(asked)
    for question, request in libraries.requests(asked):
        candidates = answerer.candidates(request)
        if not candidates:
            continue
        evidence = [e for point in question.points for e in point]
        spans = [(c.hit.info.id, c.start, c.end) for c in candidates]
        hit = np.array([any(hits(span, e) for e in evidence) for span in spans], bool)
        group = conversations.get(question.id, "five")
        share = SHARES.get(group, SHARES["interviews"])
        features = np.array([c.features for c in candidates])
        found.append(Example(question, request, answerer, group, share, candidates, features, hit))
    return found


def conversation_of(asked: QuestionSet) -> dict[str, str]:
    """Return which conversation each question of a set is about, where the set says so: cuts of one are one."""
    items = [json.loads(line) for line in asked.file.read_text("utf-8").splitlines()]
    return {item["id"]: item.get("conversation", item["interview"]) for item in items if "interview" in item}


def ranking_weights(some: list[Example]) -> Floats:
    """Learn what makes the sentences that hit likely among all of a question: (fields of Features,)."""
    return listwise([(e.features, e.hit, e.share) for e in some], RANKING_STRENGTH)


def reading_weights(some: list[Example], ranking: Floats) -> Floats:
    """Learn how much the ranking's score counts, and how much what was read, among the sentences that were read: (2,).

    Args:
        some: questions.
        ranking: the weights of ranking.
    """
    lists = []
    for example in some:
        read = np.array([c.reading is not None for c in example.candidates])
        ranks = [c.reading.rank for c in example.candidates if c.reading]
        lists.append((np.stack([(example.features @ ranking)[read], ranks], axis=1), example.hit[read], example.share))
    return listwise(lists, READING_STRENGTH)


def rereading_weights(some: list[Example], ranking: Floats, reading: Floats) -> Floats:
    """Learn the same of what was read once more, and of the score with what was read before: (2,).

    Args:
        some: questions.
        ranking: the weights of ranking.
        reading: those of what was read first.
    """
    lists = []
    for example in some:
        reread = np.array([c.rereading is not None for c in example.candidates])
        scores = {(c.hit.key, c.start): c.score for c in rescored(example, ranking, reading)}
        before = np.array([scores[c.hit.key, c.start] for c in example.candidates])
        ranks = [c.rereading.rank for c in example.candidates if c.rereading]
        lists.append((np.stack([before[reread], ranks], axis=1), example.hit[reread], example.share))
    return listwise(lists, READING_STRENGTH)


def answering_weights(signs: Floats, answerable: Booleans, counts: Floats) -> tuple[Floats, float]:
    """Learn from the signs whether there is an answer; no sign counts against what it stands for.

    Args:
        signs: (questions, fields of Signs).
        answerable: (questions,).
        counts: (questions,), how much each counts.

    Returns:
        The weights, (fields of Signs,), and the constant.
    """
    names = Signs._fields
    bounds: list[Bounds] = [(0 if n in SPEAKS_FOR else None, 0 if n in SPEAKS_AGAINST else None) for n in names]
    return logistic(signs, answerable, counts, bounds)


def quoting_weights(some: list["Quotable"]) -> tuple[Floats, float]:
    """Learn how likely a statement answers: the weights, (fields of QuoteSigns,), and the constant."""
    signs = np.array([signs for one in some for signs in one.signs])
    hit, counts = np.array([h for one in some for h in one.hit]), np.array([one.share for one in some for _ in one.hit])
    return logistic(signs, hit, counts, [(0, None), (None, 0), (0, None)])


def signs_of(some: list[Example], *learned: Floats) -> Floats:
    """Return the signs of questions with weights as of `rescored`: (questions, fields of Signs)."""
    return np.array([e.answerer.signs(e.request, rescored(e, *learned)) for e in some])


def rescored(
    example: Example, ranking: Floats, reading: Floats | None = None, rereading: Floats | None = None
) -> list[Candidate]:
    """Return the candidates of an example, in their order, with scores by other weights; None: as if nothing had been
    read, or read once more.
    """
    values = example.features @ ranking
    scored = [replace(c, score=value) for c, value in zip(example.candidates, values.tolist(), strict=True)]
    if reading is not None:
        scored = ordered_by_reading(scored, *reading)
    return scored if rereading is None else ordered_by_rereading(scored, *rereading)


def report_ranking(found: list[Example]) -> None:
    """Print how the ranking does on conversations that it was not learned from."""
    told_apart = ("", ", read", ", read twice")
    ranks: dict[str, list[int]] = {f"{what}{told}": [] for told in told_apart for what in ("sentences", "statements")}
    for train, test in GroupKFold(FOLDS).split(found, groups=[e.group for e in found]):
        ranking = ranking_weights([found[i] for i in train])
        reading = reading_weights([found[i] for i in train], ranking)
        rereading = rereading_weights([found[i] for i in train], ranking, reading)
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


@dataclass
class Quotable:
    """The best statements of a question with their signs, and which of them hit."""

    signs: list[QuoteSigns]
    hit: list[bool]
    group: str
    share: float


def quotable(found: list[Example], odds: Floats, *learned: Floats) -> list[Quotable]:
    """Return what would be quoted, at these log odds of there being an answer, (questions,), with weights as of
    `rescored`.
    """
    made = []
    for example, answering in zip(found, odds.tolist(), strict=True):
        best = statements(rescored(example, *learned))[:MOST_QUOTES]
        evidence = [e for point in example.question.points for e in point]
        hit = [any(hits((s.span.transcript, s.start, s.end), e) for e in evidence) for s in best]
        made.append(Quotable(quote_signs(answering, best), hit, example.group, example.share))
    return made


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
    rereading = rereading_weights(found, ranking, reading).round(4)
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
