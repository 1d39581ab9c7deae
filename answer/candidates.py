"""The sentences that may answer, each with what speaks for and against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from answer.accounts import Accounts
from answer.expected import holds
from answer.question import Question
from answer.ranking import best_matches, inverse_document_frequency, max_similarity
from answer.retrieve import Asked, Found
from answer.vectors import TextVectors, VectorCache
from corpus.catalogue import Catalogue
from corpus.gloss import glosses
from corpus.language import words
from corpus.lexical import LexicalIndex
from corpus.sentences import split
from corpus.transcript import ACCOUNT_KINDS, Passage, Span

FEATURES = (
    "passage",  # fused score of the passage, 0 to 1 within the question
    "dense",  # cosine of question and passage
    "sentence",  # cosine of question and sentence
    "tokens",  # late interaction of the question's focus and the sentence
    "window",  # late interaction of question and the sentence with its neighbours
    "context",  # late interaction of question and what stands above: heading and host's question
    "context_dense",  # cosine of the same
    "overlap",  # share of the focus's words that stand in the sentence, rare ones counting more
    "context_overlap",  # the same of what stands above
    "glossed",  # share of the question's words that stand there in the other language, by dictionary
    "speaker",  # 1 the person asked about speaks here; -1 somebody else does, or the talk is not theirs; else 0
    "named",  # 1 the person asked about is named in the sentence
    "holds",  # 1 it holds the kind of thing asked for (a number, a date …)
    "asks",  # 1 the sentence is a question itself
    "interviewer",  # 1 an interviewer speaks, by the speaker line or by the other accounts
    "grade",  # 0 to 1, how near to the speaker's own words the account is
    "same_language",  # 1 the passage's language is the question's
    "same_script",  # 1 the account's language and script are the question's
    "short",  # 1 too short to stand alone
)
SHORT = {"en": 30, "zh-Hans": 10, "zh-Hant": 10}
"""Characters."""
READ = 100
"""Passages whose sentences are weighed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that was found, at [start, end) of its transcript."""

    found: Found
    start: int
    end: int
    features: NDArray[np.float32]

    @property
    def text(self) -> str:
        """The words."""
        at = self.found.passage.start
        return self.found.passage.text[self.start - at : self.end - at]


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    neighbours: tuple[int, int]
    """How many sentences of the passage stand right before and right after: 0 or 1 each."""


_Pair = tuple[Found, _Sentence]


class CandidateMaker:
    """Makes candidates for one library."""

    def __init__(self, vectors: VectorCache, lexical: LexicalIndex, accounts: Accounts, catalogue: Catalogue) -> None:
        self._vectors, self._lexical, self._catalogue = vectors, lexical, catalogue
        self._person = lru_cache(maxsize=10_000)(catalogue.person)
        self._is_doubtful = lru_cache(maxsize=50_000)(lambda span: accounts.doubtful_speaker(span) is not None)

    def candidates(self, asked: Asked, found: Sequence[Found]) -> list[Candidate]:
        """Return the sentences of the first READ passages with their features, shape (len(FEATURES),) each."""
        pairs = [(f, s) for f in found[:READ] for s in _sentences_of(f.passage)]
        if not pairs:
            return []
        columns = np.stack([*self._similarities(asked, pairs), *self._signs(asked.question, pairs)], axis=1)
        return [Candidate(f, s.start, s.end, row) for (f, s), row in zip(pairs, columns, strict=True)]

    def warm(self, passages: Sequence[Passage]) -> None:
        """Encode what questions about these passages will need."""
        texts = [s.text for p in passages for s in _sentences_of(p)]
        self._vectors.get([*texts, *(p.context for p in passages)])

    def _similarities(self, asked: Asked, pairs: Sequence[_Pair]) -> list[NDArray[np.float32]]:
        texts = self._vectors.get([s.text for _, s in pairs])
        matches = best_matches(asked.tokens, [t.tokens for t in texts])
        contexts = self._vectors.get([f.passage.context for f, _ in pairs])
        question = asked.question
        weights = self._weights((*question.terms, *question.synonyms))
        focus = self._weights(question.focus_terms) if question.focus_terms != question.terms else weights
        return [
            np.array([f.score for f, _ in pairs], np.float32),
            np.array([f.dense for f, _ in pairs], np.float32),
            _cosines(asked, texts),
            max_similarity(asked.focus, [t.tokens for t in texts]),
            _mean(_with_neighbours(matches, [s.neighbours for _, s in pairs])),
            max_similarity(asked.tokens, [t.tokens for t in contexts]),
            _cosines(asked, contexts) * np.array([bool(f.passage.context) for f, _ in pairs]),
            np.array([_overlap(focus, s.text) for _, s in pairs], np.float32),
            np.array([_overlap(weights, f.passage.context) for f, _ in pairs], np.float32),
            np.array([_glossed(question, weights, f, s.text) for f, s in pairs], np.float32),
        ]

    def _weights(self, terms: Sequence[str]) -> dict[str, float]:
        """Return how much each word tells: one that stands in few passages tells more."""
        size = self._lexical.size()
        found = self._lexical.document_frequency(terms).items()
        return {word: inverse_document_frequency(count, size) for word, count in found}

    def _signs(self, question: Question, pairs: Sequence[_Pair]) -> list[NDArray[np.float32]]:
        return [
            np.array(column, np.float32)
            for column in zip(*(self._signs_of(question, pair) for pair in pairs), strict=True)
        ]

    def _signs_of(self, question: Question, pair: _Pair) -> tuple[float, ...]:
        found, sentence = pair
        passage, info = found.passage, found.info
        speaker, named = self._speaker(question, pair)
        return (
            speaker,
            named,
            holds(question.expected, sentence.text),
            sentence.text.rstrip("”\"'）)*").endswith(("?", "？")),
            passage.question or self._is_doubtful(Span(info.id, sentence.start, sentence.end)),
            1 - ACCOUNT_KINDS.index(info.kind) / (len(ACCOUNT_KINDS) - 1),
            passage.language[:2] == question.language[:2],
            passage.language == question.language,
            len(sentence.text) < SHORT[passage.language],
        )

    def _speaker(self, question: Question, pair: _Pair) -> tuple[float, float]:
        if not question.people:
            return 0.0, 0.0
        found, sentence = pair
        named = any(name in sentence.text for person in question.people for name in person.names)
        speaker = found.passage.speaker
        person = self._person(speaker) if speaker else None
        if person is None:
            taking_part = self._catalogue.conversation(found.info.conversation).participants
            elsewhere = bool(taking_part) and not any(p.name in taking_part for p in question.people)
            return (-1.0 if elsewhere and not named else 0.0), named
        return (1.0 if person in question.people else -1.0), named


def _sentences_of(passage: Passage) -> list[_Sentence]:
    spans = split(passage.text)
    return [
        _Sentence(
            passage.start + start, passage.start + end, passage.text[start:end], (int(i > 0), int(i + 1 < len(spans)))
        )
        for i, (start, end) in enumerate(spans)
    ]


def _with_neighbours(matches: NDArray[np.float32], neighbours: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Let each sentence, a column of matches, take over what the sentences beside it match better."""
    before = np.array([i - n for i, (n, _) in enumerate(neighbours)])
    after = np.array([i + n for i, (_, n) in enumerate(neighbours)])
    return np.maximum(matches, np.maximum(matches[:, before], matches[:, after]))


def _mean(matches: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(matches.sum(axis=0) / max(1, len(matches)), np.float32)


def _cosines(asked: Asked, vectors: Sequence[TextVectors]) -> NDArray[np.float32]:
    return np.stack([v.pooled for v in vectors]) @ asked.pooled


def _overlap(weights: dict[str, float], text: str) -> float:
    total = sum(weights.values())
    return sum(weights[word] for word in _distinct_words(text) if word in weights) / total if total else 0.0


def _glossed(question: Question, weights: dict[str, float], found: Found, text: str) -> float:
    """Compare words across languages, English ones with the dictionary's senses of Chinese ones."""
    if found.speaks(question.language) or not weights:
        return 0.0
    if question.language == "en":
        there = _distinct_glosses(text)
        return sum(weight for word, weight in weights.items() if word in there) / sum(weights.values())
    senses = {word: glosses([word]) for word in weights}
    there = _distinct_words(text)
    return sum(weights[word] for word, ours in senses.items() if there & set(ours)) / sum(weights.values())


@lru_cache(maxsize=50_000)
def _distinct_glosses(text: str) -> frozenset[str]:
    return frozenset(glosses(words(text)))


@lru_cache(maxsize=50_000)
def _distinct_words(text: str) -> frozenset[str]:
    return frozenset(words(text))
