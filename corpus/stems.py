"""Function words and stems of many languages: what is left of a word for the lexical index to match."""

import re
import threading
import unicodedata
from functools import cache, lru_cache
from typing import Any, cast

from corpus.identify import script_of
from corpus.scripts import UNSPACED, script

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
_JAPANESE_FUNCTION_WORDS = (
    "です でした でしょう でしょうか ですか ますか ましたか ません ませんでした という について による から まで "
    "など これ それ あれ どれ この その あの どの ここ そこ どこ なに なぜ どうして いつ だれ どのくらい "
    "どのように ください ている ていた ています ていました されている されました される こと もの ため よう ない "
    "なかった あります ありました いる いた います いました なる なった なりました する した して しました "
    "しています と言いました ことが ことを のは のが のを には では とは への での にも でも"
).split()
_FUNCTION_WORDS = {
    "el": "ο η το οι τα του της των τον την και κι να θα δεν μη με σε από για που πως πώς τι ποιος ποια ποιο ποιοι "
    "πότε πού γιατί είναι ήταν είχε έχει αυτό αυτός αυτή στο στη στην στον στα στις στους ένα ένας μια μας σας "
    "τους μου σου ή αλλά όπως όταν",
    "fa": "و در به از که این آن را با است بود برای یک تا هم یا اما اگر چه چرا کجا کی کدام چگونه چطور چند آیا او من "
    "ما شما آنها خود هر نیز پس بر شد شده می های ها کرد کرده شود",
    "he": "של את על עם הוא היא הם הן אני אנחנו אתה אתם זה זאת זו אלה מה מי איפה מתי למה איך כמה האם לא כן גם או אבל "
    "כי אם היה הייתה היו יש אין כל לו לה להם שלו שלה שלי אל מן בין כמו רק עוד",
    "vi": "và của là có không được cho với từ trong đã sẽ đang này đó các những một ở thì mà như khi nào gì ai sao "
    "tại đâu bao nhiêu thế vì để về ra vào tôi anh chị em ông bà họ chúng nó cô ta",
}
"""Of languages whose list in stop-words is of another age, damaged, or full of words that say something."""
_PAIRS = frozenset(word[at : at + 2] for word in _JAPANESE_FUNCTION_WORDS for at in range(len(word) - 1))

_LISTED_AS = {"no": "nb", "nn": "nb"}
_ALGORITHMS = {
    **dict.fromkeys(("nl", "af", "fy"), "dutch"),
    **dict.fromkeys(("no", "nb", "nn"), "norwegian"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk"), "russian"),
    **dict.fromkeys(("sr", "hr", "bs"), "serbian"),
    **dict.fromkeys(("cs", "sk"), "czech"),
    **dict.fromkeys(("pt", "gl"), "portuguese"),
    **dict.fromkeys(("id", "ms"), "indonesian"),
    **dict.fromkeys(("hi", "mr", "sa"), "hindi"),
    **dict.fromkeys(("tr", "az"), "turkish"),
    "en": "english", "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "hy": "armenian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "pl": "polish",
    "ro": "romanian", "sv": "swedish", "ta": "tamil",
}  # fmt: skip
"""Snowball's, for its languages and for near relatives of them, whose endings are much the same."""
_OF_SCRIPT = {"LATIN": "en", "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "DEVANAGARI": "hi", "ARMENIAN": "hy"}
"""Whose stems a word gets that is written in another script than the language of its text."""
_ROOT = 6
"""Letters that are kept of a word whose language has no stemmer: those after them are mostly endings (McNamee and
Mayfield 2004, "Character n-gram tokenization for European language text retrieval").
"""
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Accents and the vowel points of Arabic and Hebrew, which are often left out; the vowels of India's scripts stay."""
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ς": "σ"})
_AS_RUSSIAN = str.maketrans("іїєґў", "ииегв")
"""Ukrainian and Belarusian letters, for endings to be those that the Russian stemmer knows."""
_stemming = threading.Lock()


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing by themselves, lower case; empty where none are known."""
    if language == "en":
        return _ENGLISH_FUNCTION_WORDS
    if language.startswith("zh"):
        return _CHINESE_FUNCTION_WORDS
    if language == "ja":
        return _PAIRS
    if language in _FUNCTION_WORDS:
        return frozenset(_FUNCTION_WORDS[language].casefold().split())
    from stop_words import LANGUAGE_MAPPING, get_stop_words

    listed = _LISTED_AS.get(language, language)
    return frozenset(map(str.casefold, get_stop_words(listed))) if listed in LANGUAGE_MAPPING else frozenset()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a word in a text of that language, without accents and vowel points.

    Args:
        word: lower case, in any script.
        language: of the text; a word in another script than its own gets the stem of a language of that script.
    """
    written = script(word[0])
    if not written or written in UNSPACED:
        return word
    bare = _MARKS.sub("", word) if written in {"ARABIC", "HEBREW"} else word
    theirs = language if written == script_of(language) else _OF_SCRIPT.get(written, language)
    algorithm = _ALGORITHMS.get(theirs)
    if algorithm == "russian":
        bare = bare.translate(_AS_RUSSIAN)
    if algorithm:
        with _stemming:  # a stemmer keeps the word that it works on in itself: two threads would mix theirs
            bare = cast(str, _stemmer(algorithm).stemWord(bare))
    elif len(bare) > _ROOT:
        bare = bare[:_ROOT]
    return _without_accents(bare) if not bare.isascii() else bare


@cache
def _stemmer(algorithm: str) -> Any:
    import snowballstemmer  # which leaves the work to PyStemmer, in C, where that is installed

    return snowballstemmer.stemmer(algorithm)


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).translate(_LETTERS)
