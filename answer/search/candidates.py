"""The sentences that may answer, each with what speaks for and against it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from answer.question.expected import holds
from answer.question.people import PeopleIndex
from answer.question.understanding import Question
from answer.search.features import Features, ranking_scores
from answer.search.ranking import best_matches, inverse_document_frequency, max_similarity
from answer.search.retrieval import EncodedQuery, Hit
from corpus.alignment.standing import Alignments
from corpus.catalogue import Catalogue
from corpus.language import Language, same_language, words
from corpus.lexical import LexicalSearcher
from corpus.scripts import is_compact
from corpus.sentences import QUESTION_MARKS, split
from corpus.transcript import FIDELITY, Span

SHORT, SHORT_IF_COMPACT = 30, 10
"""Characters of a sentence that is too short to stand alone."""


class Reading(NamedTuple):
    """What was read in a sentence."""

    rank: float
    """How well it answers among those of its question: higher is better."""
    answers: float
    """Log odds of its answering at all."""
    words: tuple[int, int] | None = None
    """Where in the transcript the words stand that answer if it does, [start, end); None where none were looked for."""
    certainty: float = 0.0
    """How likely it is, 0 to 1, that these are the words if it answers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that was found, at [start, end) of its transcript."""

    hit: Hit
    start: int
    end: int
    features: Features
    score: float
    """How well it answers: higher is better, comparable within a question only."""
    reading: Reading | None = None
    """None where it was not read."""
    rereading: Reading | None = None
    """None where it was not read a second time."""

    @property
    def text(self) -> str:
        """The words."""
        at = self.hit.passage.start
        return self.hit.passage.text[self.start - at : self.end - at]

    @property
    def surroundings(self) -> list[tuple[int, int] | None]:
        """Where in the passage the sentence stands, the one before it and the one after it, [start, end) each; None
        where there is none.
        """
        passage = self.hit.passage
        spans = split(passage.text)
        at = spans.index((self.start - passage.start, self.end - passage.start))
        return [spans[i] if 0 <= i < len(spans) else None for i in (at, at - 1, at + 1)]


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    neighbours: tuple[int, int]
    """How many sentences of the passage stand right before and right after: 0 or 1 each."""
    tokens: NDArray[np.float32]
    """The vectors of its tokens: (tokens, dimension)."""


_Told = tuple[Hit, list[_Sentence]]


class CandidateMaker:
    """Makes candidates for one library."""

    def __init__(
        self, lexical: LexicalSearcher, accounts: Alignments, catalogue: Catalogue, people: PeopleIndex
    ) -> None:
        self._lexical, self._catalogue, self._people = lexical, catalogue, people
        self._is_doubtful = lru_cache(maxsize=50_000)(lambda span: accounts.doubtful_speaker(span) is not None)

    def candidates(self, query: EncodedQuery, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the sentences of the passages, in no order."""
        told = [(hit, _sentences_of(hit)) for hit in hits]
        pairs = [(hit, sentence) for hit, sentences in told for sentence in sentences]
        if not pairs:
            return []
        similarities = [column.tolist() for column in self._similarities(query, told)]
        signs = [row for hit, sentences in told for row in self._signs(query.question, hit, sentences)]
        features = [Features(*row, *sign) for *row, sign in zip(*similarities, signs, strict=True)]
        found = zip(pairs, features, ranking_scores(features).tolist(), strict=True)
        return [Candidate(hit, s.start, s.end, row, score) for (hit, s), row, score in found]

    def _similarities(self, query: EncodedQuery, told: Sequence[_Told]) -> list[NDArray[Any]]:
        sentences = [sentence for _, some in told for sentence in some]
        counts = [len(some) for _, some in told]
        tokens = [sentence.tokens for sentence in sentences]
        matches = best_matches(query.whole.tokens, tokens)
        question = query.question
        spoken = [hit.passage.language for hit, _ in told]
        weights = {tag: self._weights((*question.terms_in(tag), *question.synonyms)) for tag in set(spoken)}
        if question.focus_terms == question.terms:
            focus = weights
        else:
            focus = {tag: self._weights(question.terms_in(tag, focus=True)) for tag in set(spoken)}
        in_sentences = [language for language, count in zip(spoken, counts, strict=True) for _ in range(count)]
        return [
            np.repeat([hit.score for hit, _ in told], counts),
            np.repeat([hit.dense for hit, _ in told], counts),
            _mean_cosines(query, tokens),
            max_similarity(query.focus.tokens, tokens, query.focus.weights),
            query.whole.weights @ _with_neighbours(matches, [sentence.neighbours for sentence in sentences]),
            _overlaps(focus, [sentence.text for sentence in sentences], in_sentences),
            np.repeat(_overlaps(weights, [hit.passage.context for hit, _ in told], spoken), counts),
        ]

    def _weights(self, terms: Sequence[str]) -> dict[str, float]:
        """Return how much each word tells: one that stands in few passages tells more."""
        size = self._lexical.size()
        found = self._lexical.document_frequency(terms).items()
        return {word: inverse_document_frequency(count, size) for word, count in found}

    def _signs(self, question: Question, hit: Hit, sentences: Sequence[_Sentence]) -> Iterator[tuple[float, ...]]:
        passage, info = hit.passage, hit.info
        speaker, unless_named = self._speaker(question, hit)
        of_passage = (
            FIDELITY[info.kind],
            same_language(passage.language, question.language),
            passage.language == question.language,
        )
        short = shortest(passage.language)
        for sentence in sentences:
            named = any(name in sentence.text for person in question.people for name in person.names)
            yield (
                0.0 if named and unless_named else speaker,
                named,
                holds(question.expected, sentence.text),
                sentence.text.rstrip("”\"'）)*»“").endswith(tuple(QUESTION_MARKS)),
                passage.question or self._is_doubtful(Span(info.id, sentence.start, sentence.end)),
                *of_passage,
                len(sentence.text) < short,
            )

    def _speaker(self, question: Question, hit: Hit) -> tuple[float, bool]:
        """Return whether the person asked about speaks, 1, or another, -1; and whether the latter says nothing where
        the person is named.
        """
        if not question.people:
            return 0.0, False
        speaker = hit.passage.speaker
        person = self._people.person(hit.info.names.get(speaker, speaker)) if speaker else None
        if person is None:
            taking_part = self._catalogue.conversation(hit.info.conversation).participants
            elsewhere = bool(taking_part) and not any(p.name in taking_part for p in question.people)
            return (-1.0 if elsewhere else 0.0), True
        return (1.0 if person in question.people else -1.0), False


def _sentences_of(hit: Hit) -> list[_Sentence]:
    passage, spans = hit.passage, split(hit.passage.text)
    return [
        _Sentence(
            passage.start + start,
            passage.start + end,
            passage.text[start:end],
            (int(i > 0), int(i + 1 < len(spans))),
            hit.vectors.within(start, end),
        )
        for i, (start, end) in enumerate(spans)
    ]


def shortest(language: Language) -> int:
    """Return of how many characters a sentence of a language can stand alone."""
    return SHORT_IF_COMPACT if is_compact(language) else SHORT


def _with_neighbours(matches: NDArray[np.float32], neighbours: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Let each sentence, a column of matches, take over what the sentences beside it match better."""
    before = np.array([i - n for i, (n, _) in enumerate(neighbours)])
    after = np.array([i + n for i, (_, n) in enumerate(neighbours)])
    return np.maximum(matches, np.maximum(matches[:, before], matches[:, after]))


def _mean_cosines(query: EncodedQuery, sentences: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Compare the means of the tokens' vectors: 0 for a sentence without any."""
    asked = query.whole.tokens
    cosines = np.zeros(len(sentences), np.float32)
    filled = [i for i, rows in enumerate(sentences) if len(rows)]
    if len(asked) and filled:
        starts = np.cumsum([0, *(len(sentences[i]) for i in filled[:-1])])
        sums = np.add.reduceat(np.concatenate([sentences[i] for i in filled]), starts, axis=0)
        total = asked.sum(axis=0)
        cosines[filled] = sums @ total / np.maximum(np.linalg.norm(sums, axis=1) * np.linalg.norm(total), 1e-9)
    return cosines


def _overlaps(
    weights: Mapping[Language, Mapping[str, float]], texts: Sequence[str], spoken: Sequence[Language]
) -> NDArray[np.float32]:
    """Return the share of the question's words, in the form of a text's language, that stand in each text."""
    pairs = zip(texts, spoken, strict=True)
    return np.array([_overlap(weights[language], text, language) for text, language in pairs], np.float32)


def _overlap(weights: Mapping[str, float], text: str, language: Language) -> float:
    total = sum(weights.values())
    return sum(weights[word] for word in _distinct_words(text, language) if word in weights) / total if total else 0.0


@lru_cache(maxsize=50_000)
def _distinct_words(text: str, language: Language) -> frozenset[str]:
    return frozenset(words(text, language))
