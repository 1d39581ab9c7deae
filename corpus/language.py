"""What language a text is in, and the form of it that is searched.

A language is a BCP 47 tag: "en", "de", "ja" …, Chinese with its script, "zh-Hans" and "zh-Hant".

Three forms of a text occur in the project. The *source* is what is shown and quoted. The *folded* form
(`fold`) has the same length, character for character, with scripts, widths and case made equal: quotations
are compared in it. The *search* form (`words`) is a list of words: Taiwanese vocabulary is replaced by its
mainland counterpart (資料 → 数据), words are stemmed as their language wants, function words are left out, and
where words have no spaces between them, neighbouring characters stand for them.
"""

import functools
import logging
import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any, TypeAlias, cast

import regex

from corpus.entities import decoded
from corpus.identify import LANGUAGES_OF, identify
from corpus.scripts import SECOND_SCRIPT, UNSPACED, main_script, script
from corpus.settings import CACHE
from corpus.stems import function_words, stem
from corpus.words_of_packages import words_of_package

Language: TypeAlias = str

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
COMPACT = CJK + "\u3041-\u30ff\uac00-\ud7a3"
"""Characters that say as much as two or three Latin ones: Chinese, Japanese, Korean."""
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
_CJK_CHARACTER = re.compile(f"[{CJK}]")
_KANA_CHARACTER = re.compile(f"[{_KANA}]")
_LATIN_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTER = rf"[\p{{L}}\p{{M}}--[{CJK}{_KANA}々〆]]"
_RUN = regex.compile(
    rf"[{CJK}{_KANA}々〆]+|(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?%?|{_LETTER}+(?:['’]{_LETTER}+)*"
    rf"|\d*[\p{{L}}\p{{M}}\d--[{CJK}{_KANA}々〆]]+",
    regex.V1,
)
_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC"})
_PARTS = re.compile(rf"[{CJK}々〆]+|[{_KANA}]+")
_KANJI_WORD = re.compile(rf"(?<![{CJK}々〆])[{CJK}](?![{CJK}々〆])")
_INVISIBLE = regex.compile(r"\p{Cf}+")
_JAPANESE_FROM = 0.3
"""Share of kana among kana and Han characters; Chinese texts quote less, Japanese sentences have more."""
_LONG_FOR_JAPANESE = 16
"""Han characters in a row of which a Japanese text would have a kana among them."""
_LOOKED_AT = 4_000
"""Characters that languages of one script are told apart by."""


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


def cjk_share(text: str) -> float:
    """Return the share of Chinese characters among characters and words of other scripts, 0 to 1."""
    cjk = len(_CJK_CHARACTER.findall(text))
    latin = len(_LATIN_WORD.findall(_CJK_CHARACTER.sub(" ", text)))
    return cjk / (cjk + latin) if cjk + latin else 0.0


def is_japanese_or_chinese(text: str) -> bool:
    """Whether at least a fifth of a text is written in Chinese characters or kana."""
    written = main_script(text)
    return (cjk_share(text) >= SECOND_SCRIPT and written != "HANGUL") or written in {"HIRAGANA", "KATAKANA"}


def same_language(first: Language, second: Language) -> bool:
    """Whether two tags name one language, in whichever script."""
    return first.partition("-")[0] == second.partition("-")[0]


def detect(text: str, default: Language = "en", likely: Collection[Language] = ()) -> Language:
    """Return the language of a text.

    A fifth of it in another script than Latin decides for that script. Chinese is Traditional where more of its
    characters exist only there than only in Simplified.

    Args:
        text: of any length.
        default: the language that is expected; taken where nothing in the text tells, as in digits and names.
        likely: further languages that are expected, as those of a library are of a question.
    """
    expected = (default, *likely)
    if is_japanese_or_chinese(text):
        return "ja" if _is_japanese(text, expected) else _chinese(text, expected)
    written = main_script(text)
    if written not in LANGUAGES_OF:
        return default
    return identify(text[:_LOOKED_AT], written, expected)


def _is_japanese(text: str, expected: Collection[Language]) -> bool:
    kana, han = len(_KANA_CHARACTER.findall(text)), len(_CJK_CHARACTER.findall(text))
    if kana >= _JAPANESE_FROM * (kana + han):
        return True
    written_in_han = (tag for tag in expected if tag == "ja" or tag.startswith("zh"))
    return next(written_in_han, None) == "ja" and (kana > 0 or han < _LONG_FOR_JAPANESE)


def _chinese(text: str, expected: Collection[Language]) -> Language:
    traditional = sum(a != b for a, b in zip(text, text.translate(_fold_table()), strict=True))
    simplified = sum(a != b for a, b in zip(text, _opencc("s2t").convert(text), strict=False))
    if traditional == simplified:
        return next((tag for tag in expected if tag.startswith("zh")), "zh-Hans")
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def simplify(text: str) -> str:
    """Return the text in mainland Simplified Chinese, Taiwanese terms replaced; the length may change."""
    if not _CJK_CHARACTER.search(text):
        return text
    return cast(str, _opencc("tw2sp" if _chinese(text, ()) == "zh-Hant" else "t2s").convert(text))


@functools.cache
def _segmenter() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    CACHE.mkdir(parents=True, exist_ok=True)
    segmenter.tmp_dir = str(CACHE)
    segmenter.initialize()
    return segmenter


def segment(text: str, language: Language = "en") -> list[str]:
    """Split a text of a language into words of its search form, all lower case, nothing left out but punctuation.

    Chinese is split by dictionary, scripts with spaces at their borders; scripts without, and those that run words
    and particles together, into neighbouring characters.
    """
    plain = _plain(text, language)
    runs: list[str] = _RUN.findall(plain)
    if language == "en" and plain.isascii():
        return runs
    return [piece for run in runs for piece in _split(run, language)]


def _plain(text: str, language: Language) -> str:
    """Make widths, case, digits and, for Chinese, scripts equal; decode references, take invisible characters out."""
    text = decoded(text)
    if language in {"tr", "az"}:  # where "I" is the capital of another letter than "i"
        text = text.replace("I", "ı").replace("İ", "i")
    if text.isascii():
        return text.casefold()
    text = text.translate(_fold_table()) if language == "ja" else simplify(text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _split(run: str, language: Language) -> Iterator[str]:
    written = script(run[0])
    if written in _JAPANESE:
        if language == "ja":
            yield from _neighbours(run, UNSPACED["CJK"])
            yield from _KANJI_WORD.findall(run)
            return
        for part in _PARTS.findall(run):
            yield from _segmenter().cut(part, HMM=False) if _CJK_CHARACTER.match(part) else _neighbours(part, 2)
    elif written in UNSPACED:
        yield from _neighbours(run, UNSPACED[written])
    elif written == "LATIN" and language != "en":  # l'équipe, Ankara'da
        yield from re.split("['’]", run)
    else:
        yield run


def _neighbours(run: str, count: int) -> Iterator[str]:
    """Yield every `count` characters that stand together; a shorter run as it is."""
    for at in range(max(1, len(run) - count + 1)):
        yield run[at : at + count]


def is_known_word(word: str) -> bool:
    """Whether the dictionary knows a word, given in Simplified."""
    return bool(_segmenter().FREQ.get(word))


def words(text: str, language: Language = "en", asked_in: Language | None = None) -> list[str]:
    """Return the words that lexical search matches: segmented, stemmed, function words left out; as a package has them
    that brings the language.

    Args:
        text: in any language, mixed ones too: English and Chinese words in it are known in every text.
        language: of the text, or of the texts that its words are to be found in.
        asked_in: the language of a question, where that is another.
    """
    brought = words_of_package(text, language)
    if brought is not None:
        return brought
    ignored = _ignored(language, asked_in or language)
    kept = (word for word in segment(text, language) if word not in ignored)
    return [stem(word.removesuffix("'s").removesuffix("’s"), language) for word in kept]


@functools.cache
def _ignored(*languages: Language) -> frozenset[str]:
    return frozenset().union(*(function_words(tag) for tag in ("en", "zh-Hans", *languages)))
