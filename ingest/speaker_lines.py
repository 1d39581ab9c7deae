"""The labels among the lines of a text: which lines begin with who speaks, and where their words begin."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from corpus.language import fold
from corpus.roles import answers, is_nobody
from corpus.sentences import ends_as_a_question
from ingest.candidates import Candidate, asks, is_question_mark
from ingest.family_labels import initials_of_the_guest, named_again
from ingest.label_places import in_brackets, label_places
from ingest.labels import label_at
from ingest.legends import alias_at
from ingest.lines import Label, Line, blocks
from ingest.names import Likeness, likeness
from ingest.narrators import mark_narrator
from ingest.recurrence import Seen
from ingest.repeated_labels import silence_headings
from ingest.role_holders import with_holders, without_credits
from ingest.speakers import Verdict, judge
from ingest.stamped_names import stamped_names
from ingest.unlabelled_questions import mark_unlabelled_questions

_HEAD = 40  # lines in which the guest is named
_LABELS = 2  # that make a dialogue
_LONGEST_QUESTION = 40  # lines
_QUESTIONS = 2  # with numbers, that make an interview
_FOLLOWED = 0.7  # of what those who ask say is followed by something without a label, where nobody else has one
_NUMBER = re.compile(r"(?P<number>\d{1,3})\s?[.)、．）:：]\s{0,3}(?=\S)")
_DEFINED = re.compile(r"[:：]\s{1,4}(?=\S)")
_ASIDE = re.compile(r"\*(?!\*)[^*]+\*|_(?!_)[^_]+_|\[[^\[\]]+\]|\([^()]{3,120}\)|（[^（）]{3,80}）")
_ROLE_LINE = re.compile(r"(?P<mark>[*_])(?![*_])[^*_.!?…]{2,60}(?P=mark)")
_ASIDE_LINE = re.compile(r"\([^()]{8,120}\)|\[[^\[\]]{8,120}\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]{1,30}\]:")
_MARK = re.compile(r"(?:>|&gt;){2,3}\s*")
_BY = re.compile(r"\(\s*BY\s+(?P<name>[^()]{2,40})\)\s*:?\s*", re.IGNORECASE)


def mark_speakers(lines: Sequence[Line], known: Collection[str] = ()) -> None:
    """Give a label to every line that names its speaker. `known` are names that certainly are people.

    Where a line may name somebody, though not surely, it is only said that somebody else may begin to speak there.
    Breaks and advertisements become furniture, and nobody is known to speak after them.
    """
    found = with_holders(without_credits(label_places(lines)))
    stretches = [block for block in blocks(lines) if any(_may_speak(line) for line in block)]
    count = sum(_may_speak(line) for line in lines)
    certain = {fold(name) for name in known} | _with_initials([seen.candidate for _, seen in found]) | _called(found)
    certain |= named_again([seen for _, seen in found])
    certain |= initials_of_the_guest([seen for _, seen in found], "\n".join(line.text for line in lines[:_HEAD]))
    verdicts = judge([seen for _, seen in found], len(stretches), count, certain)
    if Verdict.SPEAKER not in verdicts and _label_stamped(lines):
        return
    _mark_others(lines)
    examiner: str | None = None
    _silence_asides(lines, sum(verdict is Verdict.SPEAKER for verdict in verdicts))
    for (line, seen), held, verdict in zip(found, in_brackets(found), verdicts, strict=True):
        if verdict is Verdict.SPEAKER:
            examiner = _name(line, replace(seen.candidate, name=held or seen.candidate.name), examiner)
        elif verdict is Verdict.UNNAMED and is_nobody(seen.candidate.name):
            line.label, line.unnamed = Label(None, line.first + seen.candidate.end, seen.candidate.time), True
        elif verdict is Verdict.UNNAMED:
            line.unnamed = True
        elif verdict is Verdict.NOISE:
            line.label = Label(None, line.end, seen.candidate.time)
            line.role = "furniture"
            _silence(line, lines)
    for line, seen in found:
        if seen.candidate.closes and line.label is not None and line.label.speaker is not None:
            _cut_closing(line, seen.candidate, lines)
            _mark_behind_bold(line, seen.candidate.closes, lines)
    silence_headings(lines, found)
    _mark_roles(lines)
    _mark_numbered_questions(lines)
    _mark_unlabelled_answers(lines)
    mark_unlabelled_questions(lines)
    mark_narrator(lines)
    _cut_definitions(lines)


def _mark_roles(lines: Sequence[Line]) -> None:
    """Take what somebody is, in italics below the name and above a blank line and the words, for furniture."""
    spoken = [line for line in lines if line.text and line.role is None]
    for name, line, after in zip(spoken, spoken[1:], spoken[2:], strict=False):
        alone = name.label is not None and name.label.end >= name.first + len(name.text)
        above = line.block == name.block != after.block and after.open
        if alone and above and line.open and _ROLE_LINE.fullmatch(line.text):
            line.role = "furniture"


def _mark_numbered_questions(lines: Sequence[Line]) -> None:
    """Say that somebody else asks the numbered lines above the labels of whoever answers, where the numbers rise, and
    nobody else speaks or all of them are paragraphs that ask.
    """
    spoken = [line for line in lines if line.text and line.role is None]
    answered = all(answers(line.label.speaker or "") for line in spoken if line.label is not None)
    found: list[tuple[int, Line]] = []
    for before, line, after in zip([None, *spoken], spoken, spoken[1:], strict=False):
        alone = (before is None or before.block != line.block) and line.block != after.block
        number = _NUMBER.match(line.text) if line.open else None
        asks = alone and ends_as_a_question(line.text)
        if number and after.label is not None and (answered or asks):
            found.append((int(number["number"]), line))
    rising = all(before < after for (before, _), (after, _) in pairwise(found))
    for _, line in found if len(found) >= _QUESTIONS and rising else ():
        line.unnamed = True


def _mark_unlabelled_answers(lines: Sequence[Line]) -> None:
    """Say that somebody else begins to speak behind what is labelled, a paragraph or up to a question at a line's end,
    where all labels are of who asks, most of it asks, and something without a label follows; one who is only named
    asks nearly always.
    """
    labels = [line.label.speaker or "" for line in lines if line.label is not None]
    called = all(map(asks, labels))
    if len(labels) < _LABELS or not (called or (len(set(labels)) == 1 and labels[0] and len(labels) > _LABELS)):
        return
    followed: list[Line] = []
    said: list[str] = []
    asked = count = 0
    for line, after in pairwise(line for line in lines if line.text and line.role is None):
        said = [line.text] if line.label is not None else said and [*said, line.text]
        if said and (after.block != line.block or ends_as_a_question(line.text)):
            asked += any("?" in words or "？" in words for words in said)
            followed += [after] if after.open else []
            said, count = [], count + 1
    if asked > (0.5 if called else _FOLLOWED) * count and len(followed) >= _FOLLOWED * count:
        for line in followed:
            line.unnamed = True


def _cut_definitions(lines: Sequence[Line]) -> None:
    """Take the colons that lists of definitions have at the heads of words out of them, where names stand above."""
    found = [
        (line, mark)
        for before, line in pairwise(lines)
        if line.open and before.label is not None and (mark := _DEFINED.match(line.text)) is not None
    ]
    for line, mark in found if len(found) >= _LABELS else ():
        line.cuts.append((line.first, line.first + mark.end()))


def _cut_closing(line: Line, candidate: Candidate, lines: Sequence[Line]) -> None:
    """Cut out the marks that close what opened before a label, on its line or else at its paragraph's end, and the
    white space behind them where a line ends.
    """
    last, at = line, line.text.find(candidate.closes, candidate.end)
    if at < 0:
        after = takewhile(lambda other: other.block == line.block and other.open, lines[line.number + 1 :])
        *_, last = line, *after
        at = len(last.text) - len(candidate.closes) if last.text.endswith(candidate.closes) else -1
    if at >= 0:
        end = at + len(candidate.closes)
        last.cuts.append((last.first + at, last.first + end if end < len(last.text) else last.end))


def _mark_behind_bold(line: Line, closes: str, lines: Sequence[Line]) -> None:
    """Say that somebody else begins to speak behind a question that is bold as a whole, its label too, where what
    follows is neither bold nor labelled.
    """
    near = lines[line.number : line.number + _LONGEST_QUESTION]
    spoken = [other for other in near if other.text and other.role is None]
    asked = list(takewhile(lambda other: other.block == line.block, spoken))
    after = spoken[len(asked)] if len(asked) < len(spoken) else None
    asks = any("?" in other.text or "？" in other.text for other in asked)
    if after is not None and asks and closes in ("**", "__") and asked[-1].text.endswith(closes):
        after.unnamed = after.unnamed or (after.open and not after.text.startswith(closes))


def _with_initials(candidates: Sequence[Candidate]) -> set[str]:
    """Return the names, folded, that stand before colons in full and by their initials, too: both are somebody's."""
    names = {one.name for one in candidates if one.shape == "colon"}
    full = {"".join(word[0] for word in name.split()): name for name in names if likeness(name) is Likeness.FULL}
    return {fold(form) for short, name in full.items() if len(short) > 1 and short in names for form in (short, name)}


def _called(found: Sequence[tuple[Line, Seen]]) -> set[str]:
    """Return the names, folded, behind which stands what somebody is called hereafter, and what they are called then,
    where others are labelled so: `Jane Doe (hereafter JD): …`.
    """
    used = {seen.key for _, seen in found}
    heads = ((alias_at(line.text[: seen.candidate.end]), seen.key) for line, seen in found)
    return {name for alias, key in heads if alias and fold(alias) in used for name in (fold(alias), key)}


def _mark_others(lines: Sequence[Line]) -> None:
    """Say that somebody else begins to speak at `>>`, as captions write it."""
    found = [(line, mark) for line in lines if line.open and (mark := _MARK.match(line.text))]
    for line, mark in found if len(found) >= _LABELS else ():
        line.label, line.unnamed = Label(None, line.first + mark.end()), True


def _label_stamped(lines: Sequence[Line]) -> bool:
    """Label the lines that begin with a time and a name and no more than a space behind it; return whether any do."""
    spoken = [line for line in lines if line.open]
    found = stamped_names([line.text for line in spoken])
    for at, name in found.items():
        line = spoken[at]
        if name is None:
            line.unnamed = True
        else:
            line.label = Label(name.name, line.first + name.end, name.time)
    return bool(found)


def _may_speak(line: Line) -> bool:
    return line.open and not line.text.startswith("#")


def _silence_asides(lines: Sequence[Line], labels: int) -> None:
    """Say that nobody speaks footnotes, nor paragraphs wholly in italics or brackets, where people are labelled."""
    for line in lines if labels >= _LABELS else ():
        told = _FOOTNOTE.match(line.text) or _ASIDE_LINE.fullmatch(line.text)
        line.aside = line.aside or (line.open and told is not None)
    for block in blocks(lines) if labels >= _LABELS else ():
        text = " ".join(line.text for line in block)
        if block[0].open and _ASIDE.fullmatch(text) and not _is_named(text):
            for line in block:
                line.aside = True


def _is_named(text: str) -> bool:
    label = label_at(text)
    return label is not None and likeness(label.name) >= Likeness.SINGLE


def _name(line: Line, candidate: Candidate, examiner: str | None) -> str | None:
    """Label a line with its speaker; return who examines a witness from here on, so that Q. is theirs."""
    end, name = candidate.end, candidate.name
    if candidate.by:
        examiner = name
    elif is_question_mark(candidate) and asks(name):
        aside = _BY.match(line.text, end)
        if aside:
            examiner, end = aside["name"].strip(), aside.end()
        name = examiner or name
    line.label = Label(name, line.first + end, candidate.time)
    return examiner


def _silence(line: Line, lines: Sequence[Line]) -> None:
    """Take what stands in a break's paragraph for furniture, too."""
    for at in range(line.number + 1, len(lines)):
        other = lines[at]
        if other.block != line.block:
            return
        if other.open and label_at(other.text) is None:
            other.role = "furniture"
