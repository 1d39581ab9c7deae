"""One library, opened for asking: from a request to an answer, step by step."""

import contextlib
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from answer.check import Check, check_quote
from answer.draft.attribution import Attributor
from answer.draft.checking import DraftChecker
from answer.evidence.abstaining import Signs, answering_log_odds, is_answered, signs
from answer.evidence.points import Draft, arranged, worth_quoting
from answer.evidence.quoting import answer_probabilities
from answer.evidence.selection import Selection
from answer.evidence.statements import Statement, statements
from answer.knowledge import Knowledge, knowledge_of
from answer.matrix.matrix import ANSWERS_FROM as EACH_ANSWERS_FROM
from answer.matrix.matrix import Matrix, MatrixMaker
from answer.model import Answer, Filters, RankedPassage, Request
from answer.question.followup import leans, resolve
from answer.question.understanding import Question
from answer.search.candidates import Candidate
from answer.search.reading.reader import Reader
from answer.search.rereading.rereader import MOST_REREAD, Rereader
from answer.search.retrieval import READ, EncodedQuery, Hit, encode_query
from answer.stopping import checkpoint
from answer.turns import Turns
from answer.writing.citation import Asked
from answer.writing.composing import abstention, compose
from answer.writing.examples import examples, follow_ups
from answer.writing.library import Topic, library_answer, topic_of
from answer.writing.phrases import frame_language
from corpus.database import Snapshot, Store
from corpus.encoder import Encoder
from corpus.encoder.batches import PROCESSORS
from corpus.language import Language
from corpus.lexical import LexicalIndex
from corpus.transcript import Span

if TYPE_CHECKING:
    from answer.language_model.assistant import Assistant
    from answer.language_model.finding import Finder

MOST_QUOTES = 8
WEIGHED_WHILE_OTHERS_WAIT, REREAD_WHILE_OTHERS_WAIT = 60, 1
"""Passages whose sentences are weighed, instead of READ, and sentences that are read once more, instead of MOST_REREAD,
so that those who wait do not wait long.
"""
NEAREST = 2
"""Quotes shown as nearest where nothing answers."""


class Answerer:
    """Answers from one store, and from new transcripts as soon as they are in it. Safe to use from several threads."""

    def __init__(self, store: Store, encoder: Encoder, assistant: "Assistant | None" = None) -> None:
        """Use a store that was built with this encoder, and a language model to help finding, if one is named.

        Raises:
            ModelMismatch: it was built with another.
        """
        store.snapshot().require_model(encoder.name)
        self.store = store
        self.model_name = encoder.name
        self.is_calibrated = encoder.is_calibrated
        self.assistant = assistant
        self._encoder = encoder
        self._reader, self._rereader = Reader(encoder.name), Rereader(encoder)
        self._lexical = LexicalIndex(store.folder)
        self._lock = threading.Lock()
        self._turns = Turns(PROCESSORS)
        self._known: Knowledge | None = None

    def answer(self, request: Request, top: int = MOST_QUOTES) -> Answer:
        """Answer a question with at most `top` quotes, or abstain.

        Raises:
            BadQuestion: the question is empty or too long.
            NoSuchPerson, NoSuchTranscript: a filter names nobody or nothing in the library.
            ModelMismatch: the store was rebuilt with another model since it was opened.
            StoreUnavailable: the store cannot be read.
            Stopped: nobody waits for the answer any more (`answer.stopping`).
        """
        began = time.perf_counter()
        asks_model = self.assistant is not None and request.uses_model
        with contextlib.nullcontext() if asks_model else self._turns.turn():
            answer = self._answer(request, top, self._knowledge())
        return replace(answer, id=request.id, seconds=time.perf_counter() - began)

    def retrieve(self, request: Request, limit: int) -> list[RankedPassage]:
        """Return the passages for a question, best first.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        known = self._knowledge()
        query, hits = self._hits(_understood(request, known), request.filters, known)
        ranked = known.reranker.reranked(query, hits)[:limit]
        count = len(ranked)
        return [
            RankedPassage(h.info.id, h.passage.start, h.passage.end, 1 - position / count, h.info.title, h.passage.text)
            for position, h in enumerate(ranked)
        ]

    def check(self, quotation: str) -> Check:
        """Say whether a quotation stands in the library: exact, altered, in another account or language, or not.

        Raises:
            BadQuestion: it is empty or too long.
        """
        known = self._knowledge()
        return check_quote(quotation, known.snapshot, known.words, self._encoder)

    def matrix(self, request: Request, answers_from: float = EACH_ANSWERS_FROM) -> Matrix:
        """Return what everybody says of a question in each transcript, and who was not asked; `answers_from` is the
        probability, 0 to 1, from which somebody counts as answering, in place of the request's.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        known = self._knowledge()
        query = encode_query(_understood(request, known), self._encoder)
        among = Selection(request.filters, known.snapshot, known.citer).among
        maker = MatrixMaker(known.snapshot, known.words, known.maker, self._reader, known.citer)
        return maker.matrix(query, among, answers_from)

    @property
    def drafts(self) -> DraftChecker:
        """What checks drafts against the library as it is now."""
        known = self._knowledge()
        attributor = Attributor(known.understanding.people, known.snapshot.spoken_by)
        return DraftChecker(
            lambda text: check_quote(text, known.snapshot, known.words, self._encoder),
            attributor,
            lambda place: known.citer.speaker_of(Span(place.source, place.start, place.end)),
        )

    def candidates(self, request: Request) -> list[Candidate]:
        """Return the sentences that are weighed for a question, in no order: for learning how to weigh them.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        known = self._knowledge()
        return self._candidates(_understood(request, known), request.filters, known)

    def signs(self, request: Request, candidates: Sequence[Candidate]) -> Signs:
        """Return what speaks for and against there being an answer among candidates: for learning when to abstain.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        known = self._knowledge()
        return signs(_understood(request, known), candidates, known.words)

    def examples(self, language: Language, count: int = 3) -> list[str]:
        """Return questions that the library answers, in that language."""
        return examples(self.store.snapshot(), language, count)

    def warm(self) -> None:
        """Make ready what the first question in each language would otherwise wait for."""
        titles = {info.language: info.title for info in self.store.snapshot().infos.values()}
        for title in titles.values():
            self.answer(Request(title[:100]))

    # steps

    def _answer(self, request: Request, top: int, known: Knowledge) -> Answer:
        topic = topic_of(request.question)
        finder = self.assistant.finder() if self.assistant and request.uses_model and not topic else None
        question = _understood(request, known, finder)
        if topic or not known.snapshot.infos:
            return _about_library(topic or "listing", question, request, known.snapshot)
        wordings = finder.wordings(question.wording, known.understanding.languages) if finder else []
        candidates = self._candidates(question, request.filters, known, wordings)
        checkpoint()
        chosen = statements(candidates)
        answering = answering_log_odds(question, candidates, known.words)
        asked = Asked(question, answer_probabilities(answering, chosen))
        if not is_answered(answering, request.answers_from):
            answer = _abstained(asked, request, chosen[: min(NEAREST, top)], known)
            return replace(answer, notice=finder.failure) if finder else answer
        chosen = finder.chosen_first(question.wording, chosen) if finder else chosen
        drafts = known.points.drafts(chosen, question.language)
        drafts = drafts if finder else worth_quoting(drafts, asked.probabilities)
        Selection(request.filters, known.snapshot, known.citer).keep_to(drafts)
        checkpoint()
        answer = _quoted(asked, request, arranged(drafts, top), drafts, known)
        return replace(answer, notice=finder.failure) if finder else answer

    def _hits(
        self, question: Question, filters: Filters, known: Knowledge, wordings: Sequence[str] = ()
    ) -> tuple[EncodedQuery, list[Hit]]:
        query = encode_query(question, self._encoder)
        others = [encode_query(known.understanding.question(wording), self._encoder) for wording in wordings]
        selection = Selection(filters, known.snapshot, known.citer)
        return query, known.retriever.passages(query, selection.among, others)

    def _candidates(
        self, question: Question, filters: Filters, known: Knowledge, wordings: Sequence[str] = ()
    ) -> list[Candidate]:
        query, hits = self._hits(question, filters, known, wordings)
        checkpoint()
        weighed, most = READ, MOST_REREAD
        if self._turns.waiting:
            weighed, most = WEIGHED_WHILE_OTHERS_WAIT, REREAD_WHILE_OTHERS_WAIT
        read = self._reader.read(query.whole, known.maker.candidates(query, hits[:weighed]))
        checkpoint()
        return self._rereader.reread(query.question.wording, read, most)

    def _knowledge(self) -> Knowledge:
        """Return what is known of the store as it is now."""
        snapshot = self.store.snapshot()
        with self._lock:
            if self._known is None or self._known.snapshot is not snapshot:
                snapshot.require_model(self.model_name)
                self._known = knowledge_of(snapshot, self._lexical.at(snapshot))
            return self._known


def _understood(request: Request, known: Knowledge, finder: "Finder | None" = None) -> Question:
    if finder and request.history and leans(known.understanding.question(request.question)):
        whole = finder.whole_question(request.question, request.history)
        if whole != request.question:
            return replace(known.understanding.question(whole), text=request.question)
    return resolve(known.understanding, request.question, request.history)


def _about_library(topic: Topic, question: Question, request: Request, snapshot: Snapshot) -> Answer:
    language = frame_language(question.language, request.frame)
    suggestions = examples(snapshot, question.language, 3, (*request.history, request.question))
    said = library_answer(topic, language, list(snapshot.infos.values()), snapshot.catalogue, suggestions)
    return Answer(request.question, question.language, "library", said, suggestions=tuple(suggestions))


def _abstained(asked: Asked, request: Request, nearest: Sequence[Statement], known: Knowledge) -> Answer:
    question = asked.question
    quotes = known.citer.quotes([s.span for s in nearest], nearest, asked)
    suggestions = examples(known.snapshot, question.language, 3, (*request.history, request.question))
    said = abstention(frame_language(question.language, request.frame), quotes, suggestions)
    return Answer(question.text, question.language, "abstained", said, None, (), quotes, tuple(suggestions))


def _quoted(asked: Asked, request: Request, spans: Sequence[Span], drafts: Sequence[Draft], known: Knowledge) -> Answer:
    question = asked.question
    found = [statement for draft in drafts for statement in draft.statements]
    quotes = known.citer.quotes(spans, found, asked)
    points = known.points.points(drafts, quotes)
    said = compose(frame_language(question.language, request.frame), points, quotes, known.snapshot.infos)
    lead = quotes[0].span if quotes else None
    before = (*request.history, request.question)
    further = follow_ups(known.snapshot, question.language, quotes, before)
    return Answer(question.text, question.language, "quotes", said, lead, points, quotes, tuple(further))
