"""Minutes of assemblies and councils: who speaks stands behind a mark, as Japan and Korea print them.

`○議長（佐藤一郎）　words`, `◆５番（山田花子議員）　…`, `2: ◯情報課長　　…`, `○위원장 윤가람  …`, `## ○시장 이다솔  …`.
Everything is somebody's in such a file from the first label on, but for what the clerk adds: acts and calls in
brackets, the hours.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import fold
from corpus.sentences import STOPS
from ingest.headings import mark_title
from ingest.lines import Label, Line
from ingest.minute_offices import is_of_the_agenda, is_somebody, name_on

_FEWEST = 4  # labels that make minutes
_SHARE = 0.6  # of the labels are somebody's by their own words, and of what follows them is prose
_LOOK = 120  # characters of a line in which a label may stand
_MARK = re.compile(r"(?:#{1,6}\s+)?(?:\d{1,4}\s?[:：.]?\s*)?[○◯〇◎◆◇●△▲]")
_WORD = r"[^\s（）()〔〕「」、。，,.:：?？!！]"
_INSIDE = r"[（(](?P<inside>[^（）()\n]{1,30})[）)]"
_TOLD_APART = rf"{_WORD}{{1,8}}[（(]{_WORD}{{1,3}}[）)]{_WORD}{{1,20}}"  # 佐藤（英）委員, one of two of a family name
_JAPANESE = re.compile(rf"(?![\uac00-\ud7a3])(?P<office>{_TOLD_APART}|{_WORD}{{0,40}})(?:{_INSIDE})?(?P<gap>\s+)(?=\S)")
_KOREAN = re.compile(
    rf"(?P<office>{_WORD}{{1,30}}(?: {_WORD}{{1,20}}){{0,4}})(?:{_INSIDE})?(?P<gap>\s{{2,}}|\u3000)(?=\S)"
)
_OTHER = re.compile(rf"{_MARK.pattern}|[oㅇ]\s|(?:追加)?(?:日程)?第\d{{1,3}}[\s\u3000][^。]*$")
_NUMBER = re.compile(r"\d{1,4}\s?[:：.]?")
_PROSE = re.compile(rf"[{STOPS}.!?][^\n]{{0,4}}$|[。！？]")
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "［": "］", "[": "]", "【": "】"}
_HOUR = re.compile(
    r"[○◯〇◎]?\s?(?:午[前後]|오[전후])?\s?\w{1,4}[時시]\s?(?:\w{1,4}[分분]?)?\s*"
    r"(?:開会|開議|散会|閉会|休憩|再開|延会|終了|개의|개회|산회|폐회|정회|속개)"
)
_HANDED_ON = re.compile(r"(?:登壇|報告|朗読|説明|答弁|代読|보고|낭독|설명)\W?$")
_CLOSE = re.compile(r"散会|閉会|산회|폐회")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What may be a label on `line`: whose, and where in the line's text their words begin."""

    line: Line
    name: str
    end: int
    sure: bool

    @property
    def words(self) -> str:
        return self.line.text[self.end :]


def mark_minutes(lines: Sequence[Line]) -> int | None:
    """Say who speaks where a file is minutes; return the number of the first line that is spoken, None where it is
    none. Nothing is decided about the lines before it.
    """
    seen = [one for line in lines if line.open and (one := _label(line))]
    uses = Counter(fold(one.name) for one in seen)
    labels = [one for one in seen if one.sure or uses[fold(one.name)] > 1]
    if not _are_minutes(labels):
        return None
    for one in labels:
        end = len(one.line.text) if _is_bracketed(one.words) else one.end
        one.line.label = Label(one.name, one.line.first + end)
    begun = labels[0].line.number
    _close_others(lines, begun)
    return begun


def mark_head_of_minutes(lines: list[Line]) -> None:
    """Take what stands before the minutes' first speaker for furniture, their title for a heading."""
    mark_title(lines, None)
    for line in lines:
        if line.open:
            line.role = "furniture"


def _label(line: Line) -> _Seen | None:
    mark, text = _MARK.match(line.text), line.text[:_LOOK]
    found = (_JAPANESE.match(text, mark.end()) or _KOREAN.match(text, mark.end())) if mark else None
    if found is None:
        return None
    office, inside = found["office"], found["inside"] or ""
    name, sure = name_on(office, inside), is_somebody(office, inside)
    narrow = found["gap"] == " " and not (inside or sure)  # pages leave one space of a wide one
    if name is None or narrow or is_of_the_agenda(office):
        return None
    return _Seen(line, name, found.end(), sure)


def _are_minutes(labels: Sequence[_Seen]) -> bool:
    """Whether labels are those of minutes: several people's, one of whom speaks again, mostly before sentences."""
    said: dict[str, set[str]] = {}
    for one in labels:
        said.setdefault(fold(one.name), set()).add(one.words)
    recurs = any(len(words) > 1 for words in said.values())
    sure = sum(one.sure for one in labels)
    prose = sum(_PROSE.search(one.words) is not None for one in labels)
    enough = len(labels) >= _FEWEST and len(said) > 1 and recurs
    return enough and min(sure, prose) >= _SHARE * len(labels)


def _close_others(lines: Sequence[Line], begun: int) -> None:
    """Take for furniture what the clerk adds from the first speaker on, and what follows the end of a sitting. Nobody
    is known to say what stands behind a mark that is no label, nor what follows （事務局長報告） without a label.
    """
    closed = handed_on = False
    number: Line | None = None
    for line in lines[begun:]:
        if line.label is not None:
            closed = handed_on = False
            if number is not None:
                number.role = "furniture"
        elif line.open and (closed or _is_added(line.text)):
            line.role = "furniture"
            closed = closed or _CLOSE.search(line.text) is not None
            handed_on = _HANDED_ON.search(line.text) is not None
        elif line.open:
            line.aside = _OTHER.match(line.text) is not None
            line.unnamed, handed_on = handed_on, handed_on and line.aside
        if line.text:
            number = line if line.open and _NUMBER.fullmatch(line.text) else None


def _is_added(text: str) -> bool:
    """Whether a line is the clerk's: in brackets, or the hour at which a sitting begins or ends."""
    return _is_bracketed(text) or _HOUR.fullmatch(text) is not None


def _is_bracketed(text: str) -> bool:
    """Whether one pair of brackets holds all of a text: （拍手）, 〔「なし」と呼ぶ者あり〕."""
    closer = _PAIRS.get(text[:1])
    if closer is None or not text.endswith(closer):
        return False
    depth = 0
    for at, character in enumerate(text):
        depth += (character == text[0]) - (character == closer)
        if depth == 0:
            return at == len(text) - 1
    return False
