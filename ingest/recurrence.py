"""Which names of one file surely speak: known ones, roles, names that recur as labels do, or head every paragraph."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from corpus.language import fold
from corpus.roles import DASHES
from corpus.sentences import ends_as_a_question
from ingest.candidates import Candidate, is_question_mark
from ingest.houses import asking_houses
from ingest.letter_pairs import is_answered, letter_pairs, staged_names
from ingest.names import Likeness, has_title, likeness
from ingest.page_words import is_of_the_page

Style = tuple[str, bool, bool]

DENSE = 0.75
"""Of the places where a turn may begin have a label: every paragraph is somebody's."""
_ANSWERS = 0.25  # of the paragraphs begin with the full name of the only one who answers
_SOLE = 5  # uses of a name that no other name stands beside
_TIMED = 3  # names with a time each, that make a time the habit
_SPARSE = 0.4  # of the paragraphs have a label, where all that stand in its style are full names
_FULLY = 0.9  # the same: whatever stands there is what people call themselves
_MOSTLY = 0.6  # of the headings with a colon are full names, where headings are labels
_ALONE = 3  # labels of a file in which everybody speaks once
_ASKING = ("q", "问")  # names, folded, under which somebody asks
_ASKED = 0.6  # of what stands before the paragraphs of somebody alone with a label are questions
_SOUND = re.compile(r"(?:一同|全員|会場)?(?:.?笑い?|拍手|歓声|沈黙)|写真.{0,4}")
_WEAK = frozenset(("bracket", "dotted", "spaced", "letter", "run-in"))
"""Shapes that other things have, too: a role in one of them is a label only where it recurs."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A candidate where it stands. `begins` says that a paragraph begins there; `words` is the line it heads;
    `timed`, that a time stands with it or begins the next line; `place` counts the paragraphs before it;
    `heads`, that words stand below it in the same paragraph; `breaks`, that the line before breaks off in a sentence;
    `asked`, that it ends as a question and has no label.
    """

    candidate: Candidate
    begins: bool
    words: str
    timed: bool = False
    place: int = 0
    heads: bool = False
    breaks: bool = False
    asked: bool = False

    @property
    def key(self) -> str:
        """The name as names are compared."""
        return fold(self.candidate.name)

    @property
    def said(self) -> str:
        """What stands behind the label on its line."""
        return self.words[self.candidate.end :]


def sure_names(seen: Sequence[Seen], certain: Collection[str], paragraphs: int) -> set[str]:
    """Return the names that surely speak here: known, roles, recurring, with times; all, where everybody once.

    Args:
        seen: The candidates of one file, in order.
        certain: The names among them that are known or roles.
        paragraphs: How many paragraphs there are in which somebody may begin to speak.
    """
    named = [one for one in seen if likeness(one.candidate.name) >= Likeness.LOOSE and _is_meant(one, certain)]
    recurring = _recurring(named)
    timed = {one.key for one in named if one.timed and is_namelike(one)}
    known = (
        {one.key for one in named if one.key in certain and one.candidate.shape not in _WEAK}
        | (recurring & set(certain))
        | _questioned(named)
        | asking_houses((one.candidate.name, one.said) for one in seen if one.begins and one.candidate.shape == "colon")
    )
    recurring -= _rare(named, paragraphs)
    if sum(one.timed for one in named if is_namelike(one)) >= _TIMED:
        known |= timed
    explained = _explained(named) if recurring | known else set()
    if len(recurring | known | explained) < 2 and not known:
        recurring = _sole(named, recurring, paragraphs)
    return (
        known
        | explained
        | recurring
        | _headings(named)
        | letter_pairs((one.key, one.words) for one in seen if one.candidate.shape == "letter")
        | _dense(named, paragraphs)
        | _in_capitals(named, examined=bool(_questioned(named)))
    )


def is_namelike(one: Seen) -> bool:
    """Whether a label is at least one word that may be a name."""
    return likeness(one.candidate.name) >= Likeness.SINGLE


def _is_meant(one: Seen, certain: Collection[str]) -> bool:
    """Whether a label may be one by itself: a semicolon stands for a colon behind a known name or a role, and letters
    before full stops are only labels in pairs.
    """
    return one.candidate.shape != "letter" and (one.candidate.shape != "slip" or one.key in certain)


def _recurring(named: Sequence[Seen]) -> set[str]:
    """Return the names that recur: before different words each time, in one style, and not only in a row."""
    places: dict[tuple[str, Style], set[str]] = defaultdict(set)
    uses: dict[Style, Counter[str]] = defaultdict(Counter)
    plain_and_bold: dict[str, Counter[str]] = defaultdict(Counter)
    for at, one in enumerate(named):
        style = one.candidate.style
        places[one.key, style].add(str(at) if one.candidate.own_line else one.words)  # a repeated line is none
        uses[style][one.key] += 1
        plain_and_bold[style[0]][one.key] += is_namelike(one) and style[0] == "colon"
    full = {one.key for one in named if _is_full(one)}
    found = {
        key
        for (key, style), words in places.items()
        if len(words) >= 2
        and (
            _dialogue(style, uses[style], full=key in full or likeness(key) is not Likeness.LOOSE)
            or (plain_and_bold[style[0]][key] > 1 and _dialogue(style, plain_and_bold[style[0]], full=False))
        )
    }
    often = {key for (key, (_, bold, _)), words in places.items() if bold and len(words) >= _SOLE}
    return found | often if found else set()


def _explained(named: Sequence[Seen]) -> set[str]:
    """Return the names before colons with a party, place or office behind them, where they are several and one of them
    recurs or has a title, as parliaments print them.
    """
    group = [one for one in named if one.candidate.explained and is_namelike(one) and not one.candidate.heading]
    uses = Counter(one.key for one in group)
    shown = any(uses[one.key] > 1 or has_title(one.candidate.name.split()[0]) for one in group)
    return set(uses) if shown and len(uses) > 1 else set()


def _headings(named: Sequence[Seen]) -> set[str]:
    """Return the names that stand as headings with a colon, where they are several and one recurs."""
    group = [
        one for one in named if one.candidate.shape == "colon" and one.candidate.heading and one.candidate.own_line
    ]
    uses = Counter(one.key for one in group)
    full = sum(_is_full(one) for one in group)
    enough = len(group) >= _ALONE and len(uses) > 1 and len(group) > len(uses) and full >= _MOSTLY * len(group)
    return {one.key for one in group if is_namelike(one)} if enough else set()


def _is_clear(candidate: Candidate) -> bool:
    """Whether a label is written as hardly anything else is: before a colon, with a time, in bold before a dash."""
    return candidate.shape in ("colon", "timed") or (candidate.shape == "dash" and candidate.bold)


def _sole(named: Sequence[Seen], recurring: Collection[str], paragraphs: int) -> set[str]:
    """Return the one name that labels a whole file: one that recurs often, or is full and heads many paragraphs, or
    answers questions that have no label; or whatever heads nearly all of them.
    """
    uses = Counter(one.key for one in named)
    heading = [one for one in named if (one.begins or one.timed) and _is_clear(one.candidate)]
    heads = Counter(one.key for one in heading)
    full = {one.key for one in named if _is_full(one)}
    often = {key for key in recurring if uses[key] >= _SOLE}
    answers = {key for key in full & set(recurring) if heads[key] >= max(_ALONE, _ANSWERS * paragraphs)}
    asked = Counter(one.key for one in heading if one.asked and is_namelike(one))
    answers |= {key for key, count in asked.items() if count >= max(_ALONE, _ASKED * uses[key])}
    return often | answers | {key for key, count in heads.items() if count >= max(_SOLE, DENSE * paragraphs)}


def _rare(named: Sequence[Seen], paragraphs: int) -> set[str]:
    """Return the names that only stand alone on lines, where such lines head few paragraphs: titles, names in lists."""
    alone = [one for one in named if one.candidate.shape == "line" and not one.timed and not one.candidate.bold]
    others = {one.key for one in named if one.candidate.shape != "line" or one.timed or one.candidate.bold}
    uses = Counter(one.key for one in alone)
    few = sum(one.begins and uses[one.key] > 1 for one in alone) < _SPARSE / 2 * paragraphs
    return {one.key for one in alone} - others if few else set()


def _dialogue(style: Style, uses: Counter[str], *, full: bool) -> bool:
    """Whether labels of a style make a dialogue: a full name before colons, else two of them, each more than once."""
    return (full and style[0] in ("colon", "timed")) or sum(count > 1 for count in uses.values()) > 1


def _questioned(named: Sequence[Seen]) -> set[str]:
    """Return Q and A without colons where a file has both, for a list has the one and not the other; and Q alone where
    several ask somebody who is named before a colon, as the press does.
    """
    marks = [one for one in named if one.candidate.shape in ("dotted", "spaced") and is_question_mark(one.candidate)]
    dashes = sum(one.candidate.name == DASHES for one in named)
    hearing = {one.key for one in named if one.candidate.shape == "dotted" and not is_question_mark(one.candidate)}
    asking = {one.key for one in marks if one.key[0] in _ASKING}
    answering = {one.key for one in marks} - asking
    found = asking | answering if asking and answering else asking if _pressed(named, marks) else set()
    found |= answering if not asking and _examined(named, marks) else set()
    answered = _answering_dashes(named) if dashes > 1 else set()
    return found | (hearing if len(hearing) > 1 else set()) | answered | _staged(named)


def _answering_dashes(named: Sequence[Seen]) -> set[str]:
    """Return the names that recur between questions behind dashes, and the dashes; nothing where no name does. A name
    in brackets, which sounds stand in too, answers where it stands next to the dashes.
    """
    uses = Counter(one.key for one in named if one.candidate.shape in ("colon", "dash") and is_namelike(one))
    uses += Counter(
        after.key
        for before, after in pairwise(named)
        if before.candidate.name == DASHES
        and after.candidate.shape == "bracket"
        and is_namelike(after)
        and not _SOUND.fullmatch(after.candidate.name)
    )
    names = {name for name, count in uses.items() if count > 1}
    return names | {DASHES} if names else set()


def _pressed(named: Sequence[Seen], marks: Sequence[Seen]) -> bool:
    """Whether Q recurs without a number, and a full name before colons does."""
    answers = Counter(one.key for one in named if one.candidate.shape == "colon" and _is_full(one))
    unnumbered = sum(one.key in _ASKING for one in marks)
    return unnumbered > 1 and max(answers.values(), default=0) > 1


def _examined(named: Sequence[Seen], marks: Sequence[Seen]) -> bool:
    """Whether A. recurs where nobody has Q., and who stands before it, by name before a colon, mostly asks."""
    before = [(first, one.asked) for first, one in pairwise(named) if one in marks]
    asking = [ends_as_a_question(first.words) or asked for first, asked in before if _is_asker(first)]
    return len(marks) > 1 and is_answered(asking, len(marks))


def _is_asker(one: Seen) -> bool:
    return one.candidate.shape == "colon" and likeness(one.candidate.name) >= Likeness.FULL


def _staged(named: Sequence[Seen]) -> set[str]:
    """Return the names in capitals before full stops that recur, with a title or without: plays print people so."""
    capitals = [
        one for one in named if one.candidate.shape in ("dash", "dotted") and not is_question_mark(one.candidate)
    ]
    return staged_names((one.key, one.words[: one.candidate.end]) for one in capitals)


def _is_full(one: Seen) -> bool:
    return likeness(one.candidate.name) is Likeness.FULL


def _in_capitals(named: Sequence[Seen], *, examined: bool) -> set[str]:
    """Return the names in capitals before colons, where several people are written so, or Q. and A. are examined."""
    group = [
        one for one in named if one.candidate.name.isupper() and one.candidate.shape == "colon" and is_namelike(one)
    ]
    keys = {one.key for one in group if len(one.candidate.name) > 1}
    full = {one.key for one in group if likeness(one.candidate.name) >= Likeness.FULL}
    if examined:
        return full
    return keys if len(keys) > 1 and len(group) > max(len(keys), _ALONE - 1) and full else set()


def _dense(named: Sequence[Seen], paragraphs: int) -> set[str]:
    """Return the names of a style that heads nearly every paragraph, where they are more than one and recur, or are
    several, or are written as only names are.
    """
    alike: dict[Style, list[Seen]] = defaultdict(list)
    for one in named:
        if one.candidate.shape in ("colon", "timed", "bracket") and one.begins and not one.candidate.heading:
            alike[one.candidate.style].append(one)
    found: set[str] = set()
    for (shape, bold, _), every in alike.items():
        group = list(dropwhile(lambda one: is_of_the_page(one.said), every))
        keys = {one.key for one in group}
        recurs = len(group) > len(keys)
        full = all(likeness(one.candidate.name) >= Likeness.FULL for one in group)
        enough = recurs or (shape == "colon" and (len(keys) >= _ALONE or bold or full))
        if len(keys) > 1 and enough and len(group) >= (_SPARSE if recurs and full else DENSE) * paragraphs:
            least = Likeness.LOOSE if recurs and len(group) >= _FULLY * paragraphs else Likeness.SINGLE
            found |= {one.key for one in group if likeness(one.candidate.name) >= least}
    return found
