"""Who speaks, learnt from how the labels of one file recur: which names there are, how and where they are written.

A label is surely a speaker's where its name is known, is a role, or recurs as names do. These show the file's habit:
how labels are written and where they stand. A name that occurs once is a speaker's where it keeps to that habit.
What only looks like a label begins a turn that nobody is named for: a wrong guess then costs a name, and never puts
words into the mouth of whoever spoke before.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from enum import Enum

from corpus.roles import is_nobody
from ingest.candidates import is_question_mark
from ingest.names import Likeness, has_title, is_editorial, joined_names, likeness
from ingest.page_words import LINK, is_of_the_page
from ingest.recurrence import DENSE, Seen, Style, is_namelike, sure_names

_TALK = 0.25  # of the places where a turn may begin have a label, for people to talk with each other at all
_CLEAR = 0.5  # the same, for one capitalised word to be a name
_COMMON = 0.1  # of the sure labels are written in a style that is usual
_MAIN = 0.3  # the same, for names that occur once
_SMALL = 0.1  # of the sure labels stand before a small letter, where speech begins with capitals
_SHOUTED = 0.9  # of the letters are capitals, where a text is typed in capitals
_SHOWN = 3  # labels of names that recur, for what stands before them to be the habit
_BROKEN = 0.2  # of them stand behind a line that breaks off, where people end their sentences
_NEAR = 2  # paragraphs from one label to the next where people talk


class Verdict(Enum):
    """What the head of a line is, as the whole file tells."""

    SPEAKER = "speaker"
    UNNAMED = "unnamed"
    """Somebody else may speak from here on; nobody knows who."""
    NOISE = "noise"
    """A break, an advertisement: not spoken in the interview."""
    TEXT = "text"
    """No label: words of whoever speaks."""


def judge(seen: Sequence[Seen], paragraphs: int, lines: int, known: Collection[str] = ()) -> list[Verdict]:
    """Decide about every candidate of one file, in order.

    Args:
        seen: The candidates.
        paragraphs: How many paragraphs (or cues) there are in which somebody may begin to speak.
        lines: How many lines; they count where people begin to speak within paragraphs.
        known: Folded names that certainly are people's.
    """
    shouted = _in_capitals(seen)
    kept = [one for one in seen if not (shouted and _ends_as_a_sentence(one))]
    habit = _Habit(kept, (paragraphs, lines), known)
    decided = iter([habit.verdict(one) for one in kept])
    return [Verdict.TEXT if shouted and _ends_as_a_sentence(one) else next(decided) for one in seen]


def _in_capitals(seen: Sequence[Seen]) -> bool:
    """Whether nearly all words that candidates head are in capitals, as captions for the deaf are typed."""
    words = "".join(one.words[one.candidate.end :] for one in seen)
    large, small = sum(map(str.isupper, words)), sum(map(str.islower, words))
    return large > 0 and large >= _SHOUTED * (large + small)


def _ends_as_a_sentence(one: Seen) -> bool:
    """Whether a candidate is capitals before a full stop: where all is in capitals, a sentence ends there."""
    head = one.words[: one.candidate.end].rstrip(" -–—*_")
    return head.endswith(".") and one.candidate.shape in ("dotted", "dash") and not is_question_mark(one.candidate)


class _Habit:
    """How the labels of one file are written."""

    def __init__(self, seen: Sequence[Seen], size: tuple[int, int], known: Collection[str]) -> None:
        self._known = frozenset(known)
        self._certain = {one.key for one in seen if self._is_certain(one)}
        breaks = sum(one.begins and likeness(one.candidate.name) is Likeness.NOISE for one in seen)
        size = (size[0] - breaks, size[1] - breaks)
        sure = sure_names(seen, self._certain, size[0])
        self._styles = _usual_styles((one for one in seen if one.key in sure), _COMMON)
        self._main = _usual_styles((one for one in seen if one.key in sure), _MAIN)
        self._shown = {one.key for one in seen if one.key in sure and self._in_style(one)}
        self._named = self._shown | self._certain | {one.key for one in seen if self._is_group(one)}
        places = [one for one in seen if self._counts(one)]
        self._begin = sum(one.begins for one in places) >= 0.8 * len(places)
        labelled = [
            one for one in seen if self._in_style(one) and (one.begins or not self._begin) and _named(one, sure)
        ]
        self._share = len(labelled) / max(1, size[0] if self._begin else size[1])
        self._first = self._beginning(seen)
        alone = [one for one in places if one.candidate.shape == "line"]
        bold = [one.candidate.outside for one in places if one.candidate.bold and one.candidate.shape == "colon"]
        self._outside = 2 * sum(bold) > len(bold)
        self._uses = Counter(one.key for one in seen)
        recurring = (one.place for one in places if self._uses[one.key] > 1)
        self._heard = min(recurring, default=0)
        begun = [_begins_small(one) for one in places if self._uses[one.key] > 1 and not one.candidate.own_line]
        self._begins_large = bool(begun) and sum(begun) <= _SMALL * len(begun)
        again = [one for one in places if self._uses[one.key] > 1]
        self._ended = len(again) >= _SHOWN and sum(one.breaks for one in again) <= _BROKEN * len(again)
        self._whole = {one.key for one in seen if not one.breaks}
        self._heads = bool(alone) and sum(one.heads for one in alone) >= 0.8 * len(alone)
        self._capitals = bool(alone) and all(one.candidate.name.isupper() for one in alone)

    def _is_certain(self, one: Seen) -> bool:
        return one.key in self._known or likeness(one.candidate.name) is Likeness.ROLE

    def _in_style(self, one: Seen) -> bool:
        return one.candidate.style in self._styles

    def _beginning(self, seen: Sequence[Seen]) -> int:
        """Return the paragraph in which the talk begins: the first sure label's, or that of those just before it."""
        first = next((at for at, one in enumerate(seen) if self._counts(one)), len(seen))
        place = seen[first].place if first < len(seen) else 0
        for one in reversed(seen[:first]):
            titles = one.candidate.shape == "line" and not one.timed
            headed = one.candidate.heading and one.candidate.own_line and one.candidate.shape == "colon"
            if titles or not self._in_style(one) or (one.place < place - _NEAR and not headed):
                break
            place = one.place
        return place

    def _counts(self, one: Seen) -> bool:
        return one.key in self._named and self._in_style(one)

    def verdict(self, one: Seen) -> Verdict:
        """Decide about one candidate."""
        candidate, like = one.candidate, likeness(one.candidate.name)
        placed = one.begins or not self._begin
        fits = placed or candidate.shape not in ("dotted", "spaced", "letter")
        if not self._may_be_meant(one) or self._ends_a_sentence(one):
            return Verdict.TEXT
        if placed and like >= Likeness.LOOSE and self._explains(one):
            told = like >= Likeness.SINGLE or is_editorial(candidate.name)
            return Verdict.UNNAMED if told and self._styles else Verdict.TEXT
        if (
            fits
            and one.key in self._named
            and (self._in_style(one) or candidate.shape in ("colon", "slip") or self._stands_alone(one))
        ):
            return Verdict.UNNAMED if is_nobody(candidate.name) else Verdict.SPEAKER
        if not self._styles or not placed or (one.place < self._first and not self._is_kin(one)):
            return Verdict.TEXT
        if candidate.style not in self._main:
            least = Likeness.SINGLE if self._share >= _CLEAR else Likeness.FULL
            doubtful = candidate.shape == "colon" and like >= least and one.begins and not candidate.heading
            doubtful = doubtful or (candidate.shape == "colon" and one.begins and is_editorial(candidate.name))
            return Verdict.UNNAMED if doubtful else Verdict.TEXT
        return self._once(one, like)

    def _may_be_meant(self, one: Seen) -> bool:
        """Whether a label is not what its shape mostly is elsewhere: A Friend of mine, where no answers begin with A;
        P. Stone, where nobody asks behind P.; flour; which was dear; the title of a page with a colon in it.
        """
        shown = {"spaced": self._shown, "letter": self._shown, "slip": self._named}.get(one.candidate.shape, {one.key})
        alone = self._uses[one.key] == 1 and one.key not in self._certain and one.candidate.shape == "colon"
        return one.key in shown and not (alone and one.place <= self._heard and is_of_the_page(one.said))

    def _explains(self, one: Seen) -> bool:
        """Whether a name that occurs once stands before a small letter, where labels stand before capitals: `Maria: she
        was my aunt` tells of somebody.
        """
        once = self._uses[one.key] == 1 and one.key not in self._certain and one.candidate.shape == "colon"
        return once and self._begins_large and _begins_small(one)

    def _ends_a_sentence(self, one: Seen) -> bool:
        """Whether words before a colon only ever end what the line before begins, where labels follow whole sentences:
        `the following Question by`, and below it `Private Notice:`.
        """
        told = one.key in self._certain or one.candidate.explained or has_title(one.candidate.name.split()[0])
        return one.candidate.shape == "colon" and self._ended and one.key not in self._whole and not told

    def _stands_above(self, one: Seen) -> bool:
        """Whether a name stands above words as this file's labels do, in capitals where they are."""
        name = one.candidate.name
        typed = name.isupper() if self._capitals else likeness(name) >= Likeness.FULL
        return self._heads and one.heads and one.begins and typed and self._share >= _CLEAR

    def _is_group(self, one: Seen) -> bool:
        """Whether a label before a colon names several people who speak by themselves, too; of those behind a comma,
        one of them.
        """
        parts = joined_names(one.key) if one.candidate.shape == "colon" else []
        known = self._shown.intersection(parts)
        return len(parts) > 1 and (len(known) == len(set(parts)) or (bool(known) and "," in one.key))

    def _is_kin(self, one: Seen) -> bool:
        """Whether a full name is that of a sure speaker, who is called by a part of it or by initials."""
        words = one.key.split()
        return len(words) > 1 and not self._named.isdisjoint([*words, "".join(word[0] for word in words)])

    def _stands_alone(self, one: Seen) -> bool:
        """Whether a certain name, alone on its line, is a label beside the others that the file has: a known one's, a
        role's. Without others, and words below in its paragraph, it says who wrote the page.
        """
        alone = one.candidate.shape == "line" and not one.candidate.heading
        return alone and one.begins and one.key in self._certain and (one.heads or bool(self._styles))

    def _once(self, one: Seen, like: Likeness) -> Verdict:
        """Decide about a name that occurs once, written and placed as this file's labels are."""
        shape, share = one.candidate.shape, self._share
        if LINK.fullmatch(one.words, min(one.candidate.end, len(one.words))):
            return Verdict.TEXT
        if shape == "colon" and one.candidate.heading and one.candidate.own_line and like >= Likeness.LOOSE:
            return Verdict.SPEAKER
        if like is Likeness.NOISE:
            return Verdict.NOISE
        if like in (Likeness.NOTHING, Likeness.WORD):
            alone = one.candidate.own_line and shape == "colon" and like is Likeness.WORD
            return Verdict.UNNAMED if alone or (share >= DENSE and one.begins) else Verdict.TEXT
        if shape in ("line", "run-in"):
            sure = is_namelike(one) and (one.timed or self._stands_above(one))
        else:
            odd = one.candidate.bold and one.candidate.outside is not self._outside
            sure = like >= (Likeness.SINGLE if share >= _CLEAR and not odd else Likeness.FULL)
        doubtful = shape not in ("line", "run-in") and like >= Likeness.LOOSE and share >= _TALK
        return Verdict.SPEAKER if sure else Verdict.UNNAMED if doubtful else Verdict.TEXT


def _begins_small(one: Seen) -> bool:
    """Whether what follows a label begins with a small letter."""
    return one.words[one.candidate.end :].lstrip(" *_\"'“‘«„")[:1].islower()


def _named(one: Seen, sure: Collection[str]) -> bool:
    return one.key in sure or is_namelike(one)


def _usual_styles(sure: Iterable[Seen], common: float) -> set[Style]:
    """Return the styles that sure labels are written in, without those of a line here and there: a name alone on its
    line may be a heading, or stand in a list; A may be a word.
    """
    counts = Counter(one.candidate.style for one in sure)
    least = {style: 2 if style[0] in ("line", "spaced") else 1 for style in counts}
    return {style for style, count in counts.items() if count >= max(least[style], common * counts.total())}
