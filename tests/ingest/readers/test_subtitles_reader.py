import pysubs2
import pytest
from reader_samples import made

from ingest.readers import read
from ingest.source import Source

space = " "  # YouTube writes a line with one
ROLLING = f"""WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.470 align:start position:0%
{space}
welcome<00:00:00.560><c> to</c><00:00:00.719><c> the</c><00:00:00.880><c> show</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
welcome to the show
{space}

00:00:02.480 --> 00:00:05.190 align:start position:0%
welcome to the show
today<00:00:02.639><c> we</c><00:00:02.879><c> talk</c>

00:00:05.190 --> 00:00:05.200 align:start position:0%
today we talk
{space}

00:00:05.200 --> 00:00:08.000 align:start position:0%
today we talk
about<00:00:05.359><c> data</c>
"""


def spoken(source: Source) -> list[tuple[float | None, str | None, str]]:
    """The pieces between marks: time, speaker, text."""
    ends = [mark.start for mark in source.marks[1:]] + [len(source.text)]
    return [(m.time, m.speaker, source.text[m.start : end].strip()) for m, end in zip(source.marks, ends, strict=True)]


def vtt(*cues: str) -> bytes:
    return (
        "WEBVTT\n\n" + "\n\n".join(f"00:{n:02}.000 --> 00:{n:02}.900\n{cue}" for n, cue in enumerate(cues))
    ).encode()


@pytest.mark.parametrize("suffix", ["srt", "vtt"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_cue_has_a_mark_with_the_time_that_pysubs2_reads(suffix: str, language: str) -> None:
    events = pysubs2.SSAFile.from_string(made(suffix, language).decode(), format_=suffix).events
    source = read(made(suffix, language), f"a.{suffix}")
    assert [mark.time for mark in source.marks] == [event.start / 1000 for event in events]
    assert all(source.text[mark.start] not in " \n" for mark in source.marks)


def test_rolling_captions_say_everything_once() -> None:
    source = read(ROLLING.encode(), "a.vtt")
    assert source.text == "welcome to the show today we talk about data"
    assert [mark.time for mark in source.marks] == [0.16, 2.48, 5.2]


def test_people_who_repeat_themselves_are_left_alone() -> None:
    source = read(vtt("No.", "No.", "Never?", "Not once.", "I see."), "a.vtt")
    assert source.text == "No. No. Never? Not once. I see."


@pytest.mark.parametrize(
    ("cues", "turns"),
    [
        (["<v Ada>One", "<v Ada>two.</v>", "<v Bo>Three."], [("Ada", "One"), ("Ada", "two."), ("Bo", "Three.")]),
        (["<v.loud Ada Lovelace>One</v> <v Bo>Two"], [("Ada Lovelace", "One"), ("Bo", "Two")]),
        (["HOST: One", "two.", "GUEST: Three."], [("HOST", "One"), ("HOST", "two."), ("GUEST", "Three.")]),
        (["- One.\n- Two."], [(None, "One."), (None, "Two.")]),
        (
            ["HOST: One.", "- and two.", "—And three."],
            [("HOST", "One."), ("HOST", "- and two."), ("HOST", "—And three.")],
        ),
        (["- HOST: One.\n- GUEST: Two."], [("HOST", "One."), ("GUEST", "Two.")]),
        (["&gt;&gt; One.", "&gt;&gt; HOST: Two."], [(None, "One."), ("HOST", "Two.")]),
        (["问：今年呢？", "答：更好。"], [("问", "今年呢？"), ("答", "更好。")]),
        (["Remember: data.", "It is 12:30 now."], [(None, "Remember: data."), (None, "It is 12:30 now.")]),
        (["他说：好。", "<i>A</i> {\\an8}B &amp; C"], [(None, "他说：好。"), (None, "A B & C")]),
    ],
)
def test_who_speaks_is_read_from_voices_labels_and_dashes(cues: list[str], turns: list[tuple[str, str]]) -> None:
    source = read(vtt(*cues), "a.vtt")
    paragraphs = [(s, t) for part in spoken(source) for s, t in [(part[1], line) for line in part[2].split("\n\n")]]
    assert paragraphs == turns


def test_comments_styles_and_names_of_cues_are_no_speech() -> None:
    text = "WEBVTT - A talk\n\nSTYLE\n::cue { color: red }\n\nNOTE not said\n\n"
    text += "intro\n01:00:01.500 --> 01:00:02.000\nSaid.\n\nNOTE\nnot said\n\n7\n01:00:03.000 --> 01:00:04.000\nAgain\n"
    assert spoken(read(text.encode(), "a.vtt")) == [(3601.5, None, "Said."), (3603.0, None, "Again")]


def test_lines_of_digits_and_blank_lines_within_a_cue_are_kept() -> None:
    text = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nWhat year?\r\n\r\n2025\r\n\r\n2\r\n00:00:03,5 --> 00:00:04,000\r\n42\r\n"
    )
    assert spoken(read(text.encode(), "a.srt")) == [(1.0, None, "What year? 2025"), (3.5, None, "42")]


def test_chinese_cues_are_joined_without_a_space() -> None:
    source = read(vtt("我们训练了", "Gemini 3", "这个模型。", "It works", "well."), "a.vtt")
    assert source.text == "我们训练了Gemini 3这个模型。It works well."
