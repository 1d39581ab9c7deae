"""The labels among the lines of a text: which lines begin with who speaks, and where their words begin."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from corpus.language import fold
from corpus.roles import answers, is_nobody
from ingest.candidates import Candidate, asks, is_question_mark
from ingest.labels import label_at
from ingest.legends import alias_at
from ingest.lines import Label, Line, blocks
from ingest.names import Likeness, is_function_word, likeness
from ingest.recurrence import Seen
from ingest.speakers import Verdict, judge
from ingest.stamped_names import stamped_names
from ingest.stamps import stamp_at_head

_INDENT = 2  # columns that the first line of a paragraph stands in
_FEWEST_WORDS = 5  # of a line that breaks off
_BLANK = 4  # lines at most between a name and what is said
_LABELS = 2  # that make a dialogue
_QUESTIONS = 2  # with numbers, that make an interview
_NUMBER = re.compile(r"(?P<number>\d{1,3})\s?[.)、．）:：]\s{0,3}(?=\S)")
_DEFINED = re.compile(r"[:：]\s{1,4}(?=\S)")
_ASIDE = re.compile(r"\*(?!\*)[^*]+\*|_(?!_)[^_]+_|\[[^\[\]]+\]|\([^()]{3,120}\)|（[^（）]{3,80}）")
_ASIDE_LINE = re.compile(r"\([^()]{8,120}\)|\[[^\[\]]{8,120}\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]{1,30}\]:")
_ITEM = re.compile(r"(?:[•·▪◦‣*+–-]\s+|\d{1,4}[.)、]?\s+|\[\d{1,4}\]\s+|[(（]\d{1,4}[)）]\s*)(?=\S)")
_TURN = re.compile(
    r"(?:\[#?[A-Za-z]{1,5}[-_ ]?(?P<boxed>\d{1,5})\]|#(?P<hashed>\d{1,5})\b|[A-Za-z]{1,5}[-_ ]?(?P<bare>\d{1,5})\b)"
    r"[.:]?[^\S\n]+(?=\S)"
)
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_LONGEST_QUOTATION = 24  # lines
_EMPHASIS = ("*", "_")
_LONGEST_QUESTION = 12  # lines
_RECURRING = 0.5  # of the names in lists stand in several items, where the items are turns
_MARK = re.compile(r"(?:>|&gt;){2,3}\s*")
_BY = re.compile(r"\(\s*BY\s+(?P<name>[^()]{2,40})\)\s*:?\s*", re.IGNORECASE)


def mark_speakers(lines: Sequence[Line], known: Collection[str] = ()) -> None:
    """Give a label to every line that names its speaker. `known` are names that certainly are people.

    Where a line may name somebody, though not surely, it is only said that somebody else may begin to speak there.
    Breaks and advertisements become furniture, and nobody is known to speak after them.
    """
    found = _candidates(lines)
    stretches = [block for block in blocks(lines) if any(_may_speak(line) for line in block)]
    count = sum(_may_speak(line) for line in lines)
    certain = {fold(name) for name in known} | _with_initials([seen.candidate for _, seen in found]) | _called(found)
    verdicts = judge([seen for _, seen in found], len(stretches), count, certain)
    if Verdict.SPEAKER not in verdicts and _label_stamped(lines):
        return
    _mark_others(lines)
    examiner: str | None = None
    _silence_asides(lines, sum(verdict is Verdict.SPEAKER for verdict in verdicts))
    for (line, seen), verdict in zip(found, verdicts, strict=True):
        if verdict is Verdict.SPEAKER:
            examiner = _name(line, seen.candidate, examiner)
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
    _mark_numbered_questions(lines)
    _cut_definitions(lines)


def _mark_numbered_questions(lines: Sequence[Line]) -> None:
    """Say that somebody else asks the numbered lines above the labels of whoever answers, where the numbers rise and
    nobody else speaks.
    """
    spoken = [line for line in lines if line.text and line.role is None]
    if not all(answers(line.label.speaker or "") for line in spoken if line.label is not None):
        return
    found: list[tuple[int, Line]] = []
    for line, after in pairwise(spoken):
        number = _NUMBER.match(line.text) if line.open else None
        if number and after.label is not None:
            found.append((int(number["number"]), line))
    rising = all(before < after for (before, _), (after, _) in pairwise(found))
    for _, line in found if len(found) >= _QUESTIONS and rising else ():
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


def _candidates(lines: Sequence[Line]) -> list[tuple[Line, Seen]]:
    found: list[tuple[Line, Seen]] = []
    listed = _in_lists(lines)
    before: Line | None = None
    for block in blocks(lines):
        begins, below = True, False
        margin = min(line.first - line.start for line in block)
        for at, line in enumerate(block):
            begins = begins or line.first - line.start >= margin + _INDENT
            candidate = listed.get(line.number)
            if candidate is None and _may_be_labelled(line):
                candidate = label_at(line.text, _after(block, at) if line.text.startswith(_EMPHASIS) else "")
            if candidate is not None:
                if candidate.own_line and candidate.time is not None and _timed_next(lines, line):
                    continue
                beside = below or (at + 1 < len(block) and stamp_at_head(block[at + 1].text) is not None)
                timed = candidate.time is not None or (candidate.own_line and beside)
                below_it, broken = at + 1 < len(block), before is not None and _breaks_off(before)
                found.append((line, Seen(candidate, begins, line.text, timed, line.block, below_it, broken)))
            stamp = stamp_at_head(line.text)
            below = stamp is not None and stamp.end == len(line.text)
            begins = (begins and not line.open) or below
            before = line
    wholly = {seen.key for line, seen in found if not _is_partly_bold(line, seen.candidate)}
    found = _without_numbered_headings([(line, seen) for line, seen in found if seen.key in wholly])
    quoted, uses = _quoted(lines), Counter(seen.key for _, seen in found)
    return [(line, seen) for line, seen in found if line.number not in quoted or uses[seen.key] > 1]


def _is_partly_bold(line: Line, candidate: Candidate) -> bool:
    """Whether only the first words are emphasised with the label: it may be a heading that the words run on from."""
    return candidate.closes != "" and not line.text.endswith(candidate.closes)


def _breaks_off(line: Line) -> bool:
    """Whether a line of prose ends within a sentence: with a word that joins others, or behind another sentence."""
    words = line.text.split()
    if len(words) < _FEWEST_WORDS or not words[-1].isalpha() or line.text.startswith("#"):
        return False
    return (words[-1].islower() and is_function_word(words[-1])) or line.prose or words[0][0].islower()


def _without_numbered_headings(found: list[tuple[Line, Seen]]) -> list[tuple[Line, Seen]]:
    """Leave out headings that count questions, `## Q1: The fire`, where no label stands for who answers them."""
    if any(answers(seen.candidate.name) for _, seen in found):
        return found
    return [one for one in found if not (one[1].candidate.heading and _counts_questions(one[1].candidate))]


def _counts_questions(candidate: Candidate) -> bool:
    return candidate.name[-1:].isdigit() and is_question_mark(candidate)


def _after(block: Sequence[Line], at: int) -> str:
    """Return the lines of a paragraph behind one of them, as many as a question has."""
    return "\n".join(line.text for line in block[at + 1 : at + 1 + _LONGEST_QUESTION])


def _quoted(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that go on with a quotation that a line before opened: a letter read aloud."""
    found: set[int] = set()
    for line in lines:
        opened = line.text[:1]
        closers = _CLOSERS.get(opened, "")
        if not closers or any(mark in line.text for mark in closers):
            continue
        after = lines[line.number + 1 : line.number + 1 + _LONGEST_QUOTATION]
        closes = next((other.number for other in after if any(mark in other.text for mark in closers)), None)
        if closes is not None:
            found.update(range(line.number + 1, closes + 1))
    return found


def _in_lists(lines: Sequence[Line]) -> dict[int, Candidate]:
    """Return the labels behind the marks and numbers of list items and the numbers of turns, by the line's number; {}
    where they do not recur as those of turns do: an item may also begin with the word that it explains.
    """
    found = _numbered_turns(lines)
    for line in lines:
        mark = _ITEM.match(line.text) if line.open else None
        label = _label_behind(line, mark) if mark else None
        if label:
            found[line.number] = label
    uses = Counter(fold(label.name) for label in found.values())
    recurring = [count for count in uses.values() if count > 1]
    return found if len(recurring) > 1 and sum(recurring) >= _RECURRING * len(found) else {}


def _numbered_turns(lines: Sequence[Line]) -> dict[int, Candidate]:
    """Return the labels behind numbers of turns with a letter, `[T001] `, `T1: `, `#1 `, by the line's number; {} where
    the numbers do not rise: people may be called so.
    """
    marks = {line.number: mark for line in lines if line.open and (mark := _TURN.match(line.text))}
    found = {at: label for at, mark in marks.items() if (label := _label_behind(lines[at], mark))}
    counts = [int(marks[at][marks[at].lastgroup or 0]) for at in found]
    return found if all(before < after for before, after in pairwise(counts)) else {}


def _label_behind(line: Line, mark: re.Match[str]) -> Candidate | None:
    """Return the label behind the mark of an item, None where there is none that names somebody."""
    label = label_at(line.text[mark.end() :])
    if label is None or label.shape not in ("colon", "timed") or likeness(label.name) < Likeness.SINGLE:
        return None
    return replace(label, end=label.end + mark.end())


def _timed_next(lines: Sequence[Line], line: Line) -> bool:
    """Whether the next words have a time of their own: then nobody says anything below a name with a time."""
    after = next((other.text for other in islice(lines, line.number + 1, line.number + 1 + _BLANK) if other.text), "")
    return stamp_at_head(after) is not None


def _may_be_labelled(line: Line) -> bool:
    listed = line.item and not (line.text[:1].isdigit() or line.text.startswith(("(", "（", "--")))
    return line.open and not line.aside and not listed


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
