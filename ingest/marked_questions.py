"""Interviews that name nobody and mark who speaks: questions behind a bullet, answers behind none or behind another one
(`● …?`, `* …?` and `- …`, `-질문` and `▲답변`), or answers in quotation marks behind questions with a dash.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import ends_as_a_question
from ingest.labels import label_at
from ingest.lines import Label, Line
from ingest.names import Likeness, likeness

_MARK = re.compile(r"(?:\*\*|__)?\\?(?P<mark>[●○■□◆◇▲△▼▽▶►▷◀▪◼•※*–—―-])(?![*●○■□◆◇–—―-])[^\S\n]*(?=[^\s*_])")
_QUOTE = re.compile(r"[“\"«„「]")
_BULLETS = "●○■□◆◇▲△▼▽▶►▷◀▪◼"
_SPACED = "*•"  # marks of lists, too: a space stands behind them
_KOREAN = re.compile(r"[가까나냐니는은지][.]$")  # as questions end in the Korean press
_CLOSES = "**"
_FEWEST = 3  # questions
_ASK = 0.6  # of what stands behind the mark are questions
_ANSWERED = 0.7  # of them are followed by what is an answer
_LONGEST = 6  # lines of a question


@dataclass(slots=True)
class _Asked:
    """A question on lines[at:until], behind `mark`, and the line behind it, None where nothing follows."""

    mark: str
    lines: list[Line]
    after: Line | None


def mark_marked_questions(lines: Sequence[Line]) -> None:
    """Say where somebody else begins to speak in such an interview, where no label does. Questions are set aside: who
    is interviewed does not speak them. A name behind the mark of an answer is theirs who answers from there on.
    """
    if any(line.label is not None for line in lines):
        return
    spoken = [line for line in lines if line.open and not line.headed]
    for mark in dict.fromkeys(filter(None, map(_mark, spoken))):
        asked = list(_asked(spoken, mark))
        asking = sum(_asks(one) for one in asked)
        if len(asked) < _FEWEST:
            continue
        answering = {_mark(one.after) for one in asked if one.after} - {mark}
        quoted = sum(one.after is not None and _QUOTE.match(one.after.text) is not None for one in asked)
        bullet = mark in _BULLETS or mark in _SPACED
        if mark not in _BULLETS + _SPACED and quoted >= _ANSWERED * len(asked):
            _mark_turns(asked, spoken, None)
        elif asking < _ASK * len(asked) or _answered(asked, mark) < _ANSWERED * len(asked):
            continue
        elif len(answering) == 1 and None not in answering:
            _mark_turns(asked, spoken, next(iter(answering)))
        elif bullet and None in answering and len(answering) == 1:
            _mark_turns(asked, spoken, None)
        else:
            continue
        return


def _mark(line: Line | None) -> str | None:
    """Return the mark that a line begins with, None without."""
    found = _MARK.match(line.text) if line is not None else None
    if found is None or (found["mark"] in _SPACED and not found.group().endswith((" ", "\u00a0", "\u3000"))):
        return None
    return found["mark"]


def _asked(spoken: Sequence[Line], mark: str) -> Iterator[_Asked]:
    """Yield what stands behind a mark: up to a line that ends as a question, or to the end of its paragraph."""
    for at, line in enumerate(spoken):
        if _mark(line) != mark:
            continue
        until = at + 1
        while until < min(len(spoken), at + _LONGEST) and not ends_as_a_question(spoken[until - 1].text):
            if spoken[until].block != line.block or _mark(spoken[until]) is not None:
                break
            until += 1
        after = spoken[until] if until < len(spoken) else None
        yield _Asked(mark, list(spoken[at:until]), after)


def _asks(one: _Asked) -> bool:
    last = one.lines[-1].text.rstrip("*_ ")
    return ends_as_a_question(last) or _KOREAN.search(last) is not None


def _answered(asked: Sequence[_Asked], mark: str) -> int:
    """Return how many questions something else follows that has not their mark."""
    return sum(one.after is not None and _mark(one.after) != mark for one in asked)


def _mark_turns(asked: Sequence[_Asked], spoken: Sequence[Line], answering: str | None) -> None:
    """Begin a turn with each question and each answer behind it; `answering` is the mark of answers, None without."""
    for one in asked:
        first = one.lines[0]
        first.label = Label(None, first.first + _end_of_mark(first))
        for line in one.lines:
            line.aside = True
        _cut_closing(one.lines[-1], first)
        if one.after is not None and _mark(one.after) != one.mark:
            one.after.unnamed = True
    name: str | None = None
    begun = asked[0].lines[0].number
    for line in spoken if answering is not None else ():
        if line.number > begun and not line.aside and _mark(line) == answering:
            end = _end_of_mark(line)
            held = label_at(line.text[end:])
            if held is not None and held.shape == "colon" and likeness(held.name) is Likeness.FULL:
                name, end = held.name, end + held.end
            line.label = Label(name, line.first + end)


def _end_of_mark(line: Line) -> int:
    found = _MARK.match(line.text)
    return found.end() if found else 0


def _cut_closing(last: Line, first: Line) -> None:
    """Cut out the mark that closes the emphasis of a question that opened before its mark."""
    if first.text.startswith(_CLOSES) and last.text.endswith(_CLOSES):
        last.cuts.append((last.first + len(last.text) - len(_CLOSES), last.end))
