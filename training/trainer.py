"""One step after the other: encode what a step looks at, and make its losses smaller."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.lessons import Ids, Lessons, Step, Tokens
from training.losses import Encoded, losses
from training.network import AdaptedNetwork, TrainedHeads

_BATCH_TOKENS = 2_000  # filling included
_SHORTEST = 0.7  # of the longest text of a batch; shorter ones wait for another, so that little is filled up
_LOG_EVERY = 10  # steps


@dataclass(frozen=True)
class Settings:
    """How training goes.

    Attributes:
        steps: how many.
        windows: of a step.
        questions: of a window, at most.
        rate: learning rate at its highest.
        warm_up: steps until it is highest.
        last: share of the rate that is left at the end.
        save_every: steps between adapters that are kept.
    """

    steps: int = 700
    windows: int = 16
    questions: int = 6
    rate: float = 5e-4
    warm_up: int = 60
    last: float = 0.15
    save_every: int = 50


class Trainer:
    """Trains a network's LoRA and heads on lessons.

    Args:
        network: changed in place, and so are
        heads: these.
        lessons: draw the steps.
        tokens: as the lessons were made.
        settings: how.
    """

    def __init__(
        self, network: AdaptedNetwork, heads: TrainedHeads, lessons: Lessons, tokens: Tokens, settings: Settings
    ) -> None:
        self._network, self._heads = network, heads
        self._lessons, self._tokens, self._settings = lessons, tokens, settings
        self._learned = [matrix for matrix in network.parameters() if matrix.requires_grad]
        self._optimizer = torch.optim.AdamW([*self._learned, *heads.parameters()], settings.rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, self._share_of_rate)

    def run(self, save: Callable[[int], None], log: Callable[[str], None]) -> None:
        """Train; `save` is called with the number of steps done, `log` with a line about the last ones."""
        started, recent = time.monotonic(), list[dict[str, Tensor]]()
        for done in range(1, self._settings.steps + 1):
            recent.append(self.step())
            if done % _LOG_EVERY == 0:
                means = {name: float(torch.stack([one[name] for one in recent]).mean()) for name in recent[0]}
                told = " ".join(f"{name} {mean:.3f}" for name, mean in means.items())
                log(f"{done} {time.monotonic() - started:.0f} s {told}")
                recent.clear()
            if done % self._settings.save_every == 0:
                save(done)

    def step(self) -> dict[str, Tensor]:
        """Take a step; return its losses, as they were before."""
        found = self.losses(self._lessons.draw(self._settings.windows, self._settings.questions))
        torch.autograd.backward(torch.stack(list(found.values())).sum())
        nn.utils.clip_grad_norm_(self._learned, 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad()
        return {name: loss.detach() for name, loss in found.items()}

    def losses(self, step: Step) -> dict[str, Tensor]:
        """Return the losses of a step."""
        self._network.merge()
        rows = [*(passage.ids for passage in step.passages), *step.questions]
        hidden = encode(self._network, rows, self._tokens.padding)
        passages, questions = hidden[: len(step.passages)], hidden[len(step.passages) :]
        sentences = torch.tensor([len(passage.sentences) for passage in step.passages])
        return losses(self._questions(questions), self._passages(step, passages), sentences, torch.tensor(step.answers))

    def _share_of_rate(self, step: int) -> float:
        settings = self._settings
        return min((step + 1) / settings.warm_up, 1.0) * (1 - (1 - settings.last) * step / settings.steps)

    def _passages(self, step: Step, hidden: Sequence[Tensor]) -> Encoded:
        spans = [(number, *span) for number, passage in enumerate(step.passages) for span in passage.sentences]
        own = torch.cat([hidden[number][start:end] for number, start, end in spans])
        counts = torch.tensor([end - start for _, start, end in spans])
        return Encoded(_pool(hidden), self._heads.project(own), counts)

    def _questions(self, hidden: Sequence[Tensor]) -> Encoded:
        before, after = len(self._tokens.begin) + len(self._tokens.question), len(self._tokens.end)
        own = [one[before : len(one) - after] for one in hidden]
        counts = torch.tensor([len(one) for one in own])
        together = torch.cat(own)
        unscaled = Encoded(_pool(hidden), self._heads.project(together), counts)
        weights = self._heads.weigh(together)
        sums = unscaled.sums(weights[:, None]).squeeze(1)
        return Encoded(unscaled.pooled, unscaled.tokens, counts, weights / sums[unscaled.owners])


def encode(network: AdaptedNetwork, rows: Sequence[Ids], padding: int) -> list[Tensor]:
    """Return the vectors of the tokens of each row, (tokens, dimension), in 32 bits; the network must be merged."""
    found: dict[int, Tensor] = {}
    for batch in _batches([len(row) for row in rows]):
        lengths = torch.tensor([len(rows[i]) for i in batch])
        ids = nn.utils.rnn.pad_sequence([torch.tensor(rows[i]) for i in batch], True, padding)
        hidden = network(ids, torch.arange(ids.shape[1]) < lengths[:, None]).float()
        found |= {i: hidden[place, : len(rows[i])] for place, i in enumerate(batch)}
    return [found[i] for i in range(len(rows))]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group rows of like length; yields their numbers, longest first."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        longest = lengths[batch[0]] if batch else 0
        if batch and ((len(batch) + 1) * longest > _BATCH_TOKENS or lengths[i] < _SHORTEST * longest):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _pool(hidden: Sequence[Tensor]) -> Tensor:
    return functional.normalize(torch.stack([one.mean(dim=0) for one in hidden]), dim=-1)
