"""Ask a server of OpenAI's chat completions protocol for a text: Ollama, llama.cpp, vLLM, LM Studio and others.

What comes back is text and nothing else: no tools are offered, no redirect is followed, nothing in it is fetched.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from answer.language_model.settings import KEY_VARIABLE, LanguageModelSettings
from answer.stopping import checkpoint
from corpus.errors import InterviewQAError

if TYPE_CHECKING:
    from openai import OpenAI, Stream

CONNECT_SECONDS = 10.0
CHARACTERS_A_TOKEN = 12
"""At most: a server that does not keep to the limit of tokens is left at this many characters."""
_THINKING, _THOUGHT = "<think>", "</think>"


class LanguageModelFailed(InterviewQAError):
    """Raised when the server is away, slow, refuses, or sends no text; its own text is one line."""


class Message(NamedTuple):
    """One message of a chat."""

    role: str
    """"system" or "user"."""
    content: str


class LanguageModel:
    """One model on one server. Safe to use from several threads; a request takes its turn among them.

    Attributes:
        written: the pieces of text that came so far; servers mostly send a token in each.
    """

    def __init__(self, settings: LanguageModelSettings) -> None:
        self.settings = settings
        self.name = settings.name
        self.written = 0
        self._turns = threading.BoundedSemaphore(settings.at_once)
        self._lock = threading.Lock()
        self._opened: OpenAI | None = None

    def complete(self, messages: list[Message], most_tokens: int | None = None) -> str:
        """Return the text that the model writes, white space around it stripped.

        Args:
            messages: the chat so far.
            most_tokens: most that are written, None: as set.

        Raises:
            LanguageModelFailed: none came, or only the beginning of one.
            Stopped: nobody waits for it any more.
        """
        return "".join(self.stream(messages, most_tokens)).strip()

    def stream(self, messages: list[Message], most_tokens: int | None = None) -> Iterator[str]:
        """Yield the text that the model writes, piece by piece, without what it thinks aloud.

        Raises:
            LanguageModelFailed: none came, or only the beginning of one; what was yielded before stands.
            Stopped: nobody waits for it any more.
        """
        client = self._client()
        until = time.monotonic() + self.settings.seconds
        limit = min(most_tokens or self.settings.tokens, self.settings.tokens)
        is_empty = True
        with self._turn(), self._failures_told():
            for piece in without_thinking(self._pieces(client, messages, limit, until)):
                is_empty = is_empty and not piece.strip()
                yield piece
        if is_empty:
            raise self._failed("wrote nothing")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=self.settings.seconds):
            raise self._failed(f"was busy with other texts for {self.settings.seconds:g} s")
        try:
            yield
        finally:
            self._turns.release()

    def _pieces(self, client: "OpenAI", messages: list[Message], limit: int, until: float) -> Iterator[str]:
        stream: Stream[Any] = client.chat.completions.create(
            model=self.name,
            messages=[message._asdict() for message in messages],
            max_tokens=limit,
            temperature=0,
            stream=True,
            timeout=max(1.0, until - time.monotonic()),
        )
        characters, ended = 0, None
        with stream:
            for chunk in stream:
                checkpoint()
                text, reason = _content(chunk)
                ended = reason or ended
                if text:
                    with self._lock:
                        self.written += 1
                    yield text
                characters += len(text)
                if characters > limit * CHARACTERS_A_TOKEN:
                    raise self._failed(f"wrote more than the {limit} tokens that it may; the rest was left out")
                if time.monotonic() > until:
                    raise self._failed(f"took more than {self.settings.seconds:g} s; the rest was left out")
        if ended == "length":
            raise self._failed(f"reached the limit of {limit} tokens; the end is missing")
        if ended is None:
            raise self._failed("broke off in the middle of its text")

    def _client(self) -> "OpenAI":
        import openai

        with self._lock:
            if self._opened is None:
                self._opened = openai.OpenAI(
                    base_url=self.settings.url,
                    api_key=self.settings.key or "none",
                    organization="",
                    project="",
                    max_retries=1,
                    default_headers={"Connection": "close"},  # texts are far between
                    timeout=openai.Timeout(self.settings.seconds, connect=CONNECT_SECONDS),
                    http_client=openai.DefaultHttpxClient(follow_redirects=False),
                )
            return self._opened

    @contextmanager
    def _failures_told(self) -> Iterator[None]:
        """Turn what goes wrong between here and the server into one line that says what to do."""
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            raise self._failed(f"did not answer within {self.settings.seconds:g} s") from error
        except openai.APIStatusError as error:
            raise self._failed(_refusal(error.status_code)) from error
        except openai.APIError as error:
            said = " ".join(str(error).split())[:200]
            raise self._failed(f"cannot be reached or broke off ({said}); is the server running?") from error
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:  # what it sent is no completion
            raise self._failed(f"sent what is no chat completion ({type(error).__name__})") from error

    def _failed(self, what: str) -> LanguageModelFailed:
        return LanguageModelFailed(f"the language model {self.name} at {self.settings.server} {what}")


def without_thinking(pieces: Iterator[str]) -> Iterator[str]:
    """Yield a text without the thinking aloud, between <think> and </think>, that it may begin with."""
    begun = ""
    for piece in pieces:
        begun += piece
        bare = begun.lstrip()
        if bare.startswith(_THINKING) and _THOUGHT not in bare:
            continue
        if _THINKING.startswith(bare):  # perhaps only the beginning of the mark
            continue
        yield bare.partition(_THOUGHT)[2] if bare.startswith(_THINKING) else begun
        yield from pieces
        return
    if begun and not begun.lstrip().startswith(_THINKING):
        yield begun


def _content(chunk: Any) -> tuple[str, str | None]:
    """Return the text of a chunk of a stream, "" where it has none, and why the stream ends with it, if it does."""
    if not chunk.choices:  # the last one may only count tokens
        return "", None
    choice = chunk.choices[0]
    return str(choice.delta.content or ""), choice.finish_reason


def _refusal(status: int) -> str:
    if status in {401, 403}:
        return f"refuses the key (HTTP {status}); set it: {KEY_VARIABLE}"
    if status == 404:
        return "is not known there (HTTP 404); see its name with --llm-model, the path with --llm"
    if status == 429:
        return "is busy or out of quota (HTTP 429); try again later"
    if 300 <= status < 400:
        return f"sends elsewhere (HTTP {status}), which is not followed; name the server itself with --llm"
    return f"failed (HTTP {status})"
