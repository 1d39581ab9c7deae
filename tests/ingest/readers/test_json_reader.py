import json
from typing import Any

import pytest

from corpus.errors import UnreadableFile
from ingest.readers import read
from ingest.source import Source

Said = list[tuple[float | None, str | None, str]]
TEXTS = ("What changed this year, and why?", "The data did. It was more and better.")
WORDS = [["What", "changed", "?"], ["The", "data", "."]]


def spoken(source: Source) -> Said:
    ends = [mark.start for mark in source.marks[1:]] + [len(source.text)]
    return [(m.time, m.speaker, source.text[m.start : end].strip()) for m, end in zip(source.marks, ends, strict=True)]


def segments(
    text: str, start: str, end: str, unit: float = 1, speakers: tuple[Any, Any] | None = None, **more: Any
) -> Any:
    """Two segments, at 1.5 and 61.25 seconds, in the words of one service."""
    found: list[dict[str, Any]] = []
    for number, (said, at) in enumerate(zip(TEXTS, (1.5, 61.25), strict=True)):
        speaker = {"speaker": speakers[number]} if speakers else {}
        found.append({text: said, start: at * unit, end: (at + 2.5) * unit, **speaker, **more})
    return found


def items(speaker_in_items: bool) -> list[dict[str, Any]]:
    """Words as AWS Transcribe lists them."""
    found: list[dict[str, Any]] = []
    for turn, words in enumerate(WORDS):
        for number, word in enumerate(words):
            spoken_at = {"start_time": f"{turn * 60 + number}.5", "type": "pronunciation"}
            place = spoken_at if word.isalpha() else {"type": "punctuation"}
            label = {"speaker_label": f"spk_{turn}"} if speaker_in_items else {}
            found.append({**place, **label, "alternatives": [{"content": word}]})
    return found


def elements(words: list[str], at: float) -> list[dict[str, Any]]:
    """Words as Rev lists them, with elements for spaces."""
    return [
        part
        for number, word in enumerate(words)
        for part in (
            {"type": "punct", "value": " " if number and word.isalpha() else ""},
            {"type": "text", "value": word, "ts": at + number, "end_ts": at + number + 0.5},
        )
        if part["value"]
    ]


LABELS = [
    {"speaker_label": f"spk_{turn}", "items": [{"start_time": f"{turn * 60 + number}.5"} for number in range(2)]}
    for turn in range(2)
]
A_B: Said = [(1.5, "Speaker A", TEXTS[0]), (61.25, "Speaker B", TEXTS[1])]
NUMBERED: Said = [(1.5, "Speaker 0", TEXTS[0]), (61.25, "Speaker 1", TEXTS[1])]
UNNAMED: Said = [(1.5, None, TEXTS[0]), (61.25, None, TEXTS[1])]
WORDED: Said = [(0.5, "spk_0", "What changed?"), (60.5, "spk_1", "The data.")]
PARAGRAPHS = [
    {"speaker": number, "start": at, "end": at + 9, "sentences": [{"text": said, "start": at, "end": at + 9}]}
    for number, (said, at) in enumerate(zip(TEXTS, (1.5, 61.25), strict=True))
]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"text": " ".join(TEXTS), "segments": segments("text", "start", "end"), "language": "en"}, UNNAMED),
        ({"segments": segments("text", "start", "end", 1, ("SPEAKER_00", "SPEAKER_01"), words=[{"word": "x"}])},
         [(1.5, "SPEAKER_00", TEXTS[0]), (61.25, "SPEAKER_01", TEXTS[1])]),
        ({"text": "x", "utterances": segments("text", "start", "end", 1000, ("A", "B"), words=[])}, A_B),
        ({"results": {"utterances": segments("transcript", "start", "end", 1, (0, 1))}}, NUMBERED),
        ({"results": {"channels": [{"alternatives": [{"transcript": "x", "paragraphs": {"paragraphs": PARAGRAPHS}}]}]}},
         NUMBERED),
        ({"monologues": [{"speaker": n, "elements": elements(w, n * 60 + 0.5)} for n, w in enumerate(WORDS)],
          "speakers": [{"id": 0, "name": "Ada"}, {"id": 1, "name": "Bo"}]},
         [(0.5, "Ada", "What changed?"), (60.5, "Bo", "The data.")]),
        ({"results": {"transcripts": [{"transcript": "x"}], "items": items(True)}}, WORDED),
        ({"results": {"items": items(False), "speaker_labels": {"segments": LABELS}}}, WORDED),
        ({"results": {"items": [], "audio_segments": segments("transcript", "start_time", "end_time")}}, UNNAMED),
        (segments("text", "start", "stop", duration=2.0), UNNAMED),
        ({"version": "1.0.0", "segments": segments("body", "startTime", "endTime", 1, ("Ada", "Bo"))},
         [(1.5, "Ada", TEXTS[0]), (61.25, "Bo", TEXTS[1])]),
        ({"transcription": [{"timestamps": {"from": "00:00:01,500"}, "text": TEXTS[0]},
                            {"timestamps": {"from": "00:01:01,250"}, "text": TEXTS[1]}]}, UNNAMED),
        ({"chunks": [{"timestamp": [1.5, 4.0], "text": TEXTS[0]}, {"timestamp": [61.25], "text": TEXTS[1]}]}, UNNAMED),
        ({"events": [{"tStartMs": 1500, "segs": [{"utf8": "What changed this year,"}, {"utf8": " and why?"}]},
                     {"tStartMs": 61250, "segs": [{"utf8": TEXTS[1]}]}]}, UNNAMED),
        ({"results": [{"alternatives": [{"transcript": TEXTS[0], "words": [{"startTime": "1.500s"}]}]},
                      {"alternatives": [{"transcript": TEXTS[1], "words": [{"startTime": "61.250s"}]}]}]}, UNNAMED),
        ({"recognizedPhrases": [{"offset": "PT1.5S", "speaker": 0, "nBest": [{"display": TEXTS[0]}]},
                                {"offset": "PT1M1.25S", "speaker": 1, "nBest": [{"display": TEXTS[1]}]}]}, NUMBERED),
        ({"sentences": segments("text", "start_time", "end_time", 1, ({"name": "Ada"}, {"name": "Bo"}))},
         [(1.5, "Ada", TEXTS[0]), (61.25, "Bo", TEXTS[1])]),
        ([{"text": "HOST: Why?", "start": 1.0}, {"text": "GUEST: It was\nthe data.", "start": 2.0}],
         [(1.0, "HOST", "Why?"), (2.0, "GUEST", "It was the data.")]),
    ],
)  # fmt: skip
def test_each_service_gives_times_and_speakers(document: Any, said: Said) -> None:
    assert spoken(read(json.dumps(document).encode(), "a.json")) == said


def test_segments_of_one_speaker_run_on_and_another_begins_a_paragraph() -> None:
    said = [("A", "我们用了"), ("A", "更多数据。"), ("B", "How"), ("B", "many?")]
    document = {"title": "A talk", "date": "2025-11-18", "segments": [{"speaker": s, "text": t} for s, t in said]}
    source = read(json.dumps(document).encode(), "a.json")
    assert source.text == "我们用了更多数据。\n\nHow many?"
    assert source.metadata == {"title": "A talk", "date": "2025-11-18"}


def test_text_without_segments_is_taken_and_never_holds_lone_surrogates() -> None:
    assert read(b'{"text": "Hello \\ud83d there\\u0000."}', "a.json").text == "Hello there."


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"segments": [', "not valid JSON (line 1"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"text": "a", "start": ' + b"9" * 5000 + b"}]", "a number too long"),
        (b"{}", "JSON without a transcript"),
        (b'{"segments": [{"text": ""}, {"text": null}, 7]}', "JSON without a transcript"),
        (b"null", "JSON without a transcript"),
        (b'{"measured": [{"time": 1.5, "value": "3.4"}, {"time": 2.5, "value": "3.6"}]}', "JSON without a transcript"),
        (b'{"entries": [{"title": "News", "content": "A mill burned."}]}', "JSON without a transcript"),
        (b'{"files": ["a: one", "b"], "log": [{"message": "begun", "at": "2024-01-01"}]}', "JSON without a transcript"),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "a.json")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "start", ["null", "true", "-1", "1e999", "NaN", "9" * 400, '"soon"', "[]", "{}", '{"from": 1}']
)
def test_times_that_make_no_sense_are_not_believed(start: str) -> None:
    source = read(f'[{{"text": "Hello.", "start": {start}}}]'.encode(), "a.json")
    assert (source.text, [mark.time for mark in source.marks]) == ("Hello.", [1.0] if "from" in start else [])
