"""What language a text is in, and the form of it that is searched.

Three forms of a text occur in the project. The *source* is what is shown and quoted. The *folded* form
(`fold`) has the same length, character for character, with scripts, widths and case made equal: quotations
are compared in it. The *search* form (`words`) is a list of words: Taiwanese vocabulary is replaced by its
mainland counterpart (資料 → 数据), English words are stemmed, function words are left out.
"""

import functools
import logging
import re
import threading
import unicodedata
from typing import Any, Literal, cast

from corpus.settings import CACHE

Language = Literal["en", "zh-Hans", "zh-Hant"]

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_CJK_CHARACTER = re.compile(f"[{CJK}]")
_LATIN_WORD = re.compile(r"[^\W\d_]{2,}")
_RUN = re.compile(
    rf"[{CJK}]+|(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?%?|[^\W\d_{CJK}]+(?:['’][^\W\d_{CJK}]+)*|\d*[^\W_{CJK}]+"
)

_ENGLISH_FUNCTION_WORDS = frozenset(
    "a about all an and any are as at be been being but by can could did do does for from get got had has have "
    "he her hers him his how i if in into is it its just kind like may me might my no nor not of on one or our "
    "out over own s same say said says she should so some such t than that the their them then there these they "
    "this those to too up us very was we were what when where which while who whom whose why will with would "
    "you your according think thinks thought tell really exactly actually".split()
)
_CHINESE_FUNCTION_WORDS = frozenset(
    "的 了 是 在 和 与 及 或 就 都 也 还 又 再 很 更 最 而 且 但 但是 而且 因为 所以 如果 虽然 然后 我 我们 你 "
    "你们 他 他们 她 她们 它 它们 自己 这 那 这个 那个 这些 那些 这样 那样 什么 怎么 怎样 如何 为什么 为何 哪 哪些 "
    "哪个 哪里 谁 多少 几 吗 呢 吧 啊 呀 么 嘛 把 被 让 给 对 对于 关于 从 到 向 以 于 之 其 个 种 会 能 可以 "
    "可能 要 想 说 觉得 认为 请问 一下 一个 一些 有 没有 没 不 并 将 已 已经 正在 上 下 里 中 时 时候 是不是 到底 "
    "究竟 进行 来 去 着 过 得 地 等 啥 干嘛 为啥 哪儿".split()
)


_stemming = threading.Lock()


@functools.cache
def _opencc(profile: str) -> Any:
    import opencc

    return opencc.OpenCC(profile)


@functools.cache
def _fold_table() -> dict[int, str]:
    to_simplified = _opencc("t2s")
    table: dict[int, str] = {}
    for code in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]:
        simplified = to_simplified.convert(chr(code))
        if len(simplified) == 1 and ord(simplified) != code:
            table[code] = simplified
    return table


def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 else character


def fold(text: str) -> str:
    """Make script, width and case equal, keeping the length: `len(fold(text)) == len(text)`."""
    folded = text if text.isascii() else "".join(map(_fold_character, text)).translate(_fold_table())
    return folded.casefold() if folded.isascii() else folded


def is_chinese(word: str) -> bool:
    """Whether a word is written in Chinese characters."""
    return _CJK_CHARACTER.match(word) is not None


def cjk_share(text: str) -> float:
    """Return the share of Chinese characters among characters and words of other scripts, 0 to 1."""
    cjk = len(_CJK_CHARACTER.findall(text))
    latin = len(_LATIN_WORD.findall(_CJK_CHARACTER.sub(" ", text)))
    return cjk / (cjk + latin) if cjk + latin else 0.0


def detect(text: str, default: Language = "en") -> Language:
    """Return the language of a text: Chinese where a fifth of its words is, Traditional where more of its
    characters exist only there than only in Simplified. `default` decides between scripts that do not differ.
    """
    if cjk_share(text) < 0.2:
        return "en"
    traditional = sum(a != b for a, b in zip(text, text.translate(_fold_table()), strict=True))
    simplified = sum(a != b for a, b in zip(text, _opencc("s2t").convert(text), strict=False))
    if traditional == simplified:
        return default if default != "en" else "zh-Hans"
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def simplify(text: str) -> str:
    """Return the text in mainland Simplified Chinese, Taiwanese terms replaced; the length may change."""
    if not _CJK_CHARACTER.search(text):
        return text
    return cast(str, _opencc("tw2sp" if detect(text) == "zh-Hant" else "t2s").convert(text))


@functools.cache
def _segmenter() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    CACHE.mkdir(parents=True, exist_ok=True)
    segmenter.tmp_dir = str(CACHE)
    segmenter.initialize()
    return segmenter


def segment(text: str) -> list[str]:
    """Split a text into words of its search form: Chinese by dictionary, other scripts at their borders,
    all lower case, nothing left out but punctuation.
    """
    plain = unicodedata.normalize("NFKC", simplify(text)).casefold()
    pieces: list[str] = []
    for run in _RUN.findall(plain):
        pieces.extend(_segmenter().cut(run, HMM=False) if _CJK_CHARACTER.match(run) else [run])
    return pieces


def is_known_word(word: str) -> bool:
    """Whether the dictionary knows a word, given in Simplified."""
    return bool(_segmenter().FREQ.get(word))


@functools.cache
def _stem(word: str) -> str:
    with _stemming:  # the stemmer keeps the word that it works on in itself: two threads would mix theirs
        return cast(str, _stemmer().stemWord(word))


@functools.cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """Return the words that lexical search matches: segmented, English stemmed, function words left out."""
    found = []
    for word in segment(text):
        if word in _CHINESE_FUNCTION_WORDS or word in _ENGLISH_FUNCTION_WORDS:
            continue
        found.append(_stem(word.removesuffix("'s").removesuffix("’s")) if word.isascii() else word)
    return found
