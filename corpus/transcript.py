"""The transcript model: spans, passages, turns, and what is known about a transcript as a whole.

Passages *tile* the text: joined in order they equal the decoded source, character for character. A passage
that is speech lies within one turn and is what is embedded and retrieved; headings, speaker lines and page
furniture are passages too, so that any transcript can be shown in full, but they are never retrieved.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from corpus.language import Language

AccountKind = Literal["transcript", "machine", "translation", "narration", "article", "digest"]
Role = Literal["speech", "heading", "speaker", "furniture"]

Chapters = Sequence[tuple[float, str]]
"""Parts of a recording: where each begins, in seconds, and its title."""
ACCOUNT_KINDS: tuple[AccountKind, ...] = get_args(AccountKind)
"""From the speaker's own words to a paraphrase: the provenance grade. `machine`: a recogniser heard the words."""
SPOKEN: frozenset[AccountKind] = frozenset({"transcript", "machine", "translation"})
"""Kinds in which everything is said by somebody, named or not; the rest is a writer's."""
FIDELITY: Mapping[AccountKind, float] = {
    "transcript": 1.0,
    "machine": 0.875,
    "translation": 0.75,
    "narration": 0.5,
    "article": 0.25,
    "digest": 0.0,
}
"""The same grade as a number: what weights were fitted with."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one transcript, in characters of its decoded source, half-open."""

    transcript: str
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether both share at least one character."""
        return self.transcript == other.transcript and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with everything that a citation of it says.

    `index` counts all passages of the transcript from 0; `text` is the source at [start, end). For speech,
    `turn` is the turn's index and `context` what the speech answers: the heading above it and the question
    before it (empty if neither is there). `page` counts from 1, `time` is in seconds from the beginning;
    `parallel` is the index of the turn that says the same in another language. None means not known.
    `times` are (offset in `text`, seconds) wherever what is known of the time changes, in order.
    """

    index: int
    start: int
    end: int
    text: str
    role: Role
    turn: int | None = None
    speaker: str | None = None
    section: str | None = None
    page: int | None = None
    time: float | None = None
    language: Language = "en"
    parallel: int | None = None
    context: str = ""
    question: bool = False
    """Whether an interviewer speaks here, so that it is quoted only when nothing else answers."""
    times: tuple[tuple[int, float], ...] = ()

    def time_at(self, offset: int) -> float | None:
        """Return the second at which the character at an offset of the transcript is said, None where not known."""
        at = bisect_right(self.times, offset - self.start, key=lambda known: known[0])
        return self.times[at - 1][1] if at else self.time


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of one speaker under one section heading: the passages of it, in order."""

    index: int
    passages: tuple[Passage, ...]

    @property
    def start(self) -> int:
        """Where the first passage starts."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Where the last passage ends."""
        return self.passages[-1].end

    @property
    def speaker(self) -> str | None:
        """The speaker as written, None where the transcript names none."""
        return self.passages[0].speaker

    @property
    def section(self) -> str | None:
        """The heading above, None before the first."""
        return self.passages[0].section


@dataclass(frozen=True, slots=True)
class TranscriptInfo:
    """What is known about a transcript as a whole; all of it is in the store.

    `id` is the file's name, unique in the library. `version` names these contents as understood by this program;
    `hash` is the SHA-256 of the file's bytes, `text_hash` that of the decoded text. `origin` is the path it was
    read from. `derived_from` is the id of the account this one was made from. `voices` maps names on speaker
    lines to what they stand for ("主持人" to the name of the show), `names` to whom the file itself says that they are
    ("JD" to "Jane Doe"). `added` is an ISO 8601 date and time, UTC. `corrections` is what a person corrected, as
    `ingest.corrections.recorded` writes it. `overrides` is what whoever added it said of it beside all files, by fields
    of `ingest.metadata.Metadata`; None where that was not kept. `chapters` are those of the recording, (second, title).
    `media` is the recording: an absolute path or an address.
    """

    id: str
    title: str
    kind: AccountKind
    conversation: str
    language: Language
    hash: str
    version: str = ""
    origin: str = ""
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    derived_from: str | None = None
    encoding: str = "utf-8"
    added: str = ""
    text_hash: str = ""
    characters: int = 0
    turns: int = 0
    passages: int = 0
    speakers: tuple[str, ...] = ()
    voices: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    corrections: tuple[Mapping[str, Any], ...] = ()
    overrides: Mapping[str, Any] | None = None
    chapters: tuple[tuple[float, str], ...] = ()
    media: str | None = None

    def stands_for(self, written: str) -> str:
        """Return whom a name on speaker lines stands for: what people said of it counts, then what the file says."""
        return self.voices.get(written) or self.names.get(written, written)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript in full."""

    info: TranscriptInfo
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The decoded source."""
        return "".join(passage.text for passage in self.passages)

    def turns(self) -> list[Turn]:
        """Return the turns in order of their index."""
        members: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.turn is not None and passage.role == "speech":
                members.setdefault(passage.turn, []).append(passage)
        return [Turn(index, tuple(passages)) for index, passages in sorted(members.items())]

    def speech(self) -> list[Passage]:
        """Return what is retrieved."""
        return [passage for passage in self.passages if passage.role == "speech"]


def text_hash(text: str) -> str:
    """Return the SHA-256 of a transcript's decoded text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def tiles(passages: Sequence[Passage], text: str) -> bool:
    """Whether the passages, in order, cover the text without gap or overlap and hold its characters."""
    at = 0
    for index, passage in enumerate(passages):
        if passage.index != index or passage.start != at or passage.text != text[at : passage.end]:
            return False
        at = passage.end
    return at == len(text)
