"""Decide whether what was found answers the question at all."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from answer.candidates import FEATURES, Candidate
from answer.choose import scores, weights
from answer.question import Question
from corpus.language import simplify, words
from corpus.lexical import LexicalIndex

SIGNS = (
    "score",  # of the best candidate
    "tokens",  # late interaction of the best five
    "dense",  # cosine of the best passage
    "covered",  # share of the question's words in one of the best five and above it, dictionary English included
    "holds",  # 1 where the best holds the kind of thing asked for
    "particular",  # 1 where a number, date or sum is asked for
    "particular_holds",  # the same, and the best holds one
    "speaker",  # over the best five, the mean of: the person asked about speaks (1), somebody else does (-1), else 0
    "elsewhere",  # how much better than all of the person asked about the best of others answers, whoever speaks: >= 0
    "strangers",  # how many names in the question stand nowhere in the library
    "length",  # logarithm of the question's words: of many words a smaller share is ever covered
    "across",  # share of the best five in another language than the question: they never look as much like it
)
LOOKED_AT = 5
ANSWERS_FROM = 0.55
"""Probability from which the transcripts count as answering."""
PARTICULAR = frozenset({"money", "share", "headcount", "duration", "quantity", "number", "date"})
_NAME = re.compile(r"(?<![\w.])[A-Z][\w.\-]*(?: ?\d{1,2}(?:\.\d+)?(?!\d))?")
_PRODUCT = re.compile(r"\d|\.\w|[a-z][A-Z]|^[A-Z]{3,}$")
_PLURAL = re.compile(r"\b([A-Z]{2,})s\b")
_COLUMN = {name: i for i, name in enumerate(FEATURES)}


def signs(question: Question, candidates: Sequence[Candidate], lexical: LexicalIndex) -> list[float]:
    """Return what speaks for and against an answer being there, in the order of SIGNS."""
    values = scores(candidates)
    order = np.argsort(-values, kind="stable")
    best = np.stack([candidates[i].features for i in order[:LOOKED_AT]])
    covered = best[:, [_COLUMN[name] for name in ("overlap", "context_overlap", "glossed")]].sum(axis=1)
    particular = float(question.expected in PARTICULAR)
    holds = float(best[0, _COLUMN["holds"]])
    return [
        float(values[order[0]]),
        float(best[:, _COLUMN["tokens"]].max()),
        float(max(c.found.dense for c in candidates)),
        float(covered.max()),
        holds,
        particular,
        particular * holds,
        float(best[:, _COLUMN["speaker"]].mean()),
        elsewhere(candidates, values),
        float(strangers(question, lexical)),
        float(np.log1p(len(question.terms))),
        float(1 - best[:, _COLUMN["same_language"]].mean()),
    ]


def elsewhere(candidates: Sequence[Candidate], values: NDArray[np.float32]) -> float:
    """Return by how much others answer better than the person asked about, or what is said of that person: what is
    asked for is there, but it was not theirs. 0 where nobody is asked about, or nobody else answers better.

    Args:
        candidates: sentences, at least one.
        values: (candidates,), how well each answers: `scores`.
    """
    features = np.stack([c.features for c in candidates])
    speaker, named = features[:, _COLUMN["speaker"]], features[:, _COLUMN["named"]]
    learned = weights()["ranking"]
    whoever = values - speaker * learned["speaker"] - named * learned["named"]
    theirs = whoever[(speaker >= 0) | (named > 0)]
    return float(whoever.max() - (theirs.max() if len(theirs) else whoever.min()))


def strangers(question: Question, lexical: LexicalIndex) -> int:
    """Count the names of a question that the library never mentions, neither as they stand nor as the dictionary's
    English for a Chinese word.

    In a Chinese question a Latin name is one that is written so everywhere. In an English one only names that look
    like a product's count ("GPT-5", "DeepSeek", "X.AI"): those of people and places may be written in Chinese.
    """
    text = simplify(question.content)
    names = [m.group() for m in _NAME.finditer(text) if question.language != "en" or _PRODUCT.search(m.group())]
    found = (words(_PLURAL.sub(r"\1", name)) for name in names)
    return sum(not _is_known(terms, lexical) for terms in found)


def _is_known(name: Sequence[str], lexical: LexicalIndex) -> bool:
    """Whether all words of a name are mentioned; a version's number must follow its name: there is no "Gemini 4"."""
    if not all(map(lexical.mentions, name)):
        return False
    return len(name) < 2 or not name[-1][0].isdigit() or lexical.mentions_together(name)


def answerable(question: Question, candidates: Sequence[Candidate], lexical: LexicalIndex) -> bool:
    """Whether the candidates probably answer the question."""
    if not candidates:
        return False
    learned = weights()["answering"]
    total = sum(learned[name] * value for name, value in zip(SIGNS, signs(question, candidates, lexical), strict=True))
    return bool(1 / (1 + np.exp(-(total + learned["constant"]))) >= ANSWERS_FROM)
