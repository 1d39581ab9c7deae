"""Which files are added: archives, folders, globs, odd names; what is too large or leads elsewhere is refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ingest_samples import TALK

from corpus.database import Store
from ingest import files
from ingest.files import find
from ingest.settings import Summary

Adding = Callable[..., Summary]
Talks = Callable[..., Path]


def test_a_zip_archive(adding: Adding, tmp_path: Path) -> None:
    archive = tmp_path / "talks.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("a/one.txt", "../../two.txt", "/etc/three.md", ".hidden/four.txt", "README.md", "five.exe"):
            packed.writestr(name, TALK.format(n=name))
    summary = adding(archive)
    assert (sorted(summary.added), summary.failed) == (["one.txt", "three.md", "two.txt"], [])
    assert adding(archive).unchanged == summary.added
    assert not (tmp_path.parent / "two.txt").exists()


def test_what_is_left_alone_for_its_kind_is_named(adding: Adding, tmp_path: Path) -> None:
    folder = tmp_path / "interviews"
    (folder / "part two").mkdir(parents=True)
    for name in ("one.txt", "one.mp3", "one.yaml", ".hidden.png", "README.rtfd", "two.mp3", "part two/scan.tiff"):
        (folder / name).write_text(TALK if name == "one.txt" else "")
    assert adding(folder).left_alone == ["scan.tiff", "two.mp3"]
    with zipfile.ZipFile(tmp_path / "talks.zip", "w") as packed:
        packed.writestr("two.txt", TALK)
        for number in range(7):
            packed.writestr(f"{number}.exe", "")
    told = str(adding(tmp_path / "talks.zip"))
    assert told.endswith("\nnot read for their kind: 0.exe, 1.exe, 2.exe, 3.exe, 4.exe and 2 more")
    assert "not read" not in str(adding(folder / "one.txt"))


def test_a_zip_bomb_is_refused(adding: Adding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 100_000)
    monkeypatch.setattr(files, "LARGEST_ARCHIVE", 300_000)
    for name, members in (("one.zip", 1), ("many.zip", 4)):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(members):
                packed.writestr(f"{number}.txt", b"0" * 150_000 if members == 1 else b"0" * 90_000)
        summary = adding(tmp_path / name)
        assert summary.added == []
        assert len(summary.failed) == 1


def test_a_zip_that_lies_about_its_sizes(adding: Adding, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TALK * 1000)
    data = bytearray(packed.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (tmp_path / "lie.zip").write_bytes(data)
    summary = adding(tmp_path / "lie.zip")
    assert len(summary.added) + len(summary.failed) == 1


def test_a_member_that_is_damaged_does_not_stop_the_others(adding: Adding, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bad.txt", TALK)
        packed.writestr("good.txt", TALK)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[60] ^= 255
    (tmp_path / "a.zip").write_bytes(data)
    summary = adding(tmp_path / "a.zip")
    assert summary.added == ["good.txt"]
    assert "a.zip!bad.txt: cannot be unpacked" in summary.failed[0][1]


def test_a_file_over_the_limit_is_not_read(adding: Adding, tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(1_000_000_000)
    summary = adding(huge)
    assert "at most 100 MB" in summary.failed[0][1]


def test_a_folder_is_searched_without_leaving_it(adding: Adding, talks: Talks, tmp_path: Path) -> None:
    folder = talks(1)
    (tmp_path / "outside.txt").write_text(TALK.format(n="outside"), "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "deeper").mkdir()
    (folder / "deeper" / "deep.md").write_text(TALK.format(n="deep"), "utf-8")
    for name in (".hidden.txt", "README.md", "notes.rtf", "talks-0.txt.yaml", "script.py"):
        (folder / name).write_text("title: x" if name.endswith("yaml") else TALK, "utf-8")
    assert sorted(adding(folder).added) == ["deep.md", "talks-0.txt"]


def test_a_glob(adding: Adding, talks: Talks) -> None:
    folder = talks(12)
    assert sorted(adding(f"{folder}/talks-1*.txt").added) == ["talks-1.txt", "talks-10.txt", "talks-11.txt"]
    assert len(adding(f"{folder}/**/*.txt").added) == 9
    (folder / "catalogue.yaml").write_text("people: []", "utf-8")
    assert len(adding(f"{folder}/*").unchanged) == 12


@pytest.mark.parametrize("name", ["a\nb.txt", "\u202eevil.txt", "..txt", "x" * 200 + ".txt", "空 格.txt"])
def test_odd_file_names(name: str, adding: Adding, tmp_path: Path, store: Store) -> None:
    (tmp_path / name).write_text(TALK, "utf-8")
    adding(tmp_path / name)
    [info] = list(store.snapshot().infos.values())
    assert "\n" not in info.id
    assert "/" not in info.id
    assert len(info.id) <= 150
    assert store.snapshot().read(info.id).text == TALK


def test_the_contents_of_an_archive_are_listed_once_for_all_its_members(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(50):
            archive.writestr(f"{number}.txt", TALK.format(n=number))
    opened: list[Path] = []

    class Counted(zipfile.ZipFile):
        def __init__(self, file: Any, *given: Any) -> None:
            opened.append(file)
            super().__init__(file, *given)

    monkeypatch.setattr("ingest.files.zipfile.ZipFile", Counted)
    assert [file.read().decode() for file in find([tmp_path / "a.zip"])] == [TALK.format(n=n) for n in range(50)]
    assert len(opened) <= 2
