"""What reading learns from: questions, sentences that answer them, and sentences that look like it and do not."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from answer.search.ranking import max_similarity
from answer.search.reading.pairs import Surroundings
from corpus.encoder import Encoder, QuestionVectors
from corpus.vectors.packing import packed
from training.windows import Window

Floats = NDArray[np.float32]
Wrong = TypeVar("Wrong")
Place = tuple[int, int]
"""A window and a sentence of it."""
_PASSAGES = 6  # those nearest to a question, of which wrong sentences are taken
_OWN, _OTHERS = 8, 10  # wrong sentences that are kept of a question's own windows, and of others
_CHUNK = 512


@dataclass
class Asked:
    """A question with the sentences that answer it, none for a near miss, and wrong ones, the most similar first: of
    the windows that it was asked about, and of others.
    """

    text: str
    kind: str
    question: QuestionVectors
    windows: set[int] = field(default_factory=set)
    right: set[Place] = field(default_factory=set)
    own: list[Place] = field(default_factory=list)
    others: list[Place] = field(default_factory=list)


class Lessons:
    """Encodes windows and what was asked about them, and finds for each question the wrong sentences most like it.

    Args:
        windows: texts; those that are translations of each other answer the same questions.
        encoder: the one whose vectors will be read.
    """

    def __init__(self, windows: Sequence[Window], encoder: Encoder) -> None:
        self.asked: list[Asked] = []
        self._sentences: list[list[Floats]] = []
        pooled = []
        for vectors, sentences in _encoded(windows, encoder):
            pooled.append(vectors)
            self._sentences.append(sentences)
        self._ask(windows, encoder)
        self._find_wrong(np.stack(pooled))

    def surroundings(self, place: Place) -> Surroundings:
        """Return a sentence with those beside it."""
        (window, at), none = place, np.zeros((0, 0), np.float32)
        sentences = self._sentences[window]
        return Surroundings(
            sentences[at],
            sentences[at - 1] if at else none,
            sentences[at + 1] if at + 1 < len(sentences) else none,
        )

    def _ask(self, windows: Sequence[Window], encoder: Encoder) -> None:
        numbers, of_text = {id(window): number for number, window in enumerate(windows)}, dict[str, Asked]()
        texts = list(dict.fromkeys(text for w in windows for text in (*(q for q, _ in w.questions), *w.near_misses)))
        for start in range(0, len(texts), _CHUNK):
            some = texts[start : start + _CHUNK]
            of_text |= {
                text: Asked(text, "", one) for text, one in zip(some, encoder.encode_questions(some), strict=True)
            }
        for number, window in enumerate(windows):
            same = [number, *([numbers[id(window.translation)]] if window.translation else [])]
            for text, at in window.questions:
                of_text[text].kind = window.kind
                of_text[text].windows.update(same)
                of_text[text].right.update((one, at) for one in same if len(self._sentences[one][at]))
            for text in window.near_misses:
                of_text[text].kind = "near misses"
                of_text[text].windows.add(number)
        self.asked = list(of_text.values())

    def _find_wrong(self, pooled: Floats) -> None:
        for start in range(0, len(self.asked), _CHUNK):
            some = self.asked[start : start + _CHUNK]
            nearest = np.argsort(-np.stack([one.question.pooled for one in some]) @ pooled.T, axis=1)[:, :_PASSAGES]
            for one, near in zip(some, nearest.tolist(), strict=True):
                self._find_wrong_of(one, near)

    def _find_wrong_of(self, asked: Asked, nearest: Sequence[int]) -> None:
        places = [
            (window, at)
            for window in (*asked.windows, *(w for w in nearest if w not in asked.windows))
            for at, tokens in enumerate(self._sentences[window])
            if len(tokens) and (window, at) not in asked.right
        ]
        question = asked.question
        tokens = [self._sentences[window][at] for window, at in places]
        order = np.argsort(-max_similarity(question.tokens, tokens, question.weights), kind="stable")
        ranked = [places[i] for i in order]
        asked.own = [place for place in ranked if place[0] in asked.windows][:_OWN]
        asked.others = [place for place in ranked if place[0] not in asked.windows][:_OTHERS]


def _encoded(windows: Sequence[Window], encoder: Encoder) -> Iterator[tuple[Floats, list[Floats]]]:
    """Yield the pooled vector of each window and the tokens' vectors of its sentences, as a library would hold them."""
    for start in range(0, len(windows), _CHUNK):
        some = windows[start : start + _CHUNK]
        vectors = encoder.encode_passages([" ".join(w.sentences) for w in some], [w.context for w in some])
        for window, one in zip(some, vectors, strict=True):
            kept, at, sentences = packed(one).unpacked(), 0, []
            for sentence in window.sentences:
                sentences.append(kept.within(at, at + len(sentence) + 1))
                at += len(sentence) + 1
            yield kept.pooled, sentences


def wrong_ones(asked: Asked, count: int, rng: random.Random) -> list[Place]:
    """Draw wrong sentences, about half of them of the question's own windows, similar ones more often."""
    own = drawn(asked.own, (count + 1) // 2, rng)
    others = drawn(asked.others, count - len(own), rng)
    return own + others


def drawn(wrong: Sequence[Wrong], count: int, rng: random.Random) -> list[Wrong]:
    """Draw some of what is wrong, the most similar first, similar ones more often."""
    order = sorted(range(len(wrong)), key=lambda rank: rank + rng.random() * 5)
    return [wrong[rank] for rank in order[: max(0, count)]]


def by_kind(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return the questions that can be learned from, by the kind of their windows; near misses are one."""
    kinds: dict[str, list[Asked]] = {}
    for one in asked:
        if (one.right or one.kind == "near misses") and (one.own or one.others):
            kinds.setdefault(one.kind, []).append(one)
    return kinds
