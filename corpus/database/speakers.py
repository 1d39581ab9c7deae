"""Who is meant by a name, of those who speak in a library."""

import re
from collections.abc import Collection, Mapping

from corpus.errors import NoSuchPerson
from corpus.language import CJK, fold

MOST_NAMED = 10
"""Speakers whom the error names."""
_CHINESE = re.compile(f"[{CJK}]+")


def speaker_called(name: str, ways: Mapping[str, Collection[str]]) -> str:
    """Return the main name of whoever a name is of, or a part of it that nobody else has: in any script and case.

    Args:
        name: as it is asked for.
        ways: all that each speaker is called, by the main name.

    Raises:
        NoSuchPerson: nobody is called so, or several are; the text names those that may be meant.
    """
    wanted = fold(name).strip()
    folded = {main: {fold(way).strip() for way in (main, *others)} for main, others in ways.items()}
    whole = [main for main, names in folded.items() if wanted in names]
    if whole:
        return whole[0]
    partly = [main for main, names in folded.items() if any(_is_part(wanted, one) for one in names)]
    if len(partly) == 1:
        return partly[0]
    if partly:
        raise NoSuchPerson(f"several called {name!r} speak in the library: {_named(partly)}; give the whole name")
    if not ways:
        raise NoSuchPerson(f"nobody called {name!r} speaks in the library; its transcripts name no speakers")
    near = sorted(folded, key=lambda main: -max(_likeness(wanted, one) for one in folded[main]))
    raise NoSuchPerson(f"nobody called {name!r} speaks in the library; speakers are {_named(near)}")


def _is_part(wanted: str, name: str) -> bool:
    """Whether words stand in a name side by side; of a Chinese name, whether it begins or ends with them."""
    if _CHINESE.fullmatch(wanted) and _CHINESE.fullmatch(name):
        return name.startswith(wanted) or name.endswith(wanted)
    return bool(wanted) and f" {' '.join(wanted.split())} " in f" {' '.join(name.split())} "


def _likeness(wanted: str, name: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return max(JaroWinkler.similarity(wanted, part) for part in (name, *name.split()))


def _named(speakers: Collection[str]) -> str:
    return ", ".join(list(speakers)[:MOST_NAMED]) + " …" * (len(speakers) > MOST_NAMED)
