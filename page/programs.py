"""The page's API for programs: the same library under stable names, over HTTP and as MCP tools.

Names, arguments and descriptions of the methods are what a program or a language model sees of them.
"""

import functools
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, ParamSpec, TypeVar

import gradio as gr
from gradio.context import LocalContext

from answer.draft.reading import draft_from
from answer.model import Filters, Request
from answer.overview.overview import transcript_overview
from corpus.alignment.changes import changes
from corpus.errors import InterviewQAError
from page import views
from page.opening import Library

MOST_PASSAGES = 100
LONGEST_PIECE = 100_000
"""Characters of a transcript that are given at once."""

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def _for_programs(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result | str]:
    """Turn what a person can act on into the error that Gradio passes on with its text, and results for MCP to JSON."""

    @functools.wraps(function)
    def call(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result | str:
        try:
            result = function(*args, **kwargs)
        except InterviewQAError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return json.dumps(result, ensure_ascii=False) if _is_for_mcp() else result

    return call


def _is_for_mcp() -> bool:
    """Whether an MCP client asks: it gets text, and Gradio would write anything else as Python does."""
    request = LocalContext.request.get(None)
    return request is not None and request.url.path.rstrip("/").endswith("/mcp")


class Programs:
    """What programs may call, on one library."""

    def __init__(self, library: Library) -> None:
        self._answerer = library.answerer
        self._store = library.store

    def all(self) -> list[Callable[..., Any]]:
        """Return the methods; each one's `__name__` is the name it is called by."""
        reading: list[Callable[..., Any]] = [self.list_transcripts, self.get_overview, self.get_transcript]
        return [
            *(self.ask, self.ask_everybody, self.search, self.compare_talks),
            *reading,
            *(self.check_quote, self.check_draft),
        ]

    @_for_programs
    def ask(  # noqa: PLR0913, PLR0917 - programs fill them in by name
        self,
        question: str,
        history: list[str] | None = None,
        source: str = "",
        speaker: str = "",
        conversation: str = "",
        use_model: bool = True,
    ) -> dict[str, Any]:
        """Answer a question from the interview transcripts with verbatim quotes, each with its citation.

        Where the interviews do not say, the answer says so (answered is false).

        Args:
            question: The question, in English or Chinese.
            history: Earlier questions of the same talk, oldest first.
            source: Answer from this transcript only (an id that list_transcripts gives).
            speaker: Answer with this person's words only.
            conversation: Answer from accounts of this conversation only (its id).
            use_model: Let the language model that this library names, if it names one, write and translate.

        Returns:
            The answer: answered, answer (Markdown with [n] markers), points, quotes (text, source, start, end …), and
            prose where a language model wrote: sentences with their quotes and whether these bear them out.
        """
        filters = _filters(source, speaker, conversation)
        request = Request(question, tuple(history or ()), filters=filters, uses_model=use_model)
        answer = self._answerer.answer(request)
        assistant = self._answerer.assistant if use_model else None
        return (assistant.completed(answer) if assistant else answer).as_data()

    @_for_programs
    def ask_everybody(self, question: str, conversation: str = "") -> list[dict[str, Any]]:
        """Ask everybody in every interview one question: what each says of it, and who was not asked.

        Args:
            question: The question, in English or Chinese.
            conversation: Ask in accounts of this conversation only (its id).

        Returns:
            A row for each speaker of each transcript, what answers best first: source, speaker, state (answered,
            asked: but no answer was found, not_asked, or unknown), quote (their words with citation, if answered) and
            asked (what the interviewer asks, if that was found).
        """
        matrix = self._answerer.matrix(Request(question, filters=_filters("", "", conversation)))
        rows: list[dict[str, Any]] = matrix.as_data()["rows"]
        return rows

    @_for_programs
    def search(
        self, query: str, limit: int = 10, source: str = "", speaker: str = "", conversation: str = ""
    ) -> list[dict[str, Any]]:
        """Find the passages of the interview transcripts that fit a query best.

        Args:
            query: What to look for, in English or Chinese.
            limit: How many passages, 1 to 100.
            source: Search this transcript only (an id that list_transcripts gives).
            speaker: Search this person's words only.
            conversation: Search accounts of this conversation only (its id).

        Returns:
            Passages, best first: source, start, end (characters of the source), score, title, text.
        """
        request = Request(query, filters=_filters(source, speaker, conversation))
        limit = min(max(int(limit), 1), MOST_PASSAGES)
        return [asdict(passage) for passage in self._answerer.retrieve(request, limit)]

    @_for_programs
    def compare_talks(self, person: str) -> dict[str, Any]:
        """Find what somebody says in one interview otherwise than in another: a number, a date, a name, or its denial.

        Args:
            person: The name of somebody who speaks in several conversations.

        Returns:
            person, dates (of the transcripts compared, the earliest first) and changes: kind (number, date, name,
            place, negation) and sayings, the earliest first (source, start, end, text, before and after: the rest of
            the sentence). Found are statements in like words; whether they contradict each other is for a reader.
        """
        return changes(self._store.snapshot(), person).as_data()

    @_for_programs
    def list_transcripts(self) -> list[dict[str, Any]]:
        """List the interview transcripts of the library.

        Returns:
            For each transcript: id, title, kind, conversation, date, speakers, language, characters, when added.
        """
        snapshot = self._store.snapshot()
        return [views.transcript_view(info, snapshot) for info in snapshot.infos.values()]

    @_for_programs
    def get_overview(self, source: str) -> dict[str, Any]:
        """Say what an interview transcript is about, before anything is asked.

        Args:
            source: The transcript's id, as list_transcripts gives it.

        Returns:
            parts (its sections, or a sentence for each stretch by topic: divided_by says which), questions (the
            interviewer's; both with start, end, text, time), shares (how much each speaker says, 0 to 1) and named
            (the people and things named most, with count).
        """
        return transcript_overview(self._store.snapshot(), source).as_data()

    @_for_programs
    def get_transcript(self, source: str, start: int = 0, end: int = LONGEST_PIECE) -> dict[str, Any]:
        """Read an interview transcript, or a piece of it, as it stands in its source.

        Args:
            source: The transcript's id, as list_transcripts gives it.
            start: The first character wanted, counted from 0.
            end: The character after the last one wanted; at most 100,000 are given at once.

        Returns:
            What list_transcripts says of it, with start, end and text, where text is the source at [start, end).
        """
        snapshot = self._store.snapshot()
        info, text = snapshot.info(source), snapshot.read(source).text
        start = min(max(int(start), 0), len(text))
        end = min(max(int(end), start), start + LONGEST_PIECE, len(text))
        return {**views.transcript_view(info, snapshot), "start": start, "end": end, "text": text[start:end]}

    @_for_programs
    def check_quote(self, quote: str) -> dict[str, Any]:
        """Check whether a quotation stands in the interview transcripts, and where.

        Args:
            quote: The words as quoted, in English or Chinese, in any script.

        Returns:
            verdict (exact, altered, parallel: the same in another script, account or language, or not_found),
            places (source, start, end, text) and difference, piece by piece, where it is altered.
        """
        return self._answerer.check(quote).as_data()

    @_for_programs
    def check_draft(self, text: str) -> list[dict[str, Any]]:
        """Check every quotation of an article that is being written against the interview transcripts.

        Args:
            text: The article, in Markdown or plain text, its quotations in quotation marks or block quotes.

        Returns:
            For each quotation of three words or more, in order: start, end (characters of the article), text, verdict
            (as check_quote gives it), parts (what was looked for, each as check_quote gives it), attributed (whose
            words the article says they are), speakers (who says them in the transcripts) and misattributed.
        """
        found: list[dict[str, Any]] = self._answerer.drafts.check(draft_from(text)).as_data()["quotations"]
        return found


def _filters(source: str, speaker: str, conversation: str) -> Filters:
    def some(value: str) -> frozenset[str]:
        return frozenset([value]) if value else frozenset()

    return Filters(some(source), speaker or None, some(conversation))
