"""Killed, crowded out or out of space: the store holds what it held, or that and whole transcripts more."""

import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.store import Store
from corpus.transcript import Transcript
from ingest.checking import check

WRITER = str(Path(__file__).with_name("writing_process.py"))
Talks = Callable[..., Path]


def start(store: Path, *folders: Path, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, WRITER, str(store), *map(str, folders)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    return out


def contents(folder: Path) -> dict[str, tuple[Any, ...]]:
    store = Store(folder)
    assert check(store) == []
    with store.writing() as writer:
        return {
            info.id: (store.read(info.id).passages, info.version, writer.vectors(info.id).tobytes())
            for info in store.infos()
        }


def test_killed_at_any_moment_nothing_is_lost(talks: Talks, tmp_path: Path) -> None:
    folder, first = talks(12), talks(2, "first")
    finish(start(tmp_path / "whole", first, folder))
    wanted = contents(tmp_path / "whole")
    finish(start(tmp_path / "store", first))
    started = time.monotonic()
    finish(start(tmp_path / "timed", folder))
    usual = time.monotonic() - started
    chance = random.Random(2026)
    for _ in range(8):
        process = start(tmp_path / "store", folder)
        time.sleep(chance.uniform(0.2, 1.0) * usual)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = Store(tmp_path / "store")
        held = {info.id for info in store.infos()}
        assert {"first-0.txt", "first-1.txt"} <= held
        for info in store.infos():
            assert isinstance(store.read(info.id), Transcript)
            assert store.read(info.id).text == Path(info.origin).read_text("utf-8")
        assert check(store) == []
    finish(start(tmp_path / "store", first, folder))
    assert contents(tmp_path / "store") == wanted


def test_four_writers_and_two_readers(talks: Talks, store_dir: Path, tiny_encoder: Any) -> None:
    folders = [talks(6, name) for name in ("one", "two", "three", "four")]
    finish(start(store_dir, folders[0] / "one-0.txt"))
    readers = [Store(store_dir), Store(store_dir)]
    question = tiny_encoder.encode_questions(["What was the hardest part?"])[0]
    writers = [start(store_dir, folder) for folder in folders]
    seen = [0, 0]
    while any(writer.poll() is None for writer in writers):
        for at, reader in enumerate(readers):
            found = reader.passages([place for place, _ in reader.nearest(question, 4)])
            assert len(found) == 4
            assert len(reader.infos()) >= seen[at]
            seen[at] = len(reader.infos())
    for writer in writers:
        finish(writer)
    assert [len(reader.infos()) for reader in readers] == [24, 24]
    assert len(contents(store_dir)) == 24


def test_a_full_disk_leaves_the_old_store(talks: Talks, store_dir: Path) -> None:
    finish(start(store_dir, talks(2, "first")))
    before = contents(store_dir)
    size = max(file.stat().st_size for file in store_dir.rglob("*") if file.is_file())

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    process = start(store_dir, talks(40), preexec_fn=limit)
    _, err = process.communicate(timeout=240)
    assert process.returncode != 0
    assert "StoreUnavailable" in err
    after = contents(store_dir)
    assert {name: after[name] for name in before} == before


def test_writers_wait_for_each_other(talks: Talks, store_dir: Path) -> None:
    store = Store(store_dir)
    with store.writing():
        process = start(store_dir, talks(1))
        time.sleep(7)
        assert process.poll() is None
    _, err = process.communicate(timeout=240)
    assert process.returncode == 0
    assert err.startswith("waiting for another process")
    assert len(store.infos()) == 1
