"""Loading a model by name, by folder or not at all; the shapes that come out of it."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from corpus.encoder import Encoder, load_encoder
from corpus.errors import ModelUnavailable

TEXTS = ["short", "a sentence that is much longer than the others here", "", "两个词"]


class LengthEmbedder:
    """Two dimensions: how long a text is, and 1; a token for each character."""

    dimension = 2

    def __call__(self, texts: Any, _kind: str, /) -> Any:
        pooled = torch.tensor([[float(len(text)), 1.0] for text in texts])
        widest = max(map(len, texts))
        content = torch.arange(widest) < torch.tensor([[len(text)] for text in texts])
        return pooled, pooled.unsqueeze(1).expand(-1, widest, -1), content


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


def test_order_is_kept_and_length_is_one() -> None:
    vectors, tokens = Encoder("lengths", LengthEmbedder()).encode_with_tokens(TEXTS, "passage")
    np.testing.assert_allclose(vectors[:, 0] / vectors[:, 1], [len(text) for text in TEXTS], rtol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert [len(rows) for rows in tokens] == [len(text) for text in TEXTS]


def test_no_texts() -> None:
    encoder = Encoder("lengths", LengthEmbedder())
    assert encoder.encode_questions([]).shape == (0, 2)
    assert encoder.token_vectors([], "question") == []


def test_many_texts_come_back_in_order() -> None:
    texts = ["x" * (i * 37 % 500) for i in range(1, 300)]
    vectors = Encoder("lengths", LengthEmbedder()).encode_passages(texts)
    np.testing.assert_allclose(vectors[:, 0] / vectors[:, 1], [len(text) for text in texts], rtol=1e-4)


def test_any_model_by_folder(folder: Path) -> None:
    encoder = load_encoder(str(folder))
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


def test_offline_is_silent_and_needs_no_hub_library() -> None:
    code = (
        "import sys, corpus.encoder as c; c.load_encoder('offline').encode_questions(['你好 world']);"
        "assert 'sentence_transformers' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
