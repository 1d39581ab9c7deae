"""What a language model wrote is kept before the page is told that this is all."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from answer.model import Answer, Prose, ProseSentence
from corpus.errors import StoreUnavailable
from page.assisting import Assisting


class Writer:
    prose = Prose("small")

    def write(self) -> Iterator[ProseSentence]:
        sentence = ProseSentence("It burns oil.", (1,))
        self.prose = Prose("small", (sentence,))
        yield sentence


class Answers:
    """Notes whether the page was told before that this is all; perhaps cannot keep anything."""

    def __init__(self, answer: Answer, is_full: bool) -> None:
        self.answer, self.is_full = answer, is_full
        self.assisting = Assisting(SimpleNamespace(writer=lambda _: Writer()), self)  # type: ignore[arg-type]
        self.kept: list[tuple[Prose, bool]] = []

    def get(self, _: str) -> Answer:
        return self.answer

    def put_prose(self, _: str, prose: Prose) -> None:
        self.kept.append((prose, self.assisting.written({"ticket": "1"})["done"]))
        if self.is_full:
            raise StoreUnavailable("the disk is full")


@pytest.mark.parametrize(("is_full", "failure"), [(False, None), (True, "writing failed; see the terminal")])
def test_prose_is_kept_before_all_of_it_is_shown(is_full: bool, failure: str | None, answer: Answer) -> None:
    answers = Answers(answer, is_full)
    answers.assisting.write({"key": "a", "ticket": "1"})
    told: dict[str, Any] = {"done": False}
    while not told["done"]:
        told = answers.assisting.written({"ticket": "1", "seen": 1})
    [(prose, was_told)] = answers.kept
    assert ([one.text for one in prose.sentences], was_told) == (["It burns oil."], False)
    assert (told["failure"] or "").startswith(failure) if failure else told["failure"] is None
