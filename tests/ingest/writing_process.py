"""A process of its own that adds folders to a store: python writing_process.py STORE FOLDER…"""

import importlib.util
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))


def main() -> int:
    from corpus.store import Store
    from ingest.pipeline import add

    spec = importlib.util.spec_from_file_location("shared", PROJECT / "tests" / "conftest.py")
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    summary = add(sys.argv[2:], Store(sys.argv[1]), shared.TinyEncoder())
    sys.stdout.write(f"{summary}\n")
    return 1 if summary.failed else 0


if __name__ == "__main__":
    sys.exit(main())
