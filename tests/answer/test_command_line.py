import json
import subprocess
import sys
from pathlib import Path

import pytest

from answer.__main__ import main


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "answer", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    talk = "# Kilns\n\n**Host**: How hot?\n\n**Ada Lovelace**: The kiln reaches 1,280 degrees after nine hours.\n"
    (folder / "kiln.md").write_text(talk, "utf-8")
    add = ["-m", "ingest", "add", str(folder / "kiln.md"), "--store", str(folder / "store"), "--model", "offline"]
    subprocess.run([sys.executable, *add], check=True, capture_output=True)
    return folder / "store"


def test_a_batch_is_answered_in_order_one_object_a_line(library: Path) -> None:
    asked = [{"id": "b", "question": "How hot does the kiln get?"}, {"id": "a", "question": "hello", "history": []}]
    done = run("--batch", "-", "--store", str(library), given="\n".join(map(json.dumps, asked)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["b", "a"]
    quote = answers[0]["quotes"][0]
    assert quote["text"] == "The kiln reaches 1,280 degrees after nine hours."
    assert {"id", "question", "language", "answered", "answer", "points", "quotes", "seconds"} <= set(answers[0])


def test_retrieval_prints_ranked_passages(library: Path) -> None:
    done = run("--batch", "-", "--retrieve", "5", "--store", str(library), given='{"id": 1, "question": "kiln"}')
    (passage,) = [p for p in json.loads(done.stdout)["passages"] if p["source"] == "kiln.md"][:1]
    assert set(passage) == {"source", "start", "end", "score"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["question", "--store", "/nonexistent"], 1, "python -m ingest add"),
        ([""], 2, "empty"),
        (["--batch", "/nonexistent.jsonl"], 2, "/nonexistent.jsonl"),
    ],
)
def test_errors_are_one_line_on_standard_error(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str], library: Path
) -> None:
    given = arguments if "--store" in arguments else [*arguments, "--store", str(library)]
    assert main(given) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1


def test_usage_errors_end_with_2() -> None:
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
