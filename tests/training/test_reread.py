"""Learning to read once more: what is right and wrong for a question, and that steps lower the losses."""

import argparse
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from answer.search.rereading.excerpts import Excerpt
from answer.search.rereading.loading import load_network
from answer.search.rereading.rereader import reread_excerpts
from corpus.encoder import Encoder
from training.contrasts import read_contrasts
from training.export import export_rereading
from training.reread import Rereading, split
from training.reread_lessons import CONTRASTS, Lesson, Told, lessons
from training.windows import Window, mark

ENGLISH = Window("pairs", ["Bread is old.", "Ovens are hot."], [("How hot is an oven?", 1)])
CHINESE = Window("pairs", ["面包很古老。", "烤炉很热。"], [("烤炉热吗？", 1)], translation=ENGLISH)
ENGLISH.translation = CHINESE
TALK = Window(
    "interviews",
    ["The mill stood by the river.", "My father ran it.", "The wheel broke."],
    [("Who ran the mill?", 1)],
    near_misses=["What did the mill cost?"],
    answers={"Who ran the mill?": "My father"},
)
GIVEN = argparse.Namespace(start=None, steps=40, questions=4, sentences=4, rank=8, rate=2e-3, seed=1)


def contrast(window: Window, *rest: str) -> str:
    return "\t".join([mark(*window.sentences), *rest]) + "\n"


@pytest.fixture(scope="module")
def learned(shipped: Encoder, tmp_path_factory: pytest.TempPathFactory) -> list[Lesson]:
    """Lessons of which the first sixteen windows are held out."""
    first = [Window("talk", [f"I baked loaf number {n}."], []) for n in range(16)]
    first[3].questions.append(("Which loaf was it?", 0))
    windows = [*first, ENGLISH, CHINESE, TALK]
    file = tmp_path_factory.mktemp("contrasts") / "contrasts.tsv"
    file.write_text(
        contrast(TALK, "1", "Who ran the mill?", "My father", "[[An uncle]] of ours ran it.", "Somebody had to run it.")
        + contrast(TALK, "0", "What did the mill cost?", "-", "The mill cost [[ten pounds]].", "The mill cost a lot.")
        + contrast(Window("talk", ["Not there."], []), "0", "Who?", "*", "[[I]].", "You."),
        "utf-8",
    )
    return lessons(windows, read_contrasts(windows, file), shipped)


def of(learned: list[Lesson], question: str, *, kind: str) -> Lesson:
    return next(one for one in learned if (one.kind, one.question) == (kind, question))


def test_a_translation_answers_too_and_what_answers_is_not_wrong(learned: list[Lesson]) -> None:
    lesson = of(learned, "How hot is an oven?", kind="pairs")
    assert [one.excerpt.sentence for one in lesson.right] == ["Ovens are hot.", "烤炉很热。"]
    assert {one.sentence for one in lesson.own} == {"Bread is old.", "面包很古老。"}
    assert not {one.excerpt for one in lesson.right} & {*lesson.own, *lesson.others}


def test_of_two_versions_one_answers(learned: list[Lesson]) -> None:
    lesson = of(learned, "Who ran the mill?", kind=CONTRASTS)
    own = Told(Excerpt("My father ran it.", "", "The mill stood by the river.", "The wheel broke."), (0, 9))
    other = Excerpt("An uncle of ours ran it.", "", "The mill stood by the river.", "The wheel broke.")
    assert lesson.right == [Told(other, (0, 8)), own]
    assert [one.sentence for one in lesson.wrong] == ["Somebody had to run it."]
    missed = of(learned, "What did the mill cost?", kind=CONTRASTS)
    assert [one.excerpt.sentence for one in missed.right] == ["The mill cost ten pounds."]


def test_near_misses_alone_and_windows_that_are_not_there_teach_nothing(learned: list[Lesson]) -> None:
    asked = {(one.kind, one.question) for one in learned}
    assert ("interviews", "What did the mill cost?") not in asked
    assert "Who?" not in {question for _, question in asked}


def test_words_that_answer_are_known_where_the_question_set_says_them(learned: list[Lesson]) -> None:
    assert of(learned, "Who ran the mill?", kind="interviews").right[0].words == (0, 9)
    assert of(learned, "烤炉热吗？", kind="pairs").right[0].words is None


def test_what_is_drawn_is_right_first_and_full(learned: list[Lesson]) -> None:
    right, wrong = of(learned, "Who ran the mill?", kind=CONTRASTS).drawn(5, random.Random(1))
    assert len(right) == 2
    assert wrong[0].sentence == "Somebody had to run it."
    assert len(right) + len(wrong) == 5
    right, wrong = of(learned, "How hot is an oven?", kind="pairs").drawn(5, random.Random(1))
    assert (len(right), len(wrong)) == (1, 4)


def test_windows_that_are_held_out_are_not_learned_from(learned: list[Lesson]) -> None:
    held, rest = split(learned)
    assert [one.window for one in held] == [3]
    assert sorted(rest) == [CONTRASTS, "interviews", "pairs"]


def test_steps_lower_the_losses_and_what_is_written_reads_the_same(
    shipped: Encoder, learned: list[Lesson], tmp_path: Path
) -> None:
    torch.manual_seed(1)
    reading = Rereading(shipped, learned, GIVEN)
    losses = [sum(reading.step()) for _ in range(GIVEN.steps)]
    assert np.mean(losses[-8:]) < np.mean(losses[:8]) - 0.5
    assert "of two versions nan, @1 " in reading.tried()
    export_rereading(reading.network, shipped.name, GIVEN.rank, tmp_path)
    loaded = load_network(shipped.network, tmp_path)
    excerpt = [Excerpt("My father ran it.")]
    written, kept = (
        reread_excerpts(one, shipped, "Who ran it?", excerpt)[0] for one in (loaded, reading.network.eval())
    )
    assert np.allclose(written[:2], kept[:2], atol=0.2)
    later = Rereading(shipped, learned, argparse.Namespace(**{**vars(GIVEN), "start": tmp_path})).network.state_dict()
    earlier = reading.network.state_dict()
    assert all(torch.allclose(later[name].float(), tensor.float(), atol=1e-2) for name, tensor in earlier.items())
