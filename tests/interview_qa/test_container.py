"""The container's file, read step by step: no engine is there to build it."""

import http.server
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from page.options import parse

PROJECT = Path(__file__).resolve().parents[2]
STEPS = [
    tuple(re.sub(r"\\\n\s*", "", step).split(None, 1))
    for step in re.findall(r"^[A-Z]+ (?:.*\\\n)*.*$", (PROJECT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
]


def last(step: str) -> str:
    return next(rest for name, rest in reversed(STEPS) if name == step)


@pytest.fixture
def served() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def healthy(port: int) -> bool:
    check = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    command = [argument.replace(":7860/", f":{port}/") for argument in check]
    return subprocess.run([sys.executable, *command[1:]], capture_output=True, check=False).returncode == 0


def test_its_health_is_whether_the_page_answers(served: int) -> None:
    assert healthy(served)
    assert not healthy(1)


def test_it_serves_as_nobody_and_keeps_all_in_its_volume() -> None:
    entry, given = json.loads(last("ENTRYPOINT")), json.loads(last("CMD"))
    assert (entry, given[0]) == (["interview-qa"], "serve")
    options = parse(given[1:])
    assert (options.host, options.port) == ("0.0.0.0", int(last("EXPOSE")))
    assert not last("USER").startswith(("0", "root"))
    assert f"HOME={last('VOLUME')}" in last("ENV")


def test_what_is_copied_is_what_a_wheel_is_built_from() -> None:
    lines = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
    taken = {line[1:] for line in lines if line.startswith("!")}
    assert lines[0] == "**"
    assert all((PROJECT / name).exists() for name in taken)
    assert taken >= {"answer", "corpus", "ingest", "interview_qa", "page", "app.py", "setup.py", "pyproject.toml"}
    assert not taken & {"training", "tests"}


def test_services_use_it_read_only() -> None:
    page = yaml.safe_load((PROJECT / "compose.yaml").read_text("utf-8"))["services"]["page"]
    assert (page["build"], page["read_only"], page["volumes"]) == (".", True, [f"page:{last('VOLUME')}"])
    assert page["ports"] == [f"127.0.0.1:{last('EXPOSE')}:{last('EXPOSE')}"]
