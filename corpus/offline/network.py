"""The network of the offline encoder: a six-layer BERT with a second table for Chinese words."""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.offline.tokens import ENGLISH_TOKENS, PAD

DIMENSION = 384
LAYERS = 6
_HEADS = 12
_POSITIONS = 512


class Layer(nn.Module):
    """One layer of BERT: attention and a feed-forward part, each added to its input and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.attended = nn.Linear(DIMENSION, 3 * DIMENSION)
        self.attention = nn.Linear(DIMENSION, DIMENSION)
        self.attention_norm = nn.LayerNorm(DIMENSION, eps=1e-12)
        self.wide = nn.Linear(DIMENSION, 4 * DIMENSION)
        self.narrow = nn.Linear(4 * DIMENSION, DIMENSION)
        self.narrow_norm = nn.LayerNorm(DIMENSION, eps=1e-12)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Take (texts, tokens, DIMENSION) and a mask (texts, 1, 1, tokens), True for tokens; return the former."""
        texts, tokens, _ = hidden.shape
        parts = self.attended(hidden).view(texts, tokens, 3, _HEADS, DIMENSION // _HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.attention(mixed.transpose(1, 2).reshape(texts, tokens, DIMENSION))
        hidden = self.attention_norm(hidden + mixed)
        fed = self.narrow(functional.gelu(self.wide(hidden)))
        return cast(Tensor, self.narrow_norm(hidden + fed))


class BilingualNetwork(nn.Module):
    """MiniLM-L6 with vectors for Chinese words beside those of the English WordPieces.

    Args:
        chinese_words: how many Chinese words it knows.
    """

    def __init__(self, chinese_words: int) -> None:
        super().__init__()
        self.english = nn.Embedding(ENGLISH_TOKENS, DIMENSION)
        self.chinese = nn.Embedding(chinese_words, DIMENSION, sparse=True)
        self.positions = nn.Embedding(_POSITIONS, DIMENSION)
        self.norm = nn.LayerNorm(DIMENSION, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, token_ids: Tensor, mask: Tensor) -> Tensor:
        """Return the vector of each token in its context.

        Args:
            token_ids: (texts, tokens), from `BilingualTokenizer`, filled up with PAD.
            mask: (texts, tokens), True for a token and False for filling.

        Returns:
            (texts, tokens, DIMENSION), not normalised.
        """
        is_chinese = token_ids >= ENGLISH_TOKENS
        vectors = self.english(token_ids.masked_fill(is_chinese, PAD))
        if is_chinese.any():
            chinese = self.chinese(token_ids[is_chinese] - ENGLISH_TOKENS)
            vectors = vectors.masked_scatter(is_chinese.unsqueeze(-1), chinese)
        hidden = self.norm(vectors + self.positions.weight[: token_ids.shape[1]])
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        return cast(Tensor, hidden)


def from_bert(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Rename the weights of Hugging Face's BertModel to those of `BilingualNetwork`, without the Chinese table."""
    embeddings = "embeddings."
    renamed = {
        "english.weight": weights[embeddings + "word_embeddings.weight"],
        # Every text is of BERT's first kind, so its vector is part of every position's.
        "positions.weight": weights[embeddings + "position_embeddings.weight"]
        + weights[embeddings + "token_type_embeddings.weight"][0],
        "norm.weight": weights[embeddings + "LayerNorm.weight"],
        "norm.bias": weights[embeddings + "LayerNorm.bias"],
    }
    parts = {
        "attention": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "narrow_norm": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        old, new = f"encoder.layer.{layer}.", f"layers.{layer}."
        for kind in ("weight", "bias"):
            attention = [weights[f"{old}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            renamed[f"{new}attended.{kind}"] = torch.cat(attention)
            for ours, theirs in parts.items():
                renamed[f"{new}{ours}.{kind}"] = weights[f"{old}{theirs}.{kind}"]
    return renamed
