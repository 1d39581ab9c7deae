"""README and docs: every command in them is understood, those marked `sh` are run, every link leads somewhere."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.__main__ import arguments as answer_arguments
from answer.__main__ import main as answer
from corpus.settings import DEFAULT_TRANSCRIPTS
from ingest.__main__ import _parser as ingest_parser
from ingest.__main__ import main as ingest
from page.__main__ import _parser as page_parser
from page.options import parse as app_options
from page.safety import hashed

PROJECT = Path(__file__).resolve().parents[2]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
OTHERS = {"git", "pipx", "docker"}
"""Programs that are not ours."""
TALK = "Ada Moss: When did the tide turn?\n\nBo Rye: The tide turned at noon, said the harbour master.\n"


def lines(mark: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield the page and each line of its blocks, of those with a mark where one is given."""
    for page in PAGES:
        for found, block in re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            if found == mark or (mark is None and found in {"", "sh"}):
                yield from ((page.name, line) for line in block.splitlines() if line.strip())


def words(line: str) -> list[str]:
    """Return a command's words, without comments and what its output goes to."""
    found = shlex.split(re.sub(r"\s+>>.*", "", line), comments=True)
    return found[2:] if found[:2] == ["python", "-m"] else found


def understood(line: str) -> bool:
    """Whether a command can be given; the programs that refuse one end in SystemExit, and say why."""
    try:
        return _understood(line, *words(line))
    except SystemExit:
        return False


def _understood(line: str, name: str, *given: str) -> bool:
    if name == "make":
        return all(
            re.search(rf"^{target}:", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE) for target in given
        )
    if name == "interview-qa":
        return given[0] in {"serve", "add", "ask", "doctor"}
    if name == "pip":
        extras = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
        return all(extra in extras for extra in re.findall(r"\[(\w+)\]", line))
    if name == "python":
        return app_options([*given[1:]]) is not None
    parsers = {"answer": answer_arguments, "ingest": ingest_parser, "page": page_parser}
    if name in parsers:
        return parsers[name]().parse_args(given) is not None
    return name in OTHERS or importlib.util.find_spec(name) is not None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Path:
    """A folder with the files that the docs speak of, and a library of two accounts and a talk."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "talk.txt").write_text(TALK, "utf-8")
    (folder / "talks").mkdir()
    (folder / "talks" / "tide.txt").write_text(TALK.replace("noon", "dusk"), "utf-8")
    (folder / "article.md").write_text("He said: “The tide turned at noon, said the harbour master.”\n", "utf-8")
    (folder / "questions.jsonl").write_text('{"id": "1", "question": "How big is the team?"}\n', "utf-8")
    (folder / "corpus").mkdir()
    for name in ("catalogue.yaml", "borgeaud-article.md", "borgeaud-digest.txt"):
        shutil.copy(DEFAULT_TRANSCRIPTS / name, folder / "corpus")
    words = "**Matt Turck**: What of synthetic data?\n\n**Sebastian Borgeaud**: It is a tool to be used with care.\n"
    (folder / "corpus" / "asked.md").write_text(words, "utf-8")
    added = ["add", str(folder / "corpus"), "--store", str(folder / "store"), "--model", str(tiny_model)]
    assert ingest(added) == 0
    return folder


def test_every_command_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "users.txt").write_text(hashed("ada", "secret"), "utf-8")
    assert [f"{page}: {line}" for page, line in lines() if not understood(line)] == []


def test_commands_of_shell_blocks_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    for page, line in lines("sh"):
        name, *given = words(line)
        code = {"answer": answer, "ingest": ingest}[name]([*given, "--store", str(folder / "store")])
        shown = capsys.readouterr()
        assert code == 0, f"{page}: {line}\n{shown.err}"
        assert shown.out, line


def test_cleaning_takes_nothing_that_a_reader_gave() -> None:
    done = subprocess.run(
        ["make", "-n", "--no-print-directory", "clean"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["rm", "-rf", ".venv", "build", "dist"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
