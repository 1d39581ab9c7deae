"""The one way from the page's JavaScript to the library: each thing it may ask for is a method.

What goes wrong as a person may meet it comes back as `{"failure": text}`; anything else is a fault of the
program, is logged with its trace, and reaches the page as a failed request.
"""

from collections.abc import Callable, Mapping
from typing import Any

from answer.going import Going, watched
from answer.model import Answer, Filters, Request
from corpus.errors import InterviewQAError
from corpus.language import Language
from corpus.settings import LONGEST_QUESTION
from ingest.accounts import update
from ingest.readers import SUPPORTED
from ingest.writing import writing
from page import views
from page.accounts import AccountsDesk
from page.adding import Adding
from page.citing import cited
from page.feedback import Feedback, Verdict, question_lines
from page.keeping import Keeping
from page.markdown import conversation_markdown
from page.opening import Library
from page.options import Options
from page.reader import Reader
from page.references import bibtex, csl_json
from page.words import LANGUAGES, page_language

Payload = Mapping[str, Any]
View = dict[str, Any]
LONGEST_HISTORY = 20
"""Earlier questions that a follow-up is understood with."""


class Desk:
    """Answers the page's requests from one library."""

    def __init__(self, library: Library, adding: Adding, options: Options) -> None:
        self._library = library
        self._answerer = library.answerer
        self._store = library.store
        self._reader = Reader(library.store)
        self._feedback = Feedback(options.feedback)
        self._limits = {
            "types": sorted(SUPPORTED),
            "megabytes": options.max_upload,
            "files": options.max_files,
            "question": LONGEST_QUESTION,
        }
        self._kept = Keeping()
        self._going: dict[str, Going] = {}
        accounts = AccountsDesk(library)
        self.handlers: dict[str, Callable[[Payload], View]] = {
            "start": self.start,
            "examples": self.examples,
            "ask": self.ask,
            "going": self.going,
            "stop": self.stop,
            "open": self._reader.open,
            "chunks": self._reader.chunks,
            "cite": self.cite,
            "library": self.library,
            "text": self.text,
            "remove": self.remove,
            "export": self.export,
            "judge": self.judge,
            "judged": self.judged,
            "compare": accounts.compare,
            "check": accounts.check,
            "understand": adding.understand,
            "add": adding.add,
            "progress": adding.progress,
        }

    def call(self, request: Payload) -> View:
        """Answer one request: `{"do": name, …}`."""
        try:
            return self.handlers[request["do"]](request)
        except InterviewQAError as error:
            return {"failure": str(error)}

    def start(self, request: Payload) -> View:
        """Say what the page needs at first: what there is, what may be asked, what can be chosen."""
        infos = self._store.infos()
        return {
            "transcripts": len(infos),
            "conversations": len({info.conversation for info in infos}),
            "model": self._answerer.model_name,
            "limits": self._limits,
            "choices": views.choices_view(self._store),
            **self.examples(request),
        }

    def examples(self, request: Payload) -> View:
        """Return questions known to have an answer, in the page's language where it has any."""
        wanted = page_language(request.get("language"))
        found = (self._answerer.examples(language) for language in sorted(LANGUAGES, key=lambda one: one != wanted))
        return {"examples": next(filter(None, found), [])}

    def ask(self, request: Payload) -> View:
        """Answer a question. `ticket` is the page's name for the answer on its way, to watch and to stop it by."""
        history = tuple(str(question) for question in request.get("history", []))[-LONGEST_HISTORY:]
        filters = filters_from(request.get("filters", {}))
        ticket, going = str(request["ticket"]), Going()
        self._going[ticket] = going
        try:
            with watched(going):
                answer = self._answerer.answer(Request(str(request["question"]), history, filters=filters))
        finally:
            self._going.pop(ticket, None)
        return views.answer_view(answer, self._kept.keep(answer), self._store)

    def going(self, request: Payload) -> View:
        """Return how many sentences are encoded for an answer on its way, of how many."""
        going = self._going.get(str(request["ticket"]), Going())
        return {"done": going.encoded, "of": going.to_encode}

    def stop(self, request: Payload) -> View:
        """Stop an answer on its way; one that is there already stays."""
        self._going.get(str(request["ticket"]), Going()).stop()
        return {}

    def cite(self, request: Payload) -> View:
        """Say where a citation's words stand."""
        return cited(str(request["address"]), self._store)

    def library(self, _request: Payload) -> View:
        """Return every transcript and the people."""
        transcripts = [views.transcript_view(info, self._store) for info in self._store.infos()]
        return {"transcripts": transcripts, "people": views.people_view(self._store)}

    def text(self, request: Payload) -> View:
        """Return a transcript's source text in full."""
        return {"text": self._store.read(str(request["source"])).text}

    def remove(self, request: Payload) -> View:
        """Remove a transcript; the page has asked twice."""
        info = self._store.info(str(request["source"]))
        with writing(self._store) as writer:
            writer.remove(info.id)
        update(self._store, self._library.encoder, [info.conversation])
        return self.library(request)

    def export(self, request: Payload) -> View:
        """Return answers, by their keys, as a file's text."""
        answers = [self._kept.get(str(key)) for key in request["keys"]]
        return {"text": self._exported(answers, request)}

    def _exported(self, answers: list[Answer], request: Payload) -> str:
        base, form = str(request["base"]), request["format"]
        language: Language = page_language(request.get("language"))
        if form == "csl":
            return csl_json(answers, self._store, base)
        if form == "bibtex":
            return bibtex(answers, self._store, base)
        return conversation_markdown(answers, language, base)

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
