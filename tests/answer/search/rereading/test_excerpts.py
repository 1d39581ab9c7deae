"""Question and excerpt as rows of tokens, and side by side."""

import torch

from answer.search.rereading.excerpts import (
    LONGEST_ABOVE,
    LONGEST_AFTER,
    LONGEST_BEFORE,
    LONGEST_QUESTION,
    LONGEST_SENTENCE,
    Excerpt,
    batch_of,
    excerpt_row,
    question_row,
)
from answer.search.rereading.network import ABOVE, AFTER, BEFORE, LAYER, QUESTION, SENTENCE, SPECIAL
from corpus.encoder import Encoder

SENTENCE_TEXT = "He paid four thousand pounds."


def test_a_row_tells_the_part_of_each_token(shipped: Encoder) -> None:
    excerpt = Excerpt(SENTENCE_TEXT, "How much was it?", "He bought the mill.", "It was broken.")
    row = excerpt_row(shipped, excerpt)
    counts = [len(shipped.tokens(text)) for text in (excerpt.above, excerpt.before, excerpt.sentence, excerpt.after)]
    own = [part for part in row.parts if part != SPECIAL]
    assert own == [p for p, n in zip((ABOVE, BEFORE, SENTENCE, AFTER), counts, strict=True) for _ in range(n)]
    assert row.parts[row.first] == SENTENCE
    assert len(row.ids) == len(row.parts)
    assert [SENTENCE_TEXT[start:end] for start, end in row.places][:2] == ["He", "paid"]
    question = question_row(shipped, "How much?")
    assert question.parts.count(QUESTION) == len(shipped.tokens("How much?"))


def test_the_nearest_words_of_what_stands_around_are_read(shipped: Encoder) -> None:
    many = " ".join(f"word{number}" for number in range(200))
    row = excerpt_row(shipped, Excerpt(many, many, many, many))
    limits = {ABOVE: LONGEST_ABOVE, BEFORE: LONGEST_BEFORE, SENTENCE: LONGEST_SENTENCE, AFTER: LONGEST_AFTER}
    assert {part: row.parts.count(part) for part in limits} == limits
    last = [token.id for token in shipped.tokens(many)][-3:]
    for part in (ABOVE, BEFORE):
        assert [i for i, p in zip(row.ids, row.parts, strict=True) if p == part][-3:] == last


def test_the_end_of_a_long_question_is_read(shipped: Encoder) -> None:
    before, own = " ".join(f"word{number}" for number in range(200)), "And how much was the mill?"
    row = question_row(shipped, f"{before} {own}")
    asked = [token.id for token in shipped.tokens(own)]
    read = [i for i, part in zip(row.ids, row.parts, strict=True) if part == QUESTION]
    assert len(read) == LONGEST_QUESTION
    assert read[-len(asked) :] == asked


def test_a_sentence_without_tokens_has_no_places(shipped: Encoder) -> None:
    row = excerpt_row(shipped, Excerpt("", "above"))
    assert row.places == []
    assert SENTENCE not in row.parts


def test_pairs_are_filled_up_to_the_longest_and_only_the_question_counts(shipped: Encoder) -> None:
    asked = question_row(shipped, "How much was the mill?")
    rows = [excerpt_row(shipped, Excerpt(text)) for text in ("No.", SENTENCE_TEXT)]
    question, *told = shipped.layered([asked.ids, *(row.ids for row in rows)], LAYER)
    batch = batch_of([(asked, question, row, one) for row, one in zip(rows, told, strict=True)])
    lengths = [len(asked.ids) + len(row.ids) for row in rows]
    assert batch.mask.sum(dim=1).tolist() == lengths
    assert batch.states.shape[:2] == batch.vectors.shape[:2] == (2, max(lengths))
    assert (batch.parts[0, lengths[0] :] == SPECIAL).all()
    assert torch.allclose(batch.weights.sum(dim=1), torch.ones(2))
    assert not batch.weights[batch.parts != QUESTION].any()


def test_states_do_not_depend_on_what_else_is_read(shipped: Encoder) -> None:
    rows = [excerpt_row(shipped, Excerpt(text)).ids for text in (SENTENCE_TEXT, SENTENCE_TEXT * 4)]
    alone, together = shipped.layered(rows[:1], LAYER)[0], shipped.layered(rows, LAYER)[0]
    assert torch.allclose(alone.states.float(), together.states.float(), atol=0.15)
    assert alone.vectors.shape == (len(rows[0]), shipped.token_dimension)
