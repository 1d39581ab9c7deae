"""The example of a package that brings a reader, installed and used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
READ = """
import sys
from corpus.errors import UnreadableFile
from ingest.readers import SUPPORTED, read
try:
    source = read(sys.stdin.buffer.read(), "tide.LRC")
    print(".lrc" in SUPPORTED, source.text.split("\\n\\n"), [(mark.time, mark.speaker) for mark in source.marks])
except UnreadableFile as error:
    print(error)
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree, folder = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("packages")
    for path in (PROJECT / "docs" / "example-reader").glob("*.*"):
        (tree / path.name).write_bytes(path.read_bytes())
    install = ["install", "-q", "--no-deps", "--no-build-isolation", "--target", folder, tree]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            b"[ti:Tides]\n[00:12.40]Ada: The tide turned.\n[01:02.00] Who saw it?\n",
            "True ['The tide turned.', 'Who saw it?', ''] [(12.4, 'Ada'), (62.0, None)]\n",
        ),
        (
            b"no times",
            "tide.LRC: the reader interview_qa_lrc:read cannot read it "
            "(no line of tide.LRC begins with a time such as [00:12.40])\n",
        ),
    ],
)
def test_a_package_brings_a_reader(data: bytes, says: str, packages: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    done = subprocess.run(
        [sys.executable, "-c", READ], input=data, capture_output=True, cwd=PROJECT, env=environment, check=True
    )
    assert done.stdout.decode() == says, done.stderr.decode()
