"""What may be a label, whatever its shape, and which words can be the name on it."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.language import CJK
from corpus.roles import INTERVIEWER, answers
from ingest.lead_ins import addresses
from ingest.names import Likeness, joined_names, likeness

Shape = Literal["colon", "line", "timed", "bracket", "dotted", "spaced", "letter", "slip", "dash", "run-in"]

_WRONG_IN_A_NAME = re.compile(r"[\n*<>^\[\]|“”!！?？;；。…]|(?<![א-ת])\"|\"(?![א-ת])|//|\\|\.\.|\d\.\s.*\.\s")
_SENTENCE_ENDS = re.compile(r"(?P<word>[^\W\d_]{2,})\.(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:jr|sr|hon|rt|prof|sen|rep|gen|col|capt|sgt|lt|maj|cpl|adm|cmdr|supt|gov|rev|fr|st|dr|mr|mrs|ms|mx|cllr|ald|amb"
    r"|phd|md|esq|ret|rtd|int|min|eng|dipl|ing|mag|med|phil|jur|rer|nat|habil|hr|abg|parl|mme|mlle|mm|me|sra|srta|dra|lic"
    r"|arq|dott|avv|drs|mgr)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[a-z]|[ivxlc]{1,6}|\d{1,4}[a-z]?|[一二三四五六七八九十]{1,3}", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_a-z]")
_SPREAD = re.compile(rf"[{CJK}](?: [{CJK}]){{1,3}}")
_BESIDE_ROLE = re.compile(rf"(?P<name>[{CJK}·]{{2,6}})[-/／—–|｜][{CJK}]{{1,12}}")
# The last characters of what somebody is, before a space and the name.
_OF_AN_OFFICE = "[网報报社台道刊长長任记記表授席人司局部厅廳处處会會院校学學团團心理裁监監师師员員士书書]|集团|集團"
_BEHIND_OFFICE = re.compile(rf"[{CJK}·]{{1,20}}(?:{_OF_AN_OFFICE})[ \u3000](?P<name>[{CJK}·]{{2,5}})")
_NICKNAME = re.compile(r"(?<=\w) [\"“‘'](?:\w[\w.-]{0,20})[\"”’'](?= \w)")
_PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d\u2600-\u27bf\U0001f000-\U0001faff]*")
_AT = re.compile(r"(?:u/|@)(?=\w)")
_DEGREE = re.compile(r"[A-Z][\w.]{0,4}[A-Z]\.?|[A-Z]\.?[A-Z.]{1,5}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label as it may stand at the head of a line. `end` is where the words begin that follow it, `time` is in
    seconds, None where none stands with the name. `by` says that somebody begins to ask, as in BY MR. NAME; `outside`,
    that the colon stands behind the emphasis, as in **Name**: and not **Name:**. `closes` is the mark that ends the
    emphasis of the words, where it is the label's, as in **Name: words**; "" where they have none of it. `explained`
    says that a party, place or office stands between the name and its colon.
    """

    name: str
    end: int
    time: float | None
    shape: Shape
    bold: bool = False
    heading: bool = False
    own_line: bool = False
    by: bool = False
    outside: bool = False
    closes: str = ""
    explained: bool = False

    @property
    def style(self) -> tuple[Shape, bool, bool]:
        """What is equal for labels that are written alike."""
        return self.shape, self.bold, self.heading


def as_a_name(name: str, shape: Shape, *, timed: bool, bold: bool = False) -> str | None:
    """Return the name, `Last, First` turned round, a role or degree behind a comma, a nickname, emoji and what a
    forum puts before a name left out; None for words that are no name. A letter in brackets is one where it is bold:
    notes are counted so elsewhere.
    """
    name = _PICTURE.sub(" ", name)
    name = _NICKNAME.sub("", _AT.sub("", " ".join(name.strip(" \t,，|/–—-").split())))
    if _SPREAD.fullmatch(name):
        name = name.replace(" ", "")
    beside = _BESIDE_ROLE.fullmatch(name)
    if beside and likeness(beside["name"]) >= Likeness.FULL:
        name = beside["name"]
    behind = _BEHIND_OFFICE.fullmatch(name) if shape in ("bracket", "colon") else None
    if behind and likeness(behind["name"]) in (Likeness.SINGLE, Likeness.FULL):
        name = behind["name"]
    first, comma, rest = (part.strip() for part in name.replace("，", ",").partition(","))
    if comma and not is_sentence(name) and not (shape == "colon" and _are_several(name)):
        name = _before_comma(first, rest, shape, timed=timed)
    if not name or _WRONG_IN_A_NAME.search(name) or is_sentence(name):
        return None
    if shape == "bracket" and _NUMBER.fullmatch(name) and not (bold and _LETTER.fullmatch(name)):
        return None
    if shape == "bracket" and likeness(name) is Likeness.LOOSE and " " in name:
        return None
    return name


def _before_comma(first: str, rest: str, shape: Shape, *, timed: bool) -> str:
    """Return the name that two parts with a comma between them are, "" where they are none."""
    if shape == "colon" and addresses(first, rest):
        return ""
    degree = _DEGREE.fullmatch(rest) is not None and not first.isupper()
    if timed and not degree and likeness(first) >= Likeness.LOOSE and likeness(rest) >= Likeness.LOOSE:
        return f"{rest} {first}"
    if Likeness.SINGLE == likeness(first) == likeness(rest) and shape == "colon":
        return f"{rest} {first}"
    headed = shape == "colon" or (shape == "line" and (first + rest).isupper())
    role = likeness(first) >= Likeness.FULL and (degree or (len(rest.split()) <= 6 and headed))
    return first if role else ""


def _are_several(name: str) -> bool:
    """Whether commas stand between three names of one word each, or more."""
    people = joined_names(name)
    return len(people) > 2 and all(likeness(part) is Likeness.SINGLE for part in people)


def is_sentence(name: str) -> bool:
    """Whether several words have a full stop that neither shortens a word nor stands behind an initial."""
    return " " in name and any(not _ABBREVIATED.match(found["word"]) for found in _SENTENCE_ENDS.finditer(name))


def asks(name: str) -> bool:
    """Whether a label is the role of who interviews."""
    return INTERVIEWER.fullmatch(name) is not None


def is_question_mark(candidate: Candidate) -> bool:
    """Whether a label is only Q or A, with a number perhaps."""
    return bool(re.fullmatch(r"(?:[qa]|[问答問])\d{0,3}", candidate.name, re.IGNORECASE)) and (
        asks(candidate.name) or answers(candidate.name)
    )
