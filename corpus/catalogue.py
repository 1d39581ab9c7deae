"""What people say about transcripts beside the transcripts: who is who, what belongs together, which terms mean
the same. Read from catalogue.yaml, kept in the store.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import BadCatalogue
from corpus.language import fold
from corpus.plain_yaml import load_plain

CATALOGUE_NAME = "catalogue.yaml"
LARGEST_CATALOGUE = 4_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who speaks or is spoken of, with every other way the name is written, and what they lead."""

    name: str
    other_names: tuple[str, ...] = ()
    role: str | None = None
    leads: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All ways to write the name, the main one first."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class Conversation:
    """An event that transcripts are accounts of. `date` is ISO 8601, None if not known."""

    id: str
    title: str = ""
    date: str | None = None
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """People, conversations, terms that mean the same, questions to begin with, and metadata by file name."""

    people: tuple[Person, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    terms: tuple[tuple[str, ...], ...] = ()
    transcripts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    examples: tuple[str, ...] = ()

    def person(self, name: str) -> Person | None:
        """Return the person who is written so, in any script and case; None if nobody is."""
        folded = fold(name).strip()
        return next((p for p in self.people if any(fold(n) == folded for n in p.names)), None)

    def canonical(self, name: str) -> str:
        """Return the main name of whoever is written so, or the name itself."""
        person = self.person(name)
        return person.name if person else name

    def conversation(self, identifier: str) -> Conversation:
        """Return the conversation, one without title where the catalogue does not know it."""
        known = (c for c in self.conversations if c.id == identifier)
        return next(known, Conversation(identifier, identifier))

    def merged(self, other: "Catalogue") -> "Catalogue":
        """Return both together; where both know a person, conversation or file, the other's word counts."""
        people = {p.name: p for p in self.people}
        for person in other.people:
            known = people.get(person.name, person)
            names = dict.fromkeys((*known.other_names, *person.other_names))
            leads = dict.fromkeys((*known.leads, *person.leads))
            people[person.name] = Person(person.name, tuple(names), person.role or known.role, tuple(leads))
        conversations = {c.id: c for c in (*self.conversations, *other.conversations)}
        terms = dict.fromkeys((*self.terms, *other.terms))
        return Catalogue(
            tuple(people.values()),
            tuple(conversations.values()),
            tuple(terms),
            {**self.transcripts, **other.transcripts},
            tuple(dict.fromkeys((*self.examples, *other.examples))),
        )

    def as_data(self) -> dict[str, Any]:
        """Return plain lists and dicts that `catalogue_from` reads back; metadata by file name is left out."""
        return {
            "people": [asdict(p) for p in self.people],
            "conversations": [asdict(c) for c in self.conversations],
            "glossary": [list(t) for t in self.terms],
            "examples": list(self.examples),
        }


def load_catalogue(path: Path) -> Catalogue:
    """Read a catalogue.yaml.

    Raises:
        BadCatalogue: it is unreadable, too large, not YAML, or not of the form of `corpus/transcripts/catalogue.yaml`.
    """
    try:
        data = path.read_bytes()
        if len(data) > LARGEST_CATALOGUE:
            raise BadCatalogue(f"{path}: larger than {LARGEST_CATALOGUE:,} bytes; split it")
        content = load_plain(data.decode("utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise BadCatalogue(f"{path}: cannot be read ({_one_line(error)}); save it as UTF-8 or remove it") from error
    return catalogue_from(content or {}, str(path))


def catalogue_from(content: Any, where: str) -> Catalogue:
    """Build a catalogue from plain data; `where` names it in errors.

    Raises:
        BadCatalogue: something has another form than it should.
    """
    if not isinstance(content, Mapping):
        raise BadCatalogue(f"{where}: must be a mapping with people, conversations, transcripts or glossary")
    transcripts = content.get("transcripts") or {}
    if not isinstance(transcripts, Mapping) or not all(isinstance(v, Mapping) for v in transcripts.values()):
        raise BadCatalogue(f"{where}: transcripts must map a file name to its title, kind, conversation …")
    return Catalogue(
        tuple(_person(item, where) for item in _list(content, "people", where)),
        tuple(_conversation(item, where) for item in _list(content, "conversations", where)),
        tuple(_strings(item, "glossary", where) for item in _list(content, "glossary", where)),
        {str(name): dict(value) for name, value in transcripts.items()},
        _strings(_list(content, "examples", where), "examples", where),
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _list(content: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = content.get(key) or []
    if not isinstance(value, list):
        raise BadCatalogue(f"{where}: {key} must be a list")
    return value


def _strings(items: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(items, Iterable) or isinstance(items, (str, Mapping)):
        raise BadCatalogue(f"{where}: {key} must hold lists of words")
    return tuple(str(item) for item in items)


def _person(item: Any, where: str) -> Person:
    if not isinstance(item, Mapping) or not item.get("name"):
        raise BadCatalogue(f"{where}: each of people needs a name")
    role = item.get("role")
    others = _strings(item.get("other_names") or (), "other_names", where)
    leads = _strings(item.get("leads") or (), "leads", where)
    return Person(str(item["name"]), others, str(role) if role else None, leads)


def _conversation(item: Any, where: str) -> Conversation:
    if not isinstance(item, Mapping) or not item.get("id"):
        raise BadCatalogue(f"{where}: each of conversations needs an id")
    date = item.get("date")
    participants = _strings(item.get("participants") or (), "participants", where)
    return Conversation(
        str(item["id"]), str(item.get("title") or item["id"]), str(date) if date else None, participants
    )
