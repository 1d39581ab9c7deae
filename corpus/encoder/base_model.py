"""multilingual-e5-small as sentence-transformers knows models, made from the data file without a model hub."""

import time
from collections.abc import Sequence
from functools import cache
from typing import Any

import torch
from sentence_transformers.sentence_transformer.modules import InputModule
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from corpus.encoder.base_file import BLOCK, BaseFile
from corpus.encoder.pieces import PAD, PieceTokenizer

_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_CLEARLY = 1.3  # times as fast, for 16 bits to be used
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class PackedEmbedding(nn.Module):
    """Word vectors in 4 bits, unpacked where they are looked up: 54 MB that stay on disk until they are used,
    instead of 384 MB.
    """

    blocks: Tensor

    def __init__(self, blocks: Tensor, dimension: int) -> None:
        super().__init__()
        self.register_buffer("blocks", blocks.view(-1, dimension // BLOCK, blocks.shape[-1]), persistent=False)
        self.dtype = torch.float32

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors of word ids (…): (…, dimension)."""
        blocks = self.blocks[ids]
        scales = blocks[..., :2].contiguous().view(torch.float16).to(self.dtype)
        nibbles = blocks[..., 2:]
        weights = torch.cat([nibbles & 15, nibbles >> 4], dim=-1).to(self.dtype) - 8
        return (weights * scales).flatten(-2)


class BaseModule(InputModule):  # type: ignore[misc]
    """The first module of the model: texts to the vectors of their tokens.

    Attributes:
        network: the BERT of transformers.
        tokenizer: cuts texts into pieces.
    """

    def __init__(self, network: BertModel, tokenizer: PieceTokenizer) -> None:
        super().__init__()
        self.network, self.tokenizer = network, tokenizer
        self.max_seq_length = int(network.config.max_position_embeddings)

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Turn texts, each after the prompt, into token ids and a mask, (texts, tokens) each."""
        encodings = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        rows = [torch.tensor(one.ids[: self.max_seq_length - 1] + one.ids[-1:]) for one in encodings]
        lengths = torch.tensor([[len(row)] for row in rows])
        ids = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD)
        return {"input_ids": ids, "attention_mask": (torch.arange(ids.shape[1]) < lengths).long()}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add `token_embeddings` (texts, tokens, dimension), not normalised, to what `preprocess` returned."""
        output = self.network(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        return {**features, "token_embeddings": output.last_hidden_state}

    def get_embedding_dimension(self) -> int:
        """Return the length of a token's vector."""
        return int(self.network.config.hidden_size)

    def use_fastest_type(self) -> None:
        """Compute in 16 bits where that is faster, else in 32."""
        if is_fast_in_16_bits():
            self.network.to(torch.bfloat16)
            self.network.embeddings.word_embeddings.dtype = torch.bfloat16

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Write network and tokenizer, each in its library's form."""
        self.network.save_pretrained(output_path)
        self.tokenizer.save(f"{output_path}/sentencepiece.bpe.model")


@cache
def is_fast_in_16_bits() -> bool:
    """Whether the processor multiplies in bfloat16 clearly faster than in 32 bits: with tiles it does, eight times as
    fast; with vector instructions some do and some are slower; without either all are. So it is tried once.
    """
    able = torch.cpu.get_capabilities()
    if not (able.get("amx_bf16") or able.get("avx512_bf16")):
        return False
    return _seconds_in(torch.float32) > _CLEARLY * _seconds_in(torch.bfloat16)


def _seconds_in(dtype: torch.dtype) -> float:
    """Return how long a feed-forward layer of a few passages takes, the quickest of several times."""
    texts, weights = torch.zeros(512, 384, dtype=dtype), torch.zeros(1536, 384, dtype=dtype)

    def taken() -> float:
        began = time.perf_counter()
        nn.functional.linear(texts, weights)
        return time.perf_counter() - began

    return min(taken() for _ in range(8))


def base_module(file: BaseFile) -> BaseModule:
    """Make the module of a data file."""
    tokenizer = PieceTokenizer(file.pieces(), file.unknown)  # first: it takes most memory while it is made
    return BaseModule(_network(file), tokenizer)


def _network(file: BaseFile) -> BertModel:
    shape = file.shape
    config = BertConfig(
        vocab_size=1,  # the word vectors are exchanged for packed ones
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=file.epsilon,
        pad_token_id=0,
    )
    with torch.device("meta"):  # no weights are drawn that are exchanged at once
        network = BertModel(config, add_pooling_layer=False)
    network.embeddings.word_embeddings = PackedEmbedding(torch.from_numpy(file.blocks("emb.word")), shape.hidden)
    network.load_state_dict(_state(file), assign=True)
    positions = torch.arange(shape.positions)[None]
    network.embeddings.position_ids, network.embeddings.token_type_ids = positions, torch.zeros_like(positions)
    return network.eval()


def _state(file: BaseFile) -> dict[str, Tensor]:
    shape = file.shape
    state = {
        "embeddings.position_embeddings.weight": file.floats("emb.pos", shape.positions, shape.hidden),
        "embeddings.token_type_embeddings.weight": file.floats("emb.type", shape.token_types, shape.hidden),
        "embeddings.LayerNorm.weight": file.floats("emb.ln.w", shape.hidden),
        "embeddings.LayerNorm.bias": file.floats("emb.ln.b", shape.hidden),
    }
    sizes = {"fi": (shape.intermediate, shape.hidden), "fo": (shape.hidden, shape.intermediate)}
    for layer in range(shape.layers):
        for ours, theirs in _LINEAR.items():
            out, into = sizes.get(ours, (shape.hidden, shape.hidden))
            state[f"encoder.layer.{layer}.{theirs}.weight"] = file.floats(f"l{layer}.{ours}.w", out, into)
            state[f"encoder.layer.{layer}.{theirs}.bias"] = file.floats(f"l{layer}.{ours}.b", out)
        for ours, theirs in _NORMS.items():
            for part, name in (("w", "weight"), ("b", "bias")):
                state[f"encoder.layer.{layer}.{theirs}.{name}"] = file.floats(f"l{layer}.{ours}.{part}", shape.hidden)
    return {name: torch.from_numpy(values) for name, values in state.items()}
