"""The example of a package that brings the words of a language, installed and used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
CUT = """
from corpus.language import words
from corpus.words_of_packages import installed
print(words("Mir schwätzen op der Schoul", "lb"), words("The schools", "en"), len(installed()))
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example as it stands in the docs, to be changed and installed."""
    for path in (PROJECT / "docs" / "example-words").glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def run(example: Path) -> "subprocess.CompletedProcess[str]":
    folder = example / "installed"
    install = ["install", "-q", "--no-deps", "--no-build-isolation", "--target", folder, example]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", CUT], capture_output=True, cwd=PROJECT, env=environment, check=True, text=True
    )


def test_a_package_brings_the_words_of_a_language_and_of_no_other(example: Path) -> None:
    assert run(example).stdout == "['schwätz', 'schoul'] ['school'] 8\n"


def test_a_package_that_fails_is_told_once_and_ours_are_used(example: Path) -> None:
    module = example / "interview_qa_lb.py"
    module.write_text(
        module.read_text("utf-8").replace("    found =", "    raise OSError('no list')\n    found ="), "utf-8"
    )
    done = run(example)
    assert done.stdout.startswith("['mir', 'schwatzen', ")
    assert done.stderr.count("the package for words of 'lb' failed (OSError: no list)") == 1


def test_without_packages_nothing_is_named() -> None:
    from corpus.words_of_packages import installed, words_of_package

    assert (installed(), words_of_package("Mir schwätzen", "lb")) == ("", None)
