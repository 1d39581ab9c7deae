"""One question over all interviews: a row for everybody who answers in one, in one pass over its passages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from answer.evidence.abstaining import answering_log_odds, is_answered
from answer.evidence.quoting import answer_probabilities
from answer.evidence.statements import statements
from answer.matrix.asking import AskedQuestion, asked, who_asks
from answer.model import Quote
from answer.search.candidates import CandidateMaker
from answer.search.reading.reader import Reader
from answer.search.retrieval import CONTEXT_WEIGHT, READ, EncodedQuery, Hit, fused
from answer.stopping import checkpoint
from answer.writing.citation import Asked, Citer
from corpus.database import PassageKey, Snapshot
from corpus.database.snapshot import Among
from corpus.language import same_language
from corpus.lexical import LexicalSearcher
from corpus.transcript import Passage, Transcript, TranscriptInfo
from corpus.vectors.packing import PassageVectors, unpacked

PASSAGES, QUESTIONS = 4, 3
"""Looked at of each speaker, and of each transcript's interviewers: the nearest."""
SENTENCES_READ = 3
"""Of each speaker."""
LEXICAL_DEPTH = 20
"""Passages of each transcript, on average, that are found by words."""
ANSWERS_FROM = 0.5
"""Probability from which somebody counts as answering: less than for an answer to a question alone, as nobody should
be said to have said nothing."""
LEAST_SHARE = 0.02
"""Of what is said in a transcript; whoever says less is no row."""

State = Literal["answered", "asked", "not_asked", "unknown"]


@dataclass(frozen=True, slots=True)
class Row:
    """What somebody says of a question in one transcript.

    `state` tells "answered"; "asked": an interviewer asks it (`asked`), and no answer was found; "not_asked", as far as
    the interviewer's questions are known; "unknown": no answer was found, and no questions are known. `quote` is None
    unless it is answered. `speaker` is the main name, None where the transcript names nobody.
    """

    source: str
    speaker: str | None
    state: State
    quote: Quote | None = None
    asked: AskedQuestion | None = None

    def as_text(self) -> str:
        """Return it for reading in a terminal."""
        said = f"“{_in_a_line(self.quote.text)}” [{self.quote.address}]" if self.quote else _SAID[self.state]
        asked = f": “{_in_a_line(self.asked.text)}”" if self.asked and not self.quote else ""
        return f"{self.speaker or '(speaker not named)'}, {self.source}: {said}{asked}"


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows for a question: what answers best first, then who was asked, then the others."""

    question: str
    rows: tuple[Row, ...]

    def as_data(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)

    def as_text(self) -> str:
        """Return it for reading in a terminal."""
        return "\n".join(row.as_text() for row in self.rows)


_SAID = {
    "asked": "was asked, no answer was found",
    "not_asked": "was not asked, as far as the questions are known",
    "unknown": "no answer was found",
}


@dataclass(frozen=True, slots=True)
class _Scores:
    """Of all passages: cosine, BM25 (0 where none), both fused."""

    dense: Mapping[PassageKey, float]
    lexical: Mapping[PassageKey, float]
    fused: Mapping[PassageKey, float]


@dataclass(frozen=True, slots=True)
class _Place:
    """Whoever answers in a transcript, and the passages of theirs that are looked at."""

    info: TranscriptInfo
    speaker: str | None
    keys: tuple[PassageKey, ...]
    chosen_from: float
    """How many times as many they were chosen from."""


_Found = Mapping[PassageKey, tuple[Passage, PassageVectors]]


class MatrixMaker:
    """Makes matrices of one library."""

    def __init__(
        self, snapshot: Snapshot, words: LexicalSearcher, maker: CandidateMaker, reader: Reader, citer: Citer
    ) -> None:
        self._snapshot, self._words = snapshot, words
        self._maker, self._reader, self._citer = maker, reader, citer

    def matrix(self, query: EncodedQuery, among: Among | None, answers_from: float = ANSWERS_FROM) -> Matrix:
        """Return the rows for a question.

        Args:
            query: the question, encoded.
            among: the transcripts and speakers that are looked at; None: all.
            answers_from: the probability from which somebody counts as answering.
        """
        chosen = among if among is not None else dict.fromkeys(self._snapshot.infos)
        transcripts = [self._snapshot.read(name) for name in chosen if name in self._snapshot.infos]
        scores = self._scores(query, chosen, transcripts)
        places = [place for transcript in transcripts for place in self._places(transcript, scores, chosen)]
        questions = {one.info.id: self._questions(one, scores) for one in transcripts}
        found = self._found(
            [*(k for place in places for k in place.keys), *(k for ks in questions.values() for k in ks)]
        )
        told = {name: asked(query, [found[key] for key in keys]) for name, keys in questions.items()}
        rows = []
        for place in places:
            checkpoint()
            quote = self._quote(query, self._hits(place, scores, found), place.chosen_from, answers_from)
            question = told[place.info.id]
            state: State = "asked" if question else "not_asked" if questions[place.info.id] else "unknown"
            rows.append(Row(place.info.id, place.speaker, "answered" if quote else state, quote, question))
        return Matrix(query.question.text, tuple(sorted(rows, key=_rank)))

    def _scores(self, query: EncodedQuery, chosen: Among, transcripts: Sequence[Transcript]) -> _Scores:
        dense = dict(self._snapshot.compared(query.whole.pooled, dict.fromkeys(chosen)))
        depth = LEXICAL_DEPTH * len(transcripts)
        lexical = dict(self._words.search(query.question.search_terms, depth, dict.fromkeys(chosen), CONTEXT_WEIGHT))
        same = {
            self._snapshot.version(one.info.id): same_language(one.info.language, query.question.language)
            for one in transcripts
        }
        scores = fused(dense, lexical, [same[key.version] for key in dense])
        return _Scores(dense, lexical, dict(zip(dense, scores.tolist(), strict=True)))

    def _places(self, transcript: Transcript, scores: _Scores, chosen: Among) -> Iterator[_Place]:
        """Yield whoever answers in a transcript: not those who mostly ask, nor those who hardly speak."""
        info, number = transcript.info, self._snapshot.version(transcript.info.id)
        answering: dict[str | None, list[Passage]] = {}
        said: dict[str | None, int] = {}
        asking = self._who_asks(transcript)
        for passage in transcript.speech():
            name = self._name(info, passage)
            said[name] = said.get(name, 0) + len(passage.text)
            if not passage.question and name not in asking:
                answering.setdefault(name, []).append(passage)
        if len(answering) > 1:
            answering.pop(None, None)  # what stands before and between what the speakers say
        wanted = chosen[info.id]
        for name, passages in answering.items():
            length = sum(len(passage.text) for passage in passages)
            is_wanted = wanted is None or any(passage.speaker in wanted for passage in passages)
            if is_wanted and length >= max(said[name] / 2, LEAST_SHARE * sum(said.values())):
                keys = [PassageKey(number, passage.index) for passage in passages]
                best = sorted((key for key in keys if key in scores.fused), key=lambda key: -scores.fused[key])
                yield _Place(info, name, tuple(best[:PASSAGES]), max(1.0, min(len(best), READ) / PASSAGES))

    def _name(self, info: TranscriptInfo, passage: Passage) -> str | None:
        return self._snapshot.main_name(info, passage.speaker) if passage.speaker else None

    def _who_asks(self, transcript: Transcript) -> frozenset[str]:
        return who_asks((self._name(transcript.info, passage), passage.text) for passage in transcript.speech())

    def _questions(self, transcript: Transcript, scores: _Scores) -> list[PassageKey]:
        """Return the interviewers' passages that are nearest to the question; none where none of them is known."""
        number = self._snapshot.version(transcript.info.id)
        asking = self._who_asks(transcript)
        keys = [
            PassageKey(number, passage.index)
            for passage in transcript.speech()
            if passage.question or self._name(transcript.info, passage) in asking
        ]
        return sorted((key for key in keys if key in scores.dense), key=lambda key: -scores.dense[key])[:QUESTIONS]

    def _found(self, keys: Sequence[PassageKey]) -> _Found:
        stored = self._snapshot.passages(keys)
        vectors = unpacked([one.vectors for one in stored.values()])
        return {key: (one.passage, vector) for (key, one), vector in zip(stored.items(), vectors, strict=True)}

    def _hits(self, place: _Place, scores: _Scores, found: _Found) -> list[Hit]:
        return [
            Hit(key, passage, place.info, scores.dense[key], scores.lexical.get(key, 0.0), scores.fused[key], vectors)
            for key in place.keys
            for passage, vectors in [found[key]]
        ]

    def _quote(self, query: EncodedQuery, hits: Sequence[Hit], chosen_from: float, answers_from: float) -> Quote | None:
        """Return the best answer in some passages; None where they do not answer."""
        candidates = self._reader.read(query.whole, self._maker.candidates(query, hits), SENTENCES_READ)
        answering = answering_log_odds(query.question, candidates, self._words, chosen_from)
        if not is_answered(answering, answers_from):
            return None
        chosen = statements(candidates)
        quotes = self._citer.quotes(
            [chosen[0].span], chosen[:1], Asked(query.question, answer_probabilities(answering, chosen))
        )
        return quotes[0] if quotes else None


def _rank(row: Row) -> tuple[int, float, str]:
    order = ("answered", "asked", "not_asked", "unknown")
    return order.index(row.state), -row.quote.score if row.quote else 0.0, row.source
