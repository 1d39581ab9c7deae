"""One library, opened for asking: from a request to an answer, step by step."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from answer.abstain import answerable, signs
from answer.accounts import Accounts
from answer.candidates import Candidate, CandidateMaker
from answer.check import Check, check_quote
from answer.choose import Statement, scores, statements
from answer.citation import Citer
from answer.compose import abstention, compose
from answer.examples import examples, follow_ups
from answer.followup import resolve
from answer.going import step
from answer.library import about_library, topic_of
from answer.model import Answer, Filters, RankedPassage, Request
from answer.points import Draft, PointMaker, arranged
from answer.question import Question, Understanding
from answer.rerank import Reranker
from answer.retrieve import Asked, Found, Retriever
from answer.selection import Selection
from answer.vectors import VectorCache
from corpus.encoder import Encoder, load_encoder
from corpus.language import Language
from corpus.lexical import LexicalIndex
from corpus.settings import DEFAULT_MODEL, DEFAULT_STORE
from corpus.store import Store
from corpus.view import View

MOST_QUOTES = 8
NEAREST = 2
"""Quotes shown as nearest where nothing answers."""
WARM = 20
"""Transcripts whose sentences are encoded ahead of the first question."""


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What is derived from one view of the store."""

    view: View
    understanding: Understanding
    maker: CandidateMaker
    reranker: Reranker
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
        self._encoder = encoder
        self._vectors = VectorCache(encoder, store.folder)
        self._lexical = LexicalIndex(store)
        self._accounts = Accounts(store)
        self._points = PointMaker(self._accounts, self._vectors)
        self._retriever = Retriever(store, encoder, self._lexical)
        self._known: _Knowledge | None = None

    def answer(self, request: Request, top: int = MOST_QUOTES) -> Answer:
        """Answer a question with at most `top` quotes, or abstain.

        Raises:
            BadQuestion: the question is empty or too long.
            StoreUnavailable: the store cannot be read.
            Stopped: nobody waits for the answer any more (`answer.going`).
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
        ranked = self._knowledge().reranker.reranked(asked, found)[:limit]
        count = len(ranked)
        return [
            RankedPassage(f.info.id, f.passage.start, f.passage.end, 1 - position / count)
            for position, f in enumerate(ranked)
        ]

    def check(self, quotation: str) -> Check:
        """Say whether a quotation stands in the library: exact, altered, in another account or language, or not.

        Raises:
            BadQuestion: it is empty or too long.
        """
        return check_quote(quotation, self.store, self._encoder, self._lexical)

    def candidates(self, request: Request) -> list[Candidate]:
        """Return the sentences that are weighed for a question, in no order: for learning how to weigh them.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        return self._candidates(self._understood(request), request.filters)

    def signs(self, request: Request) -> list[float]:
        """Return what speaks for and against there being an answer (`abstain.SIGNS`): for learning when to abstain.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        question = self._understood(request)
        return signs(question, self._candidates(question, request.filters), self._lexical)

    def examples(self, language: Language, count: int = 3) -> list[str]:
        """Return questions that the library answers, in that language."""
        return examples(self.store, language, count)

    def warm(self) -> None:
        """Make ready what the first question in each language would otherwise wait for."""
        for language in get_args(Language):
            for question in self.examples(language, 1):
                self.answer(Request(question))
        for info in self.store.infos()[:WARM]:
            speech = self.store.read(info.id).speech()
            self._knowledge().maker.warm(speech)

    # steps

    def _answer(self, request: Request, top: int) -> Answer:
        topic = topic_of(request.question)
        question = self._understood(request)
        if topic or not self.store.infos():
            language = question.language
            return about_library(request.question, topic or "listing", language, self.store, self.examples(language))
        candidates = self._candidates(question, request.filters)
        step()
        chosen = statements(candidates, scores(candidates))
        if not answerable(question, candidates, self._lexical):
            return self._abstained(question, chosen[: min(NEAREST, top)])
        drafts = self._points.drafts(chosen, question.language)
        self._selection(request.filters).keep_to(drafts)
        step()
        return self._quoted(question, request, drafts, top)

    def _understood(self, request: Request) -> Question:
        return resolve(self._knowledge().understanding, request.question, request.history)

    def _found(self, question: Question, filters: Filters) -> tuple[Asked, list[Found]]:
        asked = self._retriever.asked(question)
        selection = self._selection(filters)
        return asked, selection.of(self._retriever.passages(asked, selection.transcripts))

    def _selection(self, filters: Filters) -> Selection:
        return Selection(filters, self.store.view(), self._knowledge().citer)

    def _candidates(self, question: Question, filters: Filters) -> list[Candidate]:
        asked, found = self._found(question, filters)
        step()
        return self._knowledge().maker.candidates(asked, found)

    def _abstained(self, question: Question, nearest: Sequence[Statement]) -> Answer:
        quotes = self._knowledge().citer.quotes([s.span for s in nearest], nearest)
        suggestions = self.examples(question.language)
        said = abstention(question.language, quotes, suggestions)
        return Answer(question.text, question.language, "abstained", said, None, (), quotes, tuple(suggestions))

    def _quoted(self, question: Question, request: Request, drafts: Sequence[Draft], top: int) -> Answer:
        found = [statement for draft in drafts for statement in draft.statements]
        quotes = self._knowledge().citer.quotes(arranged(drafts, top), found)
        points = self._points.points(drafts, quotes)
        said = compose(question.language, points, quotes, self.store.view().infos)
        lead = quotes[0].span if quotes else None
        asked = (*request.history, request.question)
        further = follow_ups(self.store, question.language, quotes, asked)
        return Answer(question.text, question.language, "quotes", said, lead, points, quotes, tuple(further))

    def _knowledge(self) -> _Knowledge:
        view = self.store.view()
        if self._known is None or self._known.view is not view:
            speakers = tuple(dict.fromkeys(name for info in view.infos.values() for name in info.speakers))
            maker = CandidateMaker(self._vectors, self._lexical, self._accounts, view.catalogue)
            self._known = _Knowledge(
                view,
                Understanding(view.catalogue, speakers),
                maker,
                Reranker(self._vectors, maker),
                Citer(self.store, self._vectors, self._accounts, view.catalogue),
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
