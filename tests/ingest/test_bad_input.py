"""Files that are wrong, strange or hostile: a clear word about each, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import TALK, Counting

from corpus.database import Store
from corpus.database.audit import faults
from corpus.errors import BadCatalogue, ModelMismatch
from ingest.progress import Silent
from ingest.settings import Summary
from ingest.source import Source

Adds = Callable[..., Summary]
Talks = Callable[..., Path]


def test_one_bad_file_stops_nothing(adding: Adds, talks: Talks) -> None:
    folder = talks(5)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    summary = adding(folder, folder / "nothing.txt")
    assert len(summary.added) == 5
    assert sorted(name.rpartition("/")[2] for name, _ in summary.failed) == ["binary.txt", "empty.txt", "nothing.txt"]
    assert all(reason for _, reason in summary.failed)


@pytest.mark.parametrize(
    "yaml",
    [
        "title: [unclosed",
        "- a list",
        "kind: novel",
        "voices: [1]",
        "x: !!python/object/apply:os.system ['true']",
        "a: &a [1]\nb: *a",
        "x: " + "[" * 10_000,
        "x: " + "{a: " * 100 + "1" + "}" * 100,
        "y" * 70_000,
        "date: 2026-13-45",
    ],
)
def test_a_side_file_that_is_wrong_is_named(yaml: str, adding: Adds, talks: Talks) -> None:
    folder = talks(2)
    (folder / "talks-0.yaml").write_text(yaml, "utf-8")
    summary = adding(folder)
    assert [name for name, _ in summary.failed] == ["talks-0.txt"]
    assert "talks-0.yaml" in summary.failed[0][1]
    assert summary.added == ["talks-1.txt"]


def test_a_catalogue_that_is_wrong_stops_before_anything_is_added(adding: Adds, talks: Talks, store: Store) -> None:
    folder = talks(1)
    (folder / "catalogue.yaml").write_text("people: [1]", "utf-8")
    with pytest.raises(BadCatalogue, match="catalogue"):
        adding(folder)
    assert list(store.snapshot().infos.values()) == []


def test_files_of_any_name_are_added(adding: Adds, tmp_path: Path, store: Store) -> None:
    for name in ("library", "catalogue"):
        (tmp_path / name).write_text(TALK.format(n=name), "utf-8")
        adding(tmp_path / name)
    assert [info.id for info in store.snapshot().infos.values()] == ["catalogue", "library"]
    assert store.snapshot().model == "tiny@1"
    assert faults(store) == []


def test_a_store_of_another_model_is_refused(adding: Adds, talks: Talks, store: Store, encoder: Counting) -> None:
    folder = talks(2)
    adding(folder / "talks-0.txt")
    encoder.name = "other@2"
    with pytest.raises(ModelMismatch, match="rebuild"):
        adding(folder)
    assert [info.id for info in store.snapshot().infos.values()] == ["talks-0.txt"]


def test_an_error_in_a_reader_leaves_the_store_as_it_was(adding: Adds, talks: Talks, store: Store) -> None:
    folder = talks(2)
    adding(folder)
    before = [store.snapshot().read(info.id) for info in store.snapshot().infos.values()]
    (folder / "talks-0.txt").write_text("changed", "utf-8")

    def broken(*_: object) -> Source:
        raise RuntimeError("a bug in a reader")

    with pytest.raises(RuntimeError):
        adding(folder, reader=broken)
    assert [store.snapshot().read(info.id) for info in store.snapshot().infos.values()] == before
    assert faults(store) == []


@pytest.mark.parametrize(
    "text", ["A: x\x00y\n\nB: z\n", "one \ud800 two\n", "\u202eright to left: yes\n\n\u200fJane: no\n"]
)
def test_characters_that_cannot_be_stored(text: str, adding: Adds, tmp_path: Path, store: Store) -> None:
    (tmp_path / "x.txt").write_bytes(b"anything")
    adding(tmp_path / "x.txt", reader=lambda *_: Source(text))
    stored = store.snapshot().read("x.txt").text
    assert len(stored) == len(text)
    assert stored.encode("utf-8")
    assert faults(store) == []


def test_markup_is_text(adding: Adds, tmp_path: Path, store: Store) -> None:
    text = "Jane Doe: <script>alert(1)</script> <img src=x onerror=alert(1)>\n\nBob Ray: {{7*7}} </div>\n"
    (tmp_path / "x.txt").write_text(text, "utf-8")
    adding(tmp_path / "x.txt")
    assert store.snapshot().read("x.txt").text == text


def test_another_encoding_is_said(adding: Adds, tmp_path: Path, store: Store) -> None:
    text = "主持人：你们是怎么开始的？请谈谈第一年的情况。\n\n嘉宾：我们最初只有十个人的小团队，之后每年都在增长。\n"
    (tmp_path / "x.txt").write_bytes(text.encode("gb18030"))
    said: list[str] = []

    class Heard(Silent):
        def done(self, message: str = "") -> None:
            said.append(message)

    adding(tmp_path / "x.txt", progress=Heard())
    assert said == ["x.txt: read as gb18030"]
    assert (store.snapshot().read("x.txt").text, store.snapshot().info("x.txt").encoding) == (text, "gb18030")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("talk.yaml", 'title: "\\ud800"\n'),
        ("talk.yaml", "a: &a [x]\nb: *a\n"),
        ("talk.txt", '---\ntitle: "\\ud800"\n---\nJane: Is it so?\n'),
    ],
)
def test_yaml_that_cannot_be_stored_stops_nothing(name: str, text: str, adding: Adds, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TALK, "utf-8")
    (tmp_path / "talk.txt").write_text(TALK.format(n="bad"), "utf-8")
    (tmp_path / name).write_text(text, "utf-8")
    summary = adding(tmp_path)
    assert "good.txt" in summary.added
    assert all("talk.yaml: " in reason for _, reason in summary.failed)


@pytest.mark.parametrize("text", ['people: [{name: "\\ud800"}]', "people: &a []\nglossary: *a", "a: " + "[" * 3_000])
def test_a_hostile_catalogue_is_refused(text: str, adding: Adds, talks: Talks) -> None:
    folder = talks(1)
    (folder / "catalogue.yaml").write_text(text, "utf-8")
    with pytest.raises(BadCatalogue, match=r"catalogue.yaml: "):
        adding(folder)


def test_what_would_garble_a_line_is_left_out_of_titles(adding: Adds, tmp_path: Path, store: Store) -> None:
    (tmp_path / "a.md").write_text(f'---\ntitle: "red \\e[31m \\u202e text"\n---\n{TALK}', "utf-8")
    adding(tmp_path / "a.md")
    assert store.snapshot().info("a.md").title == "red [31m text"
