"""Fields of a segment of a transcript in JSON: what is said, by whom and when, whatever a service calls it.

Keys are those that `plain_key` makes: startTime, start_time and Start Time are one.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ingest.names import Likeness, likeness
from ingest.readers.cues import flow, seam

TEXTS = (
    *("text", "transcript", "body", "display", "content", "punctuatedword", "word", "value", "utf8", "caption"),
    *("displaytext", "utterance", "sentence", "finalsentence", "message", "speech", "words"),
    *"內容 内容 文本 文字 逐字稿 texto texte testo tekst".split(),
)
PARTS = ("sentences", "elements", "segs", "items", "words", "tokens", "textblocks")
SPEAKERS = (
    *("speakername", "speakerdisplayname", "speakerdesignation", "speaker", "speakerlabel", "speakertag", "spk"),
    *("spkr", "speakerid", "spkid", "participant", "participantname", "participantrole", "participantid"),
    *("realname", "sender", "author", "user", "from", "role"),
    *"講者 讲者 說話者 说话者 說話人 说话人 發言者 发言者 發言人 发言人".split(),
    *("sprecher", "sprecherin", "locuteur", "intervenant", "hablante", "orador", "parlante", "spreker", "mówca"),
)
STARTS = (
    *("start", "starttime", "startseconds", "startsec", "startsecs", "starttimestamp", "startoffset", "sttime", "ts"),
    *"開始時間 开始时间 起始時間 起始时间 開始 开始 startzeit beginn début inicio início inizio".split(),
    *("begin", "begintime", "from", "offset", "timestamp", "timestamps", "time", "timeincallsecs", "utterancestart"),
)
ENDS = (
    *("end", "endtime", "endseconds", "endsec", "endts", "endtimestamp", "endoffset", "entime", "to", "stop"),
    *"結束時間 结束时间 結束 结束 endzeit ende fin fine".split(),
)
_NAMES = ("displayname", "name", "fullname", "username", "id")  # of somebody who is an object
_OF_CHATS = frozenset(("sender", "author", "user", "from", "role"))
"""Of the speakers, what may stand for something else: "from" is a time in some files."""
_OF_SERVICE = ("channel_", "group_")  # how the subtypes of messages begin that say that somebody joined or left
_SOUNDS = frozenset(("audio_event", "audio-event", "audioevent", "sound", "noise"))
_SCALED = re.compile(
    r"(?:(?:t?start|begin|offset|time)|(?P<end>end))(?:time|offset|timestamp|stamp)?(?:in)?"
    r"(?:(?P<ms>ms|msecs?|millis|milliseconds)|ticks)"
)
_CLOCK = re.compile(
    r"(?:(?P<days>\d{1,3}) days?,? )?(?:(?P<hours>\d{1,4})[:;])?(?P<minutes>\d{1,2})[:;]"
    r"(?P<seconds>\d{1,2}(?:[.,]\d{1,9})?)"
    r"(?:(?<=\d\d[:;]\d\d[:;]\d\d)[:;]\d\d)?(?:\s{0,3}(?:-{1,3}>?|–|—)\s{0,3}[\d:;.,]{4,14})?"
)
_AMOUNT = re.compile(
    r"PT(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,12}(?:\.\d{1,12})?)S)?"
    r"|(?:(?P<hour>\d{1,4})H ?)?(?:(?P<minute>\d{1,6})M ?)?(?P<second>\d{1,12}(?:\.\d{1,12})?)S",
    re.IGNORECASE,
)
_LONGEST = 1e6
"""Seconds: what is more counts from some year, not from the beginning of a recording."""
_PUNCTUATION = re.compile(r"[.,!?;:%)\]’'…，。！？；：、）」』”]+")

Segment = Mapping[str, Any]


def plain_key(key: str) -> str:
    """Return a key as it stands in the tables here: small letters without what joins words."""
    return re.sub(r"[\s_-]+", "", key.casefold())


def names_columns(cells: Sequence[str]) -> bool:
    """Whether the cells of a table's first row name its columns: one of texts, and one of speakers or times."""
    keys = {plain_key(cell) for cell in cells}
    told = keys.intersection((*SPEAKERS, *STARTS)) or any((scale := _scale(key)) and not scale[0] for key in keys)
    return bool(keys.intersection(TEXTS)) and bool(told)


def objects(members: Any) -> list[Segment]:
    """Return the objects among the members of a list, [] where it is none."""
    return [member for member in members if isinstance(member, dict)] if isinstance(members, list) else []


def parts_of(segment: Segment) -> list[Segment]:
    """Return the sentences or words that a segment consists of, [] where none are listed."""
    return next((parts for parts in (objects(segment.get(key)) for key in PARTS) if parts), [])


def text_of(segment: Segment) -> str:
    """Return what is said in a segment, empty where it says nothing."""
    if str(segment.get("subtype", "")).startswith(_OF_SERVICE) or _is_sound(segment):
        return ""
    for key in TEXTS:
        value = segment.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, dict) and (inner := _inner_text(value)):
            return inner
        if isinstance(value, list) and any(isinstance(part, str) for part in value):  # plain and marked runs
            return "".join(
                part if isinstance(part, str) else part_text(part) for part in value if isinstance(part, str | dict)
            )
    return joined([part_text(part) for part in parts_of(segment)])


def _inner_text(value: Segment) -> str:
    """Return the text of an object that stands where a text may stand, itself or one level deeper."""
    inner = [value, *(one for one in value.values() if isinstance(one, dict))]
    return next((one[key] for one in inner for key in TEXTS if isinstance(one.get(key), str) and one[key].strip()), "")


def _is_sound(segment: Segment) -> bool:
    return str(segment.get("type", "")).casefold() in _SOUNDS


def part_text(part: Segment) -> str:
    """Return the text of a sentence or word with the white space that it carries; a sound has none."""
    if _is_sound(part):
        return ""
    return next((part[name] for name in TEXTS if isinstance(part.get(name), str)), "")


def joined(parts: list[str]) -> str:
    """Join words or sentences: as they are where they carry their white space, else with what belongs between."""
    return "".join(parts) if any(part.strip() != part for part in parts) else sentence(parts)


def sentence(words: list[str]) -> str:
    """Join words that carry no white space of their own."""
    joined: list[str] = []
    for word in words:
        between = "" if not joined or _PUNCTUATION.fullmatch(word) else seam(joined[-1], word)
        joined.extend([between, word] if word else [])
    return "".join(joined)


def speaker_of(segment: Segment) -> str | None:
    """Return who speaks, a bare number or letter as `Speaker 1`; None where the segment does not say, or several do."""
    own = own_speaker(segment)
    if own is not None:
        return own
    among = {own_speaker(part) for part in parts_of(segment)} - {None}
    return among.pop() if len(among) == 1 else None


def own_speaker(segment: Segment) -> str | None:
    """Return who speaks as the segment itself says it, not its parts."""
    for key in SPEAKERS:
        value = segment.get(key)
        if value is None:
            continue
        if isinstance(value, dict):
            value = next((value[name] for name in _NAMES if value.get(name) not in (None, "")), None)
        if key in _OF_CHATS and not (isinstance(value, str) and likeness(value) >= Likeness.LOOSE):
            continue
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10_000:
            return f"Speaker {value}"
        name = flow(value).rstrip(":： ") if isinstance(value, str) else ""
        if name:
            return f"Speaker {name}" if name.isdecimal() or (len(name) == 1 and name.isascii()) else name
    return None


def as_number(value: Any) -> float | None:
    """Return a time as the file counts it, None where it is none."""
    if isinstance(value, str):
        try:
            value = float(value[:40])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        return None
    return float(value) if math.isfinite(value) else None


def seconds_of(value: Any) -> float | None:
    """Return the time that a text such as `00:01:02.5`, `[1:02]`, `0 days 00:01:02`, `62.5s`, `1M 2S` or `PT1M2.5S`
    gives, None for any other value. The frames of `00:01:02:12` count for nothing: how many a second has is not said.
    """
    bare = value[:60].strip().strip("[](){}<># ") if isinstance(value, str) else ""
    match = _CLOCK.fullmatch(bare) or _AMOUNT.fullmatch(bare)
    if not match:
        return None
    found = {name: float((part or "0").replace(",", ".")) for name, part in match.groupdict().items()}
    hours = found["hours"] + found.get("hour", 0) + 24 * found.get("days", 0)
    minutes = found["minutes"] + found.get("minute", 0)
    return hours * 3600 + minutes * 60 + found["seconds"] + found.get("second", 0)


@lru_cache(maxsize=2_000)
def _scale(key: str) -> tuple[bool, float] | None:
    """Return whether a key gives the end, and the seconds of its unit; None where it does not say its unit."""
    found = _SCALED.fullmatch(key[:40])
    return (found["end"] is not None, 1e-3 if found["ms"] else 1e-7) if found else None


def _bare(value: Any) -> Any:
    """Return the time in a value that is a list of times or an object with one."""
    if isinstance(value, dict):
        if "seconds" in value:
            return (as_number(value["seconds"]) or 0) + (as_number(value.get("nanos")) or 0) / 1e9
        return value.get("relative", value.get("from"))
    return value[0] if isinstance(value, list) and value else value


def numbers_of(segment: Segment) -> Iterator[float]:
    """Yield the times of a segment whose unit the file does not say."""
    for keys in (STARTS, ENDS):
        numbers = (as_number(_bare(segment.get(key))) for key in keys)
        number = next((number for number in numbers if number is not None), None)
        if number is None and keys is STARTS:
            for part in (*parts_of(segment)[:1], *objects(segment.get("instances"))[:1]):
                yield from (part_number for part_number in numbers_of({**part, "instances": None}))
        elif number is not None:
            yield number


def start_of(segment: Segment, unit: float) -> float | None:
    """Return the second at which a segment or a part of one begins; numbers without a unit count in `unit` seconds."""
    found = _time(segment, STARTS, unit, ends=False)
    first = (*parts_of(segment)[:1], *objects(segment.get("instances"))[:1]) if found is None else ()
    return next((time for part in first if (time := _time(part, STARTS, unit, ends=False)) is not None), found)


def end_of(segment: Segment, unit: float) -> float | None:
    """Return the second at which a segment ends."""
    return _time(segment, ENDS, unit, ends=True)


def _time(segment: Segment, keys: tuple[str, ...], unit: float, *, ends: bool) -> float | None:
    for key in segment:
        scale = _scale(key)
        number = as_number(segment[key]) if scale and scale[0] is ends else None
        if scale and number is not None:
            return round(number * scale[1], 3)
    for key in keys:
        value = _bare(segment[key]) if segment.get(key) is not None else None
        number = as_number(value)
        seconds = round(number * unit, 3) if number is not None else seconds_of(value)
        if seconds is not None:
            return seconds if seconds < _LONGEST else None
    return None
