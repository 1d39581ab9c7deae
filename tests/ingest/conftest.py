"""A library of its own for each test, and files to fill it with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ingest_samples import TALK, Counting

from corpus.store import Store
from ingest.pipeline import Settings, Summary, add


@pytest.fixture
def talks(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of transcripts; returns it."""

    def write(count: int, name: str = "talks") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for number in range(count):
            talk = TALK.format(n=number if name == "talks" else f"{number} of {name}")
            (folder / f"{name}-{number}.txt").write_text(talk, "utf-8")
        return folder

    return write


@pytest.fixture
def store(store_dir: Path) -> Store:
    return Store(store_dir)


@pytest.fixture
def encoder(tiny_encoder: Any) -> Counting:
    return Counting(tiny_encoder)


@pytest.fixture
def adding(store: Store, encoder: Counting) -> Callable[..., Summary]:
    """Adds paths to the test's store."""

    def run(*paths: str | Path, **settings: Any) -> Summary:
        return add(paths, store, encoder, Settings(**settings))

    return run


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
