"""Names by their sound: one foreign name is written in Chinese in many ways (布尔若, 博尔若, 柏爾若)."""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from corpus.catalogue import Person
from corpus.language import CJK, is_known_word

ALIKE = 0.7
"""Share of letters, of the longer of two names in Pinyin without tones, that are the same."""
SHORTEST = 3
"""Characters: shorter names are recognised only where they sound just the same."""
_CHINESE = re.compile(f"[{CJK}]+")

Found = tuple[int, int, Person]
"""[start, end) of a name in a text, and whose it is."""


class SoundIndex:
    """The Chinese names of a library's people by their sound."""

    def __init__(self, names: dict[str, Person]) -> None:
        """Take folded names with whose they are; parts of a name are parted by a middle dot."""
        parts = {part: person for name, person in names.items() for part in _CHINESE.findall(name)}
        self._names = {part: (_sound(part), person) for part, person in parts.items() if len(part) > 1}

    def mentions(self, folded: str) -> list[Found]:
        """Return what sounds like a name in a folded text and is no word: long and alike ones first, none overlapping a
        better one.
        """
        return apart(self._rated(folded))

    def _rated(self, folded: str) -> Iterator[tuple[float, Found]]:
        for run in _CHINESE.finditer(folded) if self._names else ():
            for start in range(run.start(), run.end()):
                for end in range(start + 2, min(run.end(), start + 7) + 1):
                    yield from self._alike(folded, start, end)

    def _alike(self, folded: str, start: int, end: int) -> Iterator[tuple[float, Found]]:
        sound = _sound(folded[start:end])
        for name, (other, person) in self._names.items():
            if sound[0] != other[0] or abs(end - start - len(name)) > 1:
                continue
            least = ALIKE if min(end - start, len(name)) >= SHORTEST else 1.0
            alike = Levenshtein.normalized_similarity(sound, other, score_cutoff=least)
            if alike and (folded[start:end] == name or not is_known_word(folded[start:end])):
                yield alike**2 * len(sound), (start, end, person)


def apart(rated: Iterable[tuple[float, Found]]) -> list[Found]:
    """Return the best of what overlaps, best first."""
    chosen: list[Found] = []
    for _, one in sorted(rated, key=lambda found: -found[0]):
        if not any(one[0] < other[1] and other[0] < one[1] for other in chosen):
            chosen.append(one)
    return chosen


def _sound(chinese: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(chinese))
