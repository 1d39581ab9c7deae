"""Measure how long a library takes: `python -m tests.benchmarks.measure [PASSAGES …] [--folder DIR]`.

Prints one table for made-up libraries of these sizes (1,000 and 20,000 unless others are named) with a stand-in for the
encoder, whose own time is small: questions that were never asked, without and with a filter; the same passages found by
Chroma alone, by tantivy alone and, with --peer, by txtai; opening; adding one transcript; twenty people who ask at
once; memory. With --folder the libraries are kept there and used again.
"""

import argparse
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import corpus.threads  # noqa: F401 - before numpy
from answer import Answerer, Filters, Request
from answer.search.retrieval import CONTEXT_WEIGHT, DEPTH
from corpus.database import Store
from corpus.language import words
from corpus.lexical import LexicalIndex
from corpus.vectors.packing import packed
from tests.benchmarks.made_up import PASSAGES, StandIn, fill, question, transcripts

SIZES = (1_000, 20_000)
"""Passages."""
QUESTIONS = 40
AT_ONCE = 20
_STEP = 37  # between the transcripts that are asked about: no two beside each other


def measured(
    folder: Path, passages: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, tuple[float, str]]:
    """Build a library where it is not there; return figures with their units by step. Questions are timed by `clock`:
    that of the process's own time says more where other programs run, too.
    """
    encoder = StandIn()
    found: dict[str, tuple[float, str]] = {}
    before = len(Store(folder).snapshot().infos) * PASSAGES
    began = time.perf_counter()
    fill(Store(folder), passages, encoder)
    if passages > before:
        found["stored, without the encoder"] = (passages - before) / (time.perf_counter() - began), "passages/s"
    LexicalIndex(folder).at(Store(folder).snapshot())
    began = time.perf_counter()
    store = Store(folder)
    answerer = Answerer(store, encoder)  # type: ignore[arg-type]
    answerer.answer(Request(question(0)))
    found["opened, first question answered"] = time.perf_counter() - began, "s"
    count = len(store.snapshot().infos)
    asked = [(n * _STEP % count, question(n * _STEP % count)) for n in range(QUESTIONS)]
    filters = {
        "": [Filters()] * len(asked),
        ", one transcript": [Filters(frozenset({f"talk-{n:05}.txt"})) for n, _ in asked],
        ", one guest": [Filters(speaker=f"Guest {n}") for n, _ in asked],
        ", one host": [Filters(speaker=f"Host {n // 100}") for n, _ in asked],
    }
    for name, chosen in filters.items():
        requests = [Request(text, filters=one) for (_, text), one in zip(asked, chosen, strict=True)]
        found |= _percentiles(f"question{name}", [_timed(partial(answerer.answer, one), clock) for one in requests])
    found |= _alone(store, encoder, [text for _, text in asked])
    with ThreadPoolExecutor(AT_ONCE) as people:
        requests = [Request(f"{text} And why?") for _, text in asked]
        times = list(people.map(lambda request: _timed(partial(answerer.answer, request)), requests))
    found |= _percentiles(f"question, {AT_ONCE} people at once", times)
    found["one transcript more"] = _added(store, encoder), "s"
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, "MB"
    kept = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    found["on disk, a passage"] = kept / passages / 1e3, "KB"
    return found


def measured_peer(folder: Path) -> dict[str, tuple[float, str]]:
    """Return the figures of txtai with the library of a folder."""
    from tests.benchmarks.peer import Peer

    store = Store(folder)
    peer = Peer(store, StandIn())
    asked = [question(n * _STEP % len(store.snapshot().infos)) for n in range(QUESTIONS)]
    peer.find(asked[0])
    times = [_timed(partial(peer.find, text)) for text in asked]
    return {"txtai: stored": (peer.passages / peer.seconds, "passages/s")} | _percentiles(
        "txtai, passages alone", times
    )


def _alone(store: Store, encoder: StandIn, asked: Iterable[str]) -> dict[str, tuple[float, str]]:
    """Return how long Chroma and tantivy take by themselves to find as many passages for the same questions."""
    snapshot = store.snapshot()
    searcher = LexicalIndex(store.folder).at(snapshot)
    dense, lexical = [], []
    for text in asked:
        vector, terms = encoder.encode_question(text).pooled, words(text)
        dense.append(_timed(partial(store.index.nearest, encoder.name, vector, DEPTH)))
        lexical.append(_timed(partial(searcher.search, terms, DEPTH, None, CONTEXT_WEIGHT)))
    return _percentiles("plain Chroma", dense) | _percentiles("plain tantivy", lexical)


def _added(store: Store, encoder: StandIn) -> float:
    (transcript,) = transcripts(1, 5_000_000)
    speech = transcript.speech()
    made = encoder.encode_passages([p.text for p in speech], [p.context for p in speech])
    began = time.perf_counter()
    with store.writing() as writer:
        writer.put(transcript, [packed(vectors) for vectors in made], encoder.name)
    taken = time.perf_counter() - began
    with store.writing() as writer:
        writer.remove(transcript.info.id)
    return taken


def _timed(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    action()
    return clock() - began


def _percentiles(name: str, times: list[float]) -> dict[str, tuple[float, str]]:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return {f"{name}: p50": (1e3 * statistics.median(times), "ms"), f"{name}: p95": (1e3 * p95, "ms")}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=int, nargs="*", default=SIZES)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--peer", action="store_true", help="txtai as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = given.folder or Path(temporary)
        tables = [measured(root / str(size), size) for size in given.passages]
        if given.peer:
            tables = [t | measured_peer(root / str(size)) for t, size in zip(tables, given.passages, strict=True)]
    steps = dict.fromkeys(step for table in tables for step in table)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, stand-in encoder\n")
    print(f"| | {' | '.join(f'{size:,} passages' for size in given.passages)} | |")
    print(f"|---|{'---:|' * len(tables)}---|")
    for step in steps:
        unit = next(table[step][1] for table in tables if step in table)
        figures = (f"{table[step][0]:,.3g}" if step in table else "" for table in tables)
        print(f"| {step} | {' | '.join(figures)} | {unit} |")


if __name__ == "__main__":
    sys.exit(main())
