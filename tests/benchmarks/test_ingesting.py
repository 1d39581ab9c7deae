"""Adding transcripts takes little beside encoding them."""

import subprocess
import sys

LEAST = "0.8"


def test_most_of_adding_is_encoding() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.ingesting", "--least", LEAST]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # what other tests left slows it down
    assert done.returncode == 0, done.stdout + done.stderr
