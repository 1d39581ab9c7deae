"""Find the people that a question names, however they are written: a name is who, not what."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from answer.question.charges import ChargeIndex
from answer.question.sounds import SoundIndex
from answer.question.transliteration import TransliterationIndex
from corpus.catalogue import Catalogue, Person
from corpus.language import CJK, cjk_share, fold

_LATIN_WORD = re.compile(rf"[^\W\d_{CJK}]+")
SHORTEST_FAMILY = 3
"""Letters of a family name by which a speaker is known."""
_TITLES = frozenset("mr mrs ms miss dr prof professor sir doctor herr frau monsieur madame señor señora".split())
_MONTHS = frozenset(map(str.lower, calendar.month_name[1:]))
_NAMES_ANOTHER = re.compile(r" (?:[A-Z][a-z]|\d)")
"""Behind a word that is no family name here, but begins another name or a date."""
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
        known = list(catalogue.people)
        heard = [Person(s) for s in dict.fromkeys(speakers) if not catalogue.person(s) and _is_name(s)]
        self._people = _by_name([*known, *heard])
        self._families = {name: p for name, p in _families(heard).items() if name not in _by_name(known)}
        people = [*known, *(person for person in heard if " " in person.name)]
        names = _by_name(people)
        self._names = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        self._pattern = _pattern(self._names)
        self._charges, self._sounds = ChargeIndex(people), SoundIndex(names)
        self._transliterations = TransliterationIndex(_families([*known, *heard]), people)
        self._single = {n: p for n, p in self._names.items() if n.isalpha() and len(n) >= SHORTEST_TYPO}

    def person(self, name: str) -> Person | None:
        """Return whose main name or other name this is, in any script and case; None if nobody's."""
        return self._people.get(fold(name).strip())

    def mentions(self, text: str) -> list[Mention]:
        """Return the people named in a text, in order: by the family name of a speaker, by the sound of a Chinese name,
        as they are written, by a Latin name in Chinese characters, with a typo, or by what they lead; what lies in an
        earlier kind of mention does not count.
        """
        folded = fold(text)
        found: list[Mention] = list(self._by_family(text))
        for mentions in (self._by_sound, self._written, self._transliterated, self._typos, self._by_charge):
            found += [m for m in mentions(folded) if not any(m.start < f.end and f.start < m.end for f in found)]
        return _joined(sorted(found, key=lambda m: m.start), folded)

    def _written(self, folded: str) -> list[Mention]:
        matches = self._pattern.finditer(folded)
        return [Mention(self._names[match.group()], match.start(), match.end()) for match in matches]

    def _by_family(self, text: str) -> Iterator[Mention]:
        """Find family names of speakers, written as names are: "Mill's father", "Ada Mill", but not "the mill"; nor
        where another given name than theirs stands before.
        """
        words = list(_LATIN_WORD.finditer(text))
        for before, word in zip([None, *words], words, strict=False):
            person = self._families.get(fold(word.group()))
            if person is None or not word.group()[0].isupper():
                continue
            given = before if before and _belongs(before, word, text) else None
            if given is None and word.start() == 0 and len(word.group()) <= SHORTEST_TYPO and not cjk_share(text):
                continue  # May … ? Young people … ?
            if given is None and (fold(word.group()) in _MONTHS or _NAMES_ANOTHER.match(text, word.end())):
                continue  # in May, the Young Foundation
            if given and not _may_be(given.group(), person):
                continue
            yield Mention(person, given.start() if given else word.start(), word.end())

    def _by_sound(self, folded: str) -> list[Mention]:
        return [Mention(person, start, end) for start, end, person in self._sounds.mentions(folded)]

    def _transliterated(self, folded: str) -> list[Mention]:
        return [Mention(person, start, end) for start, end, person in self._transliterations.mentions(folded)]

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
    """Whether a speaker line may name somebody, rather than a role such as 主持人 or Q; a single word may do either: it
    counts in a question only where it is written as a name.
    """
    words = speaker.split()
    return cjk_share(speaker) < 0.5 and (len(words) >= 2 or (speaker.isalpha() and len(speaker) >= SHORTEST_FAMILY))


def _by_name(people: Sequence[Person]) -> dict[str, Person]:
    """Return the people by each of their names, folded; a name of several is the first one's."""
    return {fold(name).strip(): person for person in reversed(people) for name in person.names}


def _families(people: Iterable[Person]) -> dict[str, Person]:
    """Return the people by their family names, or by all that is known of their names; those of two people are left
    out.
    """
    found: dict[str, list[Person]] = {}
    for person in people:
        family = person.name.split()[-1]
        if family.isalpha() and len(family) >= SHORTEST_FAMILY:
            found.setdefault(fold(family), []).append(person)
    return {family: named[0] for family, named in found.items() if len(named) == 1}


def _belongs(before: re.Match[str], word: re.Match[str], text: str) -> bool:
    """Whether the word before a family name is a given name or a title."""
    is_beside = text[before.end() : word.start()].strip(" .") == "" and before.start() > 0
    return is_beside and before.group()[0].isupper()


def _may_be(given: str, person: Person) -> bool:
    """Whether a person may have a given name: nobody's title tells against it."""
    known = person.name.split()
    return len(known) == 1 or fold(given) in _TITLES or fold(given[0]) == fold(known[0][0])


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Match any of some names, earlier ones first: Latin ones as words; Chinese has no word borders, and "Borgeaud 说"
    may stand without a space.
    """
    latin, others = list[str](), list[str]()
    for name in names:
        (latin if _LATIN_WORD.fullmatch(name[0]) else others).append(re.escape(name))
    letter = rf"[^\W\d_{CJK}]"  # looked for once around all names: with each of thousands, compiling takes seconds
    either = [rf"(?<!{letter})(?:{'|'.join(latin)})(?!{letter})"] if latin else []
    return re.compile("|".join([*either, *others]) or "(?!)")


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
