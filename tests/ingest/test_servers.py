"""A library that several machines share: a PostgreSQL database and a Chroma server, processes of their own on them."""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from chromadb.api.shared_system_client import SharedSystemClient
from servers import Chroma, Postgres

from answer import Answerer, Request
from corpus.collection import Collection
from corpus.database import Location, Store
from corpus.database.audit import faults
from corpus.encoder import load_encoder
from corpus.errors import StoreBusy, StoreUnavailable
from corpus.transcript import Span
from ingest import add
from ingest.__main__ import main
from tests.conftest import TinyEncoder

Talks = Callable[..., Path]
Machine = Callable[[str], Store]
HERE = Path(__file__).parent

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[Postgres, Chroma]]:
    postgres, chroma = Postgres(), Chroma(tmp_path / "chroma")
    try:
        yield postgres, chroma
    finally:
        chroma.kill()
        postgres.close()
        SharedSystemClient.clear_system_cache()
        gc.collect()  # Chroma's client leaves its sockets to the garbage collector


@pytest.fixture
def options(servers: tuple[Postgres, Chroma]) -> list[str]:
    postgres, chroma = servers
    return ["--database", postgres.address, "--chroma", chroma.address]


@pytest.fixture
def machine(servers: tuple[Postgres, Chroma], tmp_path: Path) -> Iterator[Machine]:
    """Opens the store as a machine does, which keeps what it keeps for speed in a folder of its own."""
    opened: list[Store] = []

    def opening(name: str) -> Store:
        opened.append(Store(Location(tmp_path / name, servers[0].address, servers[1].address)))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


@pytest.fixture
def ingest(
    options: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main([*map(str, arguments), "--store", str(tmp_path / "here"), *options])
        return code, *capfd.readouterr()

    return run


def test_every_command_works_there(
    ingest: Callable[..., tuple[int, str, str]], machine: Machine, talks: Talks, tiny_model: Path
) -> None:
    folder = talks(2)
    code, out, err = ingest("add", folder, "--model", tiny_model)
    assert (code, err) == (0, "")
    assert out.startswith("2 files (2 added), 8 turns, 8 passages")
    assert ingest("add", folder)[1].startswith("2 files (2 unchanged)")
    asking = Answerer(machine("there"), load_encoder(str(tiny_model)))
    assert asking.answer(Request("What was the hardest part of all?")).quotes
    assert ingest("check")[:2] == (0, "2 transcripts, 16 passages: whole\n")
    assert ingest("rebuild", "--model", tiny_model)[1].startswith("2 transcripts, 8 passages encoded with")
    assert ingest("remove", "talks-0.txt")[:2] == (0, "removed talks-0.txt\n")
    assert [json.loads(line)["id"] for line in ingest("list", "--json")[1].splitlines()] == ["talks-1.txt"]
    assert {quote.source for quote in asking.answer(Request("What was the hardest part?")).quotes} <= {"talks-1.txt"}
    assert ingest("check")[0] == 0


def test_writers_take_turns_there(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    with one.writing(), pytest.raises(StoreBusy, match="another process"), other.writing(0.3):
        pass
    with other.writing(0.3):
        pass


def test_a_password_is_not_shown() -> None:
    shown = str(Location(Path("store"), "postgresql://me:secret@127.0.0.1:1/none"))
    assert "secret" not in shown
    with pytest.raises(StoreUnavailable) as raised:
        Store(Location(Path("store"), "postgresql://me:secret@127.0.0.1:1/none")).snapshot()
    assert "secret" not in str(raised.value)
    assert "--database" in str(raised.value)


def answers(log: Path) -> list[dict[str, Any]]:
    lines = log.read_text("utf-8").splitlines(keepends=True) if log.exists() else []
    return [json.loads(line) for line in lines if line.endswith("\n")]


def wait_until(holds: Callable[[], bool], running: list[subprocess.Popen[str]]) -> None:
    until = time.monotonic() + 120
    while not holds():
        assert [process.communicate()[1] for process in running if process.poll() is not None] == []
        assert time.monotonic() < until
        time.sleep(0.1)


def test_servers_that_are_killed_and_come_back(
    servers: tuple[Postgres, Chroma], options: list[str], machine: Machine, talks: Talks, tmp_path: Path
) -> None:
    """Two pages go on asking and a program adds files while both servers are killed and started again."""
    reader = machine("here")
    add([talks(2, "first")], reader, TinyEncoder())
    more, logs = talks(30, "more"), [tmp_path / "one.log", tmp_path / "two.log"]
    asker, writer = str(HERE / "asking_process.py"), str(HERE / "writing_process.py")
    commands = [
        [sys.executable, asker, "--patient", "--store", str(log.with_suffix("")), *options, str(log), "What was hard?"]
        for log in logs
    ]
    asking = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    try:
        wait_until(lambda: all(map(answers, logs)), asking)
        command = [sys.executable, writer, "--store", str(tmp_path / "three"), *options, str(more)]
        adding = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        adding.stdout.readline()
        wait_until(lambda: len(reader.snapshot().infos) > 4, asking)
        for server in servers:
            server.kill()
        wait_until(lambda: all(any("failure" in said for said in answers(log)) for log in logs), asking)
        for server in servers:
            server.restart()
        back = time.time()
        wait_until(lambda: all(answers(log)[-1].get("kind") and answers(log)[-1]["at"] > back for log in logs), asking)
        _, err = adding.communicate(timeout=120)
        assert adding.returncode == 0 or "StoreUnavailable" in err
    finally:
        for process in asking:
            process.kill()
            process.communicate()
    failures = [said["failure"] for log in logs for said in answers(log) if "failure" in said]
    assert all("cannot be read" in failure or "does not answer" in failure for failure in failures)
    store = machine("here")
    assert faults(store) == []
    add([more], store, TinyEncoder())
    assert (len(store.snapshot().infos), faults(store)) == (32, [])


def test_what_is_collected_is_settled_by_two_machines_at_once(machine: Machine, tmp_path: Path) -> None:
    here, there = machine("here"), machine("there")
    talk = tmp_path / "talk.txt"
    words = "And the mill burned in 1987."
    told = f"Ada: The owl sleeps by day.\n\nBob: {words}\n"
    for lines in range(3):
        talk.write_text("Ada: A line before.\n\n" * lines + told, "utf-8")
        add([talk], here, TinyEncoder())
        start = here.snapshot().read("talk.txt").text.index(words)
        if not lines:
            Collection(here.database).collect(Span("talk.txt", start, start + len(words)), here.snapshot())
        with ThreadPoolExecutor(4) as both:
            asked = [both.submit(Collection(store.database).all, store.snapshot()) for store in (here, there) * 2]
        assert {(one.start, one.state) for found in asked for one in found.result()} == {(start, "here")}
