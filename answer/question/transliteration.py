"""Latin names in Chinese characters: 布拉德斯基 is Bradski.

How much likelier than chance syllables stand for the letters of a name is told by a joint model of both (Li, Zhang and
Su, "A Joint Source-Channel Model for Machine Transliteration", 2004), learned from the names of a dictionary
(`python -m training.transliterations`). All names are looked for at once, along a trie of their letters.
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from answer.question.sounds import Found, apart
from corpus.catalogue import Person
from corpus.language import CJK, segment

MODEL_FILE = Path(__file__).with_name("transliterations.json")
LIKELY = 6.0
"""Log of how much likelier than chance a name is, from which it is one."""
SHORT, LIKELY_IF_SHORT = 3, 8.0
"""Characters of a whole name, and what holds for shorter ones, which more often look like words."""
UNLIKELY = -5.0
"""The same of one half of a name, from which the other half can make up for it."""
OF_SYLLABLE, OF_HALVES = 0.7, 0.25
"""How much is known from what was seen of a syllable, and from what was of its halves in others."""
SILENT = 0.05
"""What a letter counts that no syllable stands for, one behind each at most."""
_LEAST = 0.001  # likelihood of letters that are tried
_LONGEST = 8  # characters of a name
_RAREST = -3.0  # what a character counts at least
_DOT = "·‧・•"
_PART = re.compile(f"[{CJK}]+|[{_DOT}]")
_BESIDE_DOT = re.compile(f"^[{_DOT}]|[{_DOT}]$")
_RUN = re.compile(f"[{CJK}]+(?:[{_DOT}][{CJK}]+)*")


@dataclass(slots=True)
class Trie:
    """Names by their letters, a to z: who is called by those that end here, and those that go on."""

    people: list[Person] = field(default_factory=list)
    following: "dict[str, Trie]" = field(default_factory=dict)

    def add(self, name: str, person: Person) -> None:
        """Take a name, if it is a Latin one."""
        node = self
        for letter in plain_letters(name):
            node = node.following.setdefault(letter, Trie())
        if node is not self:
            node.people.append(person)

    def at(self, letters: str) -> "Trie | None":
        """Return where some letters lead to."""
        node: Trie | None = self
        for letter in letters:
            node = node.following.get(letter) if node else None
        return node


def plain_letters(name: str) -> str:
    """Return the letters of a Latin name without accents: Wörner is worner."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name.casefold()))


def initial_of(syllable: str) -> str:
    """Return the consonant that a syllable begins with: zh of zhang."""
    return next(iter(re.findall("^(?:[zcs]h|[^aeiouv])", syllable)), "")


class TransliterationIndex:
    """The Latin names of a library's people, to be found in Chinese text."""

    def __init__(self, alone: Mapping[str, Person], people: Iterable[Person]) -> None:
        """Take names that tell by themselves who is meant, and people, who are found by given and family name."""
        self._alone, self._given, self._family = Trie(), Trie(), Trie()
        for name, person in alone.items():
            self._alone.add(name, person)
        for person in people:
            first, *_, last = [*person.name.split()[:1], *person.name.split()]
            self._given.add(first, person)
            self._family.add(last, person)

    def mentions(self, folded: str) -> list[Found]:
        """Return where people stand in a folded text, likely ones first, none overlapping a likelier one."""
        return apart(self._rated(folded)) if self._alone.following or self._given.following else []

    def _rated(self, folded: str) -> Iterator[tuple[float, Found]]:
        for match in _RUN.finditer(folded):
            run = _Run(match.group())
            for rated, (start, end, person) in (*self._whole(run), *self._in_halves(run)):
                yield rated, (match.start() + start, match.start() + end, person)

    def _whole(self, run: "_Run") -> Iterator[tuple[float, Found]]:
        """Yield names that tell by themselves who is meant; a dot beside one parts it from another name than theirs."""
        for start in sorted(run.borders):
            for end, node, likelihood in run.told(start, self._alone):
                least = LIKELY if end - start >= SHORT else LIKELY_IF_SHORT
                has_more = bool(_BESIDE_DOT.search(run.text[max(0, start - 1) : end + 1]))
                who = [person for person in node.people if not (has_more and " " in person.name)]
                if likelihood >= least and end > start + 1:
                    yield from ((likelihood, (start, end, person)) for person in who)

    def _in_halves(self, run: "_Run") -> Iterator[tuple[float, Found]]:
        """Yield given names with family names, a dot between them or around a further name."""
        dots = [i for i, character in enumerate(run.text) if character in _DOT]
        starts = sorted(run.borders) if dots else []
        before = [(start, *told) for start in starts for told in run.told(start, self._given)]
        for first, last in ((a, b) for i, a in enumerate(dots) for b in dots[i : i + 2]):
            given = [(start, node, likelihood) for start, end, node, likelihood in before if end == first]
            for end, node, likelihood in run.told(last + 1, self._family):
                for start, other, likelihood_of_given in given:
                    both = likelihood + likelihood_of_given
                    who = [person for person in node.people if person in other.people]
                    yield from ((both, (start, end, person)) for person in who if both >= LIKELY)


class _Run:
    """Chinese characters that stand together, dots among them, with their syllables and the borders of words."""

    def __init__(self, text: str) -> None:
        from pypinyin import lazy_pinyin

        self.text, self.syllables = text, list(lazy_pinyin(text))
        self.borders = {0, *accumulate(len(word) for part in _PART.findall(text) for word in segment(part) or [part])}

    def told(self, start: int, names: Trie) -> Iterator[tuple[int, Trie, float]]:
        """Yield names that the characters from `start` on may be, none of which cuts a word in two: their end, who is
        called so, and the log of how much likelier that is than chance.
        """
        reached, rare = [(names, 1.0)], 0.0
        for end in range(start, min(start + _LONGEST, len(self.syllables))):
            following: dict[int, tuple[Trie, float]] = {}
            for node, weight in reached:
                for beyond, ratio in _beyond(node, self.syllables[end]):
                    following[id(beyond)] = beyond, weight * ratio + following.get(id(beyond), (beyond, 0.0))[1]
            rare += _as_of_a_name(self.text[end])
            reached = [(node, weight) for node, weight in following.values() if math.log(weight) + rare >= UNLIKELY]
            if end + 1 in self.borders:
                yield from ((end + 1, node, math.log(weight) + rare) for node, weight in reached if node.people)
                known = (names.at(name) for name in _model()["names"].get(self.text[start : end + 1], ()))
                yield from ((end + 1, node, LIKELY_IF_SHORT) for node in known if node and node.people)


def _beyond(node: Trie, syllable: str) -> Iterator[tuple[Trie, float]]:
    """Yield where a syllable may lead from a place among the names, and how much likelier that is than chance."""
    for letters, ratio in _letters_of(syllable):
        if beyond := node.at(letters):
            yield beyond, ratio
            yield from ((further, ratio * SILENT) for further in beyond.following.values())


@cache
def _letters_of(syllable: str) -> Sequence[tuple[str, float]]:
    """Return letters that a syllable stands for, and how much likelier that is than these letters by chance."""
    model, at = _model(), len(initial_of(syllable))
    letters = {some: OF_SYLLABLE * share for some, share in model["syllables"].get(syllable, {}).items()}
    for head, share in model["heads"].get(syllable[:at], {}).items():
        for tail, share_of_tail in model["tails"].get(syllable[at:], {}).items():
            letters[head + tail] = letters.get(head + tail, 0.0) + OF_HALVES * share * share_of_tail
    chance = model["letters"]
    return [
        (some, share / math.prod(chance[one] for one in some)) for some, share in letters.items() if share >= _LEAST
    ]


def _as_of_a_name(character: str) -> float:
    """Return the log of how much rarer a character is in names than in texts; 0 where it is more frequent there."""
    return float(max(_RAREST, min(0.0, _model()["characters"].get(character, _RAREST))))


@cache
def _model() -> Mapping[str, Any]:
    """Return of "syllables", and of their "heads" and "tails", the share of the letters that each stands for; of
    "letters" the share in names; of "characters" the log of how much rarer they are in names than in texts; and "names"
    that are not found by these.
    """
    return dict(json.loads(MODEL_FILE.read_text("utf-8")))
