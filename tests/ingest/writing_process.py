"""A process of its own that adds folders to a store: python writing_process.py --store DIR FOLDER…

--largest-file BYTES plays a full disk: no file may grow beyond it, once what the program itself unpacks is there.
"""

import argparse
import resource
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> int:
    from corpus.database import Store
    from corpus.language import detect
    from corpus.location import add_location_options, location_from
    from ingest.pipeline import add
    from tests.conftest import TinyEncoder

    parser = argparse.ArgumentParser()
    add_location_options(parser)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--largest-file", type=int)
    options = parser.parse_args()
    if options.largest_file is not None:
        detect("The model that tells languages is unpacked into a file.")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (options.largest_file, options.largest_file))
    print("ready", flush=True)
    summary = add(options.folders, Store(location_from(options)), TinyEncoder())
    sys.stdout.write(f"{summary}\n")
    return 1 if summary.failed else 0


if __name__ == "__main__":
    sys.exit(main())
