"""Measure which words of a sentence are read as those that answer, the sentence given.

    python -m training.words xquad.en.json [--limit N] [--adapter FOLDER]

Files are in the form of SQuAD; of each, some questions are taken, evenly. Words are right that are a gold answer, or
hold one and are at most twice as long. Prints how often they are, and from each certainty on for how many questions
words would be shown, and how often they are right then.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

import corpus.threads  # noqa: F401 - before torch
from answer.search.rereading.excerpts import Excerpt
from answer.search.rereading.files import ADAPTER
from answer.search.rereading.loading import load_network
from answer.search.rereading.rereader import reread_excerpts
from corpus.encoder import load_encoder
from corpus.sentences import split
from training.articles import Paragraph, read_paragraphs

CERTAIN = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_PUNCTUATION = re.compile(r"[\s\W]+")


class Given(NamedTuple):
    """A question, the sentence that holds its answer with those beside it, and the answers that are right."""

    question: str
    excerpt: Excerpt
    answers: tuple[str, ...]


def given_sentences(file: Path, limit: int) -> list[Given]:
    """Return questions of a file, evenly taken; those whose first answer crosses sentences are left out."""
    found = [one for paragraph in read_paragraphs(file) for one in _of_paragraph(paragraph)]
    return [found[i] for i in np.linspace(0, len(found) - 1, min(limit, len(found))).astype(int)]


def _of_paragraph(paragraph: Paragraph) -> Iterator[Given]:
    spans = split(paragraph.text)
    sentences = [paragraph.text[start:end] for start, end in spans]
    for asked in paragraph.asked:
        if asked.answer_start is None:
            continue
        end = asked.answer_start + len(asked.answers[0])
        for at, span in enumerate(spans):
            if span[0] <= asked.answer_start and end <= span[1]:
                before, after = sentences[max(0, at - 1) : at], sentences[at + 1 : at + 2]
                yield Given(asked.text, Excerpt(sentences[at], "", "".join(before), "".join(after)), asked.answers)


def is_right(words: str, answers: Sequence[str]) -> bool:
    """Whether words are one of the answers, or hold one and are at most twice as long; signs and spaces aside."""
    plain = _PUNCTUATION.sub("", words).casefold()
    gold = [_PUNCTUATION.sub("", one).casefold() for one in answers]
    return any(one and one in plain and len(plain) <= 2 * len(one) for one in gold)


def main() -> None:
    """Print the figures of each file."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("files", type=Path, nargs="+")
    cli.add_argument("--limit", type=int, default=300)
    cli.add_argument("--adapter", type=Path, default=ADAPTER)
    given = cli.parse_args()
    encoder = load_encoder()
    network = load_network(encoder.network, given.adapter)
    for file in given.files:
        certain, right = [], []
        for one in given_sentences(file, given.limit):
            (reading,) = reread_excerpts(network, encoder, one.question, [one.excerpt])
            words = one.excerpt.sentence[slice(*reading.words)] if reading.words else ""
            certain.append(reading.certainty)
            right.append(is_right(words, one.answers))
        shown = [(level, [r for c, r in zip(certain, right, strict=True) if c >= level]) for level in CERTAIN]
        told = ", ".join(
            f"from {level} {len(some) / len(right):.3f} right {np.mean(some or [False]):.3f}" for level, some in shown
        )
        print(f"{file.name}: {len(right)} questions, right {np.mean(right):.3f}; {told}", flush=True)


if __name__ == "__main__":
    main()
