"""Vectors of questions and passages, by the shipped model."""

import numpy as np
import pytest

from corpus.encoder import Encoder, load_encoder
from corpus.encoder.encoder import LONGEST

TALK = ["We bake at night.", "夜里面粉便宜。", "The oven is of brick, and it was built before the bakery was. " * 3]


def test_every_vector_has_length_one(shipped: Encoder) -> None:
    passage, question = shipped.encode_passages(TALK[:1])[0], shipped.encode_question("Who bakes?")
    for rows in (passage.pooled[None], passage.tokens, question.pooled[None], question.tokens):
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-3)
    assert passage.pooled.shape == question.pooled.shape == (shipped.dimension,)
    assert passage.tokens.shape[1] == question.tokens.shape[1] == shipped.token_dimension


def test_tokens_say_where_they_start(shipped: Encoder) -> None:
    text = "Flour is cheap.\n\n面粉便宜，对吧？"
    (vectors,) = shipped.encode_passages([text])
    starts = vectors.starts.tolist()
    assert len(starts) == len(vectors.tokens)
    assert starts == sorted(starts)
    assert {text.index("cheap"), text.index("面"), len(text) - 1} <= set(starts)


def test_a_text_has_the_same_vectors_alone_and_among_others(shipped: Encoder) -> None:
    for text, among in zip(TALK, shipped.encode_passages(TALK), strict=True):
        (alone,) = shipped.encode_passages([text])
        assert alone.starts.tolist() == among.starts.tolist()
        assert alone.pooled @ among.pooled > 0.999  # 16 bits, where the processor has them
        assert (alone.tokens * among.tokens).sum(axis=1).min() > 0.99


def test_what_stands_above_counts_and_has_no_tokens(shipped: Encoder) -> None:
    bare, below = shipped.encode_passages(["It is hot."] * 2, ["", "What is the oven like?"])
    assert bare.starts.tolist() == below.starts.tolist()
    assert bare.pooled @ below.pooled < 0.995
    assert (bare.tokens * below.tokens).sum(axis=1).min() < 0.99


def test_a_long_text_is_cut(shipped: Encoder) -> None:
    (vectors,) = shipped.encode_passages(["bread " * 2 * LONGEST], ["Why bread? " * LONGEST])
    assert LONGEST - 100 < len(vectors.tokens) < LONGEST
    assert vectors.starts.tolist() == sorted(set(vectors.starts.tolist()))


def test_an_empty_text_has_a_vector_and_no_tokens(shipped: Encoder) -> None:
    (passage,), question = shipped.encode_passages([""]), shipped.encode_question("")
    for vectors in (passage, question):
        assert vectors.pooled.shape == (shipped.dimension,)
        assert vectors.tokens.shape == (0, shipped.token_dimension)
    assert question.weights.sum() == 0
    assert shipped.encode_passages([]) == shipped.encode_questions([]) == []


@pytest.mark.parametrize("question", ["Who bakes at night?", "誰在夜裡烤麵包？", "kiln"])
def test_the_weights_of_a_questions_tokens_sum_to_one(shipped: Encoder, question: str) -> None:
    vectors = shipped.encode_question(question)
    assert vectors.weights.shape == (len(vectors.tokens),)
    assert vectors.weights.min() > 0
    assert float(vectors.weights.sum()) == pytest.approx(1, abs=1e-4)


def test_a_question_is_no_passage(shipped: Encoder) -> None:
    assert shipped.encode_question(TALK[0]).pooled @ shipped.encode_passages(TALK[:1])[0].pooled < 0.999


@pytest.mark.parametrize("question", ["扩大模型还有用吗？", "Does scaling up still pay off?", "Lohnt sich Größe noch?"])
def test_a_question_finds_its_answer_in_another_language(shipped: Encoder, question: str) -> None:
    said = ["We have not hit a wall: making the model bigger still makes it better."]
    said += ["The team grew to two hundred people.", "他每天早上都喝两杯咖啡。", "The office is in Zurich."]
    asked, told = shipped.encode_question(question), shipped.encode_passages(said)
    assert int(np.argmax([one.pooled @ asked.pooled for one in told])) == 0
    assert int(np.argmax([asked.weights @ (asked.tokens @ one.tokens.T).max(axis=1) for one in told])) == 0


def test_its_name_loads_it_again(shipped: Encoder) -> None:
    assert shipped.is_calibrated
    assert load_encoder(shipped.name).name == shipped.name
