"""What reading learns from: questions, sentences that answer them, and sentences that look like it and do not."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from answer.search.ranking import max_similarity
from answer.search.rereading.excerpts import Excerpt
from corpus.encoder import Encoder, QuestionVectors
from training.contrasts import Contrast, words_within
from training.windows import Window

Floats = NDArray[np.float32]
Place = tuple[int, int]
"""A window and a sentence of it."""
CONTRASTS = "contrasts"
"""The kind of lessons about two versions of a sentence; others are called by the kind of their windows."""
_PASSAGES = 16  # those nearest to a question, of which wrong sentences are taken
_OWN, _OTHERS = 6, 8  # wrong sentences that are kept of a question's own windows, and of others
_CHUNK = 512


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
        own = _drawn(self.own, 2 if self.wrong else 3, rng)
        rest = sentences - len(right) - len(self.wrong) - len(own)
        return right, [*self.wrong, *own, *_drawn(self.others, rest, rng)]


def lessons(windows: Sequence[Window], contrasts: Iterable[Contrast], encoder: Encoder) -> list[Lesson]:
    """Return what is learned from windows that were asked about. Near misses alone teach nothing: what is asked gives
    them away, not what is told.
    """
    asked = _asked(windows)
    made = [_of_windows(windows, question, one) for question, one in asked.items() if one.right]
    pairs = [_of_contrast(windows, contrast) for contrast in contrasts]
    for contrast in pairs:
        asked.setdefault(contrast.question, _Asked()).windows.add(contrast.window)
    nearest = _wrong_ones(windows, asked, encoder)
    for lesson in (*made, *pairs):
        own, others = nearest[lesson.question]
        known = {one.excerpt for one in lesson.right}
        lesson.own = [one for one in own if one not in known]
        lesson.others = others
    return [*made, *pairs]


@dataclass
class _Asked:
    """Where a question was asked, where it is answered, and the words that do, where the question set says so."""

    windows: set[int] = field(default_factory=set)
    right: set[Place] = field(default_factory=set)
    words: str = ""


def _asked(windows: Sequence[Window]) -> dict[str, _Asked]:
    """Return what was asked, by its words; windows that are translations of each other answer the same questions."""
    numbers, asked = {id(window): number for number, window in enumerate(windows)}, dict[str, _Asked]()
    for number, window in enumerate(windows):
        same = [number, *([numbers[id(window.translation)]] if window.translation else [])]
        for text, at in window.questions:
            one = asked.setdefault(text, _Asked())
            one.windows.update(same)
            one.right.update((other, at) for other in same)
            one.words = window.answers.get(text, "")
    return asked


def _of_windows(windows: Sequence[Window], question: str, asked: _Asked) -> Lesson:
    number = min(asked.windows)
    return Lesson(
        windows[number].kind, question, number, [_told(windows, place, asked) for place in sorted(asked.right)]
    )


def _told(windows: Sequence[Window], place: Place, asked: _Asked) -> Told:
    return Told(_excerpt(windows, place), words_within(windows[place[0]].sentences[place[1]], asked.words))


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


def _wrong_ones(
    windows: Sequence[Window], asked: dict[str, _Asked], encoder: Encoder
) -> dict[str, tuple[list[Excerpt], list[Excerpt]]]:
    """Return for each question the wrong sentences most like it, of its own windows and of others."""
    encoded = list(_encoded(windows, encoder))
    pooled, sentences = np.stack([one for one, _ in encoded]), [tokens for _, tokens in encoded]
    found: dict[str, tuple[list[Excerpt], list[Excerpt]]] = {}
    texts = list(asked)
    for start in range(0, len(texts), _CHUNK):
        some = texts[start : start + _CHUNK]
        vectors = encoder.encode_questions(some)
        nearest = np.argsort(-np.stack([one.pooled for one in vectors]) @ pooled.T, axis=1)[:, :_PASSAGES]
        for text, question, near in zip(some, vectors, nearest.tolist(), strict=True):
            ranked = _ranked(question, asked[text], near, sentences)
            own = [_excerpt(windows, place) for place in ranked if place[0] in asked[text].windows]
            others = [_excerpt(windows, place) for place in ranked if place[0] not in asked[text].windows]
            found[text] = own[:_OWN], others[:_OTHERS]
    return found


def _ranked(
    question: QuestionVectors, asked: _Asked, nearest: Sequence[int], sentences: Sequence[Sequence[Floats]]
) -> list[Place]:
    places = [
        (window, at)
        for window in (*asked.windows, *(w for w in nearest if w not in asked.windows))
        for at, tokens in enumerate(sentences[window])
        if len(tokens) and (window, at) not in asked.right
    ]
    tokens = [sentences[window][at] for window, at in places]
    order = np.argsort(-max_similarity(question.tokens, tokens, question.weights), kind="stable")
    return [places[i] for i in order]


def _encoded(windows: Sequence[Window], encoder: Encoder) -> Iterator[tuple[Floats, list[Floats]]]:
    """Yield the pooled vector of each window and the tokens' vectors of its sentences."""
    for start in range(0, len(windows), _CHUNK):
        some = windows[start : start + _CHUNK]
        vectors = encoder.encode_passages([" ".join(w.sentences) for w in some], [w.context for w in some])
        for window, one in zip(some, vectors, strict=True):
            at, sentences = 0, []
            for sentence in window.sentences:
                sentences.append(one.within(at, at + len(sentence) + 1))
                at += len(sentence) + 1
            yield one.pooled, sentences


def _drawn(places: Sequence[Excerpt], count: int, rng: random.Random) -> list[Excerpt]:
    """Draw some, similar ones more often."""
    order = sorted(range(len(places)), key=lambda rank: rank + rng.random() * 5)
    return [places[rank] for rank in order[: max(0, count)]]
