"""One library, opened for asking: from a request to an answer, step by step."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from answer.abstain import answerable
from answer.candidates import CandidateMaker
from answer.choose import Statement, statements
from answer.citation import Citer
from answer.compose import abstention, compose
from answer.examples import examples
from answer.followup import resolve
from answer.library import Topic, library_answer, topic_of
from answer.model import Answer, Filters, Point, Quote, RankedPassage, Request
from answer.points import Group, groups
from answer.question import Question, Understanding
from answer.retrieve import Asked, Found, Retriever
from answer.selection import selected
from answer.vectors import VectorCache
from corpus.encoder import Encoder, load_encoder
from corpus.language import Language
from corpus.lexical import LexicalIndex
from corpus.settings import DEFAULT_MODEL, DEFAULT_STORE
from corpus.store import Store, View

MOST_QUOTES = 8
WARM = 20
"""Transcripts whose sentences are encoded ahead of the first question."""
NEAREST = 2
"""Quotes shown as nearest where nothing answers."""
READ_PASSAGES = 40
"""Passages whose sentences are weighed."""
ANSWERS_FROM = 0.5
"""Probability from which the transcripts count as answering."""


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What is derived from one view of the store."""

    view: View
    understanding: Understanding
    maker: CandidateMaker
    citer: Citer


class Answerer:
    """Answers from one store, and from new transcripts as soon as they are in it. Safe to use from several threads."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        """Use a store that was built with this encoder.

        Raises:
            ModelMismatch: it was built with another.
        """
        store.require_model(encoder.name)
        self.store = store
        self.model_name = encoder.name
        self._vectors = VectorCache(encoder)
        self._lexical = LexicalIndex(store)
        self._retriever = Retriever(store, encoder, self._lexical, self._vectors)
        self._known: _Knowledge | None = None

    def answer(self, request: Request, top: int = MOST_QUOTES) -> Answer:
        """Answer a question with at most `top` quotes, or abstain.

        Raises:
            BadQuestion: the question is empty or too long.
            StoreUnavailable: the store cannot be read.
        """
        began = time.perf_counter()
        answer = self._answer(request, top)
        return replace(answer, id=request.id, seconds=time.perf_counter() - began)

    def retrieve(self, request: Request, limit: int) -> list[RankedPassage]:
        """Return the passages for a question, best first.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        asked, found = self._found(self._understood(request), request.filters)
        ranked = self._retriever.reranked(asked, found)[:limit]
        count = len(ranked)
        return [
            RankedPassage(f.info.id, f.passage.start, f.passage.end, 1 - position / count)
            for position, f in enumerate(ranked)
        ]

    def examples(self, language: Language, count: int = 3) -> list[str]:
        """Return questions that the library answers, in that language."""
        return examples(self.store, language, count)

    def warm(self) -> None:
        """Make ready what the first question would otherwise wait for."""
        for info in self.store.infos()[:WARM]:
            speech = self.store.read(info.id).speech()
            self._knowledge().maker.warm(speech)
        self.answer(Request("What is said about training?"))

    # steps

    def _answer(self, request: Request, top: int) -> Answer:
        topic = topic_of(request.question)
        question = self._understood(request)
        if topic or not self.store.infos():
            return self._about_library(request.question, question.language, topic or "listing")
        asked, found = self._found(question, request.filters)
        candidates = self._knowledge().maker.candidates(asked, found[:READ_PASSAGES])
        chosen = statements(candidates, limit=3 * MOST_QUOTES)
        if answerable(question, candidates, self._lexical) < ANSWERS_FROM:
            return self._abstained(question, chosen[:NEAREST])
        return self._quoted(question, groups(chosen, self._vectors), top)

    def _understood(self, request: Request) -> Question:
        return resolve(self._knowledge().understanding, request.question, request.history)

    def _found(self, question: Question, filters: Filters) -> tuple[Asked, list[Found]]:
        asked = self._retriever.asked(question)
        found = self._retriever.passages(asked, selected(self.store.infos(), filters))
        if filters.speaker:
            wanted = self.store.catalogue().canonical(filters.speaker)
            citer = self._knowledge().citer
            found = [f for f in found if citer.speaker(f.info, f.passage) == wanted]
        return asked, found

    def _about_library(self, text: str, language: Language, topic: Topic) -> Answer:
        infos, catalogue = self.store.infos(), self.store.catalogue()
        said = library_answer(topic, language, infos, catalogue, self.examples(language))
        return Answer(text, language, "library", said, suggestions=tuple(self.examples(language)))

    def _abstained(self, question: Question, nearest: Sequence[Statement]) -> Answer:
        quotes = self._quotes(nearest)
        suggestions = self.examples(question.language)
        said = abstention(question.language, quotes, suggestions)
        return Answer(question.text, question.language, "abstained", said, None, (), quotes, tuple(suggestions))

    def _quoted(self, question: Question, found: Sequence[Group], top: int) -> Answer:
        ordered = [statement for group in found for statement in group.statements][:top]
        quotes = self._quotes(ordered)
        number = {(q.source, q.start, q.end): q.n for q in quotes}
        points = []
        for group in found:
            spans = [(s.span.transcript, s.start, s.end) for s in group.statements]
            numbers = tuple(number[span] for span in spans if span in number)
            if numbers:
                points.append(
                    Point(numbers, len(numbers), len(numbers), group.statements[0].candidate.found.info.conversation)
                )
        said = compose(question.language, points, quotes, self.store.view().infos)
        lead = quotes[0].span if quotes else None
        return Answer(question.text, question.language, "quotes", said, lead, tuple(points), quotes)

    def _quotes(self, chosen: Sequence[Statement]) -> tuple[Quote, ...]:
        citer = self._knowledge().citer
        made: list[Quote] = []
        for statement in chosen:
            quote = citer.quote(len(made) + 1, statement, statement.score)
            if quote:
                made.append(quote)
        return tuple(made)

    def _knowledge(self) -> _Knowledge:
        view = self.store.view()
        if self._known is None or self._known.view is not view:
            speakers = tuple(dict.fromkeys(name for info in view.infos.values() for name in info.speakers))
            self._known = _Knowledge(
                view,
                Understanding(view.catalogue, speakers),
                CandidateMaker(self._vectors, self._lexical, view.catalogue),
                Citer(self.store, self._vectors, view.catalogue),
            )
        return self._known


def open_answerer(location: Path | str = DEFAULT_STORE, model: str = DEFAULT_MODEL) -> Answerer:
    """Open a store for asking.

    Raises:
        StoreUnavailable: there is no store there.
        ModelUnavailable: the model cannot be loaded.
        ModelMismatch: the store was built with another model.
    """
    store = Store(location, must_exist=True)
    stored = store.model()
    return Answerer(store, load_encoder(stored if model == DEFAULT_MODEL and stored else model))


def ask(
    question: str,
    *,
    history: Sequence[str] = (),
    filters: Filters | None = None,
    store: Path | str = DEFAULT_STORE,
    model: str = DEFAULT_MODEL,
) -> Answer:
    """Answer one question; for several, keep an `open_answerer`.

    Raises:
        InterviewQAError: as `open_answerer` and `Answerer.answer`.
    """
    request = Request(question, tuple(history), None, filters or Filters())
    return open_answerer(store, model).answer(request)
