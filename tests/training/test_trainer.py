"""Training on a network that knows nothing, what is written of it, and what the program makes of that."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

from corpus.encoder import Encoder
from corpus.encoder.adapter import merge_adapter
from corpus.encoder.base_model import BaseModule
from training.export import export, export_mean, load_adapter
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
    def __init__(self, base: BaseModule, tokens: Tokens, steps: int, rate: float = 1e-2, above: int = 0) -> None:
        torch.manual_seed(1)
        self.network, self.heads = AdaptedNetwork(base.network, RANK, above), TrainedHeads(32, 8)
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


def test_blocks_below_stay_as_they_are(base: BaseModule, tokens: Tokens) -> None:
    trained = _Trained(base, tokens, steps=2, above=1)
    before = trained.loss()
    trained.trainer.run(lambda _: None, log=print)
    changed = {name for name, up in trained.network.up.items() if bool(up.abs().max() > 0)}
    assert changed == {name for name in trained.network.up if name.startswith("encoder-layer-1-")}
    assert trained.loss() < before


@pytest.fixture
def adapter(base: BaseModule, tokens: Tokens, tmp_path: Path) -> tuple[_Trained, Path]:
    trained = _Trained(base, tokens, steps=3)
    trained.trainer.run(lambda _: None, log=print)
    export(trained.network, trained.heads, tmp_path / "adapter")
    return trained, tmp_path / "adapter"


def test_an_adapter_comes_back(adapter: tuple[_Trained, Path], base: BaseModule, tokens: Tokens) -> None:
    trained, folder = adapter
    other = _Trained(base, tokens, steps=1)
    assert other.loss() != pytest.approx(trained.loss(), rel=0.02)
    load_adapter(other.network, other.heads, folder)
    assert other.loss() == pytest.approx(trained.loss(), rel=0.02)


def test_what_is_exported_gives_the_vectors_of_the_trained_network(
    adapter: tuple[_Trained, Path], base: BaseModule, tokens: Tokens
) -> None:
    trained, folder = adapter
    row = [*tokens.begin, *tokens.passage, *tokens.of("bread rises"), *tokens.end]
    with torch.no_grad():
        trained.network.merge()
        (hidden,) = encode(trained.network, [row], tokens.padding)
        expected = trained.heads.project(hidden[-3:-1]).numpy()
        weights = trained.heads.weigh(hidden[-3:-1]).numpy()

    heads = merge_adapter(base.network, folder)
    model = SentenceTransformer(modules=[base, Pooling(32, "mean"), Normalize()], device="cpu")
    encoder = Encoder("tiny", model, {"question": "query: ", "passage": "passage: "}, heads)
    (vectors,) = encoder.encode_passages(["bread rises"])
    np.testing.assert_allclose(vectors.tokens, expected, atol=0.03)
    pooled = torch.nn.functional.normalize(hidden.mean(dim=0), dim=-1).numpy()
    np.testing.assert_allclose(vectors.pooled, pooled, atol=0.03)
    ours = heads(hidden[-3:-1])[1]
    np.testing.assert_allclose(ours, weights / weights.sum(), atol=1e-5)


@pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing. is deprecated:FutureWarning")  # peft's own
def test_peft_reads_what_is_exported(adapter: tuple[_Trained, Path], base: BaseModule, tokens: Tokens) -> None:
    trained, folder = adapter
    ids = torch.tensor([[*tokens.begin, *tokens.passage, *tokens.of("bread rises"), *tokens.end]])
    with torch.no_grad():
        trained.network.merge()
        expected = trained.network(ids, torch.ones_like(ids, dtype=torch.bool)).float()
        plain = base.network(input_ids=ids).last_hidden_state
        found = PeftModel.from_pretrained(base.network, str(folder))(input_ids=ids).last_hidden_state
    assert not torch.allclose(plain, expected, atol=0.1)
    torch.testing.assert_close(found, expected, atol=0.08, rtol=0.05)


def test_the_mean_of_an_adapter_with_itself_is_itself(adapter: tuple[_Trained, Path], tmp_path: Path) -> None:
    _, folder = adapter
    export_mean([folder, folder], tmp_path / "mean")
    once, twice = (load_file(one / "adapter_model.safetensors") for one in (folder, tmp_path / "mean"))
    for down in (name for name in once if name.endswith("lora_A.weight")):
        up = down.replace("lora_A", "lora_B")
        products = [one[up].float() @ one[down].float() for one in (once, twice)]
        torch.testing.assert_close(products[0], products[1], atol=2e-3, rtol=1e-2)
    heads = [load_file(one / "heads.safetensors") for one in (folder, tmp_path / "mean")]
    torch.testing.assert_close(heads[0], heads[1])
