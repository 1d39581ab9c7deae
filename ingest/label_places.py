"""Where among the lines of a text labels may stand: at the heads of lines, of list items and of numbered turns; not in
quotations, and not where a sentence only ends.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from corpus.language import fold
from corpus.roles import answers, counts_questions, is_role
from corpus.sentences import ends_as_a_question
from ingest.candidates import Candidate
from ingest.labels import label_at
from ingest.legends import alias_at
from ingest.lines import Line, blocks
from ingest.list_labels import labels_in_lists
from ingest.names import Likeness, is_function_word, joined_names, likeness
from ingest.recurrence import Seen
from ingest.stamps import stamp_at_head

_INDENT = 2  # columns that the first line of a paragraph stands in
_FEWEST_WORDS = 5  # of a line that breaks off
_HELD = re.compile(r"[(（](?P<name>[^()（）.]{2,40})[)）][\s*_]*[:：]")
_BLANK = 4  # lines at most between a name and what is said
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_LONGEST_QUOTATION = 24  # lines
_EMPHASIS = ("*", "_")
_LONGEST_QUESTION = 12  # lines
_OPTION = re.compile(r"(?:\*\*|__)?B[.)]")


def label_places(lines: Sequence[Line]) -> list[tuple[Line, Seen]]:
    """Return the lines that may begin with a label, each with the label as it stands there."""
    found: list[tuple[Line, Seen]] = []
    listed = labels_in_lists(lines)
    before: Line | None = None
    last: Line | None = None
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
                if candidate.name == "A" and _is_first_of_options(lines, line):
                    continue
                beside = below or (at + 1 < len(block) and stamp_at_head(block[at + 1].text) is not None)
                timed = candidate.time is not None or (candidate.own_line and beside)
                below_it = any(other.role is None for other in block[at + 1 :])
                broken = before is not None and _breaks_off(before)
                asked = before is not None and before is not last and ends_as_a_question(before.text)
                last = line
                found.append((line, Seen(candidate, begins, line.text, timed, line.block, below_it, broken, asked)))
            stamp = stamp_at_head(line.text)
            below = stamp is not None and stamp.end == len(line.text)
            begins = (begins and not line.open) or below
            before = line
    wholly = {seen.key for line, seen in found if not _is_partly_bold(line, seen.candidate)}
    wholly |= {seen.key for line, seen in found if fold(alias_at(line.text[: seen.candidate.end]) or "") in wholly}
    found = _together(_without_numbered_headings([(line, seen) for line, seen in found if seen.key in wholly]))
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
    """Leave out headings that count questions, `## Q1: The fire`, `**Question 1: Why?**`, where no label behind the
    first of them stands for who answers.
    """
    counted = [_is_heading(*one) and counts_questions(one[1].candidate.name) for one in found]
    behind = found[counted.index(True) :] if any(counted) else []
    if any(answers(seen.candidate.name) for _, seen in behind):
        return found
    return [one for one, counts in zip(found, counted, strict=True) if not counts]


def _is_heading(line: Line, seen: Seen) -> bool:
    """Whether a label stands in a heading, or in a line that is bold as a whole."""
    return line.headed or seen.candidate.heading or seen.candidate.closes in ("**", "__")


def _together(found: Sequence[tuple[Line, Seen]]) -> list[tuple[Line, Seen]]:
    """Return the labels, those whole in which several people stand who speak together: `Jane Doe, Bob Ray and Al:`."""
    heads = [line.text[: seen.candidate.end].strip("*_#>:： ") for line, seen in found]
    alone = {seen.key for head, (_, seen) in zip(heads, found, strict=True) if "," not in head}
    before: set[str] = set()
    whole: list[tuple[Line, Seen]] = []
    for head, (line, seen) in zip(heads, found, strict=True):
        names = joined_names(head) if seen.candidate.shape == "colon" and "," in head else []
        candidate = replace(seen.candidate, name=head) if _are_people(names, alone, before) else seen.candidate
        before.add(seen.key)
        whole.append((line, replace(seen, candidate=candidate)))
    return whole


def in_brackets(found: Sequence[tuple[Line, Seen]]) -> list[str | None]:
    """Return for each label who has the role on it, the name in brackets behind, where several people have one role:
    `A (Jane): …`, `A (Bob): …`; None for other labels.
    """
    names = [_holder(line.text[: seen.candidate.end], seen.candidate) for line, seen in found]
    holders: dict[str, set[str]] = defaultdict(set)
    for (_, seen), name in zip(found, names, strict=True):
        holders[seen.key].update([name] if name else [])
    return [name if len(holders[seen.key]) > 1 else None for (_, seen), name in zip(found, names, strict=True)]


def _holder(head: str, candidate: Candidate) -> str | None:
    held = _HELD.search(head) if candidate.shape == "colon" and is_role(candidate.name) else None
    return held["name"] if held and likeness(held["name"]) in (Likeness.SINGLE, Likeness.FULL) else None


def _are_people(names: Sequence[str], alone: Collection[str], before: Collection[str]) -> bool:
    """Whether names between commas are people's: two that have labels of their own; more of whom one has behind the
    first, or full ones of whom the first has spoken before.
    """
    keys, like = list(map(fold, names)), set(map(likeness, names))
    if len(names) < 2 or not like <= {Likeness.SINGLE, Likeness.FULL}:
        return False
    known = [key in alone for key in keys]
    return all(known) if len(names) == 2 else any(known[1:]) or (like == {Likeness.FULL} and keys[0] in before)


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


def _timed_next(lines: Sequence[Line], line: Line) -> bool:
    """Whether the next words have a time of their own: then nobody says anything below a name with a time."""
    after = next((other.text for other in islice(lines, line.number + 1, line.number + 1 + _BLANK) if other.text), "")
    return stamp_at_head(after) is not None


def _is_first_of_options(lines: Sequence[Line], line: Line) -> bool:
    """Whether B. stands on the next line with words: then A. is no answer, and something to choose."""
    after = next((other.text for other in islice(lines, line.number + 1, line.number + 1 + _BLANK) if other.text), "")
    return _OPTION.match(after) is not None


def _may_be_labelled(line: Line) -> bool:
    listed = line.item and not (line.text[:1].isdigit() or line.text.startswith(("(", "（", "--")))
    return line.open and not line.aside and not line.goes_on and not listed
