"""Learn when to abstain, from our questions and from SQuAD-style ones.

Ours hardly share words with the transcripts, and hard traps are among them; what is learned from them alone would
abstain on plain questions in the text's own words. So SQuAD-style questions count too, a little: each asked with its
article in the library, and many with that article left out; and some of a library of one article, theirs or another,
as a library may be small.
"""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from answer import Answerer, Filters, Request
from answer.abstain import ANSWERS_FROM, SIGNS
from answer.choose import WEIGHTS_FILE
from answer.choose import weights as written_weights
from corpus.encoder import load_encoder
from corpus.offline.squad import read_articles
from corpus.store import Store
from ingest import add
from tests.quality.measure import SETS, gold
from tests.quality.scoring import GoldQuestion

FOLDS = 8
STRENGTH = 0.02
"""Of the regularisation."""
SQUAD_WEIGHT = 0.15
"""Of a SQuAD-style question against one of ours."""
ARTICLES, PARAGRAPHS, QUESTIONS = 60, 8, 2
"""Of a SQuAD-style file, paragraphs of each article, and questions of it."""
LEFT_OUT, ALONE = 0.7, 0.3
"""Share of these questions that are asked without their article as well, and of one article alone."""
SPEAKS_FOR = {"score", "tokens", "dense", "covered", "holds", "particular_holds", "speaker", "across"}
SPEAKS_AGAINST = {"elsewhere", "strangers"}
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


def write_weights(part: str, learned: dict[str, float]) -> None:
    """Write one part of answer/weights.json; what is read from it afterwards is new."""
    written = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    WEIGHTS_FILE.write_text(json.dumps({**written, part: learned}, indent=2) + "\n", "utf-8")
    written_weights.cache_clear()


def groups(questions: Sequence[GoldQuestion]) -> list[str]:
    """Return what must stay in one fold: all turns of a dialogue."""
    return [q.id.split(".")[0] for q in questions]


def answering_weights(signs: Floats, answerable: Booleans, counts: Floats) -> tuple[Floats, float]:
    """Learn from the signs, (questions, SIGNS), whether there is an answer: a logistic regression in which no sign
    counts against what it stands for.

    Args:
        signs: (questions, SIGNS).
        answerable: (questions,).
        counts: (questions,), how much each counts.

    Returns:
        The weights, (SIGNS,), and the constant.
    """
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    scaled, shares = (signs - middle) / spread, counts / counts.sum()

    def loss(learned: Floats) -> tuple[float, Floats]:
        values = scaled @ learned[:-1] + learned[-1]
        total = shares @ np.logaddexp(0, np.where(answerable, -values, values)) + STRENGTH * learned[:-1] @ learned[:-1]
        wrong = shares * (expit(values) - answerable)
        return float(total), np.append(scaled.T @ wrong + 2 * STRENGTH * learned[:-1], wrong.sum())

    bounds = [(0 if n in SPEAKS_FOR else None, 0 if n in SPEAKS_AGAINST else None) for n in SIGNS]
    start = np.zeros(len(SIGNS) + 1)
    learned = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    weights = learned[:-1] / spread
    return weights, float(learned[-1] - weights @ middle)


def squad_signs(files: Sequence[Path], folder: Path, model: str = "offline") -> tuple[Floats, Booleans]:
    """Return the signs of SQuAD-style questions, (questions, SIGNS), and which have their article in the library."""
    draw = random.Random(3)
    asked: list[tuple[str, str]] = []
    texts = folder / "articles"
    texts.mkdir(parents=True)
    for file in files:
        articles = read_articles(file)
        for number, article in enumerate(draw.sample(articles, min(ARTICLES, len(articles)))):
            paragraphs = article[:PARAGRAPHS]
            name = f"{file.stem}-{number}.txt"
            (texts / name).write_text("\n\n".join(p.text for p in paragraphs), "utf-8")
            questions = [q.text for p in paragraphs for q in p.asked if q.text.strip()]
            asked += [(name, q) for q in draw.sample(questions, min(QUESTIONS, len(questions)))]
    encoder, store = load_encoder(model), Store(folder / "articles-store")
    add([texts], store, encoder)
    answerer, names = Answerer(store, encoder), {info.id for info in store.infos()}
    found = [(answerer.signs(Request(question)), True) for _, question in asked]
    for name, question in draw.sample(asked, int(LEFT_OUT * len(asked))):
        found.append((answerer.signs(_request(question, names - {name})), False))
    for name, question in draw.sample(asked, int(ALONE * len(asked))):
        found.append((answerer.signs(_request(question, {name})), True))
        found.append((answerer.signs(_request(question, {draw.choice(sorted(names - {name}))})), False))
    return np.array([signs for signs, _ in found]), np.array([answerable for _, answerable in found])


def _request(question: str, sources: set[str]) -> Request:
    return Request(question, filters=Filters(sources=frozenset(sources)))


def learn_answering(answerer: Answerer, squad: Sequence[Path], folder: Path) -> None:
    """Learn when to abstain, print how that does on questions it was not learned from, and write the weights.

    Args:
        answerer: of the five transcripts.
        squad: SQuAD-style files.
        folder: where a library of their articles may be built.
    """
    questions = [q for name in SETS for q in gold(answerer, name)]
    signs = np.array([answerer.signs(Request(q.text, q.history)) for q in questions])
    answerable = np.array([q.answerable for q in questions])
    more, more_answerable = squad_signs(squad, folder) if squad else (signs[:0], answerable[:0])

    def learned(rows: NDArray[np.int64]) -> tuple[Floats, float]:
        counts = np.append(np.ones(len(rows)), np.full(len(more), SQUAD_WEIGHT))
        return answering_weights(np.vstack([signs[rows], more]), np.append(answerable[rows], more_answerable), counts)

    likely = np.zeros(len(questions))
    for train, test in GroupKFold(FOLDS).split(signs, groups=groups(questions)):
        weights, constant = learned(train)
        likely[test] = expit(signs[test] @ weights + constant)
    _report(questions, answerable, likely)
    weights, constant = learned(np.arange(len(questions)))
    write_weights(
        "answering", {**dict(zip(SIGNS, weights.round(4).tolist(), strict=True)), "constant": round(constant, 4)}
    )
    if len(more):
        says = expit(more @ weights + constant) >= ANSWERS_FROM
        print(
            f"SQuAD-style: answers {says[more_answerable].mean():.3f}, abstains {(~says[~more_answerable]).mean():.3f}"
        )


def _report(questions: Sequence[GoldQuestion], answerable: Booleans, likely: Floats) -> None:
    print(f"answering, cross-validated: AUC {roc_auc_score(answerable, likely):.3f}")
    for threshold in (0.5, ANSWERS_FROM, 0.6, 0.65, 0.7, 0.75):
        yes, no = (likely[answerable] >= threshold).mean(), (likely[~answerable] < threshold).mean()
        print(f"  from {threshold}: answers when it should {yes:.3f}, abstains when it should {no:.3f}")
    for i in np.argsort(likely)[:25]:
        print(f"  {likely[i]:.2f} {questions[i].answerable!s:5} {questions[i].id} {questions[i].text[:60]}")
