"""The regular expressions of a file beside this one: kinds, each a list of them, or sections of such kinds."""

import re
from functools import cache
from pathlib import Path

import yaml


@cache
def patterns(file: str, section: str | None = None, end: str = "") -> dict[str, re.Pattern[str]]:
    """Return for each kind, in order, one expression that finds what any of its own find, regardless of case.

    Args:
        file: its name.
        section: the part of it that holds the kinds; None where it has no sections.
        end: an expression that follows each.
    """
    content = yaml.safe_load(Path(__file__).with_name(file).read_text("utf-8"))
    kinds = content if section is None else content[section]
    return {kind: re.compile(f"(?:{'|'.join(parts)}){end}", re.IGNORECASE) for kind, parts in kinds.items()}
