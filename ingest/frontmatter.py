"""Front matter and other YAML that people write: read without trusting it."""

import re
from typing import Any

from corpus.errors import BadCatalogue
from corpus.plain_yaml import load_plain

_LARGEST = 65_536  # characters
_FRONT = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)


def load_mapping(text: str, where: str) -> dict[str, Any]:
    """Return the mapping that a YAML text holds, {} for an empty one; nothing is ever constructed but plain data.

    Raises:
        BadCatalogue: It is too large, too deep, uses aliases or tags, is malformed, is no mapping, or holds a number of
            thousands of digits.
    """
    if len(text) > _LARGEST:
        raise BadCatalogue(f"{where}: more than {_LARGEST:,} characters of YAML; keep only title, date and the like")
    loaded = load_plain(text, where)
    try:
        str(loaded)
    except ValueError as error:  # Python writes out no number of so many digits
        raise BadCatalogue(f"{where}: a number of thousands of digits; correct it or remove it") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise BadCatalogue(f"{where}: expected lines such as 'title: …', found a {type(loaded).__name__}")
    return {str(key): value for key, value in loaded.items()}


def front_matter(text: str) -> tuple[int, dict[str, Any]]:
    """Return where the front matter ends (0 if there is none) and what it says.

    A block that is not a YAML mapping is none: it is shown and searched as text.
    """
    opening = _FRONT.match(text)
    closing = _CLOSE.search(text, opening.end(), opening.end() + _LARGEST) if opening else None
    if opening is None or closing is None:
        return 0, {}
    try:
        found = load_mapping(text[opening.end() : closing.start()], "front matter")
    except BadCatalogue:
        return 0, {}
    return (closing.end(), found) if found else (0, {})
