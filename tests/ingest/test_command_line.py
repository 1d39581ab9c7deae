"""python -m ingest, as a person types it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from ingest_samples import TALK

from corpus.database import Store
from corpus.database.tables import passages, vectors
from corpus.settings import DEFAULT_MODEL
from ingest.__main__ import main

Command = Callable[..., tuple[int, str, str]]
Talks = Callable[..., Path]
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ingest(store_dir: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main([*map(str, arguments), "--store", str(store_dir)])
        return code, *capfd.readouterr()

    return run


@pytest.fixture
def library(ingest: Command, talks: Talks, tiny_model: Path) -> Path:
    """A folder of two transcripts, added."""
    folder = talks(2)
    code, out, err = ingest("add", folder, "--model", tiny_model)
    assert (code, err) == (0, ""), err
    assert out.startswith("2 files (2 added), 8 turns, 8 passages, ")
    return folder


def test_add_again(ingest: Command, library: Path) -> None:
    code, out, _ = ingest("add", library)
    assert code == 0
    assert out.startswith("2 files (2 unchanged), 0 turns, 0 passages")


@pytest.mark.usefixtures("library")
def test_list(ingest: Command, tiny_model: Path) -> None:
    code, out, _ = ingest("list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["ID", "talks-0.txt", "talks-1.txt", "2", "when"]
    assert f"model: {tiny_model}@" in out
    assert "not calibrated for this model" in out.splitlines()[-1]
    assert ingest("list")[1] == out


def test_list_as_json(ingest: Command, library: Path) -> None:
    rows = [json.loads(line) for line in ingest("list", "--json")[1].splitlines()]
    assert [row["id"] for row in rows] == ["talks-0.txt", "talks-1.txt"]
    expected = {"characters": len(TALK.format(n=0)), "turns": 4, "language": "en", "speakers": ["Jane Doe", "Bob Ray"]}
    assert {key: rows[0][key] for key in expected} == expected
    assert rows[0]["source"] == str(library / "talks-0.txt")
    assert rows[0]["hash"]
    assert rows[0]["passages"]
    assert rows[0]["added"]


@pytest.mark.usefixtures("library")
def test_show(ingest: Command) -> None:
    assert ingest("show", "talks-1.txt") == (0, TALK.format(n=1), "")


@pytest.mark.usefixtures("library")
def test_show_structure(ingest: Command) -> None:
    _, out, _ = ingest("show", "talks-1.txt", "--structure")
    assert "speakers: Jane Doe, Bob Ray" in out
    assert "turn 0 · Jane Doe · asks: How did it all begin?" in out
    assert "speaker   Bob Ray:" in out


@pytest.mark.usefixtures("library")
def test_remove_leaves_nothing(ingest: Command) -> None:
    assert ingest("remove", "talks-0.txt")[:2] == (0, "removed talks-0.txt\n")
    assert [line.split()[0] for line in ingest("list")[1].splitlines()] == ["ID", "talks-1.txt", "1", "when"]
    assert ingest("check") == (0, "1 transcripts, 8 passages: whole\n", "")


def test_rebuild_from_the_store_alone(ingest: Command, library: Path, tiny_model: Path, store_dir: Path) -> None:
    for file in library.iterdir():
        file.unlink()
    reader = Store(store_dir)
    before = {info.id: reader.snapshot().read(info.id).text for info in reader.snapshot().infos.values()}
    code, out, _ = ingest("rebuild", "--model", tiny_model)
    assert (code, out.partition(" encoded")[0]) == (0, "2 transcripts, 8 passages")
    assert {info.id: reader.snapshot().read(info.id).text for info in reader.snapshot().infos.values()} == before
    assert ingest("check")[0] == 0


@pytest.mark.usefixtures("library")
def test_check_finds_what_is_broken_and_mends_it(ingest: Command, store_dir: Path) -> None:
    store = Store(store_dir)
    with store.database.change() as connection:
        connection.execute(
            passages.delete().where(passages.c.id == sa.select(sa.func.min(passages.c.id)).scalar_subquery())
        )
        connection.execute(
            vectors.delete().where(vectors.c.id == sa.select(sa.func.max(vectors.c.id)).scalar_subquery())
        )
    store.close()
    code, out, _ = ingest("check")
    assert code == 1
    assert "talks-0.txt: its passages do not tile the text" in out
    assert "talks-1.txt: 1 passages have no vectors" in out
    assert ingest("check", "--repair") == (0, "2 transcripts, 16 passages: whole\n", "")
    assert ingest("show", "talks-0.txt")[1] == TALK.format(n=0)


@pytest.mark.usefixtures("library")
def test_standard_input(ingest: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(TALK.format(n="typed").encode())

    monkeypatch.setattr(sys, "stdin", Input)
    code, out, _ = ingest(
        "add", "-", "--title", "Typed", "--kind", "digest", "--speaker", "Jane", "--date", "2026-01-01"
    )
    assert (code, out.partition(",")[0]) == (0, "1 file (1 added)")
    rows = [json.loads(line) for line in ingest("list", "--json")[1].splitlines()]
    assert [(row["title"], row["kind"], row["date"]) for row in rows if row["id"].startswith("stdin-")] == [
        ("Typed", "digest", "2026-01-01")
    ]


def one_line(error: str) -> bool:
    return error.startswith("error: ") and error.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("nothing.txt", None, "no such file"),
        ("catalogue.yaml", b"people: []", "describes"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 100, "not text"),
        ("broken.pdf", b"%PDF-1.4 nothing more", "broken.pdf"),
        ("broken.zip", b"PK\x05\x06", "broken.zip"),
    ],
)
@pytest.mark.usefixtures("library")
def test_files_that_cannot_be_added(name: str, data: bytes | None, says: str, ingest: Command, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, out, err = ingest("add", tmp_path / name)
    assert code == 1
    assert one_line(err), err
    assert says in err
    assert name in err
    assert "failed" in out


def test_an_unknown_model(ingest: Command, talks: Talks) -> None:
    code, out, err = ingest("add", talks(1), "--model", "./no-such-model")
    assert (code, out) == (1, "")
    assert one_line(err.splitlines()[-1] + "\n")
    assert "no-such-model" in err
    assert "--model" in err


def test_a_store_of_another_model(ingest: Command, library: Path) -> None:
    code, _, err = ingest("add", library, "--model", DEFAULT_MODEL)
    assert code == 1
    assert one_line(err)
    assert "rebuild" in err


@pytest.mark.parametrize("command", [("list",), ("show", "x"), ("remove", "x"), ("rebuild",), ("check",)])
def test_no_store(command: tuple[str, ...], ingest: Command) -> None:
    code, _, err = ingest(*command)
    assert code == 1
    assert one_line(err)
    assert "python -m ingest add" in err


@pytest.mark.parametrize("command", ["show", "remove"])
@pytest.mark.usefixtures("library")
def test_no_such_transcript(command: str, ingest: Command) -> None:
    code, _, err = ingest(command, "nothing.txt")
    assert code == 1
    assert one_line(err)
    assert "ingest list" in err


@pytest.mark.usefixtures("library")
def test_verbose_shows_where_an_error_comes_from(ingest: Command) -> None:
    assert "Traceback" in ingest("show", "nothing.txt", "--verbose")[2]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("add",),
        ("add", "x", "--kind", "novel"),
        ("add", "x", "--url", "javascript:x"),
        ("add", "x", "--date", "soon"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.usefixtures("library")
def test_list_answers_at_once_and_imports_nothing_heavy(ingest: Command, store_dir: Path) -> None:
    ingest("list")
    script = (
        "import sys; from ingest.__main__ import main; main(['list', '--store', sys.argv[1]]);"
        "print(sorted({'torch', 'gradio', 'sentence_transformers', 'jieba', 'chromadb', 'numpy'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, store_dir]
    before = os.times()
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    after = os.times()
    assert done.stdout.splitlines()[-1] == "[]"
    # the processor's time, as the machine may be busy with other tests
    assert after.children_user - before.children_user < 0.8


def test_watch_wants_folders(ingest: Command, library: Path) -> None:
    code, _, err = ingest("add", "--watch", library / "talks-0.txt")
    assert code == 1
    assert one_line(err)
