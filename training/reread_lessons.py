"""What rereading learns from: questions, sentences that answer them, and sentences that look like it and do not."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from answer.search.rereading.excerpts import Excerpt
from corpus.encoder import Encoder
from training.contrasts import Contrast, words_within
from training.reading import Asked, Lessons, Place, drawn
from training.windows import Window

CONTRASTS = "contrasts"
"""The kind of lessons about two versions of a sentence; others are called by the kind of their windows."""


@dataclass(frozen=True)
class Told:
    """An excerpt, and where in its sentence the words stand that answer; None where that is not known."""

    excerpt: Excerpt
    words: tuple[int, int] | None = None


@dataclass
class Lesson:
    """A question with what answers it, and what does not: a version of the sentence that was written so, and the
    sentences most like the question, the most similar first, of the window that was asked about and of others.
    """

    kind: str
    question: str
    window: int
    right: list[Told]
    wrong: list[Excerpt] = field(default_factory=list)
    own: list[Excerpt] = field(default_factory=list)
    others: list[Excerpt] = field(default_factory=list)

    def drawn(self, sentences: int, rng: random.Random) -> tuple[list[Told], list[Excerpt]]:
        """Draw right and wrong ones: one sentence that answers, or all versions of it."""
        right = self.right if self.wrong else [rng.choice(self.right)]
        own = drawn(self.own, 2 if self.wrong else 3, rng)
        rest = sentences - len(right) - len(self.wrong) - len(own)
        return right, [*self.wrong, *own, *drawn(self.others, rest, rng)]


def lessons(windows: Sequence[Window], contrasts: Iterable[Contrast], encoder: Encoder) -> list[Lesson]:
    """Return what is learned from windows that were asked about. Near misses alone teach nothing: what is asked gives
    them away, not what is told.
    """
    asked = {one.text: one for one in Lessons(windows, encoder).asked}
    made = [_of_windows(windows, one) for one in asked.values() if one.right]
    made += [_of_contrast(windows, contrast) for contrast in contrasts if contrast.question in asked]
    for lesson in made:
        one, known = asked[lesson.question], {told.excerpt for told in lesson.right}
        lesson.own = [excerpt for place in one.own if (excerpt := _excerpt(windows, place)) not in known]
        lesson.others = [_excerpt(windows, place) for place in one.others]
    return made


def _of_windows(windows: Sequence[Window], asked: Asked) -> Lesson:
    number = min(asked.windows)
    right = [_told(windows, place, asked.text) for place in sorted(asked.right)]
    return Lesson(windows[number].kind, asked.text, number, right)


def _told(windows: Sequence[Window], place: Place, question: str) -> Told:
    window = windows[place[0]]
    return Told(_excerpt(windows, place), words_within(window.sentences[place[1]], window.answers.get(question, "")))


def _of_contrast(windows: Sequence[Window], one: Contrast) -> Lesson:
    place = one.window, one.at
    right = [Told(_excerpt(windows, place, one.right), one.right_words)]
    if one.answers:
        right.append(Told(_excerpt(windows, place), one.words))
    return Lesson(CONTRASTS, one.question, one.window, right, [_excerpt(windows, place, one.wrong)])


def _excerpt(windows: Sequence[Window], place: Place, sentence: str | None = None) -> Excerpt:
    """Return a sentence of a window, or another in its place, with those beside it."""
    window, at = windows[place[0]], place[1]
    own = window.sentences[at] if sentence is None else sentence
    before, after = window.sentences[max(0, at - 1) : at], window.sentences[at + 1 : at + 2]
    return Excerpt(own, window.context, "".join(before), "".join(after))
