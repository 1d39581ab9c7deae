"""The same dialogue in every format: the same turns and speakers, with page or time."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from corpus.catalogue import Catalogue
from corpus.transcript import Passage
from ingest.metadata import Metadata
from ingest.transcripts import make_transcript


def _samples() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "reader_samples", Path(__file__).parent / "readers" / "reader_samples.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


samples = _samples()


def speech(name: str, data: bytes) -> list[Passage]:
    return make_transcript(name, data, Metadata(), Catalogue()).speech()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("suffix", samples.SUFFIXES)
def test_the_same_turns(suffix: str, language: str) -> None:
    found = speech(f"talk.{suffix}", samples.made(suffix, language))
    turns: dict[int | None, tuple[str | None, str]] = {}
    for passage in found:
        before = turns.get(passage.turn, (passage.speaker, ""))
        turns[passage.turn] = (passage.speaker, before[1] + passage.text)
    assert [(name, text.strip()) for name, text in turns.values()] == samples.DIALOGUES[language]
    assert [turn.endswith(("?", "？")) for _, turn in samples.DIALOGUES[language]] == [
        any(p.question for p in found if p.turn == turn) for turn in turns
    ]
    if suffix == "pdf":
        assert [p.page for p in found] == [1, 1, 2, 2]
    if suffix in {"srt", "vtt", "ttml", "textgrid", "json"}:
        times = [p.time for p in found]
        assert None not in times
        assert times == sorted(times)
        assert times[0] == 0.0
