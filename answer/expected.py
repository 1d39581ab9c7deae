"""What kind of answer a question wants (a number, a name, a date, a reason …), and whether a sentence holds one."""

import re
from functools import lru_cache
from typing import Literal

from corpus.language import simplify

Expected = Literal["number", "money", "share", "date", "person", "place", "reason", "definition", "yes-no", "open"]

_ASKS: tuple[tuple[Expected, str], ...] = (
    (
        "money",
        r"多少钱|价格|什么价|售价|费用|花了多少|烧了多少|\bcosts?\b.*\b(?:dollars?|usd)\b|how much (?:money|did .* cost|does .* cost)|"
        r"\bprices? of\b|\b(?:hotel|ticket|list|unit|api) prices?\b|what(?:'s| is| was) the (?:\w+ )?price\b|\bpricing\b|多少(?:美元|人民币|元|块钱)|票价|salary|薪水|年薪|收入",
    ),
    (
        "share",
        r"百分之(?:多少|几)|占(?:比|多少|几)|比例|多大概率|几率|\bpercent(?:age)?\b|\bproportion\b|\bfraction\b|\bodds\b|\bprobability\b",
    ),
    (
        "number",
        r"多少|几(?:个|位|人|次|倍|年|岁|步|块|种|亿|万|千|点|分|成|层|轮|名|项|条|天|小时|分钟)|多大|多长|多快|多高|人数|数量|规模多|"
        r"\bhow (?:many|big|large|long|fast|old|often|much)\b|\bnumber of\b|\bwhat size\b",
    ),
    (
        "date",
        r"什么时候|何时|哪(?:一)?年|几号|哪天|哪个月|几月|多久|^(?:and |so |but )?when\b|\bwhen (?:is|was|were|are|will|did|does|do|has|had) |(?:say|know|tell\w*|said) when\b|\bwhat (?:year|date|month|day)\b|\bwhich (?:year|month|day)\b",
    ),
    ("person", r"(?:^|[^无])谁|哪(?:位|个人)|叫什么(?:名字)?|名字|姓名|什么人|^(?:and |so |but )?who\b|\bwho (?:is|was|said|did|made|wrote|invented|came)\b|\bwhose\b|\bnamed?\b|\bnames\b"),
    (
        "place",
        r"哪里|哪儿|在哪|哪个?(?:国家|城市|地方|学校|大学)|何处|什么地方|\bwhere\b|\bwhich (?:country|city|school|university|place)\b",
    ),
    ("reason", r"为什么|为何|为啥|干嘛|怎么会|原因|凭什么|何以|\bwhy\b|\breasons?\b|\bhow come\b"),
    (
        "definition",
        r"什么意思|是什么|啥意思|什么叫|何谓|指的是|定义|\bwhat (?:is|are|does .* mean)\b|\bmeaning of\b|\bdefine\b",
    ),
    (
        "yes-no",
        r"吗[?？]?$|是不是|是否|会不会|能不能|有没有|^(?:is|are|does|do|did|will|would|can|could|has|have|was|were)\b",
    ),
)
_ASKS_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS)

_CHINESE_NUMBER = r"[一二两三四五六七八九十百千万亿几〇零]"
_NUMBER = (
    rf"\d|{_CHINESE_NUMBER}{{2,}}|{_CHINESE_NUMBER}(?:个|位|人|次|倍|年|岁|种|亿|万|千|百|名|项|天|半|点|方面|部分|代)|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundreds?|thousands?|millions?|billions?|trillions?|half|dozens?)\b"
)
_HOLDS: dict[Expected, re.Pattern[str]] = {
    "number": re.compile(_NUMBER, re.IGNORECASE),
    "money": re.compile(
        r"[$€£¥]\s?\d|\d[\d,.]*\s*(?:万|亿|百万|千万)?\s*(?:美元|美金|元|块钱|人民币|欧元|台币|dollars?|usd|cents?)",
        re.IGNORECASE,
    ),
    "share": re.compile(
        r"\d\s?%|％|百分之|\bpercent\b|\d+\s?/\s?\d+|[一二三四五六七八九]成|一半|\bhalf\b|分之", re.IGNORECASE
    ),
    "date": re.compile(
        rf"(?:\d{{2,4}}|{_CHINESE_NUMBER}{{2,4}})\s?年|\d+\s?月|\b(?:19|20)\d\d\b|季度|明年|去年|今年|年初|年底|昨天|前天|本周|上周|"
        r"(?:\d+|[一二两三四五六七八九十几])\s?(?:个)?(?:年|月|周|天|小时)|\b(?:january|february|march|april|may|june|july|august|september|"
        r"october|november|december|yesterday|today|tomorrow|last|next|ago|years?|months?|weeks?|days?)\b",
        re.IGNORECASE,
    ),
    "person": re.compile(r"[A-Z][a-z]+|·|先生|女士|教授|老师|团队|公司|他|她|[\u4e00-\u9fff]{2,3}(?:说|表示|认为)"),
    "reason": re.compile(
        r"因为|由于|所以|因此|为了|原因|在于|否则|以便|从而|使得|导致|\b(?:because|since|therefore|so that|in order|due to|thus)\b",
        re.IGNORECASE,
    ),
    "definition": re.compile(
        r"就是|是指|意思|指的是|本质上|核心|所谓|意味着|即|\b(?:means?|refers?|is a|are a|essentially|in other words|called)\b",
        re.IGNORECASE,
    ),
}


def expected_answer(question: str) -> Expected:
    """Return what kind of answer is wanted; the most particular one, "open" if the question does not say."""
    plain = simplify(question).strip()
    return next((kind for kind, pattern in _ASKS_COMPILED if pattern.search(plain)), "open")


def holds(expected: Expected, text: str) -> bool:
    """Whether a text holds something of that kind; True for kinds that leave no trace in the words."""
    pattern = _HOLDS.get(expected)
    return pattern is None or pattern.search(_simplified(text)) is not None


@lru_cache(maxsize=50_000)
def _simplified(text: str) -> str:
    return simplify(text)
