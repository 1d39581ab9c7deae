"""What a person knows better than the reader of a transcript: who speaks, and who is who. An overlay: it is kept beside
the source (`corrections` in its side file) and laid over what is understood of it; the characters never change.

Renaming is a `NameIs`; merging two speakers, the same name for both. Changing whose a turn is, is a `SpeakerIs` over
it; splitting a turn, one over a part of it; merging turns, one over the second with the speaker of the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from corpus.errors import BadCatalogue
from corpus.transcript import Passage
from ingest.interview import TurnFacts, find_contexts, find_questions
from ingest.structure import Structure


@dataclass(frozen=True, slots=True)
class SpeakerIs:
    """What is spoken at [start, end) of the text is `speaker`'s; None: nobody knows whose."""

    start: int
    end: int
    speaker: str | None


@dataclass(frozen=True, slots=True)
class NameIs:
    """Whoever is written so on speaker lines is called `name`."""

    written: str
    name: str


Correction = SpeakerIs | NameIs


def corrected(structure: Structure, corrections: Sequence[Correction]) -> Structure:
    """Return what is understood of a transcript as a person corrected it; of corrections that say something of the same
    words the later counts. The passages still tile the text.
    """
    names = {**structure.names, **{one.written: one.name for one in corrections if isinstance(one, NameIs)}}
    spoken = [one for one in corrections if isinstance(one, SpeakerIs)]
    if not spoken:
        return replace(structure, names=names)
    passages = list(structure.passages)
    for one in spoken:
        passages = [piece for passage in passages for piece in _pieces(passage, one)]
    numbered = [replace(passage, index=index) for index, passage in enumerate(passages)]
    return replace(structure, names=names, passages=tuple(_in_turns(numbered)))


def _pieces(passage: Passage, correction: SpeakerIs) -> Iterator[Passage]:
    """Cut a passage of speech where a correction begins and ends, and give the speaker to what lies within."""
    inside = passage.role == "speech" and passage.start < correction.end and correction.start < passage.end
    if not inside:
        yield passage
        return
    edges = {passage.start, passage.end, *(at for at in (correction.start, correction.end) if _within(passage, at))}
    for start, end in zip(sorted(edges), sorted(edges)[1:], strict=False):
        own = correction.start <= start < correction.end
        yield _cut(passage, start, end, correction.speaker if own else passage.speaker)


def _within(passage: Passage, at: int) -> bool:
    return passage.start < at < passage.end


def _cut(passage: Passage, start: int, end: int, speaker: str | None) -> Passage:
    text = passage.text[start - passage.start : end - passage.start]
    later = tuple((at + passage.start - start, time) for at, time in passage.times if start < passage.start + at < end)
    known = passage.time_at(start)
    times = ((0, known), *later) if later and known is not None else later
    role = passage.role if text.strip() else "furniture"
    turn = passage.turn if role == "speech" else None
    said = speaker if role == "speech" else None
    return replace(
        passage, start=start, end=end, text=text, role=role, turn=turn, speaker=said, time=known, times=times
    )


def _in_turns(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Number the turns anew: one goes on where the same person speaks on, under the same heading."""
    turns: list[TurnFacts] = []
    texts: list[list[str]] = []
    placed: dict[int, int] = {}
    moved: dict[int, int] = {}
    before: Passage | None = None
    section = 0
    for passage in passages:
        section += passage.role == "heading"
        if passage.role != "speech" or passage.turn is None:
            continue
        if before is None or not _goes_on(before, passage, turns[-1].section == section):
            headings = (passage.section,) if passage.section else ()
            turns.append(TurnFacts(len(turns), passage.speaker, section, headings, None, language=passage.language))
            texts.append([])
        moved.setdefault(passage.turn, turns[-1].index)
        placed[passage.index] = turns[-1].index
        texts[-1].append(passage.text)
        before = passage
    for turn, said in zip(turns, texts, strict=True):
        turn.text = "".join(said).strip()
    find_questions(turns)
    find_contexts(turns)
    yield from (_placed(passage, turns, placed, moved) for passage in passages)


def _goes_on(before: Passage, passage: Passage, same_section: bool) -> bool:
    if before.turn == passage.turn:
        return before.speaker == passage.speaker
    return same_section and passage.speaker is not None and before.speaker == passage.speaker and not passage.parallel


def _placed(
    passage: Passage, turns: Sequence[TurnFacts], placed: Mapping[int, int], moved: Mapping[int, int]
) -> Passage:
    if passage.index not in placed:
        return passage
    turn = turns[placed[passage.index]]
    parallel = None if passage.parallel is None else moved.get(passage.parallel)
    return replace(passage, turn=turn.index, question=turn.question, context=turn.context, parallel=parallel)


def recorded(structure: Structure, corrections: Sequence[Correction]) -> tuple[dict[str, Any], ...]:
    """Return corrections as a library keeps them: as plain data, each with `source_says`, whom the structure, not yet
    corrected, names there, each once, None where it names nobody.
    """
    return tuple({**asdict(one), "source_says": _source_says(structure, one)} for one in corrections)


def _source_says(structure: Structure, one: Correction) -> list[str | None]:
    if isinstance(one, NameIs):
        return [structure.names.get(one.written, one.written)]
    spoken = [p for p in structure.passages if p.role == "speech" and p.start < one.end and one.start < p.end]
    return list(dict.fromkeys(passage.speaker for passage in spoken))


def from_record(record: Sequence[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """Return the corrections that a library keeps."""
    plain = [{key: value for key, value in one.items() if key != "source_says"} for one in record]
    return tuple(corrections_from(plain, "the library"))


def renamed(names: Mapping[str, str], corrections: Sequence[Correction]) -> dict[str, str]:
    """Return whom names stand for, those of them corrected that a person corrected."""
    known = {one.written: one.name for one in corrections if isinstance(one, NameIs)}
    return {written: known.get(written, name) for written, name in names.items()}


def as_data(corrections: Sequence[Correction]) -> list[dict[str, Any]]:
    """Return plain data that `corrections_from` reads back."""
    return [asdict(one) for one in corrections]


def corrections_from(data: Any, where: str) -> list[Correction]:
    """Read corrections from plain data; `where` names it in errors.

    Raises:
        BadCatalogue: something has another form than it should.
    """
    found: list[Correction] = []
    for one in data if isinstance(data, list) else [None]:
        if isinstance(one, dict) and set(one) == {"start", "end", "speaker"} and _is_span(one):
            found.append(SpeakerIs(one["start"], one["end"], one["speaker"]))
        elif (
            isinstance(one, dict) and set(one) == {"written", "name"} and all(isinstance(v, str) for v in one.values())
        ):
            found.append(NameIs(one["written"], one["name"]))
        else:
            raise BadCatalogue(f"{where}: a correction has start, end and speaker, or written and name")
    return found


def _is_span(one: Mapping[str, Any]) -> bool:
    numbers = all(isinstance(one[key], int) and not isinstance(one[key], bool) for key in ("start", "end"))
    return numbers and 0 <= one["start"] < one["end"] and isinstance(one["speaker"], str | None)
