"""A network and a tokenizer so small that a test takes no time."""

import pytest
import torch
from transformers import BertConfig, BertModel

from corpus.encoder.base_model import BaseModule
from corpus.encoder.pieces import PieceTokenizer
from training.lessons import Tokens

WORDS = "query passage : bread dough rises yeast oven hot cold who bakes why does it rise what is here".split()


SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


@pytest.fixture
def tokenizer() -> PieceTokenizer:
    pieces = [(piece, 0.0) for piece in SPECIAL] + [("▁" + word, -1.0) for word in WORDS]
    return PieceTokenizer(pieces, unknown=3)


@pytest.fixture
def tokens(tokenizer: PieceTokenizer) -> Tokens:
    return Tokens(tokenizer)


@pytest.fixture
def base(tokenizer: PieceTokenizer) -> BaseModule:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(SPECIAL) + len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.2,
    )
    return BaseModule(BertModel(config, add_pooling_layer=False).eval(), tokenizer)
