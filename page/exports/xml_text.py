"""Texts as documents of XML hold them."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def storable(text: str) -> str:
    """Return a text with a replacement character for what XML cannot hold: control characters."""
    return _FORBIDDEN.sub("\ufffd", text)


def with_line_feeds(text: str) -> str:
    """Return a text with line feeds as its only line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
