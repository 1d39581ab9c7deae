"""Subtitles: SubRip (.srt), WebVTT (.vtt), YouTube's (.sbv) and SubStation's (.ass, .ssa), cues joined into turns, with
the time of each cue.

The cues are cut here and not by pysubs2 (which the tests hold this against): its WebVTT shares the SubRip
parser, so it drops `<v Speaker>`, takes comments and cue names for speech, and loses a last line of digits.
"""

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.errors import UnreadableFile
from ingest.candidates import as_a_name
from ingest.labels import label_at
from ingest.readers import substation
from ingest.readers.bilingual_cues import in_two_languages
from ingest.readers.cue import Cue
from ingest.readers.cues import attribute, clean, flow, source_of
from ingest.readers.text import decode
from ingest.source import Source
from ingest.stamps import seconds, stamp_at_head

_TIME = r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})(?:[.,]([0-9]{1,3}))?"
_TIMING = re.compile(rf"^[^\S\n]*{_TIME}[^\S\n]*-->[^\S\n]*{_TIME}(?:[^\S\n]+([^\n]*))?$", re.MULTILINE)
_PAIR = re.compile(rf"^[^\S\n]*{_TIME},{_TIME}[^\S\n]*()$", re.MULTILINE)
_FEWEST = 2  # lines of two times, for a text to be captions
_SETTINGS = re.compile(r"(?:(?:[a-z]+:[\w%.,-]+|[XY][12]:\d+)\s*)*")
_INNER = re.compile(r"<([0-9:.]{5,16})>")
_BEHIND_NAME = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$")
_ASIDE = re.compile(r"[♪♫].{0,200}|[\[(（【][^\[\]()（）【】]{1,80}(?:\[\w\][^\[\]()]{0,40})?[\])）】]")
_ENDED = re.compile(r"[.!?。！？…][\"”’)]*\s*$")
_WEBEX = re.compile(r"\d+ \"([^\"]{1,100})\" \(\d+\)\s*")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})?\s{1,9}([^<>]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<[0-9:.]{5,16}>|\{\\[^{}]{1,200}\}")
_ROLLING_SHARE = 0.3
"""Of cues that repeat the line before: above it the file is a rolling caption, below it people repeat themselves."""


def begins_like(text: str) -> bool:
    """Whether a text of unknown format is one of subtitles."""
    head = text[:2000].lstrip("\ufeff\r\n\t ")
    timed = re.match(rf"(?:[0-9]+[^\S\n]*\r?\n)?{_TIME}[^\S\n]*-->", head)
    marked = head.startswith("WEBVTT") or substation.begins_like(head)
    return marked or timed is not None or _begins_with_pairs(head.replace("\r\n", "\n"))


def _begins_with_pairs(head: str) -> bool:
    """Whether a text begins with two times on their own line, as YouTube's captions do, and has more such lines."""
    return _PAIR.match(head) is not None and len(_PAIR.findall(head)) >= _FEWEST


def read(data: bytes, name: str) -> Source:
    """Read subtitles: running text, a mark with time and speaker wherever a cue begins.

    Raises:
        UnreadableFile: The bytes are not text, or hold no cue with words.
    """
    text, encoding = decode(data, name)
    text = clean(text)
    source = source_of(in_two_languages(attribute(set_apart(_voices(_timed(_cut(text)))))), encoding=encoding)
    if not source.text:
        raise UnreadableFile(
            f"{name}: no subtitles found; expected lines such as 00:00:01,000 --> 00:00:04,000, each followed by text"
        )
    return source


def _cut(text: str) -> list[Cue]:
    if substation.begins_like(text):
        return substation.cues_of(text)
    return _unrolled(_cues(text) if _TIMING.search(text) else _paired_cues(text))


def _cues(text: str) -> Iterator[Cue]:
    """Cut the text at its timing lines. In WebVTT a blank line ends a cue; what follows is a comment or the
    next cue's name. In SubRip only the next cue's number does not belong to it.
    """
    vtt = text.lstrip().startswith("WEBVTT")
    timings = list(_TIMING.finditer(text))
    ends = [*(timing.start() for timing in timings[1:]), len(text)][: len(timings)]
    for timing, end in zip(timings, ends, strict=True):
        payload = text[timing.end() + 1 : end].rstrip("\n" if end == len(text) else "")
        if vtt:
            payload = payload.partition("\n\n")[0] if payload[:1] != "\n" else ""  # a line of spaces is not blank
        elif end < len(text):
            payload = _without_number(payload)
        beside = timing[9] or ""
        if not _SETTINGS.fullmatch(beside):  # words, or who speaks them
            payload = f"{beside} {payload.strip()}"
        yield Cue(
            payload.strip(), _seconds(*timing.groups()[:4]), _named_above(text[: timing.start()]) if vtt else None
        )


def _paired_cues(text: str) -> Iterator[Cue]:
    """Cut a text at its lines of two times with a comma between; a blank line ends a cue, [br] a line of it."""
    timings = list(_PAIR.finditer(text))
    for timing, after in itertools.zip_longest(timings, timings[1:]):
        payload = text[timing.end() + 1 : after.start() if after else len(text)]
        yield Cue(payload.replace("[br]", "\n").strip(), _seconds(*timing.groups()[:4]))


def is_sound(text: str) -> bool:
    """Whether words tell only what is heard and not said, as [Music]."""
    return _ASIDE.fullmatch(text.strip()) is not None


def _named_above(before: str) -> str | None:
    """Return the speaker in a cue's name, as Webex writes it: 1 "First Last" (123)."""
    found = _WEBEX.fullmatch(before[-200:].rstrip("\n").rpartition("\n")[2])
    return found[1] if found else None


def _without_number(payload: str) -> str:
    spoken, _, last = payload.rstrip().rpartition("\n")
    return spoken if last.strip().isdigit() else payload


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000


def _lines(cue: Cue) -> list[str]:
    """Return the cue's lines as they are compared: without tags, white space made single."""
    return [line for line in (flow(_TAG.sub("", line)) for line in cue.text.split("\n")) if line]


def _unrolled(cues: Iterator[Cue]) -> list[Cue]:
    """Take out what rolling captions repeat: the line before, kept on the screen above the new one."""
    every = [cue for cue in cues if cue.text]
    lines = [_lines(cue) for cue in every]
    repeats = [_repeated(before, after) for before, after in itertools.pairwise(lines)]
    if sum(map(bool, repeats)) <= max(1, _ROLLING_SHARE * len(repeats)):
        return every
    kept = every[:1]
    for cue, own, repeated in zip(every[1:], lines[1:], repeats, strict=True):
        kept.append(Cue("\n".join(own[repeated:]), cue.start) if repeated else cue)
    return kept


def _repeated(before: list[str], after: list[str]) -> int:
    """Return how many lines at the beginning of a cue are the last lines of the one before."""
    counts = range(min(len(before), len(after)), 0, -1)
    return next((count for count in counts if before[-count:] == after[:count]), 0)


def _timed(cues: list[Cue]) -> Iterator[Cue]:
    """Cut cues where their words have times of their own, `one<00:00:01.200><c> two</c>`, at the ends of sentences."""
    for cue in cues:
        pieces = _INNER.split(cue.text)  # words, time, words, time, words, …
        said, start = pieces[0], cue.start
        for clock, words in zip(pieces[1::2], pieces[2::2], strict=True):
            if _ENDED.search(_TAG.sub("", said)):
                yield replace(cue, text=said, start=start)
                said, start = "", seconds(clock)
            said += words
        yield replace(cue, text=said, start=start)


def _voices(cues: Iterator[Cue]) -> Iterator[Cue]:
    """Cut cues at `<v Speaker>` and take out all other markup, and a label that only repeats the voice."""
    for cue in cues:
        pieces = _VOICE.split(cue.text)  # text before the first voice, then voice, text, voice, text, …
        speakers = [cue.speaker, *map(_name_of, pieces[1::2])]
        for speaker, text in zip(speakers, pieces[::2], strict=True):
            spoken = _without_stamp(_without_label(html.unescape(_TAG.sub("", text)), speaker))
            if spoken.strip():
                yield Cue(spoken, cue.start, speaker)


def _name_of(voice: str) -> str:
    name = _BEHIND_NAME.sub("", html.unescape(voice)).strip()
    return as_a_name(name, "colon", timed=True) or name


def _without_label(text: str, voice: str | None) -> str:
    label = label_at(text.strip()) if voice else None
    same = label is not None and label.name.casefold() == (voice or "").casefold() and label.shape == "colon"
    return text.strip()[label.end :] if label is not None and same else text


def _without_stamp(text: str) -> str:
    """Return a cue's words without a time in marks at their head: the cue has its own."""
    stamp = stamp_at_head(text.strip())
    return text.strip()[stamp.end :] if stamp is not None and stamp.marked else text


def set_apart(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Yield the cues, those set apart that hold only what is heard and not said, as [Music]."""
    for cue in cues:
        yield replace(cue, aside=is_sound(cue.text))
