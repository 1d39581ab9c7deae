"""Measure which words of a sentence are read as those that answer, the sentence given.

    python -m training.words xquad.en.json [--limit N] [--adapter FOLDER]

Files are in the form of SQuAD; of each, some questions are taken, evenly. Words are right that are a gold answer, or
hold one and are at most twice as long. Prints how often they are, and from each certainty on for how many questions
words would be shown, and how often they are right then.
"""

import argparse
import json
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

CERTAIN = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_PUNCTUATION = re.compile(r"[\s\W]+")


class Asked(NamedTuple):
    """A question, the sentence that holds its answer with those beside it, and the answers that are right."""

    question: str
    excerpt: Excerpt
    answers: list[str]


def asked(file: Path, limit: int) -> list[Asked]:
    """Return questions of a file, evenly taken; those whose answer crosses sentences are left out."""
    articles = json.loads(file.read_text("utf-8"))["data"]
    found = [one for article in articles for p in article["paragraphs"] for one in _of_paragraph(p)]
    return [found[i] for i in np.linspace(0, len(found) - 1, min(limit, len(found))).astype(int)]


def _of_paragraph(paragraph: dict) -> Iterator[Asked]:  # type: ignore[type-arg]
    text = paragraph["context"]
    spans = split(text)
    for question in paragraph["qas"]:
        at = question["answers"][0]["answer_start"]
        end = at + len(question["answers"][0]["text"])
        for number, (start, stop) in enumerate(spans):
            if start <= at and end <= stop:
                before, after = ("".join(text[a:b] for a, b in some) for some in _beside(spans, number))
                answers = [one["text"] for one in question["answers"]]
                yield Asked(question["question"], Excerpt(text[start:stop], "", before, after), answers)


def _beside(spans: Sequence[tuple[int, int]], number: int) -> tuple[Sequence[tuple[int, int]], ...]:
    return spans[max(0, number - 1) : number], spans[number + 1 : number + 2]


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
        for one in asked(file, given.limit):
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
