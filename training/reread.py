"""Train the network that reads once more (answer/search/rereading), over the layers of the encoder that ships.

    python -m training.reread --talk talk.tsv --pairs pairs.tsv --articles DRCD_dev.json cmrc2018_trial.json \
        SQuAD_part.json train-pseudo-cmrc2018.json --interviews interviews.jsonl --to answer/search/rereading/adapter

Sources as of `python -m training.train`. A step takes some questions, each with sentences that answer it and some that
do not. One window in ten is held out, sixteen neighbours at a time, with all that was asked about them; every so often
a line says how the network does on some of that: how often, of two versions of a sentence, the one that answers has the
greater logit; how often a sentence that answers is first of nine; and how well the greatest logit tells these nine from
the eight without it (AUC). A folder gets a checkpoint then.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import parametrize

from answer.search.rereading.excerpts import Excerpt, Row, batch_of, excerpt_row, question_row
from answer.search.rereading.loading import new_network
from answer.search.rereading.network import LAYER
from corpus.encoder import Encoder, load_encoder
from training.contrasts import read_contrasts
from training.export import export_rereading, load_trained
from training.low_rank import LowRank
from training.reread_lessons import CONTRASTS, Lesson, Told, lessons
from training.train import add_sources, read_windows

SHARES = {CONTRASTS: 0.45, "interviews": 0.13, "talk": 0.04, "articles": 0.35, "pairs": 0.03}
"""How often a lesson of each kind is drawn."""
_WRONG_COUNTS, _WORDS_COUNT = 1.5, 1.0  # in the loss
_HEADS_RATE = 2.0  # the heads learn so much faster than the adapter
_AT_ONCE = 24  # pairs
_WARM_UP = 60
_HELD_OUT = 10
_TRIED = 400  # lessons that are held out, of either sort, at most
_LOG_EVERY = 25

Asked = tuple[str, Excerpt]


class Rereading:
    """Trains a network on lessons."""

    def __init__(self, encoder: Encoder, learned: Sequence[Lesson], given: argparse.Namespace) -> None:
        self.network, self._encoder, self._given = new_network(encoder.network), encoder, given
        self._rng = random.Random(given.seed)
        self._held, self._kinds = split(learned)
        self._decks: dict[str, list[Lesson]] = {}
        adapted = [one for one in self.network.layers.modules() if isinstance(one, nn.Linear)]
        heads = [p for name, p in self.network.named_parameters() if not name.startswith("layers.")]
        self.network.layers.requires_grad_(requires_grad=False)
        for layer in adapted:
            parametrize.register_parametrization(layer, "weight", LowRank(layer.weight, given.rank), unsafe=True)
        if given.start:
            load_trained(self.network, given.start)
        matrices = [p for p in self.network.layers.parameters() if p.requires_grad]
        groups = [{"params": matrices, "lr": given.rate}, {"params": heads, "lr": _HEADS_RATE * given.rate}]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, self._share_of_rate)

    def run(self, every: int) -> Iterator[int]:
        """Take all steps; yield the number of steps done every so many."""
        began, recent = time.monotonic(), list[list[float]]()
        for done in range(1, self._given.steps + 1):
            recent.append(self.step())
            if done % _LOG_EVERY == 0:
                told = "ranking {:.3f} answering {:.3f} words {:.3f}".format(*np.mean(recent, axis=0))
                print(f"{done} {time.monotonic() - began:.0f} s {told}", flush=True)
                recent.clear()
            if done % every == 0:
                print(self.tried(), flush=True)
                yield done

    def step(self) -> list[float]:
        """Take a step; return its losses of ranking, answering and words, as they were before."""
        drawn = [self._drawn() for _ in range(self._given.questions)]
        pairs = [(lesson.question, one) for lesson, right, wrong in drawn for one in (*_excerpts(right), *wrong)]
        with parametrize.cached():
            ranks, answers, words = self._read(pairs)
            found, at = [], 0
            for _, right, wrong in drawn:
                end = at + len(right) + len(wrong)
                found.append((_ranking(ranks[at:end], len(right)), _answering(answers[at:end], len(right))))
                at = end
            ranking, answering = (torch.stack(column).mean() for column in zip(*found, strict=True))
            wording = self._wording(drawn, words)
            torch.autograd.backward(ranking + answering + _WORDS_COUNT * wording)
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad()
        return [ranking.item(), answering.item(), wording.item()]

    def tried(self) -> str:
        """Return a line on how the network does on what is held out."""
        pairs, first, with_right, without = [], [], list[float](), list[float]()
        for lesson in self._held:
            excerpts = [lesson.right[0].excerpt, *lesson.wrong, *lesson.own[:4], *lesson.others[:4]]
            with torch.inference_mode(), parametrize.cached():
                ranks, answers, _ = self._read([(lesson.question, one) for one in excerpts])
            if lesson.wrong:
                pairs.append(bool(answers[0] > answers[1]))
            else:
                first.append(int(ranks.argmax()) == 0)
                with_right.append(answers.max().item())
                without.append(answers[1:].max().item())
        truth = [True] * len(with_right) + [False] * len(without)
        area = roc_auc_score(truth, with_right + without) if truth else np.nan
        shares = [np.mean(some) if some else np.nan for some in (pairs, first)]
        return f"  held out: of two versions {shares[0]:.3f}, @1 {shares[1]:.3f}, AUC {area:.3f}"

    def _drawn(self) -> tuple[Lesson, list[Told], list[Excerpt]]:
        """Draw a lesson, none of its kind twice before all were drawn, with what is right and wrong."""
        shares = {kind: SHARES[kind] for kind in self._kinds}
        (kind,) = self._rng.choices(list(shares), list(shares.values()))
        if not self._decks.get(kind):
            self._decks[kind] = self._rng.sample(self._kinds[kind], len(self._kinds[kind]))
        lesson = self._decks[kind].pop()
        return lesson, *lesson.drawn(self._given.sentences, self._rng)

    def _read(self, pairs: Sequence[Asked]) -> tuple[Tensor, Tensor, list[Tensor]]:
        """Return what the network says of pairs: ranks and answers, (pairs,), and the words' logits within each
        excerpt, (tokens of the excerpt, 2).
        """
        questions, excerpts = (dict.fromkeys(column) for column in zip(*pairs, strict=True))
        rows: dict[str | Excerpt, Row] = {text: question_row(self._encoder, text) for text in questions}
        rows |= {one: excerpt_row(self._encoder, one) for one in excerpts}
        layered = dict(zip(rows, self._encoder.layered([row.ids for row in rows.values()], LAYER), strict=True))
        order = sorted(range(len(pairs)), key=lambda i: sum(len(rows[one].ids) for one in pairs[i]))
        found: dict[int, tuple[Tensor, Tensor, Tensor]] = {}
        for start in range(0, len(order), _AT_ONCE):
            some = order[start : start + _AT_ONCE]
            both = [pairs[i] for i in some]
            batch = batch_of([(rows[q], layered[q], rows[e], layered[e]) for q, e in both])
            for i, (question, excerpt), reading in zip(some, both, zip(*self.network(batch), strict=True), strict=True):
                at = len(rows[question].ids)
                found[i] = reading[0], reading[1], reading[2][at : at + len(rows[excerpt].ids)]
        ranks, answers, words = zip(*(found[i] for i in range(len(pairs))), strict=True)
        return torch.stack(ranks), torch.stack(answers), list(words)

    def _wording(self, drawn: Sequence[tuple[Lesson, list[Told], list[Excerpt]]], words: Sequence[Tensor]) -> Tensor:
        """Return how unlikely the first and the last of the words that answer were; 0 where they are not known."""
        losses, at = [], 0
        for _, right, wrong in drawn:
            for told, logits in zip(right, words[at:], strict=False):
                tokens = told.words and _tokens_of(excerpt_row(self._encoder, told.excerpt), told.words)
                if tokens:
                    begins, ends = logits.log_softmax(dim=0).unbind(dim=1)
                    losses.append(-(begins[tokens[0]] + ends[tokens[1]]) / 2)
            at += len(right) + len(wrong)
        return torch.stack(losses).mean() if losses else torch.zeros(())

    def _share_of_rate(self, step: int) -> float:
        steps: int = self._given.steps
        return min((step + 1) / _WARM_UP, 1.0) * (1 - 0.96 * step / steps)


def _excerpts(right: Sequence[Told]) -> list[Excerpt]:
    return [one.excerpt for one in right]


def _ranking(ranks: Tensor, right: int) -> Tensor:
    return ranks.logsumexp(dim=0) - ranks[:right].logsumexp(dim=0)


def _answering(answers: Tensor, right: int) -> Tensor:
    """Return the loss of the logits of one question; what is right counts as much, whatever its number."""
    wrong = functional.softplus(answers[right:]).mean() if len(answers) > right else torch.zeros(())
    return functional.softplus(-answers[:right]).mean() + _WRONG_COUNTS * wrong


def _tokens_of(row: Row, words: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last token, in a row, of characters of its sentence; None where they are not all read."""
    hit = [i for i, (start, end) in enumerate(row.places) if end > words[0] and start < words[1]]
    if not hit or words[1] > row.places[-1][1]:
        return None
    return row.first + hit[0], row.first + hit[-1]


def split(learned: Sequence[Lesson]) -> tuple[list[Lesson], dict[str, list[Lesson]]]:
    """Return some of what is held out, and what is learned from, by kind."""
    held = [one for one in learned if one.window // 16 % _HELD_OUT == 0]  # neighbouring windows are of one source
    random.Random(0).shuffle(held)
    tried = [one for one in held if one.wrong][:_TRIED] + [one for one in held if not one.wrong][:_TRIED]
    kinds: dict[str, list[Lesson]] = {}
    for one in learned:
        if one.window // 16 % _HELD_OUT:
            kinds.setdefault(one.kind, []).append(one)
    return tried, kinds


def main() -> None:
    """Train as the command line says, and write the network."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sources(cli)
    cli.add_argument("--to", type=Path, required=True, help="folder of the adapter and its heads")
    cli.add_argument("--start", type=Path, help="folder of a network to go on from")
    cli.add_argument("--steps", type=int, default=1300)
    cli.add_argument("--every", type=int, default=150, help="steps between checkpoints, each of which is written")
    cli.add_argument("--questions", type=int, default=16, help="of a step")
    cli.add_argument("--sentences", type=int, default=4, help="of a question")
    cli.add_argument("--rank", type=int, default=64, help="of the LoRA")
    cli.add_argument("--rate", type=float, default=5e-4, help="learning rate at its highest")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    given = cli.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)  # the encoder works on a batch on each processor
    encoder, windows = load_encoder(), list(read_windows(given))
    learned = lessons(windows, read_contrasts(windows), encoder)
    torch.set_num_threads(given.threads)
    reading = Rereading(encoder, learned, given)
    for _ in reading.run(given.every):
        export_rereading(reading.network, encoder.name, given.rank, given.to)
    export_rereading(reading.network, encoder.name, given.rank, given.to)


if __name__ == "__main__":
    main()
