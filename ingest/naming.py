"""Under which id a file is kept: its name, another where that belongs to another file."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from corpus.transcript import TranscriptInfo

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST = 150  # characters


@dataclass(frozen=True, slots=True)
class Naming:
    """The id of a file; what the library holds under it (None: nothing yet), and whether that has the same bytes
    though it came from elsewhere.
    """

    id: str
    held: TranscriptInfo | None = None
    same: bool = False


def name_for(name: str, origin: str, digest: str, infos: Mapping[str, TranscriptInfo]) -> Naming:
    """Find the id of a file.

    A file that was added from the same place keeps its id; contents that are there already are not doubled;
    another file of the same name becomes name-2.txt.
    """
    mine = next((info for info in infos.values() if info.origin == origin), None)
    if mine is not None:
        return Naming(mine.id, mine)
    twin = next((info for info in infos.values() if info.hash == digest), None)
    if twin is not None:
        return Naming(twin.id, twin, same=True)
    clean = _UNPRINTABLE.sub("_", name).strip(" .") or "transcript"
    path = PurePath(clean)
    stem, suffix = path.stem[: _LONGEST - 20], path.suffix[:20]
    names = itertools.chain([stem + suffix], (f"{stem}-{number}{suffix}" for number in itertools.count(2)))
    return Naming(next(free for free in names if free not in infos))
