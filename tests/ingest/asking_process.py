"""A process of its own that asks a store without pause: python asking_process.py STORE LOG QUESTION…

Each answer is a line of JSON in the log: when it was there, its kind, the transcripts quoted and those that
hold the nearest passages. A question that fails ends the process.
"""

import itertools
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    from answer import Answerer, Request
    from corpus.store import Store
    from tests.conftest import TinyEncoder

    location, log, *questions = sys.argv[1:]
    store, encoder = Store(location, must_exist=True), TinyEncoder()
    answerer = Answerer(store, encoder)
    with Path(log).open("w", encoding="utf-8") as lines:
        for question in itertools.cycle(questions):
            answer = answerer.answer(Request(question))
            quoted = [quote.source for quote in answer.quotes]
            places = [place for place, _ in store.nearest(encoder.encode_questions([question])[0], 4)]
            near = [store.view().versions[version].id for version, _ in places]
            lines.write(json.dumps({"at": time.time(), "kind": answer.kind, "quoted": quoted, "near": near}) + "\n")
            lines.flush()


if __name__ == "__main__":
    main()
