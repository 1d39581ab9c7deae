"""Plain text and Markdown, and the decoding of every format that is text.

The text is exactly `data.decode(encoding)`: newlines stay as they are, nothing is added or left out. Only a
byte order mark is not text: the codec that is reported (`utf-8-sig`, `utf-16`, `utf-32`) takes it off, so that
offset 0 is the first character a reader sees. UTF-8 is tried first and strictly; see `charsets` for the rest.
Two layouts break sentences with what is not text and are read as what they are: panels of captions, pages with
numbered lines.
"""

import codecs
from dataclasses import replace

from corpus.entities import decoded
from corpus.errors import UnreadableFile
from ingest.readers.charsets import guess, is_binary
from ingest.readers.cues import attribute, source_of
from ingest.readers.numbered import numbered_source
from ingest.readers.panels import panel_cues
from ingest.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(data: bytes, name: str) -> Source:
    """Read text of any encoding; it has no metadata, and marks only where it is a panel or has numbered lines.

    Raises:
        UnreadableFile: The bytes are not text, in no encoding that is sure, or empty.
    """
    return source_of_text(*decode(data, name))


def source_of_text(text: str, encoding: str) -> Source:
    """Return a decoded text, laid out where it is a panel or has numbered lines."""
    cues = panel_cues(text)
    if cues is not None:
        head = [replace(cue, text=decoded(cue.text)) for cue in cues if cue.start is None]
        return source_of([*head, *attribute(cues[len(head) :])], encoding=encoding)
    return numbered_source(text, encoding) or Source(text, encoding=encoding)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and the Python codec it is in, so that `data.decode(codec) == text`.

    Raises:
        UnreadableFile: The bytes are not text, in no encoding that is sure, or empty.
    """
    codec = next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if codec != "utf-8":
            raise UnreadableFile(
                f"{name}: begins as {codec} but byte {error.start} is not; save it as UTF-8"
            ) from error
        return _guessed(data, name, error.start)
    if "\0" in text and codec == "utf-8":
        return _guessed(data, name, data.index(b"\0"))
    return _checked(text, codec, name)


def _guessed(data: bytes, name: str, byte: int) -> tuple[str, str]:
    codec = guess(data)
    if codec is None:
        if is_binary(data.decode("ascii", "ignore")):
            raise UnreadableFile(f"{name}: not text (binary data); expected a transcript in a format that is read")
        raise UnreadableFile(f"{name}: not UTF-8 (byte {byte}) and no other encoding is sure; save it as UTF-8")
    return _checked(data.decode(codec), codec, name)


def _checked(text: str, codec: str, name: str) -> tuple[str, str]:
    if not text.strip():
        raise UnreadableFile(f"{name}: empty, there is nothing to read")
    if is_binary(text):
        raise UnreadableFile(f"{name}: not text (control characters); expected a transcript in a format that is read")
    return text, codec
