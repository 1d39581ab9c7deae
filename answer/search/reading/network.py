"""The network that reads: a few layers of attention over a question's token vectors and a sentence's, together.

It starts from what the retrieval adapter knows: its input are the vectors that lie in the database, and how each token
matches the other side's (late interaction). So reading costs no pass through the encoder.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

QUESTION, SENTENCE, BEFORE, AFTER = range(4)
"""Which part a token belongs to: the question, the sentence that is judged, and those right beside it."""
MATCHES = 3
"""Numbers that say of a token how it matches the other side."""
_POSITIONS = 128
_WIDENED = 2
_SCALE = 0.3  # numbers of a token's vector, of length 1, to numbers of usual size


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of question and sentence, filled up to the longest.

    Attributes:
        vectors: (pairs, tokens, token dimension).
        parts: (pairs, tokens), QUESTION to AFTER.
        positions: (pairs, tokens), within the part; counted backwards in what stands before.
        matches: (pairs, tokens, MATCHES).
        mask: (pairs, tokens), False where filled up.
        similarity: (pairs,), late interaction of question and sentence.
    """

    vectors: Tensor
    parts: Tensor
    positions: Tensor
    matches: Tensor
    mask: Tensor
    similarity: Tensor


class Block(nn.Module):
    """Attention and a feed-forward layer, each on normalised input (Xiong and others, 2020)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm, self.feed_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mix, self.output = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, _WIDENED * width), nn.Linear(_WIDENED * width, width)

    def forward(self, states: Tensor, ignored: Tensor) -> Tensor:
        """Return new states (pairs, tokens, width); `ignored` is added to the attention's logits."""
        pairs, tokens, width = states.shape
        mixed = self.mix(self.attention_norm(states)).view(pairs, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = (one.contiguous() for one in mixed)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=ignored.to(query.dtype))
        states = states + self.output(attended.transpose(1, 2).reshape(pairs, tokens, width))
        fed: Tensor = self.narrow(functional.relu(self.widen(self.feed_norm(states))))
        return states + fed


class ReadingNetwork(nn.Module):
    """Judges pairs of question and sentence.

    Args:
        token_dimension: of the encoder's token vectors.
        width, layers, heads: of the network.
    """

    def __init__(self, token_dimension: int = 128, width: int = 192, layers: int = 3, heads: int = 3) -> None:
        super().__init__()
        self.scale = _SCALE * token_dimension**0.5
        self.input, self.match = nn.Linear(token_dimension, width), nn.Linear(MATCHES, width)
        self.part, self.position = nn.Embedding(4, width), nn.Embedding(_POSITIONS, width)
        self.summary = nn.Parameter(torch.zeros(width))
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.rank, self.answer = nn.Linear(width, 1), nn.Linear(width, 1)
        self.similarity = nn.Parameter(torch.tensor(30.0))
        for embedding in (self.part, self.position):
            nn.init.normal_(embedding.weight, std=0.02)
        nn.init.zeros_(self.rank.weight)
        nn.init.zeros_(self.rank.bias)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return how well each sentence answers among those of its question, and the logit of its answering: (pairs,)
        each.
        """
        states = self.input(batch.vectors * self.scale) + self.part(batch.parts)
        states = states + self.position(batch.positions) + self.match(batch.matches)
        states = torch.cat([self.summary.expand(len(states), 1, -1), states], dim=1)
        mask = functional.pad(batch.mask, (1, 0), value=True)
        ignored = torch.zeros(mask.shape, dtype=states.dtype).masked_fill(~mask, -1e4)[:, None, None]
        for block in self.blocks:
            states = block(states, ignored)
        summary = self.norm(states[:, 0])
        rank = self.rank(summary).squeeze(-1) + self.similarity * batch.similarity
        return rank, self.answer(summary).squeeze(-1)
