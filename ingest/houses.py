"""Houses that ask under their own names, as Chinese papers and sites print it: 《人物》, 36氪, 《环球时报》记者.

What a number is counted in, 3月 or 12家, and what stands in such marks for other reasons, a book, are told from these
as far as the words alone say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from corpus.language import CJK, fold
from corpus.sentences import ends_as_a_question

_ASKED = 0.6  # of what stands behind the name of one that asks are questions

_COUNTED = (
    "年月日号號点點时時分秒个個名位人岁歲块塊元圆圓万萬亿億千百倍层層楼樓周週天次条條章节節集期页頁米里公斤吨噸度只隻家种種款"
    "届屆代番本匹头頭台辆輛成折线線"
)
_WITH_A_NUMBER = re.compile(rf"(?!(?:19|20)\d\d)\d{{1,4}}(?![{_COUNTED}])[{CJK}]{{1,8}}")
_PRINTED = r"《[^《》\s:：]{1,16}》"
_REPORTER = re.compile(
    rf"[{CJK}]{{0,6}}{_PRINTED}[{CJK}]{{0,8}}(?:记者|記者|编辑|編輯|主编|主編|特派员|特派員|评论员|評論員)\s?[{CJK}·]{{0,4}}"
)
_HOUSE = re.compile(rf"{_PRINTED}(?:杂志|雜誌|周刊|週刊|月刊|报社|報社|编辑部|編輯部)?")


def house_in(name: str) -> Literal["reporter", "printed", "counted"] | None:
    """Return how words name a house or its reporter: `《环球时报》记者`, `《人物》`, `36氪`; None for other words."""
    if name.startswith("《") or "》" in name:
        return "reporter" if _REPORTER.fullmatch(name) else "printed" if _HOUSE.fullmatch(name) else None
    return "counted" if name[:1].isdigit() and _WITH_A_NUMBER.fullmatch(name) else None


def asking_houses(found: Iterable[tuple[str, str]]) -> set[str]:
    """Return the houses, folded, that mostly ask: one that recurs, or several; what stands in their marks and tells
    something is a book. `found` are names before colons, each with what stands behind it.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for name, words in found:
        if house_in(name) is not None:
            said[fold(name)].add(words.rstrip("*_ "))
    asked = {name: sum(map(ends_as_a_question, words)) for name, words in said.items()}
    asking = {name for name, words in said.items() if asked[name] and asked[name] >= _ASKED * len(words)}
    return asking if sum(len(said[name]) for name in asking) > 1 else set()
