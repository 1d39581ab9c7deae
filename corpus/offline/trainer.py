"""Train a network on lessons, step by step.

A step sums losses of two kinds. Those of questions:

- a question ranks the sentence that answers it above other sentences, of its own paragraph too, by the cosine
  of pooled vectors;
- the same by MaxSim over token vectors;
- a text, and each word in it, lies where the frozen English model puts the text's word-by-word gloss;
- the same for random words of the dictionary.

In all of these words of both sides are exchanged for their glosses at random, so that questions and answers meet
across languages although the data is Chinese, and so that English stays where it was. Those of translations:

- a Chinese text lies where the English model puts its translation, nearer to that than to the other translations
  of the step, by pooled vectors and by MaxSim (Reimers and Gurevych, "Making Monolingual Sentence Embeddings
  Multilingual using Knowledge Distillation", 2020);
- an English text stays where the English model puts it.
"""

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.optim.swa_utils import AveragedModel

from corpus.offline.lessons import Lessons, Tokens
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
from corpus.offline.network import BilingualNetwork
from corpus.offline.switching import Rendered, SwitchedText
from corpus.offline.tokens import END, ENGLISH_TOKENS, PAD, START

_log = logging.getLogger(__name__)
_PARTLY_GLOSSED = (0.0, 0.0, 0.0, 0.3)


@dataclass(frozen=True)
class Settings:
    """How training goes."""

    steps: int = 400
    averages: int = 2  # the result is the mean of the weights at the end and at times before it, so many in all,
    apart: int = 100  # so many steps apart
    questions: int = 32  # of a step, each of another paragraph
    pairs: int = 0  # texts of a step with their translations
    kept: int = 8  # of these, how many English texts are held where they were
    neighbours: int = 8  # of questions and pairs, how many are of one article or source
    distilled: int = 12  # sentences of a step that the English model teaches
    invented: int = 32  # texts of random dictionary words of a step
    invented_words: int = 4  # in each of them
    rate: float = 6e-5  # of the transformer
    word_rate: float = 1e-3  # of the Chinese word vectors
    last_rate: float = 3 / 11  # share of both that is left at the end
    warm_up: int = 50  # steps
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

        mean = AveragedModel(self._network)
        averaged = range(settings.steps, 0, -settings.apart)[: settings.averages]
        schedules = [torch.optim.lr_scheduler.LambdaLR(o, share) for o in self._optimizers]
        for step in range(settings.steps):
            # On CPUs the fused attention goes back half as fast as the plain one.
            with torch.autocast(settings.device, torch.bfloat16), sdpa_kernel(SDPBackend.MATH):
                losses = self._losses()
            torch.autograd.backward(sum(losses.values(), torch.tensor(0.0)))
            nn.utils.clip_grad_norm_(self._optimizers[0].param_groups[0]["params"], 1.0)
            for optimizer, schedule in zip(self._optimizers, schedules, strict=True):
                optimizer.step()
                schedule.step()
                optimizer.zero_grad()
            if step + 1 in averaged:
                mean.update_parameters(self._network)
            if step % 10 == 0:
                _log.info("%d %s", step, " ".join(f"{name} {loss.item():.3f}" for name, loss in losses.items()))
        self._network.load_state_dict(mean.module.state_dict())

    def _losses(self) -> dict[str, Tensor]:
        losses = self._question_losses() if self._settings.questions else {}
        return losses | (self._pair_losses() if self._settings.pairs else {})

    def _question_losses(self) -> dict[str, Tensor]:
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

    def _pair_losses(self) -> dict[str, Tensor]:
        settings = self._settings
        pairs = self._draw_pairs()
        english = [[START, *one, END] for one, _ in pairs]
        chinese = [self._text(other).render(self._rng.choice(_PARTLY_GLOSSED)).tokens for _, other in pairs]
        tokens, mask = encode(self._network, [*chinese, *english[: settings.kept]], settings.device)
        with torch.no_grad():
            taught, taught_mask = encode(self._teacher, english, settings.device)
        count = len(pairs)
        pooled, translated = pool(tokens, mask), pool(taught, taught_mask)
        ours, theirs = (tokens[:count], inner(mask[:count])), (taught, inner(taught_mask))
        return {
            "translation": apart(pooled[:count], translated),
            "kept": apart(pooled[count:], translated[: settings.kept]),
            "pairs": contrast(pooled[:count] @ translated.T, POOLED_SCALE),
            "late": contrast(maxsim(*ours, *theirs), MAXSIM_SCALE) + contrast(maxsim(*theirs, *ours), MAXSIM_SCALE),
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

    def _draw_pairs(self) -> list[tuple[Tokens, Tokens]]:
        """Draw runs of neighbours: they are of one source, so they are harder to tell apart."""
        pairs, run = self._lessons.pairs, self._settings.neighbours
        starts = [self._rng.randrange(len(pairs) - run) for _ in range(self._settings.pairs // run)]
        return [pairs[start + i] for start in starts for i in range(run)]

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
