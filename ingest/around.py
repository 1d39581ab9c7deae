"""What is printed around a talk and looks like speech or labels: notes and credits, before the first label and behind
the last words. Decided before anybody is named, for `Producer: Ann Poe` looks like words of a producer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from corpus.language import fold
from ingest.credits import is_credit, key_of
from ingest.headings import words_of
from ingest.labels import label_at
from ingest.lines import Line, blocks
from ingest.names import is_editorial
from ingest.notes import is_note
from ingest.stamps import CLOCK

_LONGEST_HEAD = 3_000  # characters
_LISTS_FROM = 0.4  # of the text
_LONGEST_LIST = 60  # lines of such lists
_LONGEST_ENTRY = 100  # characters of a line in a list at the end
_LISTS = re.compile(
    r"(?:guests|credits|further information|producers|gäste|mitwirkende|invités?|crédits|générique|invitados"
    r"|créditos"
    r"|ospiti|crediti|convidados|本期嘉宾|制作团队|製作團隊)\W*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:.{1,14}[（(](?:签字|签名|簽名|簽字|盖章|蓋章|指印|捺印|手印|押印|署名|signature"
    r"|signed)[)）]\s*[:：]?.{0,20}?){1,4}"
    r"|(?:签字|签名|簽名|簽字|signature|unterschrift)s?\s*[:：_].{0,40}",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"\+\d{1,4}|收藏|点赞|點讚|分享|评论|評論|举报|我要举报|转发|在看|阅读原文|返回首页|share|like|get the app|"
    r"©.{0,60}|privacy\W+terms\b.{0,40}|substack is the home\b.{0,40}|subscribe(?: now)?|leave a comment",
    re.IGNORECASE,
)
_REACHES = re.compile(r"[^:：。？?！!]{2,20}[:：]\s?(?:\+?\d[\d -]{6,16}\d|\S+@\S+\.\w+)")
_SITE = re.compile(r"(?:[a-z0-9-]{1,40}\.){1,4}(?:com|net|org|io|fm|tv|cn|tw|hk|jp|kr|de|fr|es|it|eu|uk|ru)(?:/\S*)?")
_TUNE = re.compile(
    r"(?:(?:SIGNATURE|THEME|CLOSING|OPENING|TITLE) )?(?:TUNE|MUSIC|CREDITS|TITLES)(?: (?:IN|OUT|UP|FADES))?"
)
_BOX = re.compile(r"【[^【】]{1,12}】")
_TOPICS = re.compile(r"[^\s:：][^:：]{1,40}[:：]")
_PERSON = re.compile(r"[^:：()（）.!?。！？]{2,30}\s?[(（][^()（）]{2,40}[)）]")
_CLOCK = re.compile(CLOCK)
_FOOTNOTE = re.compile(r"(?P<mark>\[\d{1,3}\])\s?\S")


def mark_around(lines: Sequence[Line]) -> None:
    """Take notes and credits before a talk and behind it for furniture."""
    _mark_before(lines)
    _mark_behind(lines)
    _mark_lists_behind(lines)


def _is_editors(text: str) -> bool:
    """Whether a paragraph is a note by its own word: `Editor's note: …`. What has a time was said then."""
    if _CLOCK.search(text):
        return False
    label = label_at(text.strip("*_[]()（）"))
    return label is not None and label.shape == "colon" and is_editorial(label.name)


def _mark_before(lines: Sequence[Line]) -> None:
    """Take notes for furniture that stand before the first name that recurs before colons."""
    head = [line for line in takewhile(lambda line: line.start < _LONGEST_HEAD, lines) if line.open]
    notes = [line for line in head if is_note(line.text) or _is_editors(line.text)]
    sections = [line for line in head if _BOX.fullmatch(line.text) or _leads_a_list(line, lines)]
    if not notes and not sections:
        return
    labels = [(line, _key(line)) for line in lines if line.open]
    uses = Counter(key for _, key in labels if key)
    listed = {part.number for line in sections for part in [line, *_listed(line, lines)]}
    first = next((line.number for line, key in labels if key and uses[key] > 1 and line.number not in listed), 0)
    for line in notes:
        if line.number < first and (line.number == 0 or lines[line.number - 1].block != line.block or ":" in line.text):
            line.role = "furniture"
            for below in _wrapped(line, lines):
                below.role = "furniture"
    for line in sections:
        if line.number < first and sum(other.text == line.text for other in lines) == 1:
            parts = _listed(line, lines)
            alone = line.number + 1 == len(lines) or lines[line.number + 1].block != line.block
            for part in [line, *parts] if parts or alone or not lines[line.number + 1].text else ():
                part.role = "furniture"


def _leads_a_list(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line ends with a colon above the items of a list, `Topics:`, or people and what they are, `Guests:`."""
    if _TOPICS.fullmatch(line.text) is None:
        return False
    below = lines[line.number + 1 : line.number + 3]
    people = _listed(line, lines)
    told = bool(people) and all(_PERSON.fullmatch(other.text) for other in people)
    return told or (len(below) > 1 and all(other.item for other in below))


def _listed(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Return the lines below one that names a section, in its paragraph, where none of them is a sentence."""
    below = list(takewhile(lambda other: other.block == line.block and other.open, lines[line.number + 1 :]))
    return [] if any(other.prose for other in below) else below


def _wrapped(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Return the lines that a note runs on over in its paragraph."""
    if line.ends_sentence:
        return []
    below = takewhile(lambda other: other.block == line.block and other.open, lines[line.number + 1 :])
    return [other for other in below if label_at(other.text) is None]


def _key(line: Line) -> str | None:
    label = label_at(line.text)
    return fold(label.name) if label is not None else None


def _mark_behind(lines: Sequence[Line]) -> None:
    """Take for furniture, from the last line up, notes, credits, signatures, and what pages offer at their feet."""
    marks = {found["mark"] for line in lines if line.open and (found := _FOOTNOTE.match(line.text))}
    stretches = blocks(lines)
    for at, block in zip(range(len(stretches) - 1, 0, -1), reversed(stretches), strict=False):
        whole = is_note(block[0].text) or _is_editors(block[0].text)
        note = whole and len(block) == 1 + len(_wrapped(block[0], lines))
        note = note or _is_section(block, lines)
        for line in reversed(block):
            if not note and line.open and not _is_behind(line, lines, marks):
                return
            line.role = line.role or "furniture"
        if at == 1:
            return


def _is_section(block: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether a paragraph is a section with its name in a box above: 【联系我们】."""
    boxed = len(block) > 1 and _BOX.fullmatch(block[0].text) is not None
    alone = boxed and sum(line.text == block[0].text for line in lines) == 1
    return alone and len(_listed(block[0], lines)) == len(block) - 1


def _is_behind(line: Line, lines: Sequence[Line], marks: set[str]) -> bool:
    text = line.text
    footnote = _FOOTNOTE.match(text)
    if footnote and footnote["mark"] in marks:
        return any(footnote["mark"] in other.text[1:] for other in lines[: line.number])
    if any(pattern.fullmatch(text) for pattern in (_SIGNED, _BUTTON, _REACHES, _SITE, _TUNE)):
        return True
    return is_note(text) or _is_editors(text) or (is_credit(text) and not _recurs(text, lines))


def _recurs(text: str, lines: Sequence[Line]) -> bool:
    """Whether a credit begins as other lines do: then it is a label, and somebody only says a name."""
    key = key_of(text)
    return key is not None and sum(key_of(line.text) == key for line in lines) > 1


def _mark_lists_behind(lines: Sequence[Line]) -> None:
    """Take lists of guests and of who made a programme for furniture, from the line that names the first of them to
    the end, where nothing below is a sentence.
    """
    first: Line | None = None
    for line in reversed(lines[-_LONGEST_LIST:]):
        if line.open and (line.ends_sentence or len(line.text) > _LONGEST_ENTRY):
            break
        if line.open and _LISTS.fullmatch(words_of(line)) and line.number + 1 < len(lines):
            first = line
    if (
        first is None
        or first.start < _LISTS_FROM * lines[-1].end
        or sum(other.text == first.text for other in lines) > 1
    ):
        return
    for line in lines[first.number :]:
        line.role = line.role or ("furniture" if line.text else None)
