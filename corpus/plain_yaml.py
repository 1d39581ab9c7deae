"""YAML that people write, read without trusting it."""

from typing import Any

import yaml

from corpus.errors import BadCatalogue

_DEEPEST = 12  # levels


def load_plain(text: str, where: str) -> Any:
    """Return what a YAML text holds, None for an empty one; nothing is ever constructed but plain data.

    Raises:
        BadCatalogue: It is too deep, uses aliases or tags, spells what is no character, or is malformed; `where`
            names it in the message.
    """
    try:
        _check(text, where)
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-13-45, "\\ud800"
        problem = " ".join(str(error).split())[:200]
        raise BadCatalogue(f"{where}: not valid YAML ({problem}); correct it or remove it") from error


def _check(text: str, where: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise BadCatalogue(f"{where}: YAML aliases (*{event.anchor}) are not accepted; write the value out")
        if isinstance(event, yaml.ScalarEvent):
            event.value.encode()  # escapes may spell lone surrogates, which cannot be stored
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise BadCatalogue(f"{where}: YAML nested more than {_DEEPEST} levels deep; keep it flat")
