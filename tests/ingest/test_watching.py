"""What happens in a folder happens in the library."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import TALK, Counting

from corpus.database import Store
from ingest.pipeline import add
from ingest.settings import Settings
from ingest.watching import react

Talks = Callable[..., Path]
React = Callable[..., list[str]]


@pytest.fixture
def folder(talks: Talks) -> Path:
    return talks(3)


@pytest.fixture
def reacting(folder: Path, store: Store, encoder: Counting) -> React:
    """Reacts to changes of paths in the folder, after it was added."""

    def run(*changed: Path) -> list[str]:
        return list(react(changed, [folder.resolve()], store, encoder, Settings()))

    run(*folder.iterdir())
    return run


def ids(store: Store) -> list[str]:
    return [info.id for info in store.snapshot().infos.values()]


def test_added_and_changed(reacting: React, folder: Path, store: Store) -> None:
    (folder / "new.txt").write_text(TALK.format(n="new"), "utf-8")
    (folder / "talks-0.txt").write_text(TALK.format(n="changed"), "utf-8")
    [said] = reacting(folder / "new.txt", folder / "talks-0.txt")
    assert said.startswith("2 files (1 added, 1 replaced)")
    assert ids(store) == ["new.txt", "talks-0.txt", "talks-1.txt", "talks-2.txt"]
    assert store.snapshot().read("talks-0.txt").text == TALK.format(n="changed")


def test_deleted(reacting: React, folder: Path, store: Store) -> None:
    (folder / "talks-1.txt").unlink()
    assert reacting(folder / "talks-1.txt")[0] == "removed talks-1.txt: its file is deleted"
    assert ids(store) == ["talks-0.txt", "talks-2.txt"]


def test_renamed(reacting: React, folder: Path, store: Store) -> None:
    (folder / "talks-1.txt").rename(folder / "renamed.txt")
    reacting(folder / "renamed.txt", folder / "talks-1.txt")
    assert ids(store) == ["renamed.txt", "talks-0.txt", "talks-2.txt"]


def test_all_files_gone_at_once_are_a_mishap(reacting: React, folder: Path, store: Store) -> None:
    for file in folder.iterdir():
        file.unlink()
    [said] = reacting(folder / "talks-0.txt")
    assert "keeps them" in said
    assert len(ids(store)) == 3


def test_other_files_are_none_of_ours(reacting: React, folder: Path, tmp_path: Path) -> None:
    (folder / ".hidden.txt").write_text("x", "utf-8")
    (folder / "picture.png").write_bytes(b"x")
    (tmp_path / "outside.txt").write_text("x", "utf-8")
    assert reacting(folder / ".hidden.txt", folder / "picture.png", tmp_path / "outside.txt") == []


def test_a_side_file_is_taken_up(reacting: React, folder: Path, store: Store) -> None:
    (folder / "talks-1.yaml").write_text("title: Said later\n", "utf-8")
    reacting(folder / "talks-1.yaml")
    assert store.snapshot().info("talks-1.txt").title == "Said later"


def test_a_file_that_is_being_written_does_no_harm(reacting: React, folder: Path, store: Store) -> None:
    (folder / "half.txt").write_bytes(b"")
    said = reacting(folder / "half.txt")
    assert "1 failed" in said[0]
    assert said[1].startswith("half.txt: ")
    assert len(ids(store)) == 3


def test_a_zip_that_still_lies_in_the_folder_keeps_its_transcripts(
    reacting: React, folder: Path, store: Store, encoder: Counting
) -> None:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("a.md", TALK.format(n="a"))
        archive.writestr("b.md", TALK.format(n="b"))
    add([folder / "x.zip"], store, encoder)
    assert reacting(folder / "x.zip") == []
    assert ids(store) == ["a.md", "b.md", "talks-0.txt", "talks-1.txt", "talks-2.txt"]
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("a.md", TALK.format(n="a"))
    assert reacting(folder / "x.zip") == ["removed b.md: its file is deleted"]
