import json
import subprocess
import sys
from pathlib import Path

import pytest

from answer.__main__ import main
from tests.answer.language_model.scripted_server import says, scripted


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "answer", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    talk = "# Kilns\n\n**Host**: How hot?\n\n**Ada Lovelace**: The kiln reaches 1,280 degrees after nine hours.\n"
    (folder / "kiln.md").write_text(talk, "utf-8")
    add = ["-m", "ingest", "add", str(folder / "kiln.md"), "--store", str(folder / "store")]
    subprocess.run([sys.executable, *add], check=True, capture_output=True)
    return folder / "store"


def test_a_batch_is_answered_in_order_one_object_a_line(library: Path) -> None:
    asked = [
        {"id": "b", "question": "How long does the kiln take to get hot?"},
        {"id": "a", "question": "hello", "history": []},
    ]
    done = run("--batch", "-", "--store", str(library), given="\n".join(map(json.dumps, asked)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["b", "a"]
    quote = answers[0]["quotes"][0]
    assert quote["text"] == "The kiln reaches 1,280 degrees after nine hours."
    assert quote["text"][slice(*(place - quote["start"] for place in quote["answer_span"]))] == "nine hours"
    assert 0 < quote["score"] <= 1
    assert quote["translation"] is None
    assert {"id", "question", "language", "answered", "answer", "points", "quotes", "seconds"} <= set(answers[0])


def test_a_stricter_library_answers_less(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for strict, answered in (("0", True), ("1", False)):
        assert main(["How hot does the kiln get?", "--json", "--strict", strict, "--store", str(library)]) == 0
        assert json.loads(capsys.readouterr().out)["answered"] is answered
    for wrong in ("57", "much", "nan"):
        with pytest.raises(SystemExit):
            main(["How hot?", "--strict", wrong])
        assert f"'{wrong}' is not a number from 0 to 1" in capsys.readouterr().err


def test_a_part_of_a_name_is_a_speaker(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["How hot does the kiln get?", "--json", "--speaker", "lovelace", "--store", str(library)]) == 0
    assert {q["speaker"] for q in json.loads(capsys.readouterr().out)["quotes"]} == {"Ada Lovelace"}


def test_a_draft_is_checked(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "kilns.md"
    draft.write_text("“The kiln reaches 1,260 degrees after nine hours,” said Ada Lovelace.\n", "utf-8")
    assert main(["--draft", str(draft), "--json", "--store", str(library)]) == 0
    (found,) = json.loads(capsys.readouterr().out)["quotations"]
    assert (found["verdict"], found["attributed"], found["misattributed"]) == ("altered", "Ada Lovelace", False)


def test_everybody_is_asked(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["How hot does the kiln get?", "--matrix", "--json", "--store", str(library)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["speaker"], row["state"], row["quote"]["source"]) == ("Ada Lovelace", "answered", "kiln.md")


def test_a_language_model_writes_where_it_is_named_and_not_refused(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with scripted(says("It reaches 1,280 degrees after nine hours [1].")) as server:
        named = ["How hot does the kiln get?", "--store", str(library), "--llm", server.url, "--llm-model", "tiny-llm"]
        assert main(named) == 0
        told = capsys.readouterr().out
        assert told.startswith("Written by a machine (tiny-llm): It reaches 1,280 degrees after nine hours. [1]\n\n>")
        assert main([*named, "--json"]) == 0
        (sentence,) = json.loads(capsys.readouterr().out)["prose"]["sentences"]
        assert (sentence["quotes"], sentence["borne_out"]) == ([1], True)
        assert main([*named, "--json", "--no-llm"]) == 0
        assert json.loads(capsys.readouterr().out)["prose"] is None
    assert len(server.requests) == 2


def test_retrieval_prints_ranked_passages(library: Path) -> None:
    done = run("--batch", "-", "--retrieve", "5", "--store", str(library), given='{"id": 1, "question": "kiln"}')
    (passage,) = [p for p in json.loads(done.stdout)["passages"] if p["source"] == "kiln.md"][:1]
    assert set(passage) == {"source", "start", "end", "score"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["question", "--store", "/nonexistent"], 1, "python -m ingest add"),
        ([""], 2, "empty"),
        (["How hot?", "--speaker", "dorsey"], 1, "nobody called 'dorsey' speaks in the library; speakers are "),
        (["How hot?", "--speaker", "dorsey", "--matrix"], 1, "nobody called 'dorsey'"),
        (["How hot?", "--source", "klin.md"], 1, "no transcript 'klin.md' in the library"),
        (["How hot?", "--conversation", "klin"], 1, "no conversation 'klin' in the library"),
        (["--batch", "/nonexistent.jsonl"], 2, "/nonexistent.jsonl"),
        (["--draft", "/nonexistent.md"], 2, "/nonexistent.md"),
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
