"""What the page asks of a language model, where one is named: prose from an answer's quotes as it is written, and
translations.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from answer.stopping import Pending, Stopped, stoppable
from corpus.errors import InterviewQAError
from corpus.transcript import Span
from page.keeping import AnswerCache
from page.words import page_language

if TYPE_CHECKING:
    from answer.language_model.assistant import Assistant, ProseWriter

KEPT = 200
"""Texts, written or being written, that the page may still ask for."""
LONGEST_WAIT = 2.0
"""Seconds after which the page is told that nothing new was written; it asks again."""

_log = logging.getLogger(__name__)


class NoLanguageModel(InterviewQAError):
    """Raised where a language model is asked for something and none is named."""


class _Writing:
    """One text on its way."""

    def __init__(self, writer: "ProseWriter") -> None:
        self.writer, self.pending, self.changed = writer, Pending(), threading.Condition()
        self.is_done = False


class Assisting:
    """The language model at the page's service. Safe to use from several threads."""

    def __init__(self, assistant: "Assistant | None", answers: AnswerCache) -> None:
        self._assistant, self._answers = assistant, answers
        self._writings: OrderedDict[str, _Writing] = OrderedDict()
        self._lock = threading.Lock()

    def about(self) -> dict[str, Any] | None:
        """Return which model writes and where it is; None where none is named."""
        if self._assistant is None:
            return None
        return {"name": self._assistant.settings.name, "server": self._assistant.settings.server}

    def write(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Begin to write from the answer with that key; `ticket` is the page's name for the text.

        Raises:
            AnswerGone: the answer is no longer kept.
            NoLanguageModel: none is named.
        """
        key, answer = str(request["key"]), self._answers.get(str(request["key"]))
        writing = _Writing(self._named().writer(answer))
        with self._lock:
            self._writings[str(request["ticket"])] = writing
            if len(self._writings) > KEPT:
                self._writings.popitem(last=False)[1].pending.stop()
        threading.Thread(target=self._write, args=(key, writing), name="write", daemon=True).start()
        return {}

    def written(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the sentences after the first `seen` ones as soon as there are any, and whether these are all.

        Raises:
            NoLanguageModel: nothing is written under that ticket.
        """
        writing, seen = self._writings.get(str(request["ticket"])), int(request.get("seen", 0))
        if writing is None:
            raise NoLanguageModel("what the language model wrote is no longer kept; ask the question again")
        with writing.changed:
            writing.changed.wait_for(
                lambda: writing.is_done or len(writing.writer.prose.sentences) > seen, LONGEST_WAIT
            )
            prose, is_done = writing.writer.prose, writing.is_done
        return {**asdict(replace(prose, sentences=prose.sentences[seen:])), "done": is_done}

    def stop(self, ticket: str) -> None:
        """Stop a text on its way; its sentences so far stay."""
        writing = self._writings.get(ticket)
        if writing:
            writing.pending.stop()

    def translate(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands at a span of a transcript in the page's language.

        Raises:
            CitationGone, LanguageModelFailed, NoSuchTranscript, StoreUnavailable: as `Assistant.translation`.
            NoLanguageModel: none is named.
        """
        span = Span(str(request["source"]), int(request["start"]), int(request["end"]))
        return asdict(self._named().translation(span, page_language(request.get("language"))))

    def _named(self) -> "Assistant":
        if self._assistant is None:
            raise NoLanguageModel("no language model is named; start the page with --llm URL --llm-model NAME")
        return self._assistant

    def _write(self, key: str, writing: _Writing) -> None:
        writer = writing.writer
        try:
            try:
                with suppress(Stopped), stoppable(writing.pending):
                    for _ in writer.write():
                        with writing.changed:
                            writing.changed.notify_all()
            finally:  # before the page is told that this is all: it may export it at once
                self._answers.put_prose(key, writer.prose)
        except Exception:
            _log.exception("writing from an answer failed")
            writer.prose = replace(writer.prose, failure="writing failed; see the terminal where the page runs")
        finally:
            with writing.changed:
                writing.is_done = True
                writing.changed.notify_all()
