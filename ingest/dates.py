"""Dates as heads of transcripts write them: 5 November 2013, March 3, 1998, 2013-11-05, 2024年3月5日, 5.11.2013."""

import datetime
import re
from collections.abc import Iterator

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_DATES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -](?P<year>\d{{4}})\b",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b",
        r"\b(?P<year>(?:19|20)\d{2})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<year>(?:19|20)\d{2})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]",
        r"\b(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:19|20)\d{2})\b",
    )
)

_BEFORE_DATE = (",", "，", "-", "–", "—", "|", "(", "（", "[", "【", ":", "：", "·", "/")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_OF_A_DATE = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan\w*|feb\w*|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug\w*|sept?\w*"
    r"|oct\w*|nov\w*|dec\w*|am|pm|utc|gmt|st|nd|rd|th|hours?|min(?:ute)?s?|sec(?:ond)?s?|hr?s?|at|年|月|日|星期.|上午|下午",
    re.IGNORECASE,
)


def date_in(text: str) -> str | None:
    """Return the first date in a text as ISO 8601, None where there is none (3/5/1998 may be two)."""
    return next((date for _, _, date in _dates_in(text)), None)


def date_of_title(title: str) -> str | None:
    """Return the date that a title begins with, or ends with behind a comma, a dash or a bracket, as ISO 8601. None
    without: `Remembering September 11, 2001` is of another day.
    """
    bare = title.strip().strip("()（）[]【】")
    for start, end, date in _dates_in(bare):
        if start == 0 or (end == len(bare) and bare[:start].rstrip().endswith(_BEFORE_DATE)):
            return date
    return None


def _dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where dates stand in a text, [start, end), and the dates."""
    for form in _DATES:
        found = form.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts["number"]) if parts.get("number") else _month(parts["month"])
        try:
            date = datetime.date(int(parts["year"]), month, int(parts["day"]))
        except ValueError:
            continue
        yield (*found.span(), date.isoformat())


def date_of_name(stem: str) -> str | None:
    """Return the date in a file's name, without its suffix, 2018-03-30 or 20180330; None without."""
    words = stem.replace("_", " ")
    found = _COMPACT.search(words)
    return date_in(words) or (date_in("-".join(found.groups())) if found else None)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1


def is_only_a_date(text: str) -> bool:
    """Whether a line says nothing but a date, a time and a length."""
    return len([word for word in re.findall(r"[^\W\d_]{2,}", text) if not _OF_A_DATE.fullmatch(word)]) == 0
