"""Measure what adding transcripts takes beside encoding them: `python -m tests.benchmarks.ingesting [FILE …]`.

The shipped model; the interviews of tests/quality/interviews/fitted unless files are named. Prints a table, and fails
where encoding is less than `--least` of the processor's time.
"""

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import corpus.threads  # noqa: F401 - before numpy and torch
import ingest
from corpus.database import Store
from corpus.encoder import Encoder, load_encoder
from corpus.transcript import Passage
from tests.quality.libraries import FITTED

FILES = sorted(FITTED[0].transcripts.iterdir())


class Taken(NamedTuple):
    """Passages that were added, what it took, and what encoding them alone took: seconds, and the processor's."""

    passages: int
    adding: tuple[float, float]
    encoding: tuple[float, float]


def taken(files: Sequence[Path], folder: Path) -> Taken:
    """Add files to the store of a folder, then encode the same passages alone, as many at a time as a file has."""
    encoder = load_encoder()
    _encode(_speech(Store(_warmed(folder / "warm", files[0], encoder))), encoder)
    store = Store(folder / "store")
    adding = _timed(lambda: ingest.add(files, store, encoder))
    speech = _speech(store)
    return Taken(sum(map(len, speech)), adding, _timed(lambda: _encode(speech, encoder)))


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    began = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _warmed(folder: Path, file: Path, encoder: Encoder) -> Path:
    """Add a file, so that everything is loaded."""
    ingest.add([file], Store(folder), encoder)
    return folder


def _speech(store: Store) -> list[list[Passage]]:
    """Return the passages of speech of each transcript."""
    snapshot = store.snapshot()
    return [snapshot.read(name).speech() for name in snapshot.infos]


def _encode(speech: Sequence[Sequence[Passage]], encoder: Encoder) -> None:
    for passages in speech:
        encoder.encode_passages([one.text for one in passages], [one.context for one in passages])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=FILES)
    parser.add_argument("--least", type=float, default=0.0, help="share that encoding is to have, from 0 to 1")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = taken(given.files, Path(folder))
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, the shipped model\n")
    print("| passages | added a second | encoded alone | share of time | of the processor's |")
    print("|---:|---:|---:|---:|---:|")
    speeds = found.passages / found.adding[0], found.passages / found.encoding[0]
    shares = [encoding / adding for encoding, adding in zip(found.encoding, found.adding, strict=True)]
    print(f"| {found.passages} | {speeds[0]:.1f} | {speeds[1]:.1f} | {shares[0]:.2f} | {shares[1]:.2f} |")
    if shares[1] < given.least:
        sys.exit(f"of the processor's time, less than {given.least} was encoding")


if __name__ == "__main__":
    main()
