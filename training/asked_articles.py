"""Take of a question set in the form of SQuAD the paragraphs that were asked about in another language as well.

    python -m training.asked_articles train-v1.1.json > SQuAD_asked.json

Those are the ones of questions/translated.tsv. Of their own questions two are kept, drawn by chance, so that there are
not many more in the language of the text than in the other.
"""

import argparse
import json
import random
from collections.abc import Collection
from pathlib import Path
from typing import Any

from training.windows import TRANSLATED, mark, read_asked

_OWN = 2


def asked_about(articles: Any, marks: Collection[str], rng: random.Random) -> dict[str, Any]:
    """Return the paragraphs that have one of the marks, as one article, each with at most two of its questions."""
    paragraphs = [p for article in articles["data"] for p in article["paragraphs"] if mark(p["context"]) in marks]
    kept = [{**p, "qas": rng.sample(p["qas"], min(_OWN, len(p["qas"])))} for p in paragraphs]
    return {"data": [{"paragraphs": kept}]}


def main() -> None:
    """Print them."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("file", type=Path)
    articles = json.loads(cli.parse_args().file.read_text("utf-8"))
    print(json.dumps(asked_about(articles, read_asked([TRANSLATED]), random.Random(2)), ensure_ascii=False))


if __name__ == "__main__":
    main()
