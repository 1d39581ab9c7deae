"""Train the offline encoder: `python -m corpus.offline.train --drcd FILE --cmrc FILE --pairs FILE --talk FILE`.

Data: DRCD (https://github.com/DRCKnowledgeTeam/DRCD, CC BY-SA 3.0), CMRC 2018
(https://github.com/ymcui/cmrc2018, CC BY-SA 4.0), CC-CEDICT (CC BY-SA 4.0), translations that `pairs.py` collects, talk
that `talk.py` collects, and the questions about all these in asked.tsv; see MODEL_CARD.md for these and the licence of
what is trained on them. The first part of the training is on questions alone, the second on questions and
translations, the third is longer, and the fourth again mostly on questions; the last two are run twice, and the mean
of both is what goes on (Wortsman and others, "Model soups", 2022). `trainer.py` says how a step goes.
"""

import argparse
import copy
import logging
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import cast

from torch.optim.swa_utils import AveragedModel

from corpus.offline.extend import choose_words, extend_teacher
from corpus.offline.lessons import Lessons, prepare_lessons
from corpus.offline.module import BilingualModule, assemble
from corpus.offline.network import BilingualNetwork
from corpus.offline.trainer import Settings, Trainer
from corpus.offline.weights import SHIPPED, load_weights


def main() -> None:
    """Prepare the lessons, train, and save the model."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--drcd", type=Path, required=True, help="DRCD, a JSON file in SQuAD's form")
    cli.add_argument("--cmrc", type=Path, required=True, help="CMRC 2018, likewise")
    cli.add_argument("--pairs", type=Path, required=True, help="what `python -m corpus.offline.pairs` writes")
    cli.add_argument("--talk", type=Path, required=True, help="what `python -m corpus.offline.talk` writes")
    cli.add_argument("--device", default="cpu", help="cpu or cuda")
    cli.add_argument("--steps", type=int, nargs=4, default=[400, 800, 2400, 1500], help="of each part; 0 leaves it out")
    cli.add_argument("--start", type=Path, help="folder of a model to begin with")
    cli.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")
    options = cli.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    words = choose_words()
    first, second, third, fourth = options.steps
    translating = Settings(steps=second, questions=16, invented=8, pairs=48, seed=2, device=options.device)
    asking = replace(translating, questions=32, pairs=24, averages=5, apart=100)
    parts = [
        [Settings(steps=first, device=options.device)],
        [translating],
        [replace(translating, steps=third, seed=seed, averages=6, apart=200) for seed in (3, 4)],
        [replace(asking, steps=fourth, seed=seed) for seed in (5, 6)],
    ]
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "lessons.json"
        prepare_lessons([options.drcd, options.cmrc], words, options.pairs, options.talk).write(file)
        network = train(file, parts, options.start)
    assemble(BilingualModule(network, list(words))).save_pretrained(str(options.out), create_model_card=False)


def train(lessons_file: Path, parts: list[list[Settings]], start: Path | None = None) -> BilingualNetwork:
    """Train a network, part after part, on lessons that `prepare_lessons` made for the same words.

    Args:
        lessons_file: what to learn from.
        parts: how, one after the other; of a part that is run several times from the same weights, how each time.
        start: folder of the weights to begin with; None begins with the extended English model.
    """
    network, teacher = load_weights(start)[0] if start else extend_teacher()[0], extend_teacher()[0]
    lessons = Lessons.read(lessons_file)
    for runs in parts:
        mean = AveragedModel(network)
        for settings in runs:
            trained = copy.deepcopy(network)
            Trainer(trained, teacher, lessons, settings).run()
            mean.update_parameters(trained)
        network = cast(BilingualNetwork, mean.module)
    return network.cpu().eval()


if __name__ == "__main__":
    main()
