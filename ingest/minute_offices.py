"""The offices, seats and names behind the marks in minutes of assemblies, and heads of agendas that look like them."""

import re

from corpus.language import CJK

_NAME = rf"[{CJK}\u3041-\u30ff々〆ヶA-Za-z・＝=. \u3000]{{1,24}}"
_PERSON = re.compile(_NAME)
_HONORIFIC = re.compile(r"(?<=\S)(?:君|議員|さん|氏|殿)$")
_SEAT = re.compile(r"(?:第|議席)?[\d一二三四五六七八九十百]{1,4}番")
_NO_NAME = re.compile(
    r"[\d一二三四五六七八九十百]{1,4}(?:名|人)|登壇|降壇|続|続き|つづき|朗読|着席|議席(?:から|より)?|自席(?:から|より)?|挙手|発言|拍手|なし|案"
)
_CHIEF = re.compile(
    r"[議員部課局室市区町村府県都校院所館場署団隊係次会組総社学育防政]長|知事|(?:大臣|理事|参事|監事|幹事|主事|主幹|主査|参考人|公述人|証人|次官|政務官|長官"
    r"|監査役|収入役|助役|技監|総監|統括監|管理監|管理者|君|代理|代理者|代行)"
)
_OFFICE = re.compile(rf"{_CHIEF.pattern}|議員|委員|職員|[官員者監幹査役]")
_ENDS_AS_CHIEF = re.compile(rf"(?:{_CHIEF.pattern})$")
_ENDS_AS_OFFICE = re.compile(rf"(?:{_OFFICE.pattern})$")
_AGENDA = re.compile(
    r"議事|日程|議案|会議|開会|開議|散会|閉会|休憩|再開|延会|出席|欠席|説明員|職員|会期|(?:報告|質疑|質問|討論)(?!者)|採決|表決|選挙|署名|請願|陳情|発議(?!者)|決議|意見書"
    r"|付託|付議|付した|目次|次第|案件|宣告|参照|午前|午後|について|の件$|名簿|第[\d一二三四五六七八九十]"
    r"|^(?:출석|결석|의사 ?일정|부의|안건(?!조정)|참석|보고 ?사항|개의|산회|회의록|서명)|의 ?건$"
)
_KOREAN = re.compile(r"[\uac00-\ud7a3]")
_KOREAN_OFFICE = re.compile(r"\S*(?:[장관원]|감|인|대행|대리|대표|간사|이사|교수|비서|담당|실무자|위원|의원)(?:님|석)?")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def name_on(office: str, inside: str) -> str | None:
    """Return whom a label names that has `inside` in brackets behind `office`, either perhaps "": the name in brackets,
    without what is said to members, else what stands before them. None where neither is a name.
    """
    held = _bare(inside)
    person = _HONORIFIC.sub("", held)
    if not office:
        return person if _is_name(held) else None
    called = _is_name(held) and not _ENDS_AS_CHIEF.search(person)
    named = called and (_SEAT.fullmatch(_plain(office)) is not None or _ENDS_AS_OFFICE.search(office) is not None)
    return person if named and not _KOREAN.search(office) else office


def is_somebody(office: str, inside: str) -> bool:
    """Whether a label is somebody's by its own words: an office or a seat, a name in brackets."""
    if _KOREAN.search(office):
        words = office.split()
        return any(_KOREAN_OFFICE.fullmatch(word) for word in words) and (len(words) > 1 or office.endswith("장"))
    if not office:
        return _ENDS_AS_OFFICE.search(_bare(inside)) is not None
    return _SEAT.match(_plain(office)) is not None or _ENDS_AS_OFFICE.search(office) is not None


def is_of_the_agenda(office: str) -> bool:
    """Whether what stands behind a mark heads a part of the minutes: 日程第１, 出席議員, 출석위원. Chiefs of what
    has such a name, 議会事務局長 or 選挙管理委員長, are people.
    """
    return _AGENDA.search(_plain(office)) is not None and not _ENDS_AS_CHIEF.search(office)


def _is_name(held: str) -> bool:
    if not held or _NO_NAME.fullmatch(_plain(held)) or _SEAT.match(_plain(held)):
        return False
    return _PERSON.fullmatch(held) is not None


def _bare(inside: str) -> str:
    """Return what stands in brackets without the spaces that align names in columns."""
    words = inside.split()
    compact = all(not word.isascii() for word in words)
    return ("" if compact else " ").join(words)


def _plain(words: str) -> str:
    return words.translate(_WIDE)
