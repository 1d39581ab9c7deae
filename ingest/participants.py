"""Lists of who takes part, below a line that says so, each entry beginning as a label of the talk does: `〈出席者〉`,
below it `A氏　50代・関東` and `司会＝編集部`, and the talk behind a blank line; who they are, told behind the talk; and
those of calls, `Jane Doe - Chief Executive Officer`, under whose lines they speak.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from corpus.language import fold
from corpus.sentences import QUESTION_MARKS
from ingest.head_lists import PEOPLE
from ingest.headings import words_of
from ingest.lines import Label, Line, blocks
from ingest.names import Likeness, likeness

_QUESTION = re.compile(f"[{QUESTION_MARKS}]")
_AROUND = " 〈〉《》【】[]<>「」『』■□●○◆◇▼▽・*#:：=＝"
_ENTRY = re.compile(r"[•·・\-*]?\s*(?P<name>[^\s\u3000:：=＝（()）・,，、]{1,16})(?:[\s\u3000:：=＝（(、,，]|$)")
_LONGEST = 60  # characters of an entry
_OF_A_CALL = re.compile(
    r"(?:(?:company|corporate|conference call|call|other|management) )?"
    r"(?:participants|executives|analysts|representatives)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?P<name>[*_]{0,2}[A-Z][^\n:?!*_]{2,40}?[*_]{0,2})\s(?:--?|[–—])\s[*_]{0,2}[A-Z][^\n:?!]{1,100}")
_PROFILE = re.compile(
    r"profiles?|プロフィール|(?:人物|出演者|登場人物)紹介|(?:人物|嘉宾|受访者|作者|主讲人)(?:简介|介绍)"
    r"|(?:출연자|인터뷰이|저자) 소개"
)
_PROFILE_FROM = 0.6  # of the text: what looks like a profile before that may be talked about
_LONGEST_PROFILE = 12  # lines


def mark_participants(lines: Sequence[Line]) -> None:
    """Take for furniture what says who takes part, at the head and behind the talk."""
    _mark_attendance(lines)
    _mark_profiles(lines)


def mark_call(lines: Sequence[Line]) -> list[str]:
    """Take the lists of who takes part in a call for furniture, `Jane Doe - Chief Executive Officer`, with what stands
    above them; return the names. Where such a line stands elsewhere, above words, it is their label; one alone there
    is that of somebody who is not listed.
    """
    names: list[str] = []
    worded = [line for line in lines if line.text]
    for at, line in enumerate(worded):
        if not line.open or not _OF_A_CALL.fullmatch(line.text.strip("*_#: ")):
            continue
        found = list(takewhile(lambda one: one[1] is not None, ((o, _listed(o)) for o in worded[at + 1 :])))
        names += [listed for _, listed in found if listed]
        for entry in (line, *(other for other, _ in found)) if found else ():
            entry.role = "furniture"
    for line, below in pairwise(worded) if names else ():
        name = _listed(line) if below.open else None
        alone = line.block != below.block and not (lines[max(0, line.number - 1)].text or line.ends_sentence)
        if name is not None and (name in names or alone):
            line.label = Label(name, line.first + len(line.text))
    return names


def _mark_attendance(lines: Sequence[Line]) -> None:
    """Take such lists for furniture, the line above included, where what follows begins with names that stand in it."""
    stretches = blocks(lines)
    for at, block in enumerate(stretches):
        head, entries = block[0], block[1:]
        listed = PEOPLE.fullmatch(fold(words_of(head)).strip(_AROUND)) and all(map(_may_be_listed, block))
        if not entries or not listed:
            continue
        names = {name for line in entries if (name := _name(line))}
        spoken = {name for after in stretches[at + 1 :] for line in after if (name := _name(line))}
        if len(names) > 1 and len(names & spoken) > 1:
            for line in block:
                line.role = "furniture"


def _mark_profiles(lines: Sequence[Line]) -> None:
    """Take for furniture what is told at the end of who took part, below a heading that says so: the names there stand
    before colons as labels do. Where it is long, or asks, the talk goes on.
    """
    length = lines[-1].end if lines else 0
    for at, line in enumerate(lines):
        if not line.open or line.start < _PROFILE_FROM * length:
            continue
        if not _PROFILE.fullmatch(fold(words_of(line)).strip(_AROUND)):
            continue
        below = [other for other in lines[at + 1 :] if other.text]
        if 0 < len(below) <= _LONGEST_PROFILE and not any(_QUESTION.search(other.text) for other in below):
            for other in (line, *below):
                other.role = other.role or "furniture"
        return


def _may_be_listed(line: Line) -> bool:
    return line.open and len(line.text) <= _LONGEST and not line.ends_sentence


def _name(line: Line) -> str | None:
    entry = _ENTRY.match(line.text)
    return entry["name"] if entry else None


def _listed(line: Line) -> str | None:
    """Return the name on a line of such a list, None where it is none."""
    found = _LISTED.fullmatch(line.text) if line.open else None
    name = found["name"].strip("*_ ") if found else ""
    return name if likeness(name) is Likeness.FULL else None
