"""Killed, crowded out or out of space: the store holds what it held, or that and whole transcripts more."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.database import Store
from ingest.checking import check
from ingest.pipeline import add

WRITER = str(Path(__file__).with_name("writing_process.py"))
ASKER = str(Path(__file__).with_name("asking_process.py"))
KILLS = int(os.environ.get("KILLS", "8"))
Talks = Callable[..., Path]


def start(store: Path, *given: Path | str) -> subprocess.Popen[str]:
    command = [sys.executable, WRITER, "--store", str(store), *map(str, given)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def asking(store: Path, logs: list[Path], *questions: str) -> Iterator[list[subprocess.Popen[str]]]:
    commands = [[sys.executable, ASKER, "--store", str(store), str(log), *questions] for log in logs]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()
            process.stderr.close()


def answers(log: Path) -> list[dict[str, Any]]:
    lines = log.read_text("utf-8").splitlines(keepends=True) if log.exists() else []
    return [json.loads(line) for line in lines if line.endswith("\n")]


def wait_until(holds: Callable[[], bool], running: list[subprocess.Popen[str]]) -> None:
    """Wait until something holds, while processes run that do not end unless they fail."""
    limit = time.monotonic() + 60
    while not holds():
        ended = [process.communicate()[1] for process in running if process.poll() is not None]
        assert not ended
        assert time.monotonic() < limit
        time.sleep(0.05)


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    return out


def contents(folder: Path) -> dict[str, tuple[Any, ...]]:
    store = Store(folder)
    assert check(store) == []
    snapshot = store.snapshot()
    found = {
        info.id: (snapshot.read(info.id).passages, info.version, snapshot.vectors(info.id))
        for info in snapshot.infos.values()
    }
    store.close()
    return found


def revisions(folder: Path) -> dict[str, list[Any]]:
    snapshot = Store(folder).snapshot()
    return {name: sorted(snapshot.revisions(name), key=str) for name in snapshot.infos}


def test_killed_at_any_moment_nothing_is_lost(talks: Talks, tmp_path: Path, tiny_encoder: Any) -> None:
    folder, before, whole = talks(10), tmp_path / "before", tmp_path / "whole"
    for file in folder.iterdir():
        file.write_text(file.read_text("utf-8").replace("ten people", "nine people"), "utf-8")
    finish(start(before, folder))
    talks(20)  # ten are replaced, ten are new
    process = start(shutil.copytree(before, whole), folder)
    process.stdout.readline()
    began = time.monotonic()
    finish(process)
    usual = time.monotonic() - began
    had, wanted, moments = contents(before), contents(whole), random.Random(2026)
    for kill in range(KILLS):
        location = shutil.copytree(before, tmp_path / f"killed-{kill}")
        process = start(location, folder)
        process.stdout.readline()
        time.sleep(moments.uniform(0, usual))
        process.kill()
        process.communicate()
        held = contents(location)
        print(f"killed with {sum(held.get(name) == wanted[name] for name in wanted)} of 20 in the store")
        assert all(held.get(name) in (had.get(name), wanted[name]) for name in wanted)
        add([folder], Store(location), tiny_encoder)
        assert (contents(location), revisions(location)) == (wanted, revisions(whole))


NEWS = """\
Jane Doe: Where did the vermilion zeppelin land at last?

Bob Ray: The vermilion zeppelin landed near Reykjavik, and nobody was hurt.
"""


def test_four_writers_and_two_who_ask_without_pause(talks: Talks, store_dir: Path, tmp_path: Path) -> None:
    folders = [talks(4, name) for name in ("one", "two", "three", "four")]
    finish(start(store_dir, folders[0] / "one-0.txt"))
    logs = [tmp_path / "first.log", tmp_path / "second.log"]

    def news(log: Path) -> list[dict[str, Any]]:
        return [a for a in answers(log) if "news.txt" in a["quoted"] and "news.txt" in a["near"]]

    with asking(store_dir, logs, "What was the hardest part?", "Where did the zeppelin land?") as processes:
        wait_until(lambda: all(map(answers, logs)), processes)
        for writer in [start(store_dir, folder) for folder in folders]:
            finish(writer)
        (tmp_path / "news.txt").write_text(NEWS, "utf-8")
        finish(start(store_dir, tmp_path / "news.txt"))
        written = time.time()
        wait_until(lambda: all(map(news, logs)), processes)
        assert [process.poll() for process in processes] == [None, None]
    for log in logs:
        assert news(log)[0]["at"] - written < 2.0
        assert {answer["kind"] for answer in answers(log)} == {"quotes", "abstained"}
    assert len(contents(store_dir)) == 17


def test_a_full_disk_leaves_the_old_store(talks: Talks, store_dir: Path) -> None:
    finish(start(store_dir, talks(2, "first")))
    before = contents(store_dir)
    size = max(file.stat().st_size for file in store_dir.rglob("*") if file.is_file())

    process = start(store_dir, talks(40), "--largest-file", str(size))
    _, err = process.communicate(timeout=240)
    assert process.returncode != 0
    assert "StoreUnavailable" in err, err
    after = contents(store_dir)
    assert {name: after[name] for name in before} == before


def test_writers_wait_for_each_other(talks: Talks, store_dir: Path) -> None:
    store = Store(store_dir)
    with store.writing():
        process = start(store_dir, talks(1))
        assert process.stderr
        assert process.stderr.readline().startswith("waiting for another process")
        assert process.poll() is None
    process.communicate(timeout=240)
    assert process.returncode == 0
    assert len(store.snapshot().infos) == 1
