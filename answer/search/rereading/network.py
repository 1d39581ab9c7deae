"""The network that reads: the upper layers of the encoder over a question and an excerpt side by side.

The lower layers have read either by itself, as they do for retrieval. Above them the tokens of both see each other,
through the same layers with an adapter of their own. From the start they look where the retrieval adapter, at the
network's end, finds tokens of both alike: a bias on the attention of half of the heads, that is trained along, leads
them there, and each token is told how it matches the other side.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

QUESTION, ABOVE, BEFORE, SENTENCE, AFTER, SPECIAL = range(6)
"""Which part a token belongs to: the question, what stands above the passage, the sentence before the one that is
judged, this one, the one after it; or none of the texts.
"""
MATCHES = 3
"""Numbers that say of a token how it matches the other side."""
LAYER = 6
"""Above which question and excerpt are read together."""
LONGEST_WORDS = 25
"""Tokens of the words that answer."""
_LED, _SIMILARITY = 8.0, 30.0  # before training: how much alike tokens look at each other; how much likeness ranks
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of question and excerpt, the question first, filled up to the longest.

    Attributes:
        states: (pairs, tokens, dimension), after the lower layers.
        vectors: (pairs, tokens, token dimension), of length 1, of the encoder.
        weights: (pairs, tokens), of the question's tokens, in sum 1; 0 for others.
        parts: (pairs, tokens), QUESTION to SPECIAL.
        mask: (pairs, tokens), False where filled up.
    """

    states: Tensor
    vectors: Tensor
    weights: Tensor
    parts: Tensor
    mask: Tensor


class Readings(NamedTuple):
    """What is said of pairs."""

    rank: Tensor
    """(pairs,): how well each sentence answers among those of its question."""
    answers: Tensor
    """(pairs,): the logit of its answering."""
    words: Tensor
    """(pairs, tokens, 2): logits of the words that answer beginning, and ending, with a token of the sentence."""


class RereadingNetwork(nn.Module):
    """Judges pairs of question and excerpt.

    Args:
        layers: those of the encoder's network above LAYER; they are changed in place by whoever adapts them.
        dimension: of the states.
        heads: of a layer.
    """

    def __init__(self, layers: nn.ModuleList, dimension: int, heads: int) -> None:
        super().__init__()
        self.layers = layers
        self.part, self.match = nn.Embedding(SPECIAL + 1, dimension), nn.Linear(MATCHES, dimension)
        lead = torch.zeros(len(layers), heads)
        lead[:, : heads // 2] = _LED
        self.lead, self.similarity = nn.Parameter(lead), nn.Parameter(torch.tensor(_SIMILARITY))
        self.rank, self.answer = nn.Linear(2 * dimension, 1), nn.Linear(2 * dimension, 1)
        self.words = nn.Linear(dimension, 2)
        for module in (self.part, self.match, self.rank, self.answer, self.words):
            nn.init.normal_(module.weight, std=0.02)
        for head in (self.match, self.rank, self.answer, self.words):
            nn.init.zeros_(head.bias)

    def forward(self, batch: Batch) -> Readings:
        """Return what is said of each pair."""
        asked, told = batch.parts == QUESTION, batch.parts == SENTENCE
        alike = _alike(batch)
        matches, similarity = _matches(alike, batch)
        states = batch.states + (self.part(batch.parts) + self.match(matches)).to(batch.states.dtype)
        ignored = torch.zeros(batch.mask.shape).masked_fill(~batch.mask, _NEVER)[:, None, None]
        for layer, lead in zip(self.layers, self.lead, strict=True):
            states = layer(states, (ignored + lead[None, :, None, None] * alike[:, None]).to(states.dtype))
        states = states.float()
        summary = torch.cat([_mean(states, asked), _mean(states, told)], dim=-1)
        rank = self.rank(summary).squeeze(-1) + self.similarity * similarity
        words = self.words(states).masked_fill(~told[..., None], _NEVER)
        return Readings(rank, self.answer(summary).squeeze(-1), words)


def _alike(batch: Batch) -> Tensor:
    """Return the cosines of tokens of question and excerpt, 0 for all others, (pairs, tokens, tokens)."""
    asked, told = batch.parts == QUESTION, batch.parts < SPECIAL
    across = (asked[:, :, None] ^ asked[:, None, :]) & told[:, :, None] & told[:, None, :]
    return (batch.vectors @ batch.vectors.transpose(1, 2)).masked_fill(~across, 0.0)


def _matches(alike: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return how tokens match the other side, (pairs, tokens, MATCHES), and the late interaction of question and
    sentence, (pairs,).

    Of a question's token: how well it matches anything, and the sentence, and how much it counts. Of another: how well
    it matches its best of the question, and the question as a whole.
    """
    asked, told = batch.parts == QUESTION, batch.parts == SENTENCE
    anything = alike.amax(dim=-1).clamp(min=0)
    sentence = alike.masked_fill(~told[:, None], 0.0).amax(dim=-1).clamp(min=0)
    question = (alike @ batch.weights[..., None]).squeeze(-1)
    counts = batch.weights * asked.sum(dim=-1, keepdim=True)
    matches = torch.stack([anything, torch.where(asked, sentence, question), counts], dim=-1)
    return matches, (batch.weights * sentence).sum(dim=-1)


def _mean(states: Tensor, which: Tensor) -> Tensor:
    """Return the mean of some tokens' states, 0 where there are none, (pairs, dimension)."""
    return (states * which[..., None]).sum(dim=1) / which.sum(dim=1, keepdim=True).clamp(min=1)


def likeliest_words(words: Tensor) -> tuple[int, int, float]:
    """Return the first and the last token of the words that answer most likely, LONGEST_WORDS at most, and how likely
    they are, 0 to 1, of one pair's logits (tokens, 2).
    """
    start, end = words.log_softmax(dim=0).unbind(dim=1)
    both = start[:, None] + end
    allowed = torch.ones_like(both, dtype=torch.bool).triu().tril(LONGEST_WORDS - 1)
    place = int(both.masked_fill(~allowed, -torch.inf).argmax())
    first, last = divmod(place, len(words))
    return first, last, float(both[first, last].exp())
