"""What people say about a transcript: front matter, a side file NAME.yaml, the folder's catalogue, options."""

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path, PurePath
from typing import Any

from corpus.catalogue import CATALOGUE_NAME
from corpus.errors import BadCatalogue
from corpus.recordings import is_address
from corpus.transcript import ACCOUNT_KINDS, AccountKind, TranscriptInfo
from ingest.corrections import Correction, corrections_from, from_record
from ingest.dates import date_in
from ingest.frontmatter import load_mapping

_ALSO_CALLED = {
    "title": ("title",),
    "date": ("date", "created", "published"),
    "url": ("url", "source", "link", "original"),
    "publisher": ("publisher", "author", "site"),
    "conversation": ("conversation",),
    "kind": ("kind",),
    "speaker": ("speaker",),
    "derived_from": ("derived_from",),
    "media": ("media", "recording", "audio", "video"),
}
_NAMES_PEOPLE = ("people", "guest", "guests", "host", "hosts", "participants", "speaker", "speakers")
_LONGEST = 1_000  # characters of any value
_MOST_CHAPTERS = 1_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would change how a terminal or a page shows the rest of a line."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about one transcript; None where nothing is.

    `speaker` is who speaks where the transcript names nobody; `voices` maps names on speaker lines to what
    they stand for; `people` are names that occur; `chapters` are the recording's, (second, title), headings of what is
    said there; `media` is the recording, a path or an address; `corrections` are laid over what is understood.
    """

    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    conversation: str | None = None
    kind: AccountKind | None = None
    speaker: str | None = None
    derived_from: str | None = None
    media: str | None = None
    voices: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    chapters: tuple[tuple[float, str], ...] = ()
    corrections: tuple[Correction, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return what is said, as plain data."""
        return {name: value for name, value in asdict(self).items() if value}

    def updated(self, later: "Metadata") -> "Metadata":
        """Return both together; what `later` says counts."""
        said = {f.name: value for f in fields(later) if (value := getattr(later, f.name))}
        said["voices"] = {**self.voices, **later.voices}
        said["people"] = tuple(dict.fromkeys((*self.people, *later.people)))
        said["corrections"] = (*self.corrections, *later.corrections)
        return replace(self, **said)


def metadata_from(found: Mapping[str, Any], where: str, *, strict: bool) -> Metadata:
    """Pick out of a mapping what is known here; other keys are left alone.

    Args:
        found: Keys and values as somebody wrote them.
        where: Names the mapping in errors.
        strict: Whether it was written for this program, so that a wrong kind is an error; front matter is not.

    Raises:
        BadCatalogue: `strict`, and the kind is none of `ACCOUNT_KINDS` or the voices are no mapping.
    """
    said = {name: _first(found, keys) for name, keys in _ALSO_CALLED.items()}
    said["speaker"] = said["speaker"] or _only_speaker(found)
    said["date"] = said["date"] and (date_in(said["date"]) or said["date"])
    url, kind, voices = said.pop("url"), said.pop("kind"), found.get("voices") or {}
    if not strict and PurePath(said["media"] or "").is_absolute():
        said["media"] = None  # a file that came from elsewhere names none of this machine
    if strict and kind is not None and kind not in ACCOUNT_KINDS:
        raise BadCatalogue(f"{where}: kind is {kind!r}; it must be one of {', '.join(ACCOUNT_KINDS)}")
    if not isinstance(voices, Mapping):
        if strict:
            raise BadCatalogue(f"{where}: voices must map a name on speaker lines to what it stands for")
        voices = {}
    return Metadata(
        **{name: value for name, value in said.items() if value},
        url=url if url and is_address(url) else None,
        kind=kind if kind in ACCOUNT_KINDS else None,
        voices={str(name): str(voice) for name, voice in voices.items()},
        people=_people(found),
        chapters=_chapters(found),
        corrections=tuple(corrections_from(found["corrections"], where)) if strict and found.get("corrections") else (),
    )


def _chapters(found: Mapping[str, Any]) -> tuple[tuple[float, str], ...]:
    """Return chapters, in order; what is no second with a title is left out."""
    listed = found.get("chapters")
    read = (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, Mapping))
    pairs = ((second_of(one.get("start")), tidy(str(one.get("title") or ""))) for one in read)
    known = ((start, title) for start, title in pairs if start is not None and title)
    return tuple(sorted(known))[:_MOST_CHAPTERS]


def second_of(value: Any) -> float | None:
    """Return a number as a second of a recording, None for what is none: not a number, without end, too large."""
    try:
        second = float(value) if isinstance(value, int | float) else math.nan
    except OverflowError:
        return None
    return second if math.isfinite(second) else None


def _only_speaker(found: Mapping[str, Any]) -> str | None:
    """Return the one name that a list of speakers holds, None where there are several."""
    listed = found.get("speakers")
    several = listed if isinstance(listed, list) else [listed]
    names = [name.strip() for name in several if isinstance(name, str) and name.strip()]
    return names[0][:_LONGEST] if len(names) == 1 and not re.search("[,;/&、，]", names[0]) else None


def known_of(info: TranscriptInfo) -> Metadata:
    """Return all that a library knows of a transcript, as if it were said when it is read again."""
    return Metadata(
        title=info.title,
        date=info.date,
        url=info.url,
        publisher=info.publisher,
        conversation=info.conversation,
        kind=info.kind,
        speaker=(info.overrides or {}).get("speaker"),
        derived_from=info.derived_from,
        media=info.media,
        voices=info.voices,
        chapters=info.chapters,
        corrections=from_record(info.corrections),
    )


def side_file(path: Path) -> Path | None:
    """Return the YAML file beside a transcript that describes it, `NAME.yaml` or `NAME.txt.yaml`; None without."""
    beside = (path.with_name(f"{path.name}.yaml"), path.with_suffix(".yaml"))
    return next((file for file in beside if file.is_file() and file.name != CATALOGUE_NAME), None)


def read_side_file(path: Path) -> Metadata:
    """Read a side file.

    Raises:
        BadCatalogue: It is not what it should be.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCatalogue(f"{path}: cannot be read ({error}); save it as UTF-8 or remove it") from error
    return metadata_from(load_mapping(text, str(path)), str(path), strict=True)


def _first(found: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = found.get(key)
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, str | int | float) and str(value).strip():
            return tidy(str(value))
    return None


def tidy(value: str) -> str:
    """Return what somebody wrote as one line, without what changes how others are shown."""
    return " ".join(_CONTROL.sub("", value).split())[:_LONGEST]


def _people(found: Mapping[str, Any]) -> tuple[str, ...]:
    names: list[str] = []
    for key in _NAMES_PEOPLE:
        value = found.get(key)
        several = value if isinstance(value, list) else [value]
        names.extend(name.strip() for name in several if isinstance(name, str) and name.strip())
    return tuple(dict.fromkeys(names))
