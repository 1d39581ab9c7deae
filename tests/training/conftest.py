"""A network and a tokenizer so small that a test takes no time."""

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from corpus.encoder.base_model import BaseModule
from training.lessons import Tokens

WORDS = "query passage : bread dough rises yeast oven hot cold who bakes why does it rise what is here".split()


@pytest.fixture
def tokenizer() -> Tokenizer:
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    known = Tokenizer(models.WordLevel({word: i for i, word in enumerate([*special, *WORDS])}, unk_token="<unk>"))
    known.pre_tokenizer = pre_tokenizers.Whitespace()
    known.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return known


@pytest.fixture
def tokens(tokenizer: Tokenizer) -> Tokens:
    return Tokens(tokenizer)


@pytest.fixture
def base(tokenizer: Tokenizer) -> BaseModule:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.2,
    )
    return BaseModule(BertModel(config, add_pooling_layer=False).eval(), tokenizer)
