"""Captions in two languages, in each cue or in cues of the same time: what stands under what is laid out as pairs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.language import cjk_share, detect, same_language
from ingest.readers.cue import Cue

_PAIRED = 0.7  # of the cues say everything twice
_FEWEST = 2  # pairs
_ENOUGH = 240  # characters that a stretch of one language has at least before the other's begins
_SAMPLE = 5_000  # characters of each language
_ENDS = (".", "?", "!", "。", "？", "！", "…")


def in_two_languages(cues: Sequence[Cue]) -> list[Cue]:
    """Return captions of one language as they are; of two, stretches of the first, each with its other after it."""
    pairs = _pairs(cues)
    paired = [pair for pair in pairs if len(pair) == 2]
    if len(paired) < _FEWEST or len(paired) < _PAIRED * len(pairs) or not _differ(paired):
        return list(cues)
    found: list[Cue] = []
    for number, stretch in enumerate(_stretches(pairs)):
        found.extend(pair[0] for pair in stretch)
        found.extend(replace(pair[1], twin=number, fresh=False) for pair in stretch if len(pair) == 2)
    return found


def _pairs(cues: Sequence[Cue]) -> list[tuple[Cue, ...]]:
    """Return each cue with its other: the cue of the same time behind it, or the second half of its lines."""
    found: list[tuple[Cue, ...]] = []
    for _, group in groupby(cues, key=lambda cue: (cue.start, cue.speaker, cue.aside)):
        same = list(group)
        lines = same[0].text.strip().split("\n")
        if len(same) == 2 and same[0].start is not None:
            found.append(tuple(same))
        elif len(same) == 1 and len(lines) % 2 == 0:
            half = _border(lines)
            found.append(
                (replace(same[0], text="\n".join(lines[:half])), replace(same[0], text="\n".join(lines[half:])))
            )
        else:
            found.extend((cue,) for cue in same)
    return found


def _border(lines: Sequence[str]) -> int:
    """Return where the other language begins in a cue: where the script changes, else in the middle."""
    chinese = [cjk_share(line) >= 0.2 for line in lines]
    changes = [at for at in range(1, len(lines)) if chinese[at] != chinese[at - 1]]
    return changes[0] if len(changes) == 1 else len(lines) // 2


def _differ(paired: Sequence[tuple[Cue, ...]]) -> bool:
    first, second = ("\n".join(pair[side].text for pair in paired)[:_SAMPLE] for side in (0, 1))
    return not same_language(detect(first), detect(second))


def _stretches(pairs: Sequence[tuple[Cue, ...]]) -> Iterator[list[tuple[Cue, ...]]]:
    """Yield pairs of one speaker in stretches that end with a sentence and are long enough to be read."""
    stretch: list[tuple[Cue, ...]] = []
    for pair in pairs:
        cue = pair[0]
        if stretch and (cue.fresh or cue.speaker != stretch[-1][0].speaker or _is_full(stretch)):
            yield stretch
            stretch = []
        stretch.append(pair)
    if stretch:
        yield stretch


def _is_full(stretch: Sequence[tuple[Cue, ...]]) -> bool:
    size = sum(len(pair[0].text) * (1 + 2 * (cjk_share(pair[0].text) >= 0.2)) for pair in stretch)
    return size >= _ENOUGH and stretch[-1][0].text.rstrip().endswith(_ENDS)
