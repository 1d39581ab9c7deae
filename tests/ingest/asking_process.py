"""A process of its own that asks a store without pause: python asking_process.py --store DIR LOG QUESTION…

Each answer is a line of JSON in the log: when it was there, its kind, the transcripts quoted and those that
hold the nearest passages. With --patient, a store that cannot be read is a line with
`failure`; else it ends the process, as anything unforeseen does.
"""

import argparse
import itertools
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    from answer import Answerer
    from corpus.database import Store
    from corpus.errors import StoreUnavailable
    from corpus.location import add_location_options, location_from
    from tests.conftest import TinyEncoder

    parser = argparse.ArgumentParser()
    add_location_options(parser)
    parser.add_argument("--patient", action="store_true")
    parser.add_argument("log", type=Path)
    parser.add_argument("questions", nargs="+")
    options = parser.parse_args()
    answerer = Answerer(Store(location_from(options), must_exist=True), TinyEncoder())
    with options.log.open("w", encoding="utf-8") as lines:
        for question in itertools.cycle(options.questions):
            try:
                said = asked(answerer, question)
            except StoreUnavailable as error:
                if not options.patient:
                    raise
                said = {"failure": str(error)}
            lines.write(json.dumps({"at": time.time(), **said}) + "\n")
            lines.flush()


def asked(answerer: Any, question: str) -> dict[str, Any]:
    """Ask a question; return what is logged of its answer."""
    from answer import Request
    from tests.conftest import TinyEncoder

    answer = answerer.answer(Request(question))
    snapshot = answerer.store.snapshot()
    keys = [key for key, _ in snapshot.nearest(TinyEncoder().encode_question(question).pooled, 4)]
    near = [snapshot.versions[key.version].id for key in keys]
    return {"kind": answer.kind, "quoted": [quote.source for quote in answer.quotes], "near": near}


if __name__ == "__main__":
    main()
