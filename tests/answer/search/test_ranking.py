import numpy as np
import pytest

from answer.search.ranking import (
    best_matches,
    convex,
    inverse_document_frequency,
    max_similarity,
    mutual_similarity,
    scaled,
)

X, Y = np.eye(2, dtype=np.float32)


def test_scores_are_scaled_to_0_and_1() -> None:
    assert scaled(np.array([3, 5, 4], np.float32)).tolist() == [0, 1, 0.5]
    assert scaled(np.array([2, 2], np.float32)).tolist() == [0, 0]


def test_two_channels_are_combined_by_weight() -> None:
    dense, lexical = np.array([0, 1, 2], np.float32), np.array([10, 0, 0], np.float32)
    assert convex(dense, lexical, 0.25).tolist() == [0.75, 0.125, 0.25]


def test_late_interaction_is_the_mean_of_the_best_matches() -> None:
    question = np.stack([X, Y])
    texts = [np.stack([X, X]), np.stack([X, Y]), np.zeros((0, 2), np.float32)]
    assert best_matches(question, texts).tolist() == [[1, 1, 0], [0, 1, 0]]
    assert max_similarity(question, texts).tolist() == [0.5, 1, 0]


def test_tokens_count_as_much_as_they_weigh() -> None:
    question, texts = np.stack([X, Y]), [np.stack([X]), np.stack([Y]), np.zeros((0, 2), np.float32)]
    assert max_similarity(question, texts, np.array([0.75, 0.25], np.float32)).tolist() == [0.75, 0.25, 0]


def test_a_question_without_tokens_matches_nothing() -> None:
    nothing = np.zeros((0, 2), np.float32)
    assert max_similarity(nothing, [np.stack([X])]).tolist() == [0]
    assert max_similarity(nothing, [np.stack([X])], np.zeros(0, np.float32)).tolist() == [0]


def test_mutual_similarity_goes_both_ways() -> None:
    assert mutual_similarity([np.stack([X]), np.stack([X, Y])]).tolist() == [[1, 0.75], [0.75, 1]]


def test_rare_words_tell_more() -> None:
    rare, common = inverse_document_frequency(1, 100), inverse_document_frequency(90, 100)
    assert rare > common > 0
    assert rare == pytest.approx(np.log1p(99.5 / 1.5))
