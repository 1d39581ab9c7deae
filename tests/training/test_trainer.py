"""Training on a network that knows nothing, what is written of it, and what the program makes of that."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from peft import PeftModel
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

from corpus.encoder import Encoder
from corpus.encoder.adapter import merge_adapter
from corpus.encoder.base_model import BaseModule
from training.checkpoints import load_checkpoint, save_checkpoint
from training.export import export
from training.lessons import Lessons, Tokens
from training.network import AdaptedNetwork, TrainedHeads
from training.trainer import Settings, Trainer, encode
from training.windows import Window

WINDOWS = [
    Window("talk", ["bread rises", "yeast is here"], [("why does it rise", 1), ("what is bread", 0)]),
    Window("interviews", ["oven is hot", "dough is cold"], [("what is hot", 0)], context="who bakes"),
]
RANK = 4


class _Trained:
    def __init__(self, base: BaseModule, tokens: Tokens, steps: int, rate: float = 1e-2) -> None:
        torch.manual_seed(1)
        self.network, self.heads = AdaptedNetwork(base.network, RANK), TrainedHeads(32, 8)
        shares = {"talk": 0.5, "interviews": 0.5}
        lessons = Lessons(tokens.windows(WINDOWS), shares, tokens, random.Random(0))
        self.step = lessons.draw(windows=8, questions=4)
        settings = Settings(steps=steps, windows=8, questions=4, rate=rate, warm_up=1, save_every=1)
        self.trainer = Trainer(self.network, self.heads, lessons, tokens, settings)

    def loss(self) -> float:
        with torch.no_grad():
            return float(sum(self.trainer.losses(self.step).values()))


def test_steps_lower_the_loss(base: BaseModule, tokens: Tokens) -> None:
    trained = _Trained(base, tokens, steps=2)
    before, saved = trained.loss(), list[int]()
    trained.trainer.run(saved.append, log=print)
    assert trained.loss() < before - 0.1
    assert saved == [1, 2]


def test_only_the_small_matrices_and_the_heads_change(base: BaseModule, tokens: Tokens) -> None:
    before = {name: weights.clone() for name, weights in base.network.state_dict().items()}
    trained = _Trained(base, tokens, steps=2)
    trained.trainer.run(lambda _: None, log=print)
    for name, weights in trained.network.network.state_dict().items():
        assert torch.equal(weights, before[name])
    assert all(bool(up.abs().max() > 0) for up in trained.network.up.values())


@pytest.fixture
def checkpoint(base: BaseModule, tokens: Tokens, tmp_path: Path) -> tuple[_Trained, Path]:
    trained = _Trained(base, tokens, steps=3)
    trained.trainer.run(lambda _: None, log=print)
    save_checkpoint(tmp_path / "3.pt", trained.network, trained.heads)
    return trained, tmp_path / "3.pt"


def test_a_checkpoint_comes_back(checkpoint: tuple[_Trained, Path], base: BaseModule, tokens: Tokens) -> None:
    trained, file = checkpoint
    other = _Trained(base, tokens, steps=1)
    assert other.loss() != pytest.approx(trained.loss())
    load_checkpoint(file, other.network, other.heads)
    assert other.loss() == pytest.approx(trained.loss())


def test_what_is_exported_gives_the_vectors_of_the_trained_network(
    checkpoint: tuple[_Trained, Path], base: BaseModule, tokens: Tokens, tmp_path: Path
) -> None:
    trained, file = checkpoint
    export([file], tmp_path / "adapter")
    row = [*tokens.begin, *tokens.passage, *tokens.of("bread rises"), *tokens.end]
    with torch.no_grad():
        trained.network.merge()
        (hidden,) = encode(trained.network, [row], tokens.padding)
        expected = trained.heads.project(hidden[-3:-1]).numpy()
        weights = trained.heads.weigh(hidden[-3:-1]).numpy()

    heads = merge_adapter(base.network, tmp_path / "adapter")
    model = SentenceTransformer(modules=[base, Pooling(32, "mean"), Normalize()], device="cpu")
    encoder = Encoder("tiny", model, {"question": "query: ", "passage": "passage: "}, heads)
    (vectors,) = encoder.encode_passages(["bread rises"])
    np.testing.assert_allclose(vectors.tokens, expected, atol=0.03)
    pooled = torch.nn.functional.normalize(hidden.mean(dim=0), dim=-1).numpy()
    np.testing.assert_allclose(vectors.pooled, pooled, atol=0.03)
    ours = heads(hidden[-3:-1])[1]
    np.testing.assert_allclose(ours, weights / weights.sum(), atol=1e-5)


@pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing. is deprecated:FutureWarning")  # peft's own
def test_peft_reads_what_is_exported(
    checkpoint: tuple[_Trained, Path], base: BaseModule, tokens: Tokens, tmp_path: Path
) -> None:
    trained, file = checkpoint
    export([file], tmp_path / "adapter")
    ids = torch.tensor([[*tokens.begin, *tokens.passage, *tokens.of("bread rises"), *tokens.end]])
    with torch.no_grad():
        trained.network.merge()
        expected = trained.network(ids, torch.ones_like(ids, dtype=torch.bool)).float()
        plain = base.network(input_ids=ids).last_hidden_state
        found = PeftModel.from_pretrained(base.network, str(tmp_path / "adapter"))(input_ids=ids).last_hidden_state
    assert not torch.allclose(plain, expected, atol=0.1)
    torch.testing.assert_close(found, expected, atol=0.08, rtol=0.05)


def test_the_mean_of_one_checkpoint_twice_is_itself(checkpoint: tuple[_Trained, Path], tmp_path: Path) -> None:
    _, file = checkpoint
    export([file], tmp_path / "once")
    export([file, file], tmp_path / "twice")
    rows = []
    for name in ("once", "twice"):
        from safetensors.torch import load_file

        tensors = load_file(tmp_path / name / "adapter_model.safetensors")
        key = "base_model.model.encoder.layer.0.attention.self.query.lora_{}.weight"
        rows.append(tensors[key.format("B")].float() @ tensors[key.format("A")].float())
    torch.testing.assert_close(rows[0], rows[1], atol=2e-3, rtol=1e-2)
