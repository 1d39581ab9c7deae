"""Measure an encoder: `python -m corpus.offline.measure CONTEXTS.json [QUESTIONS.json] [--model NAME]`.

Both files are in SQuAD's form and parallel, such as XQuAD's in two languages
(https://github.com/google-deepmind/xquad). Each question is to find its paragraph among all of them. Printed is
the share of questions whose paragraph comes first, and among the first five, by pooled vectors and by MaxSim.
"""

import argparse
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.encoder import Encoder, Vectors, load_encoder
from corpus.offline.squad import read_articles


def maxsim(question: Vectors, texts: Vectors, starts: NDArray[np.int64]) -> Vectors:
    """Score texts by the mean over the question's tokens of each one's best match there.

    Args:
        question: (tokens, dimension).
        texts: (tokens of all texts, dimension), one text after the other.
        starts: (texts,), where each text begins; none is empty.

    Returns:
        (texts,), cosines.
    """
    scores: Vectors = np.maximum.reduceat(question @ texts.T, starts, axis=1).mean(axis=0)
    return scores


def ranks(scores: Vectors, places: list[int]) -> NDArray[np.int64]:
    """Return how many texts score above the right one: scores (questions, texts) to (questions,)."""
    right = scores[np.arange(len(places)), places]
    return np.asarray((scores > right[:, None]).sum(axis=1), np.int64)


def measure(encoder: Encoder, contexts: Path, asked: Path) -> dict[str, NDArray[np.int64]]:
    """Return the ranks of the right paragraphs by each way of scoring."""
    paragraphs = [paragraph.text for paragraph in chain.from_iterable(read_articles(contexts))]
    questions = [
        (question.text, place)
        for place, paragraph in enumerate(chain.from_iterable(read_articles(asked)))
        for question in paragraph.asked
    ]
    places = [place for _, place in questions]
    pooled, tokens = encoder.encode_with_tokens(paragraphs, "passage")
    asked_pooled, asked_tokens = encoder.encode_with_tokens([text for text, _ in questions], "question")
    starts = np.cumsum([0, *map(len, tokens[:-1])])
    every = np.concatenate(tokens)
    late = np.stack([maxsim(question, every, starts) for question in asked_tokens])
    return {"pooled": ranks(asked_pooled @ pooled.T, places), "MaxSim": ranks(late, places)}


def main() -> None:
    """Print the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("contexts", type=Path)
    cli.add_argument("questions", type=Path, nargs="?")
    cli.add_argument("--model", default="offline", help="as for load_encoder; default %(default)s")
    options = cli.parse_args()
    found = measure(load_encoder(options.model), options.contexts, options.questions or options.contexts)
    for way, places in found.items():
        print(f"{way:7} R@1 {(places < 1).mean():.3f}  R@5 {(places < 5).mean():.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
