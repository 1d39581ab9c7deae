"""Learning to read: what is right and wrong for a question, and that steps lower the losses."""

import argparse
import random

import numpy as np
import pytest
import torch

from corpus.encoder import Encoder
from training.read import Reading, split
from training.reading import Lessons, by_kind, wrong_ones
from training.windows import Window

ENGLISH = Window("pairs", ["Bread is old.", "Ovens are hot."], [("How hot is an oven?", 1)])
CHINESE = Window("pairs", ["面包很古老。", "烤炉很热。"], [("烤炉热吗？", 1)], translation=ENGLISH)
ENGLISH.translation = CHINESE
TALK = Window(
    "interviews",
    ["The mill stood by the river.", "My father ran it.", "The wheel broke."],
    [("Who ran the mill?", 1)],
    near_misses=["What did the mill cost?"],
)


@pytest.fixture(scope="module")
def lessons(shipped: Encoder) -> Lessons:
    return Lessons([ENGLISH, CHINESE, TALK], shipped)


def test_a_translation_answers_too_and_a_near_miss_has_no_answer(lessons: Lessons) -> None:
    kinds = by_kind(lessons.asked)
    assert {place for one in kinds["pairs"] for place in one.right} == {(0, 1), (1, 1)}
    (missed,) = kinds["near misses"]
    assert missed.right == set()
    assert sorted(missed.own) == [(2, 0), (2, 1), (2, 2)]
    assert sorted(missed.others) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_wrong_sentences_are_not_right_ones(lessons: Lessons) -> None:
    for one in lessons.asked:
        wrong = wrong_ones(one, 4, random.Random(1))
        assert len(set(wrong)) == 4
        assert not one.right & set(wrong)


def test_a_sentence_is_read_with_those_beside_it(lessons: Lessons) -> None:
    middle, first = lessons.surroundings((2, 1)), lessons.surroundings((2, 0))
    assert np.array_equal(middle.before, first.sentence)
    assert np.array_equal(first.after, middle.sentence)
    assert len(first.before) == 0


def test_steps_lower_the_losses(shipped: Encoder) -> None:
    torch.manual_seed(1)
    held_out = [Window("talk", [f"I baked loaf number {n}."], []) for n in range(16)]
    lessons = Lessons([*held_out, ENGLISH, CHINESE, TALK], shipped)
    given = argparse.Namespace(start=None, steps=60, questions=4, sentences=4, rate=1e-3, seed=1)
    reading = Reading(lessons, given)
    losses = [sum(reading.step()) for _ in range(given.steps)]
    assert np.mean(losses[-10:]) < np.mean(losses[:10]) - 0.2


def test_questions_about_the_same_windows_are_held_out_together(lessons: Lessons) -> None:
    held, rest = split(by_kind(lessons.asked))
    assert len(held) == len(lessons.asked)  # all stand in the first windows
    assert not rest
