"""A library on a Chroma server: `chroma run`, and `--store http://…`."""

import gc
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from answer import Request
from answer.answerer import open_answerer
from ingest.__main__ import main

Talks = Callable[..., Path]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server that is up."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(tmp_path / "server")]
    process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/v2/heartbeat")
        yield address
    finally:
        process.kill()
        process.wait()
        SharedSystemClient.clear_system_cache()
        gc.collect()  # Chroma's client leaves its sockets to the garbage collector


def wait_for(address: str) -> None:
    limit = time.monotonic() + 30
    while True:
        try:
            return urllib.request.urlopen(address).close()
        except urllib.error.URLError:
            assert time.monotonic() < limit
            time.sleep(0.1)


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_library_on_a_server(server: str, talks: Talks, tiny_model: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def ingest(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main([*map(str, arguments), "--store", server])
        return code, *capfd.readouterr()

    folder = talks(2)
    code, out, err = ingest("add", folder, "--model", tiny_model)
    assert (code, err) == (0, "")
    assert out.startswith("2 files (2 added), 8 turns, 8 passages")
    assert ingest("add", folder)[1].startswith("2 files (2 unchanged)")
    asking = open_answerer(server)
    assert asking.answer(Request("What was the hardest part of all?")).quotes
    assert ingest("check")[:2] == (0, "2 transcripts, 16 passages: whole\n")
    assert ingest("remove", "talks-0.txt")[:2] == (0, "removed talks-0.txt\n")
    assert [json.loads(line)["id"] for line in ingest("list", "--json")[1].splitlines()] == ["talks-1.txt"]
    assert {quote.source for quote in asking.answer(Request("What was the hardest part?")).quotes} <= {"talks-1.txt"}
    code, _, err = ingest("rebuild")
    assert (code, err.count("\n")) == (1, 1)
    assert "is a server" in err
    assert ingest("check")[0] == 0
