"""What an answer is: points made of verbatim quotes, each with its citation."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from corpus.alignment.model import Divergence
from corpus.language import Language
from corpus.transcript import AccountKind, Span

ANSWERS_FROM = 0.53
"""Probability from which the transcripts count as answering."""
AnswerKind = Literal["quotes", "abstained", "library"]
Fault = Literal["number", "name", "negation", "meaning", "markup"]
"""What a written sentence has that its quotes do not bear out: a number or a name that is neither theirs nor the
question's, a yes for their no, something else than they say, or marks of HTML and links, which no sentence needs."""
Voice = Literal["speaker", "host", "writer", "unnamed"]


@dataclass(frozen=True, slots=True)
class Parallel:
    """The same words in the account's other language."""

    source: str
    start: int
    end: int
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Translation:
    """Words of a transcript in another language, as a machine has them; `model` is its name. `differences` are the
    numbers and names that stand in one of both alone.
    """

    text: str
    language: Language
    model: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A span with its text and what its citation says.

    `n` counts from 1, best first. `speaker` is the person's main name, `speaker_as_written` what the speaker
    line says (None where there is none); `voice` tells whose words they are in this account: the speaker's,
    the host's (who asks or narrates), the writer's, or of somebody recorded whom nothing names. `page` counts
    from 1, `time` is in seconds, of the first character. `score` is the probability that this quote answers. `address`
    is the citation to keep: `transcript@hash:start-end`. `answer_span` is where in the transcript the words stand that
    answer, None where no part of the quote stands out. `cut` says whether it begins, and whether it ends, within a
    sentence that is too long to be quoted whole. `translation` is a language model's, None where there is none.
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
    answer_span: tuple[int, int] | None = None
    cut: tuple[bool, bool] = (False, False)
    translation: Translation | None = None

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
class ProseSentence:
    """A sentence that a language model wrote, and the numbers of the quotes that it rests on: one at least."""

    text: str
    quotes: tuple[int, ...]
    faults: tuple[Fault, ...] = ()
    borne_out: bool = True
    """Whether the quotes say so: there are no faults."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What a language model wrote from an answer's quotes.

    `left_out` counts sentences that name no quote and are borne out by none: they are nowhere shown. `failure` says in
    one line what went wrong, None where nothing did; the sentences written before stand.
    """

    model: str
    sentences: tuple[ProseSentence, ...] = ()
    left_out: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question.

    `kind` is "quotes" for an answer from the transcripts, "abstained" where they don't say (then `quotes` are
    the nearest passages, marked as not answering) and "library" for questions about the library itself.
    `answer` is Markdown with [n] markers, in the question's language or the request's frame; `lead` the verbatim words
    that answer most directly. `suggestions` are questions known to have an answer. `seconds` is the time it took.
    `prose` is a language model's, None where none wrote; `notice` says in one line what went wrong where a language
    model was to help finding, None where nothing did.
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
    prose: Prose | None = None
    notice: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the transcripts (or the library) answer."""
        return self.kind != "abstained"

    def as_data(self) -> dict[str, Any]:
        """Return plain data in the form of the answer contract (docs/asking.md)."""
        return {**asdict(self), "answered": self.answered, "seconds": round(self.seconds, 4)}


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage found for a question. `score` only grows with relevance; it has no unit."""

    source: str
    start: int
    end: int
    score: float
    title: str
    text: str


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
    """A question as it comes in: `history` holds earlier questions of the same talk, oldest first. `frame` is the
    language that the quotes are framed in where there are no phrases in the question's own. `answers_from` is the
    probability of there being an answer, 0 to 1, below which nothing is answered. `uses_model` lets the language model
    help, where one is named.
    """

    question: str
    history: tuple[str, ...] = ()
    id: str | None = None
    filters: Filters = field(default_factory=Filters)
    frame: Language = "en"
    answers_from: float = ANSWERS_FROM
    uses_model: bool = True


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
