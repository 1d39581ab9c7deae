"""Find the people that a question names, however they are written: a name is who, not what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from answer.charges import ChargeIndex
from answer.sounds import SoundIndex
from corpus.catalogue import Catalogue, Person
from corpus.language import CJK, cjk_share, fold

_LATIN_WORD = re.compile(rf"[^\W\d_{CJK}]+")
SHORTEST_TYPO = 5
"""Letters: a shorter name is recognised only as it is written, or common words would be taken for it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at [start, end) of the folded question."""

    person: Person
    start: int
    end: int


class PeopleIndex:
    """All names of a library's people, ready to be looked for."""

    def __init__(self, catalogue: Catalogue, speakers: Iterable[str] = ()) -> None:
        """Take the catalogue's people, and speakers of transcripts whom it does not know."""
        people = list(catalogue.people)
        people += [Person(s) for s in dict.fromkeys(speakers) if not catalogue.person(s) and _is_name(s)]
        names = {fold(name).strip(): person for person in reversed(people) for name in person.names}
        self._names = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        whole = "|".join(_pattern(name) for name in self._names)
        self._pattern = re.compile(whole) if whole else None
        self._charges, self._sounds = ChargeIndex(people), SoundIndex(names)
        self._single = {n: p for n, p in self._names.items() if n.isalpha() and len(n) >= SHORTEST_TYPO}

    def mentions(self, text: str) -> list[Mention]:
        """Return the people named in a text, in order: by the sound of a Chinese name, as they are written, with a
        typo, or by what they lead; what lies in an earlier kind of mention does not count.
        """
        folded = fold(text)
        found: list[Mention] = []
        for mentions in (self._by_sound, self._written, self._typos, self._by_charge):
            found += [m for m in mentions(folded) if not any(m.start < f.end and f.start < m.end for f in found)]
        return _joined(sorted(found, key=lambda m: m.start), folded)

    def _written(self, folded: str) -> list[Mention]:
        matches = self._pattern.finditer(folded) if self._pattern else ()
        return [Mention(self._names[match.group()], match.start(), match.end()) for match in matches]

    def _by_sound(self, folded: str) -> list[Mention]:
        return [Mention(person, start, end) for start, end, person in self._sounds.mentions(folded)]

    def _by_charge(self, folded: str) -> list[Mention]:
        return [Mention(person, start, end) for start, end, person in self._charges.mentions(folded)]

    def _typos(self, folded: str) -> list[Mention]:
        """Find Latin names with one letter wrong, missing, added or swapped."""
        found = []
        for match in _LATIN_WORD.finditer(folded):
            word = match.group().removesuffix("'s").removesuffix("’s")
            if len(word) < SHORTEST_TYPO:
                continue
            for name, person in self._single.items():
                if name[0] == word[0] and DamerauLevenshtein.distance(name, word, score_cutoff=1) <= 1:
                    found.append(Mention(person, match.start(), match.start() + len(word)))
                    break
        return found


def _is_name(speaker: str) -> bool:
    """Whether a speaker line names somebody rather than a role such as 主持人 or Q."""
    return cjk_share(speaker) < 0.5 and len(speaker.split()) >= 2


def _pattern(name: str) -> str:
    """Match a Latin name as a word; Chinese has no word borders, and "Borgeaud 说" may stand without a space."""
    escaped = re.escape(name)
    return rf"(?<![^\W\d_{CJK}]){escaped}(?![^\W\d_{CJK}])" if _LATIN_WORD.fullmatch(name[0]) else escaped


def _joined(mentions: list[Mention], folded: str) -> list[Mention]:
    """Make one mention of a given name and a family name that stand beside each other."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and last.person == mention.person and not folded[last.end : mention.start].strip(" ·.-"):
            joined[-1] = Mention(last.person, last.start, mention.end)
        else:
            joined.append(mention)
    return joined
