"""The one way from the page's JavaScript to the library: each thing it may ask for is a method.

What goes wrong as a person may meet it comes back as `{"failure": text}`; anything else is a fault of the
program, is logged with its trace, and reaches the page as a failed request.
"""

from collections.abc import Callable, Mapping
from typing import Any

from answer.evidence.strictness import strictnesses
from answer.model import ANSWERS_FROM, Filters, Request
from answer.stopping import Pending, stoppable
from corpus.errors import InterviewQAError
from corpus.settings import LONGEST_QUESTION
from ingest.readers import SUPPORTED
from ingest.removing import remove
from page import views
from page.adding import Adding
from page.assisting import Assisting
from page.citing import cited
from page.collecting import Collecting
from page.comparing import ComparisonApi
from page.correcting import Correcting
from page.drafts import DraftApi
from page.exporting import Exporting
from page.feedback import Feedback, Verdict, question_lines
from page.keeping import AnswerCache
from page.matrix import MatrixApi
from page.opening import Library
from page.options import Options
from page.overviews import OverviewApi
from page.reader import Reader
from page.saving import Saving
from page.words import LANGUAGES, page_language

Payload = Mapping[str, Any]
View = dict[str, Any]
LONGEST_HISTORY = 20
"""Earlier questions that a follow-up is understood with."""


class PageApi:
    """Answers the page's requests from one library."""

    def __init__(self, library: Library, adding: Adding, options: Options) -> None:
        self._answerer = library.answerer
        self._store = library.store
        self._reader = Reader(library.store)
        self._collecting = Collecting(library.store, adding.uploads)
        self._feedback = Feedback(library.store.database)
        self._limits = {
            "types": sorted(SUPPORTED),
            "megabytes": options.max_upload,
            "files": options.max_files,
            "question": LONGEST_QUESTION,
        }
        self._kept = AnswerCache(library.store.database)
        self._saving = Saving(library.store, self._kept)
        self._pending: dict[str, Pending] = {}
        self._assisting = Assisting(library.answerer.assistant, self._kept)
        accounts, correcting = ComparisonApi(library), Correcting(library)
        drafts, overviews, matrix = DraftApi(library, adding.uploads), OverviewApi(library.store), MatrixApi(library)
        self.handlers: dict[str, Callable[[Payload], View]] = {
            "start": self.start,
            "examples": self.examples,
            "ask": self.ask,
            "stop": self.stop,
            "open": self.open,
            "chunks": self._reader.chunks,
            "find_words": self._reader.find,
            "cite": self.cite,
            "library": self.library,
            "text": self.text,
            "remove": self.remove,
            "judge": self.judge,
            "judged": self.judged,
            "compare": accounts.compare,
            "changes": accounts.changes,
            "check": drafts.check,
            "matrix": matrix.matrix,
            "matrix_questions": matrix.questions,
            "overview": overviews.transcript,
            "library_overview": overviews.library,
            "find": adding.find,
            "understand": adding.understand,
            "add": adding.add,
            "progress": adding.progress,
            "correct": correcting.correct,
            "take_back": correcting.take_back,
            "write": self._assisting.write,
            "written": self._assisting.written,
            "translate": self._assisting.translate,
            **self._collecting.handlers,
            **Exporting(library.store, self._kept).handlers,
            **self._saving.handlers,
        }

    def call(self, request: Payload) -> View:
        """Answer one request: `{"do": name, …}`."""
        try:
            return self.handlers[request["do"]](request)
        except InterviewQAError as error:
            return {"failure": str(error)}

    def start(self, request: Payload) -> View:
        """Say what the page needs at first: what there is, what may be asked, what can be chosen."""
        snapshot = self._store.snapshot()
        return {
            "transcripts": len(snapshot.infos),
            "conversations": len(snapshot.conversations),
            "model": self._answerer.model_name,
            "is_calibrated": self._answerer.is_calibrated,
            "language_model": self._assisting.about(),
            "strictness": {"usual": ANSWERS_FROM, "choices": [one._asdict() for one in strictnesses()]},
            "limits": self._limits,
            "labels": self._collecting.labels(),
            "choices": views.choices_view(snapshot),
            **self.examples(request),
        }

    def examples(self, request: Payload) -> View:
        """Return questions known to have an answer, in the page's language where it has any."""
        wanted = page_language(request.get("language"))
        spoken = (info.language for info in self._store.snapshot().infos.values())
        found = (self._answerer.examples(tag) for tag in dict.fromkeys((wanted, *LANGUAGES, *spoken)))
        return {"examples": next(filter(None, found), [])}

    def ask(self, request: Payload) -> View:
        """Answer a question. `ticket` is the page's name for the answer on its way, to stop it by; `saved` the id of a
        saved answer that is asked again, for which it is said which quotes are new.
        """
        history = tuple(str(question) for question in request.get("history", []))[-LONGEST_HISTORY:]
        filters = filters_from(request.get("filters", {}))
        ticket, pending = str(request["ticket"]), Pending()
        self._pending[ticket] = pending
        try:
            with stoppable(pending):
                answer = self._answerer.answer(
                    Request(
                        str(request["question"]),
                        history,
                        filters=filters,
                        frame=page_language(request.get("language")),
                        answers_from=float(request.get("answers_from", ANSWERS_FROM)),
                    )
                )
        finally:
            self._pending.pop(ticket, None)
        snapshot = self._store.snapshot()
        view = views.answer_view(answer, self._kept.keep(answer), snapshot)
        saved = request.get("saved")
        new = self._saving.new_quotes(answer, str(saved), snapshot) if saved else []
        return {**view, "collected": self._collecting.among(answer.quotes, snapshot), "new": new}

    def open(self, request: Payload) -> View:
        """Open a transcript, with what is collected from it."""
        view = self._reader.open(request)
        return {**view, "collected": self._collecting.of_transcript(str(request["source"]), self._store.snapshot())}

    def stop(self, request: Payload) -> View:
        """Stop an answer, or what is written from it, on its way; what is there already stays."""
        ticket = str(request["ticket"])
        self._pending.get(ticket, Pending()).stop()
        self._assisting.stop(ticket)
        return {}

    def cite(self, request: Payload) -> View:
        """Say where a citation's words stand."""
        return cited(str(request["address"]), self._store.snapshot())

    def library(self, _request: Payload) -> View:
        """Return every transcript and the people."""
        snapshot = self._store.snapshot()
        kept = self._collecting.counts()
        transcripts = [
            {**views.transcript_view(info, snapshot), "collected": kept[info.id]} for info in snapshot.infos.values()
        ]
        return {"transcripts": transcripts, "people": views.people_view(snapshot)}

    def text(self, request: Payload) -> View:
        """Return a transcript's source text in full."""
        return {"text": self._store.snapshot().read(str(request["source"])).text}

    def remove(self, request: Payload) -> View:
        """Remove a transcript; the page has asked twice."""
        remove(self._store, str(request["source"]))
        return self.library(request)

    def judge(self, request: Payload) -> View:
        """Keep what a reader thinks of an answer."""
        key = str(request["key"])
        verdict: Verdict = "good" if request["verdict"] == "good" else "bad"
        self._feedback.say(key, self._kept.get(key), verdict, str(request.get("word", "")))
        return {}

    def judged(self, _request: Payload) -> View:
        """Return all verdicts as a question set."""
        return {"text": question_lines(self._feedback)}


def filters_from(chosen: Payload) -> Filters:
    """Build filters from what is chosen; what is empty does not restrict."""

    def one(key: str) -> frozenset[str]:
        return frozenset([str(chosen[key])]) if chosen.get(key) else frozenset()

    return Filters(
        sources=one("source"),
        speaker=chosen.get("speaker") or None,
        conversations=one("conversation"),
        languages=one("language"),
        since=chosen.get("since") or None,
        until=chosen.get("until") or None,
    )
