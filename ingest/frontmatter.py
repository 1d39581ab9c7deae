"""Front matter, and other YAML that people write: read without trusting it."""

import datetime
import re
import tomllib
from typing import Any

from corpus.errors import BadCatalogue
from corpus.plain_yaml import load_plain

_LARGEST = 65_536  # characters
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*(?:\r\n|\r|\n)")
_TOML_CLOSE = re.compile(r"^\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_FRONT = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_FACT = re.compile(r"(?P<key>[^\W\d_][\w -]{0,40}):[ \t]+(?P<value>\S.*)")
_DESCRIBES = re.compile(
    r"\b(?:title|date|author|url|link|source|length|duration|description|keywords|tags|categor(?:y|ies)|language|model"
    r"|video|audio|channel|published|publisher|layout|slug|permalink)\b|标题|標題|日期|作者|来源|來源|链接|連結"
)
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

    A block between lines of hyphens that is no mapping of YAML is read line by line where it is data all the same, as
    titles with colons make it. Else a block that is no mapping, of YAML or, between lines of plus signs, of TOML, is
    none: it is shown and searched as text.
    """
    for begins, ends, load in ((_FRONT, _CLOSE, _load_yaml), (_TOML, _TOML_CLOSE, _load_toml)):
        opening = begins.match(text)
        closing = ends.search(text, opening.end(), opening.end() + _LARGEST) if opening else None
        if opening is not None and closing is not None:
            try:
                found = load(text[opening.end() : closing.start()], "front matter")
            except BadCatalogue:
                return 0, {}
            return (closing.end(), found) if found else (0, {})
    return 0, {}


def _load_yaml(text: str, where: str) -> dict[str, Any]:
    """Return the mapping that a YAML text holds, or else the facts on its lines."""
    try:
        return load_mapping(text, where)
    except BadCatalogue:
        return _facts(text)


def _load_toml(text: str, where: str) -> dict[str, Any]:
    """Return the mapping that a TOML text holds; times of a day are left out of its dates.

    Raises:
        BadCatalogue: It is malformed, nested too deep or holds a number of thousands of digits.
    """
    try:
        found = tomllib.loads(text.replace("\r\n", "\n"))
        str(found)
    except (ValueError, RecursionError) as error:
        raise BadCatalogue(f"{where}: not valid TOML; correct it or remove it") from error
    return {key: one.date() if isinstance(one, datetime.datetime) else one for key, one in found.items()}


def _facts(text: str) -> dict[str, Any]:
    """Return the lines `key: value` of a text that is no YAML, {} where it does not begin with two, each key stands
    once, and two of them are of those that describe a recording or a page.
    """
    lines = text.splitlines()
    pairs = [found for line in lines if (found := _FACT.fullmatch(line)) is not None]
    keys = [found["key"].casefold() for found in pairs]
    begins = [_FACT.fullmatch(line) is not None for line in lines[:2]]
    described = sum(_DESCRIBES.search(key) is not None for key in keys)
    if begins != [True, True] or len(set(keys)) < len(keys) or described < 2:
        return {}
    return {key: found["value"].strip("\"' ") for key, found in zip(keys, pairs, strict=True)}
