"""Learning to read: what is right and wrong for a question, and that steps lower the losses."""

import argparse
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

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


@pytest.fixture(scope="module")
def divided(shipped: Encoder) -> Lessons:
    """The same after sixteen windows, which are held out, with a question about one of them."""
    first = [Window("talk", [f"I baked loaf number {n}."], []) for n in range(16)]
    first[3].questions.append(("Which loaf was it?", 0))
    return Lessons([*first, ENGLISH, CHINESE, TALK], shipped)


def test_steps_lower_the_losses(divided: Lessons) -> None:
    torch.manual_seed(1)
    given = argparse.Namespace(start=None, steps=60, questions=4, sentences=4, rate=1e-3, seed=1)
    reading = Reading(divided, given)
    losses = [sum(reading.step()) for _ in range(given.steps)]
    assert np.mean(losses[-10:]) < np.mean(losses[:10]) - 0.2


def test_windows_that_are_held_out_are_not_learned_from(divided: Lessons) -> None:
    held, rest = split(by_kind(divided.asked))
    assert [one.windows for one in held] == [{3}]
    assert sorted(rest) == ["interviews", "near misses", "pairs"]


def test_training_goes_on_from_a_network(divided: Lessons, tmp_path: Path) -> None:
    given = argparse.Namespace(start=None, steps=1, questions=4, sentences=4, rate=1e-3, seed=1)
    earlier = Reading(divided, given).network.state_dict()
    save_file({name: tensor.contiguous() for name, tensor in earlier.items()}, tmp_path / "network.safetensors")
    given.start = tmp_path / "network.safetensors"
    later = Reading(divided, given).network.state_dict()
    assert all(torch.equal(later[name], tensor) for name, tensor in earlier.items())
