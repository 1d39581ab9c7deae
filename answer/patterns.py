"""The regular expressions of a file beside this one: sections of kinds, each kind a list of them."""

import re
from functools import cache
from pathlib import Path

import yaml

Patterns = dict[str, re.Pattern[str]]


@cache
def patterns(file: str) -> dict[str, Patterns]:
    """Return for each section and kind one expression that finds what any of its own find, regardless of case."""
    sections = yaml.safe_load(Path(__file__).with_name(file).read_text("utf-8"))
    return {
        section: {kind: re.compile("|".join(parts), re.IGNORECASE) for kind, parts in kinds.items()}
        for section, kinds in sections.items()
    }
