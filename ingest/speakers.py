"""Speaker lines: who speaks, in every usual style, learnt from how the names of one transcript recur.

`**Name**: …`, `Name: …`, `NAME: …`, `Name (00:12:31)`, `[00:12:31] Name: …`, `Q: …`, `问：…`, `主持人：…`, and a
name on a line of its own. A label counts when its name is known (the catalogue, a role such as Host) or when
it recurs as names do. What is not recognised stays in the text as speech.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from corpus.language import CJK, fold
from ingest.lines import Label, Line

INTERVIEWER = re.compile(
    r"(?:q|问|問|提问|提問|主持|主持人|主播|记者|記者|采访者|採訪者|采访人|host|interviewer|moderator|presenter|anchor|"
    r"reporter|question)\s?\d{0,2}",
    re.IGNORECASE,
)
_ROLE = re.compile(
    rf"(?:{INTERVIEWER.pattern}|a|答|回答|嘉宾|嘉賓|受访者|受訪者|旁白|解说|解說|观众|觀眾|听众|聽眾|guest|speaker|narrator|"
    r"audience|audience member|answer|interviewee|caller|说话人|說話人|发言人|發言人)\s?\d{0,3}",
    re.IGNORECASE,
)
_NOT_OF_A_CLOCK = re.compile(r"[^\d:.,]")
_NOT_A_NAME = frozenset(
    "note notes nb ps tip tips warning source sources date title author authors editor url link links example examples "
    "summary abstract keywords introduction conclusion update edit disclaimer subject from to cc re time duration "
    "chapter part section figure table step week day http https pros cons problem solution result results "
    "yes no okay ok right sure thanks yeah hello hi wow exactly absolutely correct "
    "注 注意 备注 附注 提示 说明 来源 作者 编辑 编译 翻译 译者 校对 整理 日期 时间 地点 链接 地址 项目地址 标题 "
    "摘要 关键词 结论 总结 例如 比如 举例 优点 缺点 首先 其次 最后 另外 此外 因此 所以 但是 结果 原因 图 表 附 "
    "附录 参考 参考链接 参考资料 引言 前言 目录 背景 导语 编者按 简介 问题 方法 目标 版权声明 成本 收益".split()
)
_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_STAMP = rf"[\[(（<*_]{{0,2}}\s*{_CLOCK}\s*[\])）>*_]{{0,2}}"
_LABEL = re.compile(
    rf"(?:#{{1,6}}\s+|>\s{{0,2}})?(?P<before>{_STAMP})?\s{{0,4}}(?P<bold>\*\*|__|【|\[)?\s?"
    r"(?P<name>[^\W_][^\n:：*<>\[\]()（）【】|\"“”，,。!！?？;；]{0,47}?)"
    r"(?P<aside>\s?[(（][^()（）\d][^()（）]{0,30}[)）])?"
    rf"\s{{0,4}}[,，|–—-]?\s{{0,4}}(?P<after>{_STAMP})?\s{{0,2}}"
    r"(?:(?P<colon>[:：])(?P<shut>\*\*|__)?"
    rf"|(?(bold)(?P<close>\*\*|__|】|\])\s{{0,2}}(?P<last>{_STAMP})?\s{{0,2}}(?P<late>[:：])?|(?!))"
    r"|(?(after)(?=\s)|(?!))|$)\s*"
)
_STAMP_ALONE = re.compile(rf"(?P<at>{_STAMP})(?:\s{{0,3}}-{{1,3}}>?\s{{0,3}}{_STAMP})?(?P<gap>\s+|$)")
_CJK_NAME = re.compile(rf"[{CJK}]{{1,6}}(?:[·•・‧.][{CJK}A-Za-z]{{1,10}}){{0,4}}")
_NOT_IN_A_CJK_NAME = re.compile("[的了是在这那吗呢吧就都我你您他她很不要会能为什么怎]")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉"
    "蘇魏呂盧鍾譚陸賈韋鄒龍賀顧龔萬錢嚴湯"
)
_LATIN_WORD = re.compile(rf"[^\W\d_{CJK}][^\W\d_{CJK}.’'-]*(?:[.’'-][^\W\d_{CJK}]*)*\d{{0,3}}")
_CJK_SUFFIX = re.compile(rf"[{CJK}]{{1,6}}$")
_PARTICLES = frozenset("de da di del della der den van von bin ibn al el la le du dos y".split())
_CLOSERS = frozenset("])）>")
_LOOK = 160  # characters of a line in which a label may stand


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: Line
    name: str
    end: int  # in the line's text
    time: float | None
    own_line: bool
    colon: bool
    bold: bool

    @property
    def key(self) -> str:
        return fold(self.name)


def seconds(clock: str) -> float:
    """Return the seconds of a time such as 12:31, 00:12:31 or [01:02:03.500]."""
    total = 0.0
    for part in _NOT_OF_A_CLOCK.sub("", clock).replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def mark_speakers(lines: list[Line], known: Collection[str] = ()) -> None:
    """Give a label to every line that names its speaker. `known` are names that certainly are people."""
    candidates = [found for line in lines if line.open and (found := _candidate(line))]
    accepted = _accepted(candidates, {fold(name) for name in known})
    for candidate in candidates:
        if candidate.key in accepted and _stands_like_a_label(candidate, accepted[candidate.key]):
            line = candidate.line
            line.label = Label(candidate.name, line.first + candidate.end, candidate.time)


def mark_stamps(lines: list[Line]) -> list[tuple[int, float]]:
    """Return (offset, seconds) of the time stamps that begin lines or stand with a speaker's name; lines that
    hold nothing else are taken for furniture. A time without brackets is one where several lines have it.
    """
    found = []
    captions = _captions(lines)
    several = sum(_STAMP_ALONE.match(line.text[:_LOOK]) is not None for line in lines) >= 3
    for line in lines:
        if line.label and line.label.time is not None:
            found.append((line.start, line.label.time))
        stamp = _STAMP_ALONE.match(line.text[:_LOOK]) if line.text and line.label is None else None
        if stamp is None or line.role == "heading" or not (several or stamp["at"][-1] in _CLOSERS):
            continue
        found.append((line.start, seconds(stamp["at"])))
        if stamp.end() == len(line.text):
            line.role = None if captions else "furniture"
        elif line.role is None:
            line.stamp = line.first + stamp.end()
    return found


def _captions(lines: list[Line]) -> bool:
    """Whether times on lines of their own alternate with short lines, as in captions copied from a page: taken
    out, they would leave no two lines together.
    """
    alone = sum(_STAMP_ALONE.fullmatch(line.text[:_LOOK]) is not None for line in lines)
    others = [len(line.text) for line in lines if line.text and not _STAMP_ALONE.fullmatch(line.text[:_LOOK])]
    return alone >= 10 and 0.6 * len(others) <= alone and sum(others) < 80 * len(others)


def _candidate(line: Line) -> _Candidate | None:
    if line.item and not line.text[:1].isdigit():
        return None
    found = _LABEL.match(line.text[:_LOOK])
    if found is None:
        return None
    own_line = found.end() == len(line.text)
    colon = bool(found["colon"] or found["late"] or _named_in_brackets(found))
    stamp = found["before"] or found["after"] or found["last"]
    bold = bool(found["bold"])
    beside = bold or (found["after"] or "")[-1:] in _CLOSERS  # "**Name** 00:12 …", "Name (00:12) …"
    if bold != bool(found["shut"] or found["close"]) or not (colon or own_line or (stamp and beside)):
        return None
    name = found["name"].strip()
    if not _namelike(name) or line.text.startswith("//", found.end()):
        return None
    return _Candidate(line, name, found.end(), seconds(stamp) if stamp else None, own_line, colon, bold)


def _named_in_brackets(found: re.Match[str]) -> bool:
    """Whether a name stands as in 【主持人】…, where other words in such brackets are a tag of the text."""
    name = found["name"].strip()
    return found["bold"] == "【" and (_ROLE.fullmatch(name) is not None or _surely_a_name(name))


def _namelike(name: str) -> bool:
    folded = fold(name)
    if folded in _NOT_A_NAME:
        return False
    if _ROLE.fullmatch(folded):
        return True
    chinese = _CJK_NAME.match(name)
    if chinese:
        rest = name[chinese.end() :].strip()
        return not _NOT_IN_A_CJK_NAME.search(chinese.group()) and (not rest or rest.isdigit() or _latin_name(rest))
    return _latin_name(_CJK_SUFFIX.sub("", name))


def _latin_name(name: str) -> bool:
    parts = name.replace("&", " ").replace("/", " ").split()
    if not 1 <= len(parts) <= 5:
        return False
    return all(
        (part.isdigit() and at > 0) or part.casefold() in _PARTICLES or (_LATIN_WORD.fullmatch(part) and _capital(part))
        for at, part in enumerate(parts)
    )


def _capital(word: str) -> bool:
    return word[0].isupper() or not (word[0].isascii() or word[0].islower())


def _accepted(candidates: list[_Candidate], known: set[str]) -> dict[str, bool]:
    """Return the names that are speakers here, each with whether it is certain (known, a role)."""
    distinct: dict[str, set[str]] = {}
    uses: Counter[str] = Counter()
    certain: set[str] = set()
    timed: Counter[str] = Counter()
    for candidate in candidates:
        uses[candidate.key] += 1
        place = str(candidate.line.start) if candidate.own_line else candidate.line.text  # a repeated line is none
        distinct.setdefault(candidate.key, set()).add(place)
        if candidate.key in known or _ROLE.fullmatch(candidate.key):
            certain.add(candidate.key)
        if candidate.time is not None:
            timed[candidate.key] += 1
    recurring = {name for name, texts in distinct.items() if len(texts) >= 2}
    sure = certain | (set(timed) if timed.total() >= 3 else set())
    once = _once(candidates, recurring | sure) if recurring | sure else set()
    if len(recurring | sure | once) < 2 and not sure:
        recurring = {name for name in recurring if uses[name] >= 5}
        once = set()
    return {name: name in sure for name in recurring | sure | once}


def _once(candidates: list[_Candidate], accepted: set[str]) -> set[str]:
    """Return names that label one line in the style that most labels have here, and are surely names: of two words
    and more, or with a Chinese surname.
    """
    styles = Counter((c.own_line, c.colon, c.bold) for c in candidates if c.key in accepted)
    usual = styles.most_common(1)[0][0]
    return {
        c.key
        for c in candidates
        if c.colon and (c.own_line, c.colon, c.bold) == usual and (c.bold or _surely_a_name(c.name))
    }


def _surely_a_name(name: str) -> bool:
    return len(name.split()) >= 2 or "·" in name or (2 <= len(name) <= 4 and name[0] in _SURNAMES)


def _stands_like_a_label(candidate: _Candidate, certain: bool) -> bool:
    """Whether the place of a name says that it labels what follows: a name on its own line begins a block."""
    if candidate.colon or candidate.time is not None:
        return True
    return certain or candidate.own_line
