"""Numbers in Chinese and English text, with what they count and how exactly: 150 到 200 人, nearly two hundred."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.language import fold

Bound = Literal["exact", "under", "over", "vague"]

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "半": 0.5}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ENGLISH = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ENGLISH_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join([*sorted(_ENGLISH, key=len, reverse=True), *_ENGLISH_SCALE, "half"])

_NUMBER = (
    r"\b(?:half\s)?an?\b(?=\s(?:year|month|week|day|hour)\b)|"
    rf"(?:\d+(?:,\d{{3}})+|\d+(?:\.\d+)?)\s?(?:百|千|万|亿|hundred|thousand|million|billion|trillion)?(?:亿)?"
    rf"|(?<![少多参])[几数](?=[十百千万亿年月天周日个位人名])[十百千万亿]*|[零〇一二两三四五六七八九十百千万亿半]+"
    rf"|(?:\ba\s|\bseveral\s)?\b(?:{_WORD})\b(?:[\s-]+(?:and\s)?(?:{_WORD})\b)*"
    rf"|\bseveral\b"
)
_UNITS = (
    ("percent", r"%|percent|per cent"),
    ("people", r"个?人(?!类|工|生|机)|名(?!为)|位|people|persons?|members|engineers|researchers|employees|staff"),
    ("age", r"岁|years?[ -]old"),
    ("years", r"年(?!级)|years?"),
    ("months", r"个?月|months?"),
    ("weeks", r"个?(?:周|星期|礼拜)|weeks?"),
    ("days", r"天|日|days?"),
    ("hours", r"个?(?:小时|钟头)|hours?"),
    ("minutes", r"分钟|minutes?"),
    ("times", r"倍|times|-?fold"),
    ("money", r"(?:美|欧|日)?元|块钱?|dollars?|euros?"),
)
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS)
_UNIT_ONCE = re.sub(r"\?P<\w+>", "?:", _UNIT)
_QUANTITY = re.compile(
    rf"(?P<before>百分之|第|[$€£]|\b(?:age of|aged?)\s)?(?P<low>{_NUMBER})(?P<more>多|余|来)?"
    rf"(?:(?:\s?(?P<low_unit>{_UNIT_ONCE}))?\s?(?:到|至|或者?|、|-|–|—|~|to|or|and)\s?(?P<high>{_NUMBER}))?"
    rf"(?P<more2>多|余|来)?(?:[\s-]?(?:{_UNIT})|(?=个?(?P<noun>[\u4e00-\u9fff]{{2}}|\s?[a-z]{{3,}})))?",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?:将近|接近|不到|不足|近|少于|低于|nearly|almost|under|less than|fewer than|up to|close to)\s?$", re.I
)
_OVER = re.compile(r"(?:超过|超|逾|多达|高于|over|more than|above|upwards of)\s?$", re.I)
_IN_YEARS = {"years": 1.0, "months": 1 / 12, "weeks": 7 / 365, "days": 1 / 365}
_ARTICLE_UNITS = {"people", "days"}
"""一位 and 有一天 say no number."""
_YEAR = range(1900, 2101)
_WORD_BEFORE = re.compile(r"([A-Za-z][\w.]*)([\s\xa0-]?)\Z")
_OPENINGS = frozenset(
    "in of to or and than over under about nearly almost around from between at by for was were is are has have had "
    "the age aged turned until since with some another next past last first least most only just roughly every these "
    "approximately those all our my their his her its we i he she they there this that when before after".split()
)
"""Words with a capital, at the beginning of a sentence, after which a number belongs to no name."""
_OUNCE = 0.02  # how far apart two numbers may be and still be the same: twelve months are a year


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text at [start, end): from `low` to `high` of `unit`, "" where nothing known is counted.

    Durations are in years. A `vague` one ("several hundred") may be anything from low to high.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    bound: Bound

    @property
    def is_date(self) -> bool:
        """Whether it is a duration or a year."""
        return self.unit in {"years", "calendar", "hours", "minutes"}

    def differs(self, other: "Quantity") -> bool:
        """Whether both cannot be the same statement of the same number."""
        if "vague" in (self.bound, other.bound):
            return self.low > other.high * (1 + _OUNCE) or other.low > self.high * (1 + _OUNCE)
        exactly = self.unit == "calendar"
        same = _near(self.low, other.low, exactly=exactly) and _near(self.high, other.high, exactly=exactly)
        return not same or self.bound != other.bound


def _near(one: float, other: float, *, exactly: bool) -> bool:
    return one == other if exactly else abs(one - other) <= _OUNCE * max(abs(one), abs(other))


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a text that count something known or are larger than ten; ordinals and the one of "one
    thing" are left out.
    """
    folded = fold(text)
    for match in _QUANTITY.finditer(folded):
        if match["before"] == "第" or _in_name(text, match.start("low")):
            continue
        low = _value(match["low"])
        high = _value(match["high"]) if match["high"] else low
        if low is None or high is None:
            continue
        found = _quantity(folded, match, low, high)
        if found:
            yield found


def _in_name(text: str, start: int) -> bool:
    """Whether a number belongs to a name before it, as in Gemini 3, gpt-5.2 or gemini3."""
    word = _WORD_BEFORE.search(text, 0, start) if text[start].isdigit() else None
    if word is None:
        return False
    is_apart = word[2].isspace()
    return not is_apart or (word[1] != word[1].lower() and word[1].lower() not in _OPENINGS)


def _quantity(text: str, match: re.Match[str], low: tuple[float, float], high: tuple[float, float]) -> Quantity | None:
    unit = next((name for name, _ in _UNITS if match[name]), "")
    if match["before"] == "百分之":
        unit = "percent"
    elif match["before"]:
        unit = "money" if match["before"] in "$€£" else "age"
    end = match.end(unit) if unit and match[unit] else max(match.end("low"), match.end("high"), match.end("more"))
    values = (low[0], high[1] if match["high"] else low[1])
    vague = low[0] != low[1] and _is_vague(match["low"])
    if unit in {"years", ""} and values[0] in _YEAR and low[0] == int(low[0]) and not match["more"]:
        unit = "calendar" if unit == "years" or len(match["low"].strip()) == 4 else unit
    if not unit:
        noun = (match["noun"] or "").strip()
        unit = f"of {noun}" if noun and values[1] > 10 else ""
    if not unit or (unit in _ARTICLE_UNITS and values == (1, 1)):
        return None
    high_factor = _IN_YEARS.get(unit, 1.0)
    low_factor = _IN_YEARS.get(_unit_of(match["low_unit"]), high_factor)
    unit = "years" if unit in _IN_YEARS else unit
    bound, start = _bound(text, match, vague=vague)
    return Quantity(start, end, values[0] * low_factor, values[1] * high_factor, unit, bound)


def _unit_of(written: str | None) -> str:
    """Return the unit that is written so, "" for none."""
    return next((name for name, pattern in _UNITS if written and re.fullmatch(pattern, written, re.IGNORECASE)), "")


def _is_vague(written: str) -> bool:
    return any(mark in written for mark in "几数") or "several" in written.lower()


def _bound(text: str, match: re.Match[str], *, vague: bool) -> tuple[Bound, int]:
    """Return how exact a number is, and where the words that say so begin."""
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 2]
    if vague:
        return "vague", match.start()
    over, under = _OVER.search(before), _UNDER.search(before)
    if over or after == "以上" or {match["more"], match["more2"]} & {"多", "余"}:
        return "over", match.start() - (len(over.group()) if over else 0)
    if under and not (under.group() == "近" and match["years"]):  # 近一年 is the year that has passed
        return "under", match.start() - len(under.group())
    return "exact", match.start()


def _value(written: str) -> tuple[float, float] | None:
    """Return the number as (low, high), which differ for 一两 and 几百; None where it is no number."""
    written = written.strip().replace(",", "")
    if written[0].isdigit():
        return _arabic(written)
    return _english(written.lower()) if written.isascii() else _chinese(written)


def _arabic(written: str) -> tuple[float, float]:
    digits = re.match(r"[\d.]+", written)
    number = float(digits.group().rstrip(".") if digits else 0)
    for scale in re.findall(r"[百千万亿]|[a-z]+", written.lower()):
        number *= _SCALE.get(scale) or _ENGLISH_SCALE[scale]
    return number, number


def _english(written: str) -> tuple[float, float] | None:
    total, current, vague = 0.0, 0.0, "several" in written
    if written == "half":
        return None
    if re.fullmatch(r"(?:half\s)?an?", written):
        return (0.5, 0.5) if written.startswith("half") else (1.0, 1.0)
    for word in re.split(r"[\s-]+", written):
        if word in _ENGLISH_SCALE:
            current = max(current, 1) * _ENGLISH_SCALE[word]
            if _ENGLISH_SCALE[word] > 100:
                total, current = total + current, 0.0
        else:
            current += _ENGLISH.get(word, 0)
    number = total + current
    if vague:
        return (2 * max(number, 1), 9 * max(number, 1))
    return number, number


def _chinese(written: str) -> tuple[float, float] | None:
    if written == "半":
        return 0.5, 0.5
    if written[0] in "几数":
        scale = 1.0
        for mark in written[1:]:
            scale *= _SCALE.get(mark, 1)
        return 2 * scale, 9 * scale
    if len(written) >= 3 and not any(c in _SCALE for c in written):
        number = float("".join(str(_DIGIT.get(c, 0)) for c in written if _DIGIT.get(c, 0.5) != 0.5))
        return number, number
    if len(written) == 2 and written[0] in _DIGIT and written[1] in _DIGIT:
        return float(_DIGIT[written[0]]), float(_DIGIT[written[1]])
    return _chinese_scaled(written)


def _chinese_scaled(written: str) -> tuple[float, float] | None:
    total, section, digit = 0.0, 0.0, 0.0
    for mark in written:
        if mark in _DIGIT:
            digit = float(_DIGIT[mark])
        elif mark in _SCALE and _SCALE[mark] < 10_000:
            section += (digit or 1) * _SCALE[mark]
            digit = 0.0
        elif mark in _SCALE:
            total = (total + section + digit or 1) * _SCALE[mark]
            section = digit = 0.0
        else:
            return None
    number = total + section + digit
    return number, number
