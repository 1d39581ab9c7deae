"""The wheel, installed where nothing of the project is, with an empty home: one command does everything."""

import os
import site
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.settings import as_typed

PROJECT = Path(__file__).resolve().parents[2]
LARGEST = 20_000_000
"""Bytes of the wheel."""
BUILT = ("answer", "corpus", "ingest", "interview_qa", "page", "app.py", "setup.py", "pyproject.toml", "LICENSE")
TALK = "Ruth Moss: When was the old crane sold?\n\nBo Rye: The old crane was sold to a museum in Gdansk in 2003.\n"

Command = Callable[..., subprocess.CompletedProcess[str]]


def run(*command: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: building leaves folders behind, and other tests read the project's."""
    tree, folder = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in (*BUILT, "README.md"):
        (tree / name).symlink_to(PROJECT / name)
    done = run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, tree)
    assert done.returncode == 0, done.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Runs the command of the wheel in an environment of its own, which borrows the libraries of this one."""
    root = tmp_path_factory.mktemp("environment")
    environment, home = root / "venv", root / "home"
    home.mkdir()
    run(sys.executable, "-m", "venv", "--without-pip", environment, timeout=60)
    python = environment / "bin" / "python"
    done = run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel)
    assert done.returncode == 0, done.stderr
    [packages] = environment.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text("\n".join([sysconfig.get_path("purelib"), *site.getsitepackages()]), "utf-8")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON", "INTERVIEW_QA"))
    }
    return lambda *given: run(environment / "bin" / "interview-qa", *given, cwd=home, env={**kept, "HOME": str(home)})


def test_what_the_wheel_holds(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.stat().st_size < LARGEST
    assert {name.split("/")[0] for name in names} == {"interview_qa", "interview_qa-0.1.0.dist-info"}
    modules = {name.split("/")[2] for name in names if name.startswith("interview_qa/modules/")}
    assert modules == {"answer", "app.py", "corpus", "ingest", "page"}
    for needed in (
        "corpus/transcripts/catalogue.yaml",
        "page/assets/main.js",
        "page/exports/verified.css",
        "page/exports/verified.js",
        "page/words.yaml",
        "answer/search/weights.json",
    ):
        assert f"interview_qa/modules/{needed}" in names


def test_from_the_doctor_to_an_answer(installed: Command, tmp_path: Path) -> None:
    examined = installed("doctor", "--mend", "--port", "0")
    assert (examined.returncode, examined.stderr) == (0, "")
    assert "home/.local/share/interview-qa/store" in examined.stdout
    assert "or interview-qa add" in examined.stdout
    talk = tmp_path / "crane.txt"
    talk.write_text(TALK, "utf-8")
    added = installed("add", talk)
    assert added.returncode == 0, added.stderr
    asked = installed("ask", "Where did the crane go?")
    assert asked.returncode == 0, asked.stderr
    assert "sold to a museum in Gdansk in 2003" in asked.stdout
    assert installed("check").stdout == "1 transcripts, 4 passages: whole\n"
    gone = installed("show", "no.txt")
    assert (gone.returncode, gone.stderr.partition("; ")[2]) == (1, "see interview-qa list\n")


@pytest.mark.parametrize("given", [(), ("--help",), ("serve", "--help"), ("ask", "--help"), ("password", "--help")])
def test_help_at_once(given: tuple[str, ...], installed: Command) -> None:
    done = installed(*given)
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: interview-qa {given[0] if len(given) > 1 else 'COMMAND'}")


def test_commands_are_named_as_they_are_typed() -> None:
    text = "see python -m ingest list, python -m answer --check and python app.py"
    assert as_typed(text, in_clone=False) == "see interview-qa list, interview-qa ask --check and interview-qa serve"
    assert as_typed(text) == text
