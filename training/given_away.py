"""How well a question alone, without any text, tells whether it has an answer.

    python -m training.given_away --talk talk.tsv --pairs pairs.tsv --articles DRCD_dev.json cmrc2018_trial.json \
        --interviews interviews.jsonl [--judge QUESTIONS.jsonl …]

A linear model over the pooled vectors of questions tells those that their windows answer from near misses. Its AUC is
printed for windows that it did not learn from, one in ten, sixteen neighbours at a time, and for sets in the form of
tests/quality. It says how much a network that learns from such questions can look as if it read without reading.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from corpus.encoder import load_encoder
from training.train import add_sources, read_windows
from training.windows import Window

_HELD_OUT = 10
_STRENGTH = 10.0  # the inverse of the regularisation's

Asked = tuple[list[str], list[bool]]
"""Questions, and which of them have an answer."""


def questions_of(windows: Sequence[Window]) -> Asked:
    """Return what was asked about windows, each question once."""
    asked = {text: False for window in windows for text in window.near_misses}
    asked |= {text: True for window in windows for text, _ in window.questions}
    return list(asked), list(asked.values())


def read_set(file: Path) -> Asked:
    """Return the questions of a set in the form of tests/quality."""
    items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [item["question"] for item in items], [item["answerable"] for item in items]


def main() -> None:
    """Print the AUC of each set."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sources(cli)
    cli.add_argument("--judge", type=Path, nargs="*", default=[], help="sets in the form of tests/quality")
    given = cli.parse_args()
    windows, encoder = list(read_windows(given)), load_encoder()
    held = [window for number, window in enumerate(windows) if number // 16 % _HELD_OUT == 0]
    learned = [window for number, window in enumerate(windows) if number // 16 % _HELD_OUT]

    def vectors(texts: Sequence[str]) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
        return np.stack([one.pooled for one in encoder.encode_questions(texts)])

    texts, answered = questions_of(learned)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(vectors(texts), answered)
    sets = {"held out": questions_of(held)} | {file.as_posix(): read_set(file) for file in given.judge}
    for name, (some, truth) in sets.items():
        print(f"{name}: AUC {roc_auc_score(truth, model.decision_function(vectors(some))):.3f} of {len(some)}")


if __name__ == "__main__":
    main()
