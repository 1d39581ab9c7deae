"""Windows as token ids, and the steps that are drawn from them."""

import random

from training.lessons import Lessons, Step, Tokens
from training.windows import Window

SENTENCES = ["bread rises", "yeast is here", "oven is hot", "dough is cold"]


def _draw(tokens: Tokens, windows: list[Window], seed: int) -> Step:
    lessons = Lessons(tokens.windows(windows), {window.kind: 1.0 for window in windows}, tokens, random.Random(seed))
    return lessons.draw(windows=3, questions=2)


def test_sentences_are_cut_out_of_the_whole(tokens: Tokens) -> None:
    (window,) = tokens.windows([Window("talk", SENTENCES, [("why", 1)], context="who bakes")])
    assert window.sentences == [tokens.of(sentence) for sentence in SENTENCES]
    assert window.questions == [(tokens.of("query: why"), 1)]
    assert window.context == tokens.of("who bakes")


def test_an_answer_is_the_number_of_its_sentence_in_the_step(tokens: Tokens) -> None:
    asked = [(f"{word} ?", number) for number, word in enumerate(("bread", "yeast", "oven", "dough"))]
    windows = [Window("talk", SENTENCES, asked), Window("interviews", SENTENCES[::-1], asked[:1], context="who")]
    for seed in range(30):
        step = _draw(tokens, windows, seed)
        sentences = [passage.ids[start:end] for passage in step.passages for start, end in passage.sentences]
        assert step.questions
        for question, answer in zip(step.questions, step.answers, strict=True):
            word = question[len(tokens.begin + tokens.question)]
            reversed_answer = word == tokens.of("bread")[0] and sentences[answer] == tokens.of(SENTENCES[3])
            assert word in sentences[answer] or reversed_answer


def test_passages_begin_with_the_prompt_and_what_stands_above(tokens: Tokens) -> None:
    windows = [Window("interviews", SENTENCES[:2], [("why", 1)], context="who bakes")]
    forms = {tuple(passage.ids) for seed in range(30) for passage in _draw(tokens, windows, seed).passages}
    plain = [*tokens.begin, *tokens.passage]
    own = [*tokens.of("bread rises yeast is here"), *tokens.end]
    assert forms == {(*plain, *own), (*plain, *tokens.of("who bakes"), *tokens.end, *own)}


def test_a_window_and_its_translation_are_not_both_in_a_step(tokens: Tokens) -> None:
    english, other = Window("pairs", SENTENCES[:2], [("why", 0)]), Window("pairs", SENTENCES[2:], [("why", 0)])
    english.translation, other.translation = other, english
    for seed in range(10):
        assert len(_draw(tokens, [english, other], seed).passages) == 1
