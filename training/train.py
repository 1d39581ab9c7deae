"""Train the retrieval adapter.

    python -m training.train --talk talk.tsv --pairs pairs.tsv --articles DRCD_dev.json cmrc2018_trial.json \
        --interviews interviews.jsonl --out FOLDER

Sources may be left out. FOLDER gets an adapter every so many steps, in a folder of its own.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path

import torch

from training.export import export, load_adapter
from training.lessons import Lessons, Tokens
from training.network import AdaptedNetwork, TrainedHeads, load_base
from training.trainer import Settings, Trainer
from training.windows import Window, article_windows, interview_windows, pair_windows, read_asked, talk_windows

SHARES = {"talk": 0.16, "pairs": 0.14, "articles": 0.32, "interviews": 0.38}
"""How often a window of each kind is drawn."""


def read_windows(given: argparse.Namespace) -> Iterator[Window]:
    """Yield the windows of all sources that are given."""
    asked = read_asked()
    for file in given.articles:
        yield from article_windows(file, asked)
    if given.talk:
        yield from talk_windows(given.talk, asked)
    if given.pairs:
        yield from pair_windows(given.pairs, asked)
    if given.interviews:
        yield from interview_windows(given.interviews)


def add_sources(cli: argparse.ArgumentParser) -> None:
    """Add the arguments that `read_windows` reads."""
    cli.add_argument("--talk", type=Path, help="what training.talk printed")
    cli.add_argument("--pairs", type=Path, help="what training.pairs printed")
    cli.add_argument("--articles", type=Path, nargs="*", default=[], help="question sets in the form of SQuAD")
    cli.add_argument("--interviews", type=Path, help="what training.interviews printed")


def main() -> None:
    """Train as the command line says."""
    given = _parse()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    base = load_base()
    tokens = Tokens(base.tokenizer)
    lessons = Lessons(tokens.windows(read_windows(given)), SHARES, tokens, random.Random(given.seed))
    network = AdaptedNetwork(base.network, given.rank, given.above)
    heads = TrainedHeads(base.get_embedding_dimension(), given.token_dimension)
    if given.start:
        load_adapter(network, heads, given.start)
    settings = Settings(**{field.name: getattr(given, field.name) for field in fields(Settings)})

    def save(done: int) -> None:
        export(network, heads, given.out / str(done))

    Trainer(network, heads, lessons, tokens, settings).run(save, log=partial(print, flush=True))


def _parse() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sources(cli)
    cli.add_argument("--out", type=Path, required=True, help="folder of the adapters")
    cli.add_argument("--start", type=Path, help="folder of an adapter to go on from")
    cli.add_argument("--above", type=int, default=0, help="block of the network; those below it stay as they are")
    cli.add_argument("--rank", type=int, default=64, help="of the LoRA")
    cli.add_argument("--token-dimension", type=int, default=128, help="of the vector of a token")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    for field in fields(Settings):
        name = "--" + field.name.replace("_", "-")
        cli.add_argument(name, type=type(field.default), default=field.default, help="see training.trainer.Settings")
    return cli.parse_args()


if __name__ == "__main__":
    main()
