"""Measure what adding transcripts takes beside encoding them: `python -m tests.benchmarks.ingesting [FILE …]`.

The shipped model; the interviews of tests/quality/interviews/fitted unless files are named. Prints a table.
"""

import argparse
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import corpus.threads  # noqa: F401 - before numpy and torch
import ingest
from corpus.database import Store
from corpus.encoder import Encoder, load_encoder
from tests.quality.libraries import FITTED

FILES = sorted(FITTED[0].transcripts.iterdir())


class Taken(NamedTuple):
    """Passages that were added, the seconds that it took, and those that encoding them alone took."""

    passages: int
    adding: float
    encoding: float

    @property
    def share(self) -> float:
        """Of the time of adding, what bare encoding takes."""
        return self.encoding / self.adding


def taken(files: Sequence[Path], folder: Path, clock: Callable[[], float] = time.perf_counter) -> Taken:
    """Add files to the store of a folder, then encode the same passages alone, as many at a time as a file has."""
    encoder = load_encoder()
    _encoded(Store(_warmed(folder / "warm", files[0], encoder)), encoder)
    store = Store(folder / "store")
    began = clock()
    ingest.add(files, store, encoder)
    between = clock()
    passages = _encoded(store, encoder)
    return Taken(passages, between - began, clock() - between)


def _warmed(folder: Path, file: Path, encoder: Encoder) -> Path:
    """Add a file, so that everything is loaded."""
    ingest.add([file], Store(folder), encoder)
    return folder


def _encoded(store: Store, encoder: Encoder) -> int:
    count = 0
    for name in store.snapshot().infos:
        speech = store.snapshot().read(name).speech()
        count += len(encoder.encode_passages([one.text for one in speech], [one.context for one in speech]))
    return count


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=FILES)
    with tempfile.TemporaryDirectory() as folder:
        found = taken(parser.parse_args().files, Path(folder))
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, the shipped model\n")
    print("| passages | added a second | encoded alone | share |\n|---:|---:|---:|---:|")
    speeds = found.passages / found.adding, found.passages / found.encoding
    print(f"| {found.passages} | {speeds[0]:.1f} | {speeds[1]:.1f} | {found.share:.2f} |")


if __name__ == "__main__":
    main()
