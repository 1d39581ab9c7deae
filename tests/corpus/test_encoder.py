"""Loading a model by name, by folder or not at all; the shapes that come out of it."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.encoder import Encoder, load_encoder
from corpus.errors import ModelUnavailable


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny random BERT, saved as any SentenceTransformer is, with a prompt for questions."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    root = tmp_path_factory.mktemp("model")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "query", ":", *"abcdefghij", "short", "long"]
    (root / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(root / "bert")
    BertTokenizer(str(root / "vocab.txt")).save_pretrained(root / "bert")
    transformer = Transformer(str(root / "bert"))
    model = SentenceTransformer(modules=[transformer, Pooling(16)], prompts={"query": "query: "}, device="cpu")
    model.save(str(root / "saved"))
    return root / "saved"


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return load_encoder(str(folder))


def test_order_is_kept_and_length_is_one(encoder: Encoder) -> None:
    texts = ["abcdefghij"[i % 10] + " short" * (i * 37 % 100) for i in range(1, 100)]
    vectors, tokens = encoder.encode_with_tokens(texts, "passage")
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(vectors, np.concatenate([encoder.encode_passages([t]) for t in texts]), atol=1e-5)
    assert [len(rows) for rows in tokens] == [len(text.split()) for text in texts]


def test_no_texts(encoder: Encoder) -> None:
    assert encoder.encode_questions([]).shape == (0, 16)
    assert encoder.token_vectors([], "question") == []
    assert encoder.token_vectors([""], "passage")[0].shape == (0, 16)


def test_any_model_by_folder(folder: Path, encoder: Encoder) -> None:
    name, _, version = encoder.name.rpartition("@")
    assert (name, len(version), encoder.dimension) == (str(folder), 8, 16)
    vectors, tokens = encoder.encode_with_tokens(["short", "long short"], "question")
    assert vectors.shape == (2, 16)
    assert [rows.shape for rows in tokens] == [(1, 16), (2, 16)]  # neither the prompt's tokens nor special ones
    assert not np.allclose(vectors, encoder.encode_passages(["short", "long short"]))  # the prompt counts


def test_name_changes_with_the_weights(folder: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")
    with torch.no_grad():
        next(model.parameters()).add_(1.0)
    model.save(str(tmp_path))
    assert load_encoder(str(tmp_path)).name[-8:] != load_encoder(str(folder)).name[-8:]


@pytest.fixture
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the hub at an address that never answers, with nothing in the cache."""
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://192.0.2.1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda *_: None)


@pytest.mark.usefixtures("no_hub")
def test_unknown_model_is_an_error() -> None:
    with pytest.raises(ModelUnavailable, match="no-one/nothing") as raised:
        load_encoder("no-one/nothing")
    assert "\n" not in str(raised.value)


def test_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="Cannot load"):
        load_encoder(str(tmp_path))


@pytest.mark.usefixtures("no_hub")
def test_auto_falls_back_in_time() -> None:
    offline = load_encoder("offline")  # so that imports do not count
    started = time.monotonic()
    assert load_encoder("auto").name == offline.name
    assert time.monotonic() - started < 2 + 3  # what the hub is given, and loading


def test_name_in_the_store_loads_the_model() -> None:
    name = load_encoder("offline").name
    assert load_encoder(name).name == name


def test_import_loads_no_model_library() -> None:
    code = "import sys, corpus.encoder; print('torch' in sys.modules or 'transformers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_offline_is_silent() -> None:
    code = "import corpus.encoder as c; c.load_encoder('offline').encode_questions(['你好 world'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
