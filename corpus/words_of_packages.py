"""Words of a language as an installed package has them, in place of ours: docs/plugins.md."""

import functools
import hashlib
import logging
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

GROUP = "interview_qa.words"

_log = logging.getLogger(__name__)


def words_of_package(text: str, language: str) -> list[str] | None:
    """Return the words of a text in a language, as lexical search matches them; None where no package brings that
    language, or its function fails.
    """
    function = _function(language)
    if function is None:
        return None
    try:
        return [part for word in function(text) for part in str(word).split()]
    except Exception as error:
        _say_once(f"the package for words of {language!r} failed ({type(error).__name__}: {error}); ours are used")
        return None


def installed() -> str:
    """Return a name for the packages that bring words: another one where others, or others of their versions, are; ""
    where there is none.
    """
    found = sorted((point.name, point.value, point.dist.version if point.dist else "") for point in _points())
    return hashlib.sha256(repr(found).encode()).hexdigest()[:8] if found else ""


@functools.cache
def _points() -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUP))


@functools.cache
def _function(language: str) -> Callable[[str], list[str]] | None:
    point = next((point for point in _points() if point.name.casefold() == language.casefold()), None)
    if point is None:
        return None
    try:
        function: Callable[[str], list[str]] = point.load()
    except Exception as error:
        _say_once(f"{point.value}, which brings words of {language!r}, cannot be loaded ({error}); ours are used")
        return None
    return function


@functools.cache
def _say_once(text: str) -> None:
    _log.warning("%s", text)
