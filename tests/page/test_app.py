"""What a person meets who starts the page: one line that says what is wrong and what to do."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from corpus.database import Store
from corpus.database.tables import library
from corpus.settings import DEFAULT_MODEL
from page.options import Options, parse
from page.safety import checker


def _error(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    assert app.main(arguments) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    return error


def test_a_port_that_is_taken_is_named_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        error = _error(capsys, ["--port", str(port)])
    assert f"port {port}" in error
    assert "--port" in error


def test_a_store_of_another_model_says_what_to_do(capsys: pytest.CaptureFixture[str], store_dir: Path) -> None:
    with Store(store_dir).database.change() as connection:
        connection.execute(library.update().values(model="other@1"))
    error = _error(capsys, ["--port", _free(), "--store", str(store_dir), "--model", DEFAULT_MODEL])
    assert "other@1" in error
    assert "rebuild" in error


def test_an_unknown_model_is_named(
    capsys: pytest.CaptureFixture[str], store_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    error = _error(capsys, ["--port", _free(), "--store", str(store_dir), "--model", "no/such-model"])
    assert error.startswith("error: ")
    assert "no/such-model" in error
    assert not store_dir.exists()


@pytest.mark.parametrize("broken", ["note.txt/store", "note.txt", "folder", "damaged"])
def test_a_place_that_is_no_store_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, broken: str
) -> None:
    (tmp_path / "note.txt").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").touch()
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "library.sqlite3").write_text("no database")
    error = _error(capsys, ["--port", _free(), "--store", str(tmp_path / broken)])
    assert error.startswith("error: ")
    assert str(tmp_path / broken) in error
    assert "--store" in error


@pytest.mark.parametrize("option", ["--max-upload", "--max-files"])
def test_a_limit_must_let_something_in(capsys: pytest.CaptureFixture[str], option: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse([option, "0"])
    assert "'0' is not a whole number from 1 on" in capsys.readouterr().err


def test_a_login_must_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "user:password" in _error(capsys, ["--auth", "nonsense", "--store", "/nowhere/store"])


@pytest.mark.parametrize(
    ("options", "warned"),
    [
        (Options(host="0.0.0.0"), True),
        (Options(host="0.0.0.0", auth=checker("a:b")), False),
        (Options(), False),
    ],
)
def test_a_page_open_to_the_network_without_a_login_is_warned_of(
    caplog: pytest.LogCaptureFixture, options: Options, warned: bool
) -> None:
    app.warn_if_open(options)
    assert ("asks for no login" in caplog.text) is warned


def test_help_lists_what_can_be_set(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        app.main(["--help"])
    text = capsys.readouterr().out
    assert all(name in text for name in ("--host", "--port", "--auth", "--store", "--model", "--max-upload", "--mcp"))


def test_gradios_own_variables_are_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_SERVER_NAME", "0.0.0.0")
    monkeypatch.setenv("GRADIO_SERVER_PORT", "7999")
    options = parse([])
    assert (options.host, options.port) == ("0.0.0.0", 7999)
    assert parse(["--port", "8001"]).port == 8001


def test_a_port_must_be_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(["--port", "many"])
    assert "'many' is no port" in capsys.readouterr().err


@pytest.fixture
def _heeding_interrupts() -> Iterator[None]:
    """Let what is started here heed Ctrl-C, even where these tests run in the background and do not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heeding_interrupts")
def test_ctrl_c_ends_the_start_at_once_while_threads_load_libraries(store_dir: Path, tmp_path: Path) -> None:
    command = [sys.executable, app.__file__, "--port", _free(), "--store", str(store_dir), "--model", DEFAULT_MODEL]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as starting:
        assert starting.stderr
        assert starting.stderr.readline().startswith("First start: loading the model")
        starting.send_signal(signal.SIGINT)
        assert not starting.stderr.read().strip()
        assert starting.wait(10) == app.INTERRUPTED
    assert not list(tmp_path.glob("interview-qa-*"))


def _free() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
