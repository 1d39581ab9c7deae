"""Training of the offline encoder, on a network that knows nothing and a handful of lessons."""

import copy
from dataclasses import replace

import torch

from corpus.offline.lessons import Lessons
from corpus.offline.network import BilingualNetwork
from corpus.offline.tokens import ENGLISH_TOKENS
from corpus.offline.trainer import Settings, Trainer

WORDS = [ENGLISH_TOKENS + number for number in range(6)]
LESSONS = Lessons(
    paragraphs=[[WORDS[:2], WORDS[2:4]], [WORDS[3:], WORDS[:3]]],
    questions=[([WORDS[0]], 0, 0), ([WORDS[5]], 1, 0)],
    pairs=[([2000, 2001], WORDS[:2]), ([2002, 2003], WORDS[2:5]), ([2004], WORDS[5:])],
    glosses=[[[3000 + number]] for number in range(6)],
    weights=[1.0] * 6,
)
SETTINGS = Settings(
    steps=2, averages=1, questions=2, pairs=2, kept=1, neighbours=1, distilled=2, invented=2, invented_words=2
)


def _trained(settings: Settings) -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    network = BilingualNetwork(len(WORDS))
    Trainer(network, copy.deepcopy(network), LESSONS, settings).run()
    return network.state_dict()


def test_chinese_is_learned_and_english_stays() -> None:
    before, after = _trained(replace(SETTINGS, steps=0)), _trained(SETTINGS)
    assert torch.equal(before["english.weight"], after["english.weight"])
    assert not torch.equal(before["chinese.weight"], after["chinese.weight"])
    assert not torch.equal(before["layers.0.wide.weight"], after["layers.0.wide.weight"])


def test_the_result_is_the_mean_of_the_weights_at_the_end_and_before() -> None:
    first, second = _trained(replace(SETTINGS, steps=1)), _trained(SETTINGS)
    mean = _trained(replace(SETTINGS, averages=2, apart=1))
    for name, weights in mean.items():
        torch.testing.assert_close(weights, (first[name] + second[name]) / 2)
