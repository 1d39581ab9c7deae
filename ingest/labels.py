"""What the head of a line says about who speaks: a name, as every tool and house writes it, and a time with it.

`Name: …`, `**Name:** …`, `**Name: (00:12)** …`, `[00:12] Name: …`, `Name   0:12`, `[Name] …`, `(Name)`, `{Name} …`,
`Q.  …`, `Mr. NAME. …`, `NAME. …`, `NAME.- …`, `◇ Name> …`, `BY MR. NAME:`. Only the shape is read here; whose label it
is, if anybody's, is decided by how the labels of a whole file recur, in `speakers`.
"""

import re
from dataclasses import replace

from corpus.entities import decoded, source_offsets
from corpus.roles import is_dialled
from ingest.candidates import Candidate
from ingest.head_scan import HeadScan
from ingest.hearing_labels import (
    angled_label,
    dotted_label,
    letter_label,
    quoting_label,
    role_before_dash,
    shouted_label,
    slipped_label,
)
from ingest.masked_numbers import masked_number
from ingest.names import Likeness, is_part_of_a_text, is_salutation, likeness
from ingest.stamps import is_named_time

_LOOK = 200  # characters of a line in which a label may stand
_FEW = 4  # words that may stand for a group
_QUESTION_NUMBER = re.compile(r"Q\d{1,4}[.:]?\s{1,40}(?=[A-Z])")


def label_at(line: str, after: str = "") -> Candidate | None:
    """Return what may be a label at the head of a line, None where nothing looks like one. The name is in plain
    characters where the line has references (`&#39;`); `end` counts the line's own. `after` are the lines of the
    paragraph that follow: emphasis may end there.
    """
    text, rest = line[:_LOOK], f"{line[_LOOK:]}\n{after}"
    if "&" not in text:
        return _label(text, len(line), rest)
    plain = decoded(text)
    found = _label(plain, len(line) - len(text) + len(plain), rest)
    return found and replace(found, end=(*source_offsets(text), len(text))[found.end])


def _label(text: str, length: int, rest: str) -> Candidate | None:
    if is_named_time(text):
        return None
    called = masked_number(text, length)
    if called is not None:
        return called
    scanned = _numbered(text, length) or dotted_label(text, length) or role_before_dash(text)
    scanned = scanned or HeadScan(text, length, rest).label()
    shouted = shouted_label(text)
    if scanned is None or scanned.shape == "line" or (shouted and _runs_past(scanned, shouted)):
        scanned = angled_label(text) or shouted or scanned
    if scanned is None or scanned.shape == "line":
        scanned = (
            letter_label(text, surely=scanned is not None) or quoting_label(text, rest.partition("\n")[0]) or scanned
        )
    found = scanned or slipped_label(text)
    if found is None or is_part_of_a_text(found.name) or is_salutation(found.name):
        return None
    if is_dialled(found.name) and found.shape != "colon" and found.time is None:
        return None
    return found if likeness(found.name) is not Likeness.NOTHING or _is_phrase(found) else None


def _runs_past(scanned: Candidate, shouted: Candidate) -> bool:
    """Whether a name with a colon goes on behind a family name in capitals and initials, with words that are said:
    `BOND J.P. I answer: words`.
    """
    behind = scanned.name[len(shouted.name) :]
    initials = shouted.name.endswith(".") and scanned.name.startswith(shouted.name)
    return scanned.shape == "colon" and initials and behind.strip() != "" and not behind.isupper()


def _numbered(text: str, length: int) -> Candidate | None:
    """Return the label behind a question's number, as committees print it (`Q12  Chair: …`)."""
    number = _QUESTION_NUMBER.match(text)
    found = HeadScan(text[number.end() :], length - number.end()).label() if number else None
    if number is None or found is None or found.shape != "colon" or likeness(found.name) < Likeness.SINGLE:
        return None
    return replace(found, end=found.end + number.end())


def _is_phrase(candidate: Candidate) -> bool:
    """Whether a few words before a colon may at least stand for somebody, as Some hon. members do."""
    return candidate.shape == "colon" and len(candidate.name.split()) <= _FEW and len(candidate.name) <= 40
