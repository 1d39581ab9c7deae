"""A process of its own that adds folders to a store: python writing_process.py STORE FOLDER…"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> int:
    from corpus.store import Store
    from ingest.pipeline import add
    from tests.conftest import TinyEncoder

    print("ready", flush=True)
    summary = add(sys.argv[2:], Store(sys.argv[1]), TinyEncoder())
    sys.stdout.write(f"{summary}\n")
    return 1 if summary.failed else 0


if __name__ == "__main__":
    sys.exit(main())
