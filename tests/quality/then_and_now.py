"""Measure what one person is found to say otherwise in another talk: `python -m tests.quality.then_and_now`.

Two talks are made of then_and_now.yaml, each in an order of its own; a change counts as found where both of its sayings
lie in the sentences of one pair, as wrong where they lie in others.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from corpus.alignment.changes import changes
from corpus.database import Store
from corpus.encoder import load_encoder
from ingest import add

PERSON = "Ines Marek"
ASKED = ("And then?", "How was that?", "Tell me more.", "What else?", "Where was that?")


def talk(statements: Sequence[str], seed: int) -> str:
    """Write a talk in which these statements are made, a turn each, in an order of their own."""
    chance = random.Random(seed)
    turns = chance.sample(list(statements), len(statements))
    return "".join(f"Host: {chance.choice(ASKED)}\n\n{PERSON}: {turn}\n\n" for turn in turns)


def main() -> None:
    """Print how many pairs are found, and what else is."""
    made = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    pairs = [(then, now, kind) for then, now, kind in made["pairs"]]
    every = [(then, now) for then, now, _ in pairs] + [(then, now) for then, now in made["others"]]
    with tempfile.TemporaryDirectory() as folder:
        for at, name in enumerate(("then", "now")):
            Path(folder, f"{name}.txt").write_text(talk([pair[at] for pair in every], seed=at), "utf-8")
        store = Store(Path(folder) / "store")
        add([Path(folder)], store, load_encoder())
        found = changes(store.snapshot(), PERSON).changes
    sayings = [(one.kind, [said.before + said.text + said.after for said in one.sayings]) for one in found]
    right = [pair for pair in pairs if any(_holds(sentences, pair) for _, sentences in sayings)]
    wrong = [(kind, said) for kind, said in sayings if not any(_holds(said, pair) for pair in pairs)]
    sys.stdout.write(f"found {len(right)} of {len(pairs)}, {len(wrong)} wrong\n")
    for pair in pairs:
        sys.stdout.write("" if pair in right else f"- not found: {pair[0]} / {pair[1]}\n")
    for kind, sentences in wrong:
        sys.stdout.write(f"- wrong ({kind}): {' / '.join(sentences)}\n")


def _holds(sentences: Sequence[str], pair: tuple[str, str, str]) -> bool:
    then, now, _ = pair
    return {then, now} <= {sentence.strip() for sentence in sentences}


if __name__ == "__main__":
    main()
