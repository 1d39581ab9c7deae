"""Train the network that reads (answer/reading), over the vectors of the encoder that ships.

    python -m training.read --talk talk.tsv --pairs pairs.tsv --articles DRCD_dev.json cmrc2018_trial.json \
        --interviews interviews.jsonl --to answer/search/reading/network.safetensors

Sources as of `python -m training.train`. One window in ten is held out, sixteen neighbours at a time, with all that was
asked about them; every so often a line says how the network does on some of that: how often the right sentence is first
of twelve, and how well its logit tells questions with an answer from near misses (AUC), each beside what late
interaction comes to. What is written is the mean of the network along the second half of its way (Izmailov and others,
"Averaging Weights Leads to Wider Optima and Better Generalization", 2018).
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel

from answer.search.reading.network import ReadingNetwork
from answer.search.reading.pairs import batch_of, pair_of
from answer.search.reading.reader import ENCODER
from corpus.encoder import load_encoder
from corpus.encoder.base_model import is_fast_in_16_bits
from training.reading import Asked, Lessons, Place, by_kind, wrong_ones
from training.train import add_sources, read_windows

SHARES = {"interviews": 0.24, "near misses": 0.32, "talk": 0.2, "pairs": 0.14, "articles": 0.1}
"""How often a question of each kind is drawn."""
_AT_ONCE = 32  # pairs
_RIGHT_COUNTS = 2.0  # in the loss of answering: of seven sentences one is right
_WARM_UP = 50
_HELD_OUT = 10
_TRIED = 600  # questions that are held out: so many near misses at most, and as many others
_LOG_EVERY, _TRY_EVERY = 50, 250


class Reading:
    """Trains a network; `lessons` holds the sentences of what is asked."""

    def __init__(self, lessons: Lessons, given: argparse.Namespace) -> None:
        self.network, self._lessons, self._given = ReadingNetwork(), lessons, given
        self._rng = random.Random(given.seed)
        self._held, self._kinds = split(by_kind(lessons.asked))
        if given.start:
            self.network.load_state_dict({name: tensor.float() for name, tensor in load_file(given.start).items()})
        self._shares = {kind: SHARES[kind] for kind in self._kinds}
        self._optimizer = torch.optim.AdamW(self.network.parameters(), given.rate, weight_decay=0.05)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, self._share_of_rate)

    def run(self) -> None:
        """Take all steps; print how it goes."""
        began, recent, mean = time.monotonic(), list[list[float]](), AveragedModel(self.network)
        for done in range(1, self._given.steps + 1):
            recent.append(self.step())
            if done % _LOG_EVERY == 0:
                ranking, answering = np.mean(recent, axis=0)
                print(
                    f"{done} {time.monotonic() - began:.0f} s ranking {ranking:.3f} answering {answering:.3f}",
                    flush=True,
                )
                recent.clear()
            if done % _TRY_EVERY == 0:
                print(self.tried(), flush=True)
                if 2 * done > self._given.steps:
                    mean.update_parameters(self.network)
        if mean.n_averaged:
            self.network.load_state_dict(mean.module.state_dict())
            print(f"mean: {self.tried()}", flush=True)

    def step(self) -> list[float]:
        """Take a step; return its losses of ranking and answering, as they were before."""
        drawn = self._rng.choices(list(self._shares), list(self._shares.values()), k=self._given.questions)
        asked = [self._rng.choice(self._kinds[kind]) for kind in drawn]
        places = [self._places(one) for one in asked]
        ranks, answers = self._read(asked, places)
        counts = [len(some) for some in places]
        right = torch.cat([torch.arange(n) < bool(one.right) for n, one in zip(counts, asked, strict=True)]).float()
        found = [
            functional.cross_entropy(r, torch.tensor(0))
            for r, a in zip(torch.split(ranks, counts), asked, strict=True)
            if a.right
        ]
        ranking = torch.stack(found).mean() if found else torch.zeros(())  # where near misses alone were drawn
        weight = 1 + (_RIGHT_COUNTS - 1) * right
        answering = functional.binary_cross_entropy_with_logits(answers, right, weight)
        torch.autograd.backward(ranking + answering)
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad()
        return [ranking.item(), answering.item()]

    def tried(self) -> str:
        """Return a line on how the network does on what is held out."""
        first, ours, theirs = [], [], []
        rng = random.Random(0)
        for one in self._held:
            places = [*([min(one.right)] if one.right else []), *wrong_ones(one, 11, rng)]
            with torch.inference_mode():
                ranks, answers = self._read([one], [places])
                similar = batch_of([pair_of(one.question, self._lessons.surroundings(p)) for p in places]).similarity
            ours.append(answers[ranks.argmax()].item())
            theirs.append(similar.max().item())
            if one.right:
                first.append((ranks.argmax().item() == 0, similar.argmax().item() == 0))
        truth = [bool(one.right) for one in self._held]
        at_first = " and ".join(f"{share:.3f}" for share in np.mean(first, axis=0))
        return f"  held out: @1 {at_first}, AUC {roc_auc_score(truth, ours):.3f} and {roc_auc_score(truth, theirs):.3f}"

    def _places(self, asked: Asked) -> list[Place]:
        """Return the sentences of a step for a question: one that answers first, where there is one."""
        right = [self._rng.choice(sorted(asked.right))] if asked.right else []
        return right + wrong_ones(asked, self._given.sentences - len(right), self._rng)

    def _read(self, asked: Sequence[Asked], places: Sequence[Sequence[Place]]) -> tuple[Tensor, Tensor]:
        """Return what the network says of all sentences of all questions, one after the other: (sentences,) each."""
        pairs = [
            pair_of(one.question, self._lessons.surroundings(place))
            for one, some in zip(asked, places, strict=True)
            for place in some
        ]
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].parts))
        found = []
        for start in range(0, len(order), _AT_ONCE):
            with torch.autocast("cpu", torch.bfloat16, enabled=is_fast_in_16_bits()):
                found.append(self.network(batch_of([pairs[i] for i in order[start : start + _AT_ONCE]])))
        back = torch.tensor(order).argsort()
        ranks, answers = (torch.cat(column).float()[back] for column in zip(*found, strict=True))
        return ranks, answers

    def _share_of_rate(self, step: int) -> float:
        steps: int = self._given.steps
        return min((step + 1) / _WARM_UP, 1.0) * (1 - 0.95 * step / steps)


def split(kinds: dict[str, list[Asked]]) -> tuple[list[Asked], dict[str, list[Asked]]]:
    """Return some of what is held out, near misses and others, and what is learned from, by kind."""

    def is_held(one: Asked) -> bool:
        return min(one.windows) // 16 % _HELD_OUT == 0  # neighbouring windows, which are of one source

    held = [one for some in kinds.values() for one in some if is_held(one)]
    random.Random(0).shuffle(held)
    tried = [one for one in held if one.right][:_TRIED] + [one for one in held if not one.right][:_TRIED]
    rest = {kind: [one for one in some if not is_held(one)] for kind, some in kinds.items()}
    return tried, {kind: some for kind, some in rest.items() if some}


def main() -> None:
    """Train as the command line says, and write the network."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sources(cli)
    cli.add_argument("--to", type=Path, required=True, help="file of the network")
    cli.add_argument("--start", type=Path, help="file of a network to go on from")
    cli.add_argument("--steps", type=int, default=1600)
    cli.add_argument("--questions", type=int, default=16, help="of a step")
    cli.add_argument("--sentences", type=int, default=8, help="of a question")
    cli.add_argument("--rate", type=float, default=4e-4, help="learning rate at its highest")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    given = cli.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)  # the encoder works on a batch on each processor
    encoder = load_encoder()
    lessons = Lessons(list(read_windows(given)), encoder)
    torch.set_num_threads(given.threads)
    reading = Reading(lessons, given)
    reading.run()
    weights = {name: tensor.half().contiguous() for name, tensor in reading.network.state_dict().items()}
    save_file(weights, given.to, {ENCODER: encoder.name})


if __name__ == "__main__":
    main()
