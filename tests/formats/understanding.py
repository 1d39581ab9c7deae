"""What a reader of a transcript would write down of it: turns, times, and what must not be in them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.catalogue import Catalogue
from corpus.transcript import Passage, Transcript, tiles
from ingest.metadata import Metadata
from ingest.transcripts import make_transcript

HERE = Path(__file__).parent
SLACK = 0.05  # seconds


@dataclass(frozen=True)
class Case:
    """A small transcript and what is to be understood of it."""

    name: str
    data: bytes
    suffix: str
    turns: list[list[Any]]
    at: dict[str, float]
    others: dict[str, Any]


def cases(name: str) -> list[Case]:
    """Return the cases of a YAML file beside this one."""
    return [
        Case(
            case.pop("name"),
            case.pop("text").encode(),
            case.pop("suffix", "txt"),
            case.pop("turns"),
            case.pop("at", {}),
            case,
        )
        for case in yaml.safe_load((HERE / name).read_text("utf-8"))
    ]


def understood(data: bytes, suffix: str) -> Transcript:
    transcript = make_transcript(f"talk.{suffix}", data, Metadata(), Catalogue())
    assert tiles(transcript.passages, transcript.text)
    return transcript


def squeezed(text: str) -> str:
    return " ".join(text.split())


def turns(transcript: Transcript) -> list[tuple[str | None, str, float | None]]:
    """Return who says what, and from which second on."""
    names = transcript.info.names
    found = []
    for turn in transcript.turns():
        words = squeezed("".join(passage.text for passage in turn.passages))
        speaker = names.get(turn.speaker, turn.speaker) if turn.speaker else None
        found.append((speaker, words, turn.passages[0].time))
    return found


def second_of(transcript: Transcript, words: str) -> float | None:
    """Return the second at which words are said that stand in one passage."""
    passage = next(p for p in transcript.speech() if words in squeezed(p.text))
    return passage.time_at(start_of(passage, words))


def start_of(passage: Passage, words: str) -> int:
    first = words.split(maxsplit=1)[0] if words.isascii() else words
    near = passage.text.find(words)
    return passage.start + (near if near >= 0 else passage.text.find(first))
