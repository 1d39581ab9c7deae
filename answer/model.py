"""What an answer is: points made of verbatim quotes, each with its citation."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from corpus.accounts import Divergence
from corpus.language import Language
from corpus.transcript import AccountKind, Span

AnswerKind = Literal["quotes", "abstained", "library"]
Voice = Literal["speaker", "host", "writer"]


@dataclass(frozen=True, slots=True)
class Parallel:
    """The same words in the account's other language."""

    source: str
    start: int
    end: int
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Quote:
    """A span with its text and what its citation says.

    `n` counts from 1, best first. `speaker` is the person's main name, `speaker_as_written` what the speaker
    line says (None where there is none); `voice` tells whose words they are in this account: the speaker's,
    the host's (who asks or narrates) or the writer's. `page` counts from 1, `time` is in seconds. `score` is
    0 to 1. `address` is the citation to keep: `transcript@hash:start-end`.
    """

    n: int
    text: str
    source: str
    start: int
    end: int
    title: str
    kind: AccountKind
    conversation: str
    speaker: str | None
    speaker_as_written: str | None
    voice: Voice
    section: str | None
    page: int | None
    time: float | None
    language: Language
    parallel: Parallel | None
    score: float
    address: str
    publisher: str | None = None
    doubtful_speaker: str | None = None
    """Who says this by the other accounts, where the speaker line seems wrong; None where nothing speaks against it."""

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.source, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Point:
    """One statement with the quotes (their numbers) of every account that makes it.

    `accounts` counts independent accounts among the quotes, `accounts_in_all` those of the conversation; an
    account that derives from another of them counts with it (`dependent` names such). In `silent` ones the
    statement was not found, nor anything else that the answer quotes.
    """

    quotes: tuple[int, ...]
    accounts: int
    accounts_in_all: int
    conversation: str
    silent: tuple[str, ...] = ()
    dependent: tuple[str, ...] = ()
    divergence: Divergence | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question.

    `kind` is "quotes" for an answer from the transcripts, "abstained" where they don't say (then `quotes` are
    the nearest passages, marked as not answering) and "library" for questions about the library itself.
    `answer` is Markdown with [n] markers in the question's language; `lead` the verbatim words that answer
    most directly. `suggestions` are questions known to have an answer. `seconds` is the time it took.
    """

    question: str
    language: Language
    kind: AnswerKind
    answer: str
    lead: Span | None = None
    points: tuple[Point, ...] = ()
    quotes: tuple[Quote, ...] = ()
    suggestions: tuple[str, ...] = ()
    seconds: float = 0.0
    id: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the transcripts (or the library) answer."""
        return self.kind != "abstained"

    def as_data(self) -> dict[str, Any]:
        """Return plain data in the form of the answer contract (README, "For programs")."""
        return {**asdict(self), "answered": self.answered, "seconds": round(self.seconds, 4)}


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage found for a question. `score` only grows with relevance; it has no unit."""

    source: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Restricts an answer: to transcripts (ids), to what a person says, to conversations (ids), to languages,
    to dates (ISO 8601, inclusive). Empty or None means no restriction.
    """

    sources: frozenset[str] = frozenset()
    speaker: str | None = None
    conversations: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it comes in: `history` holds earlier questions of the same talk, oldest first."""

    question: str
    history: tuple[str, ...] = ()
    id: str | None = None
    filters: Filters = field(default_factory=Filters)


def request_from(data: Mapping[str, Any]) -> Request:
    """Build a request from a line of a batch.

    Raises:
        ValueError: a field is missing or of another type than the contract says.
    """
    question, history = data.get("question"), data.get("history", [])
    if not isinstance(question, str):
        raise ValueError('"question" must be a text')
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        raise ValueError('"history" must be a list of earlier questions')
    identifier = data.get("id")
    return Request(question, tuple(history), None if identifier is None else str(identifier))
