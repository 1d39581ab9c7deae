"""What came from an address: a feed, or a file of a form that is read, and under which name it is kept."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.errors import UnreadableFile
from ingest.fetching.fetcher import Fetched
from ingest.readers import SUPPORTED

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "application/srt": ".srt",
    "text/srt": ".srt",
    "application/ttml+xml": ".ttml",
    "application/json": ".json",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_ANY = {"", "text/plain", "application/octet-stream", "binary/octet-stream"}
"""Content types that say nothing of the form."""
_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!r].{0,20000}?<rss[\s>]|<rss[\s>]", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]{0,500}>\s*){0,10}<(?:html|head|body)[\s>]", re.I)
_LONGEST_NAME = 80
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
"""Names that Windows keeps for itself."""


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed of a podcast does."""
    return _FEED.match(data) is not None and not is_page(data)


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    return _PAGE.match(data[:20_000]) is not None


def declared_suffix(kind: str, address: str) -> str | None:
    """Return the suffix of a file of this content type at this address, None where it is of no form that is read."""
    ending = PurePosixPath(unquote(urlsplit(address).path)).suffix.casefold()
    if kind in _ANY:
        return ending if ending in {*SUPPORTED, *_SUFFIXES.values()} else ".txt" if kind == "text/plain" else None
    return _SUFFIXES.get(kind)


def suffix_of(fetched: Fetched, asked: str) -> str:
    """Return the suffix of a file that came from an address.

    Raises:
        UnreadableFile: It is of no form that is read.
    """
    suffix = ".html" if is_page(fetched.data) else declared_suffix(fetched.kind, fetched.address)
    if suffix is None:
        what = f"{fetched.kind or 'something'}, which is not read"
        raise UnreadableFile(f"{asked}: {what}; read are pages, podcast feeds and {' '.join(sorted(SUPPORTED))}")
    return suffix


def stem_of(address: str) -> str:
    """Return a file's name, without suffix, from its address."""
    parts = urlsplit(address)
    return as_name(PurePosixPath(unquote(parts.path)).stem) or as_name(parts.hostname or "") or "page"


def as_name(text: str) -> str:
    """Return a text as the name of a file, without suffix; empty where nothing of it can stand there."""
    name = re.sub(r"[^\w.]+", "-", text)[:_LONGEST_NAME].strip("-.")
    return f"{name}-" if _DEVICE.fullmatch(name.partition(".")[0]) else name
