"""Character references such as `&#39;` and `&amp;`, decoded for searching; spans keep the source's own characters."""

import html
import re
from functools import lru_cache
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def decoded(text: str) -> str:
    """Return a text with its character references decoded; the length may change."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


@lru_cache(maxsize=256)
def source_offsets(text: str) -> tuple[int, ...]:
    """Return, for each character of the decoded text, the offset of the source that it stands for."""
    offsets: list[int] = []
    at = 0
    for found in _REFERENCE.finditer(text):
        offsets.extend(range(at, found.start()))
        known = _character(found)
        offsets.extend(range(found.start(), found.end()) if known == found.group() else [found.start()] * len(known))
        at = found.end()
    offsets.extend(range(at, len(text)))
    return tuple(offsets)


def _character(found: re.Match[str]) -> str:
    """Return what a reference stands for, itself where there is none of that name."""
    written = found.group()
    return html.unescape(written) if written[1] == "#" or written[1:] in html5 else written
