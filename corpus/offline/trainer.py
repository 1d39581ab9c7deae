"""Train the offline encoder: `python -m corpus.offline.train --drcd FILE --cmrc FILE`.

Data: DRCD (https://github.com/DRCKnowledgeTeam/DRCD, CC BY-SA 3.0), CMRC 2018
(https://github.com/ymcui/cmrc2018, CC BY-SA 4.0) and CC-CEDICT (CC BY-SA 4.0). Weights trained on them are
CC BY-SA 4.0; see MODEL_CARD.md. Each step sums four losses:

- a question ranks the sentence that answers it above other sentences, of its own paragraph too, by the cosine
  of pooled vectors;
- the same by MaxSim over token vectors;
- a text, and each word in it, lies where the frozen English model puts the text's word-by-word gloss;
- the same for random words of the dictionary.

In all of them words of both sides are exchanged for their glosses at random, so that questions and answers meet
across languages although the data is Chinese, and so that English stays where it was.
"""

import argparse
import logging
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from corpus.offline.extend import choose_words, extend_teacher
from corpus.offline.lessons import Lessons, Tokens, prepare_lessons
from corpus.offline.losses import (
    MAXSIM_SCALE,
    POOLED_SCALE,
    apart,
    contrast,
    inner,
    maxsim,
    pool,
    word_vectors,
)
from corpus.offline.module import BilingualModule, assemble
from corpus.offline.network import BilingualNetwork
from corpus.offline.switching import Rendered, SwitchedText
from corpus.offline.tokens import ENGLISH_TOKENS, PAD
from corpus.offline.weights import SHIPPED

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """How training goes."""

    steps: int = 400
    averaged: int = 100  # steps; the result is the mean of the weights then before the end, and at the end
    questions: int = 32  # of a step, each of another paragraph
    neighbours: int = 8  # of these, how many are of one article
    distilled: int = 12  # sentences of a step that the English model teaches
    invented: int = 32  # texts of random dictionary words of a step
    invented_words: int = 4  # in each of them
    rate: float = 6e-5  # of the transformer
    word_rate: float = 1e-3  # of the Chinese word vectors
    last_rate: float = 3 / 11  # share of both that is left at the end
    warm_up: int = 50  # steps
    teaching: float = 1.0  # weight of the English model's lessons against the ranking's
    device: str = "cpu"
    seed: int = 1


def encode(network: BilingualNetwork, texts: Sequence[Tokens], device: str) -> tuple[Tensor, Tensor]:
    """Run texts through the network, those of like length together.

    Returns:
        Token vectors (texts, tokens, dimension) in 32 bits, and their mask (texts, tokens).
    """
    widest = max(map(len, texts))
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    parts = []
    for begin in range(0, len(order), 24):
        rows = [torch.tensor(texts[i]) for i in order[begin : begin + 24]]
        ids = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD).to(device)
        mask = torch.arange(ids.shape[1], device=device) < torch.tensor([[len(r)] for r in rows], device=device)
        vectors = network(ids, mask)
        parts.append(nn.functional.pad(vectors.float(), (0, 0, 0, widest - ids.shape[1])))
    back = torch.tensor(order, device=device).argsort()
    lengths = torch.tensor([[len(text)] for text in texts], device=device)
    return torch.cat(parts)[back], torch.arange(widest, device=device) < lengths


class Trainer:
    """Trains a network on lessons.

    Args:
        network: the student; it starts as the extended English model.
        teacher: the English model, left as it is.
        lessons: what to learn from.
        settings: how.
    """

    def __init__(
        self, network: BilingualNetwork, teacher: BilingualNetwork, lessons: Lessons, settings: Settings
    ) -> None:
        self._network, self._teacher = network.to(settings.device).train(), teacher.to(settings.device).eval()
        self._lessons, self._settings = lessons, settings
        self._rng = random.Random(settings.seed)
        self._asked: dict[int, list[tuple[Tokens, int]]] = {}
        for question, paragraph, sentence in lessons.questions:
            self._asked.setdefault(paragraph, []).append((question, sentence))
        network.english.requires_grad_(requires_grad=False)
        words = network.chinese.weight
        rest = [p for p in network.parameters() if p.requires_grad and p is not words]
        self._optimizers: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(rest, settings.rate, weight_decay=0.01),
            torch.optim.SparseAdam([words], settings.word_rate),
        ]

    def run(self) -> None:
        """Train for the number of steps set."""
        settings = self._settings

        def share(step: int) -> float:
            done = step / max(settings.steps, 1)
            return min((step + 1) / settings.warm_up, 1.0) * (1 - (1 - settings.last_rate) * done)

        earlier: dict[str, Tensor] = {}
        schedules = [torch.optim.lr_scheduler.LambdaLR(o, share) for o in self._optimizers]
        for step in range(settings.steps):
            if step == settings.steps - settings.averaged:
                earlier = {name: tensor.clone() for name, tensor in self._network.state_dict().items()}
            with torch.autocast(settings.device, torch.bfloat16):
                losses = self._losses()
            total = losses["pooled"] + losses["maxsim"] + settings.teaching * (losses["text"] + losses["words"])
            torch.autograd.backward(total)
            nn.utils.clip_grad_norm_(self._optimizers[0].param_groups[0]["params"], 1.0)
            for optimizer, schedule in zip(self._optimizers, schedules, strict=True):
                optimizer.step()
                schedule.step()
                optimizer.zero_grad()
            if step % 10 == 0:
                _log.info("%d %s", step, " ".join(f"{name} {loss.item():.3f}" for name, loss in losses.items()))
        now = self._network.state_dict()
        self._network.load_state_dict({name: (now[name] + earlier.get(name, now[name])) / 2 for name in now})

    def _losses(self) -> dict[str, Tensor]:
        questions, answers, others = self._draw_questions()
        renderings = [text.render(self._glossed()) for text in [*answers, *others]]
        asked = [question.render(self._glossed()).tokens for question in questions]
        question_tokens, question_mask = encode(self._network, asked, self._settings.device)
        tokens, mask = encode(self._network, [r.tokens for r in renderings], self._settings.device)
        pooled = pool(tokens, mask)
        pairs = pool(question_tokens, question_mask) @ pooled.T
        late = maxsim(question_tokens, inner(question_mask), tokens, inner(mask))
        invented = self._draw_words()
        return {
            "pooled": contrast(pairs, POOLED_SCALE),
            "maxsim": contrast(late, MAXSIM_SCALE),
            "text": self._taught(answers[: self._settings.distilled], renderings, tokens, pooled),
            "words": self._taught(invented, *self._encode_all(invented)),
        }

    def _encode_all(self, texts: list[SwitchedText]) -> tuple[list[Rendered], Tensor, Tensor]:
        renderings = [text.render(self._glossed()) for text in texts]
        tokens, mask = encode(self._network, [r.tokens for r in renderings], self._settings.device)
        return renderings, tokens, pool(tokens, mask)

    def _taught(self, texts: list[SwitchedText], renderings: list[Rendered], tokens: Tensor, pooled: Tensor) -> Tensor:
        """Return how far texts and their words are from where the English model puts their glosses."""
        glosses = [text.render(1.0) for text in texts]
        with torch.no_grad():
            taught, mask = encode(self._teacher, [gloss.tokens for gloss in glosses], self._settings.device)
            taught_words = word_vectors(taught, [gloss.owners for gloss in glosses])
        words = word_vectors(tokens[: len(texts)], [r.owners for r in renderings[: len(texts)]])
        return apart(words, taught_words) + apart(pooled[: len(texts)], pool(taught, mask))

    def _glossed(self) -> float:
        return self._rng.choice((0.0, 0.0, 0.4, 1.0))

    def _text(self, tokens: Tokens) -> SwitchedText:
        return SwitchedText(tokens, self._lessons, self._rng)

    def _draw_questions(self) -> tuple[list[SwitchedText], list[SwitchedText], list[SwitchedText]]:
        """Draw questions of different paragraphs, the sentences that answer them, and others beside those."""
        questions: list[SwitchedText] = []
        answers: list[SwitchedText] = []
        others: list[SwitchedText] = []
        for place in self._draw_paragraphs():
            question, right = self._rng.choice(self._asked[place])
            sentences = self._lessons.paragraphs[place]
            wrong = [i for i in range(len(sentences)) if i != right and sentences[i]]
            questions.append(self._text(question))
            if self._rng.random() < 0.2:  # a passage in place of its sentence
                near = sentences[max(0, right - 1) : right + 2]
                answers.append(self._text([token for sentence in near for token in sentence]))
            else:
                answers.append(self._text(sentences[right]))
                others.extend(self._text(sentences[i]) for i in self._rng.sample(wrong, min(1, len(wrong))))
        return questions, answers, others

    def _draw_paragraphs(self) -> list[int]:
        """Draw runs of neighbours: they are of one article, so their sentences are harder to tell apart."""
        places, run = sorted(self._asked), self._settings.neighbours
        runs = self._rng.sample(range(len(places) // run), self._settings.questions // run)
        offset = self._rng.randrange(run)
        return [places[(number * run + offset + i) % len(places)] for number in runs for i in range(run)]

    def _draw_words(self) -> list[SwitchedText]:
        count = self._settings.invented * self._settings.invented_words
        drawn = self._rng.choices(range(len(self._lessons.glosses)), self._lessons.weights, k=count)
        each = self._settings.invented_words
        texts = [drawn[i : i + each] for i in range(0, count, each)]
        return [self._text([ENGLISH_TOKENS + word for word in words]) for words in texts]


def main() -> None:
    """Prepare the lessons, train, and save the model."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--drcd", type=Path, required=True, help="DRCD, a JSON file in SQuAD's form")
    cli.add_argument("--cmrc", type=Path, required=True, help="CMRC 2018, likewise")
    cli.add_argument("--device", default="cpu", help="cpu or cuda")
    cli.add_argument("--steps", type=int, default=Settings.steps)
    cli.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")
    options = cli.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    words = choose_words()
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "lessons.json"
        prepare_lessons([options.drcd, options.cmrc], words).write(file)
        network = train(file, Settings(steps=options.steps, device=options.device))
    assemble(BilingualModule(network, list(words))).save_pretrained(str(options.out), create_model_card=False)


def train(lessons_file: Path, settings: Settings) -> BilingualNetwork:
    """Train a network from the start on lessons that `prepare_lessons` made for the same words."""
    torch.manual_seed(settings.seed)
    network, teacher = extend_teacher()[0], extend_teacher()[0]
    Trainer(network, teacher, Lessons.read(lessons_file), settings).run()
    return network.cpu().eval()


if __name__ == "__main__":
    main()
