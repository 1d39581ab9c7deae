"""Question and sentence as rows of tokens, and side by side, as the network takes them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from answer.search.rereading.network import ABOVE, AFTER, BEFORE, QUESTION, SENTENCE, SPECIAL, Batch
from corpus.encoder import Encoder, Layered

LONGEST_QUESTION, LONGEST_SENTENCE = 48, 80
LONGEST_ABOVE, LONGEST_BEFORE, LONGEST_AFTER = 48, 24, 16
"""Tokens that are read: the last of the question, as one that leans stands behind the one before it; of the sentence;
of what stands above its passage and of the sentences right beside it, the nearest ones."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence with what stands above its passage (heading, host's question) and right before and after it; empty
    where nothing does.
    """

    sentence: str
    above: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Token ids, the part that each belongs to, and where in the sentence those of it stand, [start, end) each."""

    ids: list[int]
    parts: list[int]
    places: list[tuple[int, int]]

    @property
    def first(self) -> int:
        """Where in the row the sentence's tokens begin."""
        return self.parts.index(SENTENCE) if self.places else len(self.parts)


def question_row(encoder: Encoder, text: str) -> Row:
    """Return a question as a row."""
    own = [token.id for token in encoder.tokens(text)[-LONGEST_QUESTION:]]
    ids, start = encoder.row("question", [], own)
    return Row(ids, _parts(len(ids), {start: [QUESTION] * len(own)}), [])


def excerpt_row(encoder: Encoder, excerpt: Excerpt) -> Row:
    """Return an excerpt as a row."""
    above = [token.id for token in encoder.tokens(excerpt.above)[-LONGEST_ABOVE:]]
    before = [token.id for token in encoder.tokens(excerpt.before)[-LONGEST_BEFORE:]]
    sentence = encoder.tokens(excerpt.sentence)[:LONGEST_SENTENCE]
    after = [token.id for token in encoder.tokens(excerpt.after)[:LONGEST_AFTER]]
    ids, start = encoder.row("passage", above, [*before, *(token.id for token in sentence), *after])
    own = [BEFORE] * len(before) + [SENTENCE] * len(sentence) + [AFTER] * len(after)
    parts = _parts(len(ids), {start - 1 - len(above): [ABOVE] * len(above), start: own})
    return Row(ids, parts, [(token.start, token.end) for token in sentence])


def _parts(count: int, known: dict[int, list[int]]) -> list[int]:
    parts = [SPECIAL] * count
    for start, some in known.items():
        parts[start : start + len(some)] = some
    return parts


def batch_of(pairs: Sequence[tuple[Row, Layered, Row, Layered]]) -> Batch:
    """Return pairs of question and excerpt, at least one, as one batch, filled up to the longest."""
    states = [torch.cat([asked.states, told.states]) for _, asked, _, told in pairs]
    vectors = [torch.cat([torch.from_numpy(one.vectors) for one in (asked, told)]) for _, asked, _, told in pairs]
    parts = [torch.tensor(question.parts + excerpt.parts) for question, _, excerpt, _ in pairs]
    weights = [torch.from_numpy(asked.weights) for _, asked, _, _ in pairs]
    told = pad_sequence(parts, batch_first=True, padding_value=SPECIAL)
    lengths = torch.tensor([[len(one)] for one in parts])
    mask = torch.arange(told.shape[1]) < lengths
    return Batch(_filled(states), _filled(vectors), _weights(weights, told), told, mask)


def _filled(rows: Sequence[Tensor]) -> Tensor:
    return pad_sequence(list(rows), batch_first=True)


def _weights(weights: Sequence[Tensor], parts: Tensor) -> Tensor:
    """Return how much each token of the question counts, in sum 1, and 0 for all others, (pairs, tokens)."""
    filled = torch.nn.functional.pad(_filled(weights), (0, parts.shape[1] - max(map(len, weights))))
    own = filled * (parts == QUESTION)
    return own / own.sum(dim=1, keepdim=True).clamp(min=1e-6)
