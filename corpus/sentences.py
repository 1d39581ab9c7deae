"""Cut a passage into sentences, with exact offsets, in any script.

A sentence is what is quoted: it starts at its first word (list marks and bold marks before it are left out)
and ends with its closing punctuation. Sentences lie in order and never overlap; the white space between them
belongs to none. One that is longer than a quote may be is cut at its clauses, and long speech in a script that
has neither full stops nor spaces between words at the spaces between its phrases.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from corpus.scripts import main_script
from corpus.wrapping import soft_line_ends

LONGEST = 300
"""Characters: the longest quote."""
PHRASES = 120
"""Characters of phrases that are quoted together in Thai and the like."""
QUESTION_MARKS = "?？؟\u037e՞፧"
"""The marks of questions in all scripts, the Greek one as Unicode has it."""
STOPS = "。．｡！？!?‼⁇⁈⁉…؟۔\u0964\u0965\u0f0d\u0f0e\u104b\u17d4\u17d5։።፧\u037e"
"""Marks that end a sentence wherever they stand."""

_CLOSER = (
    r"(?:[\"'”’」』）)】》›]|[ \u00a0\u202f]?»(?!\w)"  # « Vraiment ? »
    r"|[“‘«‹](?=[\s,;:.]|$)"  # „Ja.“ and »Ja.«
    r"|[*_]+(?=\s|$))"
)
_END = re.compile(
    rf"[{STOPS}]+{_CLOSER}*"  # most marks end a sentence wherever they stand
    rf"|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e]{_CLOSER}*(?=\s|$)"  # a question in Greek
    rf"|(?<![.])[.]++{_CLOSER}*+(?=\s|$)"  # a full stop only before white space
    r"|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[^\W\d_a-zß-öø-ÿа-яё]|Mr|Mrs|Ms|Dr|Prof|St|Jr|vs|etc|e\.g|i\.e|cf|No|approx|Inc|Ltd|U\.S"
    r"|Hr|Hrn|Dipl|Ing|bzw|vgl|ca|evtl|ggf|inkl|Nr|Bd|Str|Tel|d\.\s?h|u\.\s?a|z\.\s?T"
    r"|[Ss]ra?|Srta|Dra|Dña|Ud|Uds|pág|núm|p\.\s?ej|p\.\s?ex|av|Mme|Mlle|MM|Mgr|[Ss]ig|[Dd]ott|Avv|dhr|mevr"
    r"|т\.\s?е|т\.\s?к|им|ул|проф|д-р|стр|см|hab|inż|mgr|tzn|tzv|např|np|dr|prof|bl\.\s?a|t\.\s?ex|mfl))\.$"
)
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*\d{1,2}\.$")
_SHORT_WORD = re.compile(r"(?<!\w)[\w.]{1,3}\.$")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.$")
_MONTH = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)"
)
_INITIAL = re.compile(r"\s+[^\W\d_]\.")
_SMALL = re.compile(r"[\s\"“„«»”]*([^\W\d_])")
_LEAD = re.compile(r"(?:[\s>]|[•·▪◦‣]\s*|[-*+]\s+|\d{1,2}[.、)]\s+|#{1,6}\s+)+")
_CLAUSE = re.compile(rf"[；;؛]{_CLOSER}*|[，,،၊፣]{_CLOSER}*(?=\s|[^\d\s])|(?:——)|\s(?=[(（])")
_ENUMERATION = re.compile(r"[、·]|\s")
_SPACE = re.compile(r"\s+")
_WORDLIKE = re.compile(r"\w")
_UNSPACED = frozenset({"THAI", "LAO", "KHMER", "MYANMAR"})


def _breaks(text: str) -> Iterator[int]:
    """Yield where sentences end."""
    soft = soft_line_ends(text)
    for match in _END.finditer(text):
        if not _goes_on(text, match) and match.start() not in soft:
            yield match.end()
    yield len(text)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence goes on behind a mark that might end it."""
    mark, at = match.group(), match.end()
    if mark[0] == "\n":
        return False
    if text[at : at + 1] in {",", ";", ":", "，"}:  # "¿Por qué?, preguntó"
        return True
    small = _SMALL.match(text, at, at + 6)
    before_small = bool(small and small[1].islower())
    if before_small and (mark.startswith(("…", "...")) or mark[-1] in "\"'”’»“«"):
        return True  # "Well… you know", "Really?" she asked
    if mark[0] in "!?":
        after = text[at : at + 1]
        return after.isalnum() and after.isascii()  # inside an address or a name such as Yahoo!Mail
    return mark[0] == "." and _abbreviates(text, match, before_small)


def _abbreviates(text: str, match: re.Match[str], before_small: bool) -> bool:
    """Whether a full stop stands behind an abbreviation or an ordinal number."""
    before = text[max(0, match.start() - 12) : match.start() + 1]
    if _ABBREVIATION.search(before) or _LIST_NUMBER.search(before):
        return True
    if before_small:  # "ca. dreißig", "3. května"
        return bool(_SHORT_WORD.search(before))
    if _DAY.search(before):
        return _MONTH.match(text, match.end()) is not None
    single = len(before) > 1 and before[-2].isalpha() and not before[-3:-2].isalnum()
    return single and _INITIAL.match(text, match.end()) is not None  # "z. B."


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut [start, end) at spaces into pieces of about PHRASES characters, if its script says nothing of sentences."""
    if end - start > PHRASES and main_script(text[start:end]) in _UNSPACED:
        before = start
        for space in _SPACE.finditer(text, start, end):
            if space.start() - start > PHRASES and before > start:
                yield start, before
                start = before
            before = space.end()
        if end - start > PHRASES and before > start:
            yield start, before
            start = before
    yield start, end


def _clauses(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut [start, end) at clause marks so that no piece is longer than `longest`; cut hard where none is."""
    while end - start > longest:
        marks = [match.end() for match in _CLAUSE.finditer(text, start + longest // 3, start + longest)]
        others = [match.end() for match in _ENUMERATION.finditer(text, start + longest // 2, start + longest)]
        cut = marks[-1] if marks else others[-1] if others else _between_characters(text, start, start + longest)
        yield start, cut
        start = cut
    yield start, end


def _between_characters(text: str, start: int, cut: int) -> int:
    """Return the last place up to `cut` that is not before a vowel sign or an accent."""
    at = cut
    while at > start + 1 and unicodedata.category(text[at]).startswith("M"):
        at -= 1
    return at if at > start + 1 else cut


@lru_cache(maxsize=20_000)  # every question asks for the sentences of the same passages again
def split(text: str, longest: int = LONGEST) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a text as (start, end), each 1 to `longest` characters with a word in it."""
    found: list[tuple[int, int]] = []
    at = 0
    for stop in _breaks(text):
        if stop <= at:
            continue
        for phrase in _phrases(text, *_trim(text, at, stop)):
            for clause in _clauses(text, *_trim(text, *phrase), longest):
                start, end = _trim(text, *clause)
                if end > start and _WORDLIKE.search(text, start, end):
                    found.append((start, end))
        at = stop
    return tuple(found)


def ends_as_a_question(text: str) -> bool:
    """Whether a text ends with a question mark, whatever emphasis, quotation mark or bracket closes behind it."""
    return text.rstrip("*_#\"'”’»」』)） ").endswith(tuple(QUESTION_MARKS))


def cuts(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether [start, end) of a text begins, and whether it ends, within a sentence: one that is longer than a
    quote may be is quoted in part.
    """
    whole = split(text, longest=len(text))
    return any(a < start < b for a, b in whole), any(a < end < b for a, b in whole)
