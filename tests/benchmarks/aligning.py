"""Measure how long aligning two accounts of one conversation takes: `python -m tests.benchmarks.aligning [HOURS …]`.

The talk is made up, 9,000 words an hour; the second account has other words for one in seven. Prints a table.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

import corpus.threads  # noqa: F401 - before numpy
from corpus.alignment.align import align
from corpus.alignment.similarity import Account
from corpus.catalogue import Catalogue
from corpus.transcript import Passage, Transcript
from corpus.vectors.packing import packed
from tests.benchmarks.made_up import PASSAGES, WORDS, StandIn, transcripts

WORDS_AN_HOUR = 9_000
OTHER_WORDS = 1 / 7


def account(name: str, hours: float, other_words: float, encoder: StandIn) -> Account:
    """Return a made-up account of so many hours, with other words for a share of them."""
    made = list(transcripts(max(1, round(hours * WORDS_AN_HOUR / (PASSAGES * WORDS)))))
    passages = tuple(_passages((p for one in made for p in one.speech()), other_words))
    info = replace(made[0].info, id=name, conversation="talk")
    vectors = encoder.encode_passages([p.text for p in passages], [p.context for p in passages])
    return Account(Transcript(info, passages), {n: packed(one).unpacked() for n, one in enumerate(vectors)})


def _passages(given: Iterator[Passage], other_words: float) -> Iterator[Passage]:
    draw, at = np.random.default_rng(1), 0
    for number, passage in enumerate(given):
        words = [f"other{word}" if draw.random() < other_words else word for word in passage.text.split()]
        text = " ".join(words) + "\n"
        yield replace(passage, index=number, start=at, end=at + len(text), text=text, turn=number)
        at += len(text)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hours", type=float, nargs="*", default=[1, 3])
    encoder = StandIn()
    print("| hours | sentences of each | s | memory so far, MB |\n|---:|---:|---:|---:|")
    for hours in parser.parse_args().hours:
        accounts = [account(name, hours, share, encoder) for name, share in (("a.txt", 0.0), ("b.txt", OTHER_WORDS))]
        began = time.perf_counter()
        align(accounts, Catalogue())
        taken, peak = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"| {hours:g} | {len(accounts[0].statements)} | {taken:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
