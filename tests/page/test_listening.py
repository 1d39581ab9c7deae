"""When which words are said, and how a transcript's recording is listened to."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.database.contents import Contents
from corpus.transcript import Passage, Transcript, TranscriptInfo
from page.listening import moments, recording_view
from page.reading import lay_out

INFO = TranscriptInfo("a b.srt", "A", "transcript", "a", "en", "0" * 64)


def talk(*parts: tuple[str, float | None, tuple[tuple[int, float], ...]]) -> Transcript:
    passages, at = [], 0
    for index, (text, time, times) in enumerate(parts):
        passages.append(Passage(index, at, at + len(text), text, "speech", turn=index, time=time, times=times))
        at += len(text)
    return Transcript(replace(INFO, characters=at), tuple(passages))


def _said(transcript: Transcript) -> list[tuple[float, float, str]]:
    found = moments(transcript, lay_out(transcript, Contents(0, None, [], {})))
    return [(second, until, transcript.text[start:end]) for second, until, start, end, _ in found]


def test_each_stretch_is_said_until_the_next_time() -> None:
    transcript = talk(("One. Two.", 1.0, ((0, 1.0), (5, 2.5))), ("Three.", 4.0, ()))
    assert _said(transcript) == [(1.0, 2.5, "One. "), (2.5, 4.0, "Two."), (4.0, 64.0, "Three.")]


def test_the_same_in_two_languages_is_said_at_once() -> None:
    transcript = talk(("你好。", 1.0, ()), ("Hello.", 1.5, ()), ("再见。", 3.0, ()), ("Bye.", 3.0, ()))
    again = talk(("你好。再见。", 1.0, ((3, 3.0),)), ("Hello. Bye.", 1.0, ((7, 3.0),)))
    assert _said(transcript)[2:] == [(3.0, 63.0, "再见。Bye.")]
    assert [words for second, _, words in _said(again) if second == 1.0] == ["你好。", "Hello. "]


def test_times_far_from_each_other_are_not_followed() -> None:
    assert _said(talk(("One.", 0.0, ()), ("Two.", 300.0, ()), ("Three.", 310.0, ()))) == [
        (300.0, 310.0, "Two."),
        (310.0, 370.0, "Three."),
    ]
    assert _said(talk(("One.", None, ()))) == []


@pytest.mark.parametrize(
    ("media", "url", "shown"),
    [
        (None, None, None),
        (None, "https://example.org/talk", None),
        (None, "https://[broken", None),
        (None, "https://www.youtube.com/watch?v=1", {"kind": "link", "url": "https://www.youtube.com/watch?v=1"}),
        ("https://example.org/a.mp3", "https://vimeo.com/1", {"kind": "link", "url": "https://example.org/a.mp3"}),
        ("{here}/talk.MP4", None, {"kind": "video", "path": "/page-recordings/a%20b.srt"}),
        ("{here}/gone.mp3", None, None),
        ("{here}/note.txt", None, None),
    ],
)
def test_a_recording_is_played_here_or_is_a_link(
    tmp_path: Path, media: str | None, url: str | None, shown: dict[str, str] | None
) -> None:
    for name in ("talk.MP4", "note.txt"):
        (tmp_path / name).touch()
    assert recording_view(replace(INFO, media=media and media.format(here=tmp_path), url=url)) == shown
