"""Who the file itself says is there: the lines of its head that list people, dates and places.

Such lines are not spoken; what they say names initials, Q and A, and the transcript's date. What stands in brackets on
speaker lines does so, too.
"""

from collections.abc import Sequence
from itertools import takewhile

from ingest.cast import mark_cast
from ingest.head_facts import INITIALS, begins_to_speak, read_facts, read_quoted_facts
from ingest.head_lists import read_lists
from ingest.head_tables import keys_of, read_tables
from ingest.headings import words_of
from ingest.legends import alias_at, shortens
from ingest.lines import Line, blocks
from ingest.names import Likeness, likeness
from ingest.nicknames import other_forms
from ingest.participants import mark_call
from ingest.roster import Roster

_LONGEST_HEAD = 8_000  # characters


def read_roster(lines: Sequence[Line], front: int = 0) -> Roster:
    """Read the lists in the head of a text and take their lines for furniture. Nobody speaks on its first `front`
    lines, whatever stands before colons there.
    """
    roster = Roster(mark_call(lines))
    named: Line | None = None
    keys = keys_of(lines)
    for block in blocks(lines):
        spoken = [line for line in block if line.open]
        if not spoken:
            continue
        people, named = read_lists(list(takewhile(lambda line: not begins_to_speak(line), spoken)), named)
        roster.people.extend(people)
        if named is not None and len(spoken) == 1:
            continue
        if read_quoted_facts(spoken, roster):
            continue
        roster.people.extend(mark_cast(spoken))
        left = [line for line in spoken if line.open]
        if len(left) == len(spoken) == 1 and likeness(words_of(left[0])) is Likeness.FULL and not roster.people:
            roster.titled.append(words_of(left[0]))
        facts = read_tables(left, read_facts(left, roster, lines), roster, lines, keys)
        ends = begins_to_speak(spoken[0]) or spoken[0].start > _LONGEST_HEAD
        if spoken[0].number >= front and ends and len(left) == len(spoken) and not any(facts):
            break
        for line, fact in zip(left, facts, strict=True):
            if fact:
                line.role = "furniture"
    return roster


def add_short_forms(lines: Sequence[Line], roster: Roster) -> None:
    """Add what stands in brackets on speaker lines, as in `Interviewer (JD): …` and `Jane Doe (hereafter JD): …`, where
    others are labelled so alone.
    """
    spoken = {line.label.speaker for line in lines if line.label and line.label.speaker}
    for line in lines:
        if line.label is None or line.label.speaker is None:
            continue
        head = line.text[: line.label.end - line.first]
        for form in other_forms(head, spoken):
            roster.short.setdefault(form, line.label.speaker)
        alias = alias_at(head)
        if alias in spoken and alias is not None:
            roster.short.setdefault(alias, line.label.speaker)
        pair = INITIALS.match(head)
        other = pair and pair["short"].isupper() and not shortens(pair["short"], line.label.speaker)
        if pair and not other and pair["short"] in spoken and pair["name"].strip("*_ ") == line.label.speaker:
            roster.short.setdefault(pair["short"], line.label.speaker)
