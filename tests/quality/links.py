"""Measure which score of a link tells what two accounts both say from chance: `python -m tests.quality.links`.

Prints, for each score, what share of the pairs in accounts.yaml is linked from there on, and how many links a sentence
of these accounts then has with a transcript of another conversation on the same subject, where each link is chance.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from corpus.alignment import links
from corpus.alignment.align import align
from corpus.alignment.index import AlignmentIndex
from corpus.alignment.similarity import Account, in_one_language, similarity, word_weights
from corpus.catalogue import load_catalogue
from corpus.encoder import load_encoder
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.transcript import Span
from tests.quality.account_scores import encoded, marked, read_gold, transcript

SCORES = np.arange(links.LEAST, 0.8, 0.03)


def main() -> None:
    """Print the table."""
    catalogue, encoder, gold = load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml"), load_encoder(), read_gold()
    told = {name: transcript(name, catalogue) for name in catalogue.transcripts}
    accounts = {name: Account(one, encoded(one, encoder)) for name, one in told.items()}
    ours = [account for name, account in accounts.items() if name in gold["accounts"].values()]
    others = [account for name, account in accounts.items() if name not in gold["accounts"].values()]
    index = AlignmentIndex(align(ours, catalogue))
    texts = {name: one.text for name, one in told.items()}
    said = np.array([strength(index, *pair) for item in gold["groups"] for pair in _pairs(item, gold, texts)])
    chance = np.array([score for one in ours for other in others for score in _by_chance(one, other)])
    sentences = sum(len(one.statements) for one in ours) * len(others)
    sys.stdout.write("| score | pairs linked | links by chance, a sentence |\n|---|---|---|\n")
    for score in SCORES:
        row = f"| {score:.2f} | {np.mean(said >= score):.3f} | {np.sum(chance >= score) / sentences:.3f} |"
        sys.stdout.write(row + "\n")


def strength(index: AlignmentIndex, first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return how surely any of the first spans says the same as any of the second."""
    return max(index.strength(one, other) for one in first for other in second)


def _pairs(
    item: Mapping[str, Sequence[str]], gold: Mapping[str, Mapping[str, str]], texts: Mapping[str, str]
) -> Iterator[tuple[list[Span], list[Span]]]:
    yield from combinations(marked(item, gold["accounts"], texts).values(), 2)


def _by_chance(one: Account, other: Account) -> Iterator[float]:
    first, second = in_one_language(one, other)
    alike = similarity(first, second, word_weights([first, second]))
    yield from (score for _, _, score in links.links(links.scored(alike)))


if __name__ == "__main__":
    main()
