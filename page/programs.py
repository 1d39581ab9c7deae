"""The page's API for programs: the same library under stable names, over HTTP and as MCP tools.

Names, arguments and descriptions of the methods are what a program or a language model sees of them.
"""

import functools
import json
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import gradio as gr
from gradio.context import LocalContext

from answer.check import check_quote
from answer.model import Filters, RankedPassage, Request
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
        self._encoder = library.encoder

    def all(self) -> list[Callable[..., Any]]:
        """Return the methods; each one's `__name__` is the name it is called by."""
        return [self.ask, self.search, self.list_transcripts, self.get_transcript, self.check_quote]

    @_for_programs
    def ask(
        self,
        question: str,
        history: list[str] | None = None,
        source: str = "",
        speaker: str = "",
        conversation: str = "",
    ) -> dict[str, Any]:
        """Answer a question from the interview transcripts with verbatim quotes, each with its citation.

        Where the interviews do not say, the answer says so (answered is false).

        Args:
            question: The question, in English or Chinese.
            history: Earlier questions of the same talk, oldest first.
            source: Answer from this transcript only (an id that list_transcripts gives).
            speaker: Answer with this person's words only.
            conversation: Answer from accounts of this conversation only (its id).

        Returns:
            The answer: answered, answer (Markdown with [n] markers), points, quotes (text, source, start, end …).
        """
        filters = _filters(source, speaker, conversation)
        return self._answerer.answer(Request(question, tuple(history or ()), filters=filters)).as_data()

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
        return [self._passage(passage) for passage in self._answerer.retrieve(request, limit)]

    @_for_programs
    def list_transcripts(self) -> list[dict[str, Any]]:
        """List the interview transcripts of the library.

        Returns:
            For each transcript: id, title, kind, conversation, date, speakers, language, characters, when added.
        """
        return [views.transcript_view(info, self._store) for info in self._store.infos()]

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
        info = self._store.info(source)
        text = self._store.read(source).text
        start = min(max(int(start), 0), len(text))
        end = min(max(int(end), start), start + LONGEST_PIECE, len(text))
        return {**views.transcript_view(info, self._store), "start": start, "end": end, "text": text[start:end]}

    @_for_programs
    def check_quote(self, quote: str) -> dict[str, Any]:
        """Check whether a quotation stands in the interview transcripts, and where.

        Args:
            quote: The words as quoted, in English or Chinese, in any script.

        Returns:
            verdict (exact, altered, parallel: the same in another script, account or language, or not_found),
            places (source, start, end, text) and difference, piece by piece, where it is altered.
        """
        return check_quote(quote, self._store, self._encoder).as_data()

    def _passage(self, passage: RankedPassage) -> dict[str, Any]:
        transcript = self._store.read(passage.source)
        return {
            "source": passage.source,
            "start": passage.start,
            "end": passage.end,
            "score": passage.score,
            "title": transcript.info.title,
            "text": transcript.text[passage.start : passage.end],
        }


def _filters(source: str, speaker: str, conversation: str) -> Filters:
    def some(value: str) -> frozenset[str]:
        return frozenset([value]) if value else frozenset()

    return Filters(some(source), speaker or None, some(conversation))
