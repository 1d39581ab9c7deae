"""Which recording belongs to a transcript, and which file a transcript may not name."""

from pathlib import Path

import pytest

from corpus.database import Store
from corpus.recordings import local_recording
from ingest import add
from tests.conftest import TinyEncoder

TALK = "Ada: The owl sleeps by day.\n\nBob: And the mill burned in 1987.\n"
ELSEWHERE = "https://example.org/talk"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("talks/talk.mp3", "talks/sub/other.wav", "secret.mp3", "talks/note.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "talks/linked.mp3").symlink_to(tmp_path / "secret.mp3")
    return tmp_path / "talks"


@pytest.mark.parametrize(
    ("name", "side", "front", "media"),
    [
        ("talk.txt", None, None, "talk.mp3"),
        ("talk.zh-Hant.txt", None, None, "talk.mp3"),
        ("talking.txt", None, None, None),
        ("talk.txt", None, ELSEWHERE, "talk.mp3"),
        ("talk.txt", ELSEWHERE, None, ELSEWHERE),
        ("a.txt", "talk.wma", None, None),
        ("a.txt", "../secret.mp3", None, "../secret.mp3"),
        ("a.txt", None, "sub/other.wav", "sub/other.wav"),
        ("a.txt", None, ELSEWHERE, ELSEWHERE),
        ("a.txt", None, "../secret.mp3", None),
        ("a.txt", None, "{tmp}/secret.mp3", None),
        ("a.txt", None, "linked.mp3", None),
        ("a.txt", None, "note.txt", None),
    ],
)
def test_the_recording_is_the_named_one_else_the_one_beside(
    folder: Path, store_dir: Path, *, name: str, side: str | None, front: str | None, media: str | None
) -> None:
    head = f"---\nmedia: {front.format(tmp=folder.parent)}\n---\n" if front else ""
    (folder / name).write_text(head + TALK, "utf-8")
    if side:
        (folder / f"{name}.yaml").write_text(f"media: {side}", "utf-8")
    store = Store(store_dir)
    assert not add([folder / name], store, TinyEncoder()).failed
    info = store.snapshot().info(name)
    is_here = media is not None and media != ELSEWHERE
    assert info.media == (str((folder / media).resolve()) if media and is_here else media)
    assert (local_recording(info) is not None) == is_here


def test_a_description_that_names_no_recording_is_an_error(folder: Path, store_dir: Path) -> None:
    (folder / "a.txt").write_text(TALK, "utf-8")
    (folder / "a.yaml").write_text("media: note.txt", "utf-8")
    ((_, reason),) = add([folder / "a.txt"], Store(store_dir), TinyEncoder()).failed
    assert "note.txt" in reason
    assert ".mp3" in reason


def test_a_recording_that_comes_later_is_noticed_and_one_that_goes_is_none(folder: Path, store_dir: Path) -> None:
    (folder / "a.txt").write_text(TALK, "utf-8")
    store = Store(store_dir)
    add([folder / "a.txt"], store, TinyEncoder())
    (folder / "a.ogg").write_bytes(b"x")
    assert add([folder / "a.txt"], store, TinyEncoder()).replaced == ["a.txt"]
    assert add([folder / "a.txt"], store, TinyEncoder()).unchanged == ["a.txt"]
    assert local_recording(store.snapshot().info("a.txt")) == folder / "a.ogg"
    (folder / "a.ogg").unlink()
    assert local_recording(store.snapshot().info("a.txt")) is None
