"""What tests share: a tiny deterministic encoder and a store of their own."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from answer.search.features import Features
from corpus.encoder import Encoder, QuestionVectors, load_encoder
from corpus.language import words
from corpus.sentences import split
from corpus.transcript import Transcript
from corpus.vectors.packing import PackedVectors, PassageVectors, packed

DIMENSION = 64


class TinyEncoder:
    """Hashes words into vectors: texts that share words are alike, always in the same way. What stands above a passage
    counts a little for the whole of it and not for its words.
    """

    name = "tiny@1"
    dimension = token_dimension = DIMENSION
    is_calibrated = True

    def encode_question(self, text: str) -> QuestionVectors:
        tokens = _vectors(words(text))
        return QuestionVectors(_pooled(tokens, "question"), tokens, np.full(len(tokens), 1 / max(1, len(tokens)), "f4"))

    def encode_passages(self, texts: Sequence[str], contexts: Sequence[str] | None = None) -> list[PassageVectors]:
        above = contexts if contexts is not None else [""] * len(texts)
        return [self.encode_passage(text, context) for text, context in zip(texts, above, strict=True)]

    def encode_passage(self, text: str, context: str) -> PassageVectors:
        found = [(start, word) for start, end in split(text) for word in words(text[start:end])]
        tokens = _vectors([word for _, word in found])
        above = _vectors(words(context))
        everything = np.concatenate([tokens, 0.1 * above])
        return PassageVectors(_pooled(everything, "passage"), tokens, np.array([start for start, _ in found], int))


NO_VECTORS = PassageVectors(np.zeros(DIMENSION, np.float32), np.zeros((0, DIMENSION), np.float32), np.zeros(0, int))
NO_FEATURES = Features(*(0.0 for _ in Features._fields))


def _vectors(found: Sequence[str]) -> NDArray[np.float32]:
    return np.array([_vector(word) for word in found], np.float32).reshape(-1, DIMENSION)


def _pooled(tokens: NDArray[np.float32], kind: str) -> NDArray[np.float32]:
    total = tokens.sum(axis=0) if len(tokens) else _vector(kind)
    return np.asarray(total / np.linalg.norm(total), np.float32)


def _vector(word: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
    row = np.random.default_rng(seed).standard_normal(DIMENSION)
    return (row / np.linalg.norm(row)).astype(np.float32)


@pytest.fixture
def tiny_encoder() -> TinyEncoder:
    return TinyEncoder()


def packed_by(encoder: TinyEncoder, transcript: Transcript) -> list[PackedVectors]:
    """Return the vectors of a transcript's speech, as a store keeps them."""
    speech = transcript.speech()
    made = encoder.encode_passages([one.text for one in speech], [one.context for one in speech])
    return [packed(vectors) for vectors in made]


@pytest.fixture
def store_dir(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="session")
def shipped() -> Encoder:
    """The model that comes with the project, loaded once."""
    return load_encoder()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an embedding model that is small and random, and loads at once."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    root = tmp_path_factory.mktemp("model")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz", "##e", "##s", "##t"]
    (root / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(root / "bert")
    BertTokenizer(str(root / "vocab.txt")).save_pretrained(root / "bert")
    model = SentenceTransformer(modules=[Transformer(str(root / "bert")), Pooling(16)], device="cpu")
    model.save(str(root / "saved"))
    return root / "saved"
