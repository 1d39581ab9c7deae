"""What may be wrong in what was understood of a transcript: where a person should look."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from corpus.transcript import Transcript, Turn

_HIDDEN = 0.4  # of the characters are taken for what nobody said
_SHOWN = 8  # turns that a doubt lists


def doubts(transcript: Transcript) -> list[str]:
    """Return the doubts about a transcript, a sentence each, [] where nothing looks odd."""
    turns = transcript.turns()
    return [*_unnamed(turns), *_once(turns), *_backwards(turns), *_hidden(transcript)]


def _unnamed(turns: list[Turn]) -> Iterator[str]:
    unnamed = [turn.index for turn in turns if turn.speaker is None]
    if unnamed and len(unnamed) < len(turns):
        yield f"nobody is named for {_listed(unnamed)}"


def _once(turns: list[Turn]) -> Iterator[str]:
    uses = Counter(turn.speaker for turn in turns if turn.speaker)
    once = [turn for turn in turns if turn.speaker and uses[turn.speaker] == 1]
    if len(uses) > 2:
        for turn in once[:_SHOWN]:
            yield f"{turn.speaker} speaks once, in turn {turn.index}"


def _backwards(turns: list[Turn]) -> Iterator[str]:
    timed = [(turn.index, turn.passages[0].time) for turn in turns]
    known = [(index, time) for index, time in timed if time is not None]
    falls = [index for (_, before), (index, time) in pairwise(known) if time < before]
    if falls:
        yield f"the time falls back in {_listed(falls)}"


def _hidden(transcript: Transcript) -> Iterator[str]:
    hidden = sum(len(passage.text) for passage in transcript.passages if passage.role == "furniture")
    if hidden > _HIDDEN * transcript.info.characters:
        yield f"{hidden / transcript.info.characters:.0%} of the text is taken for what nobody said"


def _listed(indexes: list[int]) -> str:
    shown = ", ".join(map(str, indexes[:_SHOWN]))
    more = f" and {len(indexes) - _SHOWN} more" if len(indexes) > _SHOWN else ""
    return f"turn{'s' * (len(indexes) > 1)} {shown}{more}"
