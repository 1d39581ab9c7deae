r"""Time stamps in a text: 12:31, [00:12:31], (00:12), \\[03:46\\], {00:12:31}, #00:12:31-3#, [00:00.000 --> 00:04.120],
[12.31s -> 14.02s], 12m31s, @12:31, 【03分12秒】, [TC: 00:12:31], TC: 00:12:31 alone, and 12.31 before a tab.

A time in marks of its own is a stamp wherever it stands; a bare one only where a line begins or ends with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?(?!\d)"
_LOOSE = r"(?:\d{1,3}:){1,2}\d{1,2}(?:[.,]\d{1,3})?"
_RANGE = _LOOSE + r"\s{0,3}-{1,3}>\s{0,3}" + _LOOSE
_DAY = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s{1,2})?"
_UNITS = (
    r"(?:\d{1,2}\s?(?:h|小时|小時|时|時)\s?)?\d{1,3}\s?(?:m|min|分钟?|分鐘?)\s?\d{1,2}\s?(?:s|sec|秒)(?![^\W\d_一-鿿])"
)
_CALLED = r"(?:(?:TC|TS|Timecode|Timestamp|Time)\s?:?\s{1,2})?"
_NOON = r"(?:\s?[AaPp]\.?[Mm]\.?)?"
_DOTTED = r"\d{2}\.\d{2}\.\d{2}(?:[.,]\d{1,3})?"
_UNTIL = r"(?:\s{0,3}(?:-{1,3}>?|–|—|to)\s{0,3}" + CLOCK + ")?"
_MOMENT = rf"{_CALLED}{_DAY}(?:{_UNITS}|{CLOCK}|{_DOTTED}){_NOON}{_UNTIL}"
_IN_BRACKETS = rf"\\?[\[(（{{<【]\s{{0,2}}{_MOMENT}\s{{0,2}}\\?[\])）}}>】]"
_LINK = rf"\[\(?{CLOCK}\)?\]\([^()\s]{{1,300}}\)"
_IN_A_LINK = rf"(?:\[{_LINK}\]|{_LINK})"
_IN_HASHES = r"#\d{1,2}:\d{2}:\d{2}(?:[-.,]\d{1,3})?#"
_OF_SECONDS = r"\[\s{0,2}\d{1,6}(?:\.\d{1,3})?s?\s{0,2}-{1,2}>\s{0,2}\d{1,6}(?:\.\d{1,3})?s?\s{0,2}\]"
_IN_CODE = rf"(?:`{CLOCK}{_UNTIL}`|`\[{CLOCK}{_UNTIL}\]`|\[`{CLOCK}{_UNTIL}`\])"
MARKED = rf"(?:{_IN_CODE}|{_IN_A_LINK}|{_IN_BRACKETS}|{_IN_HASHES}|{_OF_SECONDS})"
_COLUMN = r"\d{1,3}\.[0-5]\d(?=\t|\x20{2})"
_FRAMES = r"(?:\d{2}[:;]){3}\d{2}(?!\d)"
_FRAMED = rf"{_FRAMES}(?:\s{{0,3}}[-–]\s{{0,3}}{_FRAMES})?"
BARE = rf"(?<![\d:.,])@?(?:{_FRAMED}|{_RANGE}|{_UNITS}|{CLOCK}{_UNTIL}(?![\d:%])|{_COLUMN})"
STAMP = rf"(?:{MARKED}|{BARE})"
_NAMED = rf"(?:TCR?|T/C|Timecode|Timestamp)\s?[:.]?\s{{1,3}}(?:{_FRAMES}|{CLOCK})(?=\s*$)"
_ON_A_TAPE = r"\d{1,2}-\d{2}:\d{2}:\d{2}(?=\s*$)"
"""A tape's number before the time, alone on a line: 01-00:00:04."""
_NOON_NEXT = r"[^\S\n]?[AaPp]\.?[Mm]\.?"
OF_A_DAY = (
    r"(?:,[^\S\n]\[\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?[^\S\n]\d{1,2}:\d{2}(?::\d{2})?\](?=$)"
    r"|[^\S\n]{1,4}(?:[-–—][^\S\n]{1,2})?"
    r"(?:(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?|(?:Today|Yesterday)(?: at)?)[^\S\n]{1,2}"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:" + _NOON_NEXT + r")?|\d{1,2}:\d{2}" + _NOON_NEXT + r")(?=$))"
)
"""A date and a time, or a time before AM or PM, to a line's end, as chats have them: no second of a recording."""
OF_A_MESSAGE = (
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?[^\S\n]{1,2}\d{1,2}:\d{2}(?::\d{2})?(?:"
    + _NOON_NEXT
    + r")?[^\S\n]{1,2}[-–][^\S\n]{1,2}(?=\S)"
)
"""A date and a time before a message of a chat, the dash behind it included."""

_INSIDE = re.compile(rf"[*_]{{0,2}}{MARKED}[*_]{{0,2}}:?\s{{0,4}}")
_AT_HEAD = re.compile(
    rf"[*_]{{0,2}}(?P<at>{STAMP}|{_NAMED}|{_ON_A_TAPE})[*_]{{0,2}}\s{{0,2}}:?(?:\s+(?:[·•]\s+)?|$|(?![AaPp]\.?[Mm]\b)(?=[^\W\d_]))"
)
_SHOWN = re.compile(
    rf"(?P<whole>{CLOCK}|{_LOOSE}(?=\s{{0,3}}-)|{_DOTTED}(?!\d)|\A\d{{1,3}}\.\d\d\Z)(?:-(?P<tenth>\d)#)?"
)
_OF_UNITS = re.compile(
    r"(?:(?P<hours>\d{1,2})\s?[^\d\s]+\s?)?(?P<minutes>\d{1,3})\s?(?:m|min|分)[^\d\s]*\s?(?P<seconds>\d{1,2})\s?(?:s|秒)"
)
_FRAMED_CLOCK = re.compile(_FRAMES)
_SECONDS = re.compile(r"\[\s*(\d+(?:\.\d+)?)s?\s*-{1,2}>")
_OF_A_DAY = re.compile(r"[AaPp]\.?[Mm]\b")
_NAMED_LINE = re.compile(_NAMED)
_OF_AN_HOUR = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2},?\s{1,2}\d{1,2}:\d{2}(?![:.,]?\d)")
_BARE_INSIDE = re.compile(rf"(?<=\s){CLOCK}\s{{1,4}}(?![AaPp]\.?[Mm]\b|o['’]clock)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp at [start, end) of the text it was looked for in, the space after it included. `of_a_day`: it is a date
    and an hour of that day, [2021-03-05 15:00], and no second of a recording.
    """

    start: int
    end: int
    seconds: float
    marked: bool
    of_a_day: bool = False


def seconds(clock: str) -> float:
    """Return the seconds of the first time in a text such as 12:31, 00:12:31, [01:02:03.500] or #00:00:12-3#.

    Raises:
        ValueError: There is no time in it.
    """
    counted = _SECONDS.match(clock.lstrip("*_"))
    if counted is not None:
        return float(counted[1])
    units = _OF_UNITS.search(clock)
    if units is not None:
        return int(units["hours"] or 0) * 3600.0 + int(units["minutes"]) * 60 + int(units["seconds"])
    found = _SHOWN.search(_FRAMED_CLOCK.sub(lambda framed: framed.group().replace(";", ":"), clock))
    if found is None:
        raise ValueError(f"no time in {clock!r}")
    whole = found["whole"].replace(",", ".")
    parts = whole.split(":") if ":" in whole else whole.split(".", 2)
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    return total + int(found["tenth"] or 0) / 10


def stamp_at_head(text: str) -> Stamp | None:
    """Return the stamp that a line begins with, marked or bare, a colon behind it included; None without."""
    found = _AT_HEAD.match(text)
    if found is None:
        return None
    marked = not found["at"].lstrip("@")[0].isdigit() and not _OF_A_DAY.search(found["at"])
    return Stamp(0, found.end(), seconds(found["at"]), marked)


def is_named_time(text: str) -> bool:
    """Whether a line is a time and what it is called, nothing else: TC: 00:00:12:05."""
    return _NAMED_LINE.match(text) is not None


def bare_stamps(text: str) -> Iterator[Stamp]:
    """Yield the times in a text that stand between spaces and have no marks of their own."""
    for found in _BARE_INSIDE.finditer(text):
        yield Stamp(found.start(), found.end(), seconds(found.group()), False)


def marked_stamps(text: str) -> Iterator[Stamp]:
    """Yield the stamps in a text that stand in marks of their own."""
    for found in _INSIDE.finditer(text):
        dated = _OF_AN_HOUR.search(found.group()) is not None
        yield Stamp(found.start(), found.end(), seconds(found.group()), True, dated)
