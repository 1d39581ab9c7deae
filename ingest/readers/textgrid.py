"""TextGrid, as Praat and aligners of sound and text write it: tiers of intervals, a tier a speaker, long or short form.

Praat reads strings, numbers and flags that stand free, and passes over everything between them: so does this.
"""

import itertools
import re
from collections.abc import Iterator

from corpus.errors import UnreadableFile
from ingest.readers.cue import Cue
from ingest.readers.cues import clean, source_of
from ingest.readers.tables import tells_of_speech
from ingest.readers.text import decode
from ingest.source import Source

_BEGINS = re.compile(r'\s*(?:File type = )?"ooTextFile(?: short)?"\s+(?:Object class = )?"TextGrid"')
_TOKEN = re.compile(r'"(?P<words>(?:[^"]|"")*)"|(?<!\S)(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?!\S)')
_PARTS = re.compile(r"(?:.*[\s_-])?(?:phones?|phonemes?|segments?|syllables?|silences?|MAU|KAN|MAS)", re.IGNORECASE)
_NOBODY = re.compile(r"words?|utterances?|sentences?|text|transcript(?:ion)?|ort|speech|tier ?\d*", re.IGNORECASE)
_OF_WORDS = re.compile(r"(?P<name>.+?)\s?[-_]\s?(?:words?|utterances?|sentences?|ort)", re.IGNORECASE)
_SILENT = re.compile(r"[\W_]*|<[^<>]{0,20}>|sil(?:ence|ent)?|sp|pau|sounding", re.IGNORECASE)

_Tokens = Iterator[re.Match[str]]


def begins_like(data: bytes) -> bool:
    """Whether a file's first bytes are those of a TextGrid, in whatever encoding Praat saved it."""
    return _BEGINS.match(data.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")) is not None


def read(data: bytes, name: str) -> Source:
    """Read a TextGrid: running text in the order of time, a mark with the tier's name and time at every interval.

    Raises:
        UnreadableFile: The bytes are not text, the tiers are cut off, or nobody says anything in them.
    """
    text, encoding = decode(data, name)
    try:
        tiers = list(_tiers(_TOKEN.finditer(clean(text))))
    except (StopIteration, RuntimeError, ValueError, OverflowError):
        raise UnreadableFile(f"{name}: a TextGrid whose tiers are cut off; save it again") from None
    chosen = [cues for name, cues in tiers if not _PARTS.fullmatch(name)]
    cues = sorted(itertools.chain(*(chosen if any(chosen) else (cues for _, cues in tiers))), key=_start)
    if not cues:
        raise UnreadableFile(f"{name}: nothing is said in this TextGrid; expected tiers of intervals with words")
    return source_of(cues, encoding=encoding)


def _tiers(tokens: _Tokens) -> Iterator[tuple[str, list[Cue]]]:
    """Yield the tiers of intervals by name, with what is said in them; points and comments say nothing."""
    for _ in range(4):  # what the file is, and from when to when
        next(tokens)
    for _ in range(int(_number(tokens))):
        kind, name = _words(tokens), _words(tokens).strip()
        _number(tokens), _number(tokens)
        cues = list(_cues(tokens, kind, name))
        if not tells_of_speech(name):
            yield name, cues


def _cues(tokens: _Tokens, kind: str, name: str) -> Iterator[Cue]:
    for _ in range(int(_number(tokens))):
        start = _number(tokens)
        if kind == "IntervalTier":
            _number(tokens)
        words = _words(tokens)
        if kind == "IntervalTier" and not _SILENT.fullmatch(words):
            yield Cue(words, start, _speaker(name))


def _start(cue: Cue) -> float:
    return cue.start or 0.0


def _speaker(name: str) -> str | None:
    """Return whose tier it is by its name, None where this says what stands in it."""
    behind = _OF_WORDS.fullmatch(name)
    return None if not name or _NOBODY.fullmatch(name) else behind["name"] if behind else name


def _number(tokens: _Tokens) -> float:
    return float(_next(tokens, "number"))


def _words(tokens: _Tokens) -> str:
    return _next(tokens, "words").replace('""', '"')


def _next(tokens: _Tokens, kind: str) -> str:
    """Return the next token, which must be of a kind.

    Raises:
        ValueError: It is of another.
    """
    token = next(tokens)[kind]
    if token is None:
        raise ValueError(f"no {kind}")
    return str(token)
