"""Who speaks when in a recording, as a package says (docs/plugins.md); what was heard is cut by it."""

from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import UnreadableFile

GROUP = "interview_qa.diarisers"
NEAR = 1.0
"""Seconds from a turn at which a word in no turn still is of it; farther, nobody is named."""


class SpeakerTurn(NamedTuple):
    """Somebody speaks from one second to another; `speaker` is a label, SPEAKER_01, or a name."""

    start: float
    end: float
    speaker: str


def diarise(name: str, path: Path) -> list[SpeakerTurn]:
    """Return who speaks when in a recording, as an installed diariser tells.

    Raises:
        UnreadableFile: There is no such diariser, or it fails.
    """
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        known = ", ".join(sorted(found)) or "none is installed"
        raise UnreadableFile(
            f"no diariser {name!r} ({known}); install a package that brings one, or leave --diariser out"
        )
    try:
        told = found[name].load()(path)
        return sorted(SpeakerTurn(float(start), float(end), str(speaker)) for start, end, speaker in told)
    except Exception as error:  # whatever somebody else's code raises
        reason = " ".join(str(error).split()) or type(error).__name__
        raise UnreadableFile(f"{path.name}: the diariser {name} cannot tell who speaks ({reason})") from error


def with_speakers(pieces: Iterable[dict[str, Any]], turns: Sequence[SpeakerTurn]) -> list[dict[str, Any]]:
    """Return what was heard, cut where the speaker changes, each piece with its `speaker`; None where nobody is near.

    Args:
        pieces: As Whisper's JSON has them, with their words.
        turns: In order of their beginnings.
    """
    told = []
    for piece in pieces:
        for speaker, words in groupby(piece["words"], lambda word: _speaker(word, turns)):
            said = list(words)
            text = "".join(word["word"] for word in said).strip()
            part = {"start": said[0]["start"], "end": said[-1]["end"], "text": text, "words": said, "speaker": speaker}
            told.append({**piece, **part})
        if not piece["words"]:
            told.append({**piece, "speaker": _speaker(piece, turns)})
    return told


def _speaker(word: dict[str, Any], turns: Sequence[SpeakerTurn]) -> str | None:
    """Return who speaks for the longest of a word, else nearest to it."""
    near = [(_together(word, turn), turn.speaker) for turn in turns]
    most, speaker = max(near, key=lambda one: one[0], default=(-NEAR, None))
    return speaker if most > -NEAR else None


def _together(word: dict[str, Any], turn: SpeakerTurn) -> float:
    """Return for how many seconds a word and a turn are at once; less than 0: how far they are apart."""
    return float(min(word["end"], turn.end) - max(word["start"], turn.start))
