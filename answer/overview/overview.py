"""An overview of a transcript, and of a library, from what the store holds of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

import numpy as np

from answer.overview.naming import Named, known_names, named_most
from answer.overview.stretches import stretches
from answer.search.ranking import Floats
from answer.writing.examples import questions_in
from corpus.database import Snapshot
from corpus.scripts import is_compact
from corpus.sentences import split
from corpus.transcript import Passage, Transcript
from corpus.vectors.packing import PassageVectors, unpacked

FEWEST_SECTIONS, LARGEST_SECTION = 3, 0.6
"""A transcript with fewer headings, or where more than this share stands below one of them, is divided by topic."""
MOST_QUESTIONS = 60
"""That are listed; of more, evenly chosen ones."""
SENTENCE, SENTENCE_IF_COMPACT = (40, 220), (14, 90)
"""Characters of a sentence that stands for a stretch, from and to."""
_HEADING_MARKS = " \t\r\n#*_>|=-"
_MARKUP = re.compile(r"[<>\[\]|]|https?:")
_WHOLE = re.compile(r"[^a-zß-ÿ].*[.!?。！？…][\"'”’」』)*]*", re.DOTALL)
"""A sentence from its beginning to its end: one that is cut at the end of a line is none."""
_CUT = 0.3
"""How much less a sentence tells that is none."""
TRANSCRIPTS = 40
"""Of a library, in which names are looked for: the latest."""
SAMPLED = 24
"""Passages of each."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the transcript at [start, end), with the second at which they are said (None: not known)."""

    start: int
    end: int
    text: str
    time: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """How much of all that is said somebody says, 0 to 1; `name` is None for whoever is not named."""

    name: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in a transcript. `parts` are its sections' headings or, where it has none, a sentence of its own for each
    stretch by topic; `questions` those that an interviewer asks.
    """

    divided_by: Literal["sections", "stretches"]
    parts: tuple[Part, ...]
    questions: tuple[Part, ...]
    shares: tuple[Share, ...]
    named: tuple[Named, ...]

    def as_data(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LibraryOverview:
    """What is in a library: who speaks in how many transcripts, what is named in how many, from which months or years
    (ISO 8601) how many of them are.
    """

    people: tuple[Named, ...]
    topics: tuple[Named, ...]
    dates: tuple[Named, ...]

    def as_data(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


def transcript_overview(snapshot: Snapshot, transcript_id: str) -> Overview:
    """Return what is in a transcript.

    Raises:
        NoSuchTranscript: the library has none of that id.
    """
    transcript = snapshot.read(transcript_id)
    headings = tuple(_headings(transcript))
    parts = headings if _divide(headings, transcript) else tuple(_by_topic(snapshot, transcript))
    shares = _shares(snapshot, transcript)
    known = known_names(snapshot.catalogue, transcript.info.language)
    speakers = [share.name for share in shares if share.name]
    return Overview(
        "sections" if parts is headings else "stretches",
        parts,
        tuple(_some(list(_questions(transcript)), MOST_QUESTIONS)),
        shares,
        tuple(named_most(transcript.speech(), known, speakers) if known else ()),
    )


def library_overview(snapshot: Snapshot) -> LibraryOverview:
    """Return what is in a library."""
    people = Counter({name: len(where) for name, where in snapshot.spoken_by.items()})
    dates: Counter[str] = Counter()
    for info in snapshot.infos.values():
        dates[(snapshot.date_of(info) or "")[:7]] += 1
    del dates[""]
    return LibraryOverview(
        tuple(Named(*one) for one in people.most_common()),
        tuple(_topics(snapshot)),
        tuple(Named(*one) for one in sorted(dates.items())),
    )


def _topics(snapshot: Snapshot) -> list[Named]:
    """Return what is named in most transcripts: in two conversations at least, where there are several."""
    latest = sorted(snapshot.infos.values(), key=lambda info: info.added)[-TRANSCRIPTS:]
    speakers = list(snapshot.spoken_by)
    where: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for info in latest:
        known = known_names(snapshot.catalogue, info.language)
        speech = snapshot.read(info.id).speech()
        for named in named_most(_some(speech, SAMPLED), known, speakers) if known else ():
            where.setdefault(named.name, set()).add(info.conversation)
            counts[named.name] += 1
    least = 2 if len({info.conversation for info in latest}) > 2 else 1
    found = [name for name, at in where.items() if len(at) >= least] or list(where)
    return [Named(name, counts[name]) for name in sorted(found, key=lambda name: -counts[name])]


def _some(items: Sequence[_Item], most: int) -> Sequence[_Item]:
    """Return at most so many of some items, evenly chosen."""
    return items[:: -(-len(items) // most) or 1]


def _divide(headings: Sequence[Part], transcript: Transcript) -> bool:
    """Whether headings divide a transcript."""
    if len(headings) < FEWEST_SECTIONS:
        return False
    borders = [*(heading.start for heading in headings), transcript.passages[-1].end]
    return int(np.diff(borders).max()) <= LARGEST_SECTION * transcript.info.characters


def _headings(transcript: Transcript) -> Iterator[Part]:
    for passage in transcript.passages:
        if passage.role == "heading" and (title := passage.text.strip(_HEADING_MARKS)):
            start = passage.text.index(title)
            yield _part(passage, start, start + len(title))


def _shares(snapshot: Snapshot, transcript: Transcript) -> tuple[Share, ...]:
    said: Counter[str | None] = Counter()
    for passage in transcript.speech():
        name = snapshot.main_name(transcript.info, passage.speaker) if passage.speaker else None
        said[name] += len(passage.text)
    total = max(1, said.total())
    return tuple(Share(name, round(count / total, 4)) for name, count in said.most_common())


def _questions(transcript: Transcript) -> Iterator[Part]:
    """Yield the last question of each turn of an interviewer: what comes before mostly leads to it."""
    for turn in transcript.turns():
        found = list(questions_in(turn.passages, turn.passages[0].language))
        if found:
            passage, start, end = found[-1]
            yield _part(passage, start, end)


def _part(passage: Passage, start: int, end: int) -> Part:
    """Return the words at [start, end) of a passage's text."""
    at = passage.start + start
    return Part(at, passage.start + end, passage.text[start:end], passage.time_at(at))


def _by_topic(snapshot: Snapshot, transcript: Transcript) -> Iterator[Part]:
    stored = snapshot.vectors(transcript.info.id)
    speech = [passage for passage in transcript.speech() if passage.index in stored]
    vectors = unpacked([stored[passage.index] for passage in speech])
    if not speech:
        return
    starts = [i for i in range(1, len(speech)) if _may_begin(speech[i - 1], speech[i])]
    everything = _mean(vectors)
    for first, last in stretches(np.stack([one.pooled for one in vectors]), starts or range(1, len(speech))):
        part = _telling(speech[first:last], vectors[first:last], everything)
        if part:
            yield part


def _may_begin(before: Passage, passage: Passage) -> bool:
    """Whether a stretch may begin with a passage: with another's turn that answers no question."""
    return passage.turn != before.turn and not (before.question and not passage.question)


def _telling(passages: Sequence[Passage], vectors: Sequence[PassageVectors], everything: Floats) -> Part | None:
    """Return the sentence of a stretch that is most like what sets it apart from the whole talk; None without any."""
    aim = _mean(vectors) - everything
    best: tuple[float, Part] | None = None
    for passage, vector in zip(passages, vectors, strict=True):
        shortest, longest = SENTENCE_IF_COMPACT if is_compact(passage.language) else SENTENCE
        for start, end in split(passage.text):
            own = vector.within(start, end)
            is_fit = shortest <= end - start <= longest and not _MARKUP.search(passage.text, start, end)
            if not is_fit or not len(own):
                continue
            sets_apart = own.mean(axis=0) - everything
            cosine = float(sets_apart @ aim / max(1e-9, np.linalg.norm(sets_apart) * np.linalg.norm(aim)))
            is_whole = _WHOLE.fullmatch(passage.text, start, end) is not None
            score = cosine - passage.question - _CUT * (not is_whole)  # an answer rather than a question
            if best is None or score > best[0]:
                best = score, _part(passage, start, end)
    return best[1] if best else None


def _mean(vectors: Sequence[PassageVectors]) -> Floats:
    rows = [one.tokens for one in vectors if len(one.tokens)]
    return np.concatenate(rows).mean(axis=0) if rows else np.zeros(1, np.float32)
