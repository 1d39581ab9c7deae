"""What the weights of answering are learned from, and how: see `training.fit`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from answer import Answerer, Request
from answer.answerer import MOST_QUOTES
from answer.evidence.abstaining import Signs
from answer.evidence.quoting import QuoteSigns, quote_signs
from answer.evidence.statements import statements
from answer.search.candidates import Candidate, Reading
from answer.search.reading.reader import ordered_by_reading
from tests.quality.libraries import Libraries, QuestionSet
from tests.quality.scoring import GoldQuestion, hits
from training.regression import Booleans, Bounds, Floats, listwise, logistic

RANKING_STRENGTH, READING_STRENGTH = 0.03, 0.005
"""Of the regularisation."""
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


def reading_weights(some: list[Example], *learned: Floats) -> Floats:
    """Learn how much the score counts, and how much what was read next, among the sentences that were read: (2,).

    Args:
        some: questions.
        learned: the weights of ranking, and those of what was read before that, as of `rescored`.
    """
    lists = []
    for example in some:
        readings = read_of(example.candidates, len(learned) - 1)
        read = np.array([one is not None for one in readings])
        scores = np.array([c.score for c in rescored(example, *learned)])
        ranks = np.array([one.rank for one in readings if one])
        lists.append((np.stack([scores[read], ranks], axis=1), example.hit[read], example.share))
    return listwise(lists, READING_STRENGTH)


def read_of(candidates: Sequence[Candidate], before: int) -> list[Reading | None]:
    """Return what was read in candidates when they had been read `before` times, 0 or 1."""
    return [(c.reading, c.rereading)[before] for c in candidates]


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


def quoting_weights(some: "list[Quotable]") -> tuple[Floats, float]:
    """Learn how likely a statement answers: the weights, (fields of QuoteSigns,), and the constant."""
    signs = np.array([signs for one in some for signs in one.signs])
    hit, counts = np.array([h for one in some for h in one.hit]), np.array([one.share for one in some for _ in one.hit])
    return logistic(signs, hit, counts, [(0, None), (None, 0), (0, None)])


def signs_of(some: list[Example], *learned: Floats) -> Floats:
    """Return the signs of questions with weights as of `rescored`: (questions, fields of Signs)."""
    return np.array([e.answerer.signs(e.request, rescored(e, *learned)) for e in some])


def rescored(example: Example, ranking: Floats, *readings: Floats) -> list[Candidate]:
    """Return the candidates of an example, in their order, with scores by other weights: those of ranking, and as many
    of what was read, and read once more, as count.
    """
    values = example.features @ ranking
    scored = [replace(c, score=value) for c, value in zip(example.candidates, values.tolist(), strict=True)]
    for before, learned in enumerate(readings):
        scored = ordered_by_reading(scored, read_of(scored, before), *learned)
    return scored


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
