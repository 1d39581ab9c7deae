"""Who tells a story between the labels of others, and has none: paragraphs that speak of whoever spoke before them."""

import re
from collections.abc import Sequence

from ingest.lines import Line, blocks
from ingest.names import Likeness, likeness

_FEWEST = 2  # paragraphs that show that somebody tells a story
_TOLD = 0.1  # of the paragraphs without a label tell of whoever spoke before
_VOICES = 2  # labels
_SHORTEST = 3  # letters of a family name
_OF_ONESELF = re.compile(
    r"\b(?:I|I['’]\w{1,2}|me|my|mine|myself|we|our|us|ich|mich|mir|mein\w{0,2}|wir|je|j['’]\w+|moi|mon|ma|nous|yo|mi|nosotros"
    r"|io|mio|mia|noi|eu|meu|minha|nós|ik|mijn|wij)\b|[我咱]"
)


def mark_narrator(lines: Sequence[Line]) -> None:
    """Say that nobody is known to speak the paragraphs without a label behind those with one, where several of them
    name the very person who spoke before, as others do, and that person goes on behind one with a label of their own:
    somebody tells the story around what people say.
    """
    stretches = [block for block in blocks(lines) if any(line.role is None for line in block)]
    speakers = [_last_label(block) for block in stretches]
    bare = [at for at, block in enumerate(stretches) if speakers[at] is None and block[0].open]
    first = next((at for at, speaker in enumerate(speakers) if speaker), len(stretches))
    told = [at for at in bare if at > first and _tells_of(_before(speakers, at), _text(stretches[at]))]
    begun = any(at < first and any(line.prose for line in stretches[at]) for at in bare)
    after = {at: next(iter(speakers[at + 1 :]), None) for at in told}
    resumed = any(_family(after[at]) == _family(_before(speakers, at)) for at in told)
    found = [stretches[at][0] for at in bare if at > first]
    enough = len(told) + begun >= _FEWEST and len(told) >= _TOLD * len(found)
    for line in found if resumed and enough and len(set(speakers) - {None}) >= _VOICES else ():
        line.unnamed = True


def _last_label(block: Sequence[Line]) -> str | None:
    return next((line.label.speaker for line in reversed(block) if line.label is not None), None)


def _before(speakers: Sequence[str | None], at: int) -> str:
    return next((speaker for speaker in reversed(speakers[:at]) if speaker), "")


def _text(block: Sequence[Line]) -> str:
    return " ".join(line.text for line in block)


def _family(speaker: str | None) -> str:
    return speaker.split()[-1].casefold() if speaker else ""


def _tells_of(speaker: str, text: str) -> bool:
    """Whether a paragraph names somebody as others do, by the family name, and nobody says I in it."""
    family = _family(speaker)
    if likeness(speaker) < Likeness.SINGLE or len(family) < _SHORTEST or _OF_ONESELF.search(text):
        return False
    return re.search(rf"\b{re.escape(family)}\b", text, re.IGNORECASE) is not None
