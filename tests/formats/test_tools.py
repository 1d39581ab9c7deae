"""Files written by the programs and libraries that people use, not by hand."""

import datetime
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pysubs2
import pytest
import webvtt
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from understanding import turns, understood

TALK = [
    (5.0, "Jane Doe", "When did you begin?"),
    (11.0, "Bob Ray", "I began in a cellar in 1998."),
    (62.0, "Jane Doe", "And today?"),
    (65.0, "Bob Ray", "Today we bake for nine schools."),
]
TURNS = [(name, words, time) for time, name, words in TALK]


def clock(seconds: float) -> str:
    return str(datetime.timedelta(seconds=int(seconds)))


def written(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    document = docx.Document()
    document.add_paragraph("A talk about bread")
    made = document.add_table(0, len(rows[0]))
    for row in [*([header] if header else []), *rows]:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    return written(document)


@pytest.mark.parametrize(
    ("header", "order"),
    [
        (["Start", "Speaker", "Text"], [0, 1, 2]),
        (["Speaker", "Time", "Transcript"], [1, 0, 2]),
        (["Text", "Name", "Time"], [2, 1, 0]),
        (["时间", "说话人", "内容"], [0, 1, 2]),
        (["Zeit", "Text", "Sprecher"], [0, 2, 1]),
        ([], [0, 1, 2]),
        (["Timespan", "Content", "Speaker"], [0, 2, 1]),
    ],
)
def test_word_tables_in_any_order_and_language(header: list[str], order: list[int]) -> None:
    rows = [[(clock(time), name, words)[column] for column in order] for time, name, words in TALK]
    found = turns(understood(table(header, rows), "docx"))
    assert found[-4:] == TURNS


def test_a_table_with_more_columns() -> None:
    rows = [[f"{clock(time)}.4", "5.0s", name, words] for time, name, words in TALK]
    found = turns(understood(table(["Start", "Duration", "Speaker", "Text"], rows), "docx"))
    assert found[-4:] == [(name, words, time + 0.4) for name, words, time in TURNS]


def test_the_date_of_a_library_s_template_is_none() -> None:
    document = docx.Document()
    for _, name, words in TALK:
        document.add_paragraph(f"{name}: {words}")
    assert understood(written(document), "docx").info.date is None
    document.core_properties.created = datetime.datetime(2024, 3, 5, tzinfo=datetime.UTC)
    assert understood(written(document), "docx").info.date == "2024-03-05"


def test_paragraphs_of_word_in_the_way_of_calls() -> None:
    document = docx.Document()
    for time, name, words in TALK:
        document.add_paragraph().add_run(f"{name}   {clock(time)[2:]}\n{words}")
    assert turns(understood(written(document), "docx")) == TURNS


@pytest.mark.parametrize("form", ["srt", "vtt", "ass", "ssa"])
@pytest.mark.parametrize("label", ["{}: {}", "[{}] {}", "({}) {}"])
def test_captions_of_pysubs2(form: str, label: str) -> None:
    file = pysubs2.SSAFile()
    for time, name, words in TALK:
        start = int(time * 1000)
        file.append(pysubs2.SSAEvent(start=start, end=start + 900, text=label.format(name, words)))
    assert turns(understood(file.to_string(form).encode(), form)) == TURNS


def test_captions_of_webvtt(tmp_path: Path) -> None:
    file = webvtt.WebVTT()
    for time, name, words in TALK:
        file.captions.append(webvtt.Caption(f"{clock(time)}.000", f"{clock(time + 1)}.000", f"<v {name}>{words}</v>"))
    file.save(str(tmp_path / "a.vtt"))
    assert turns(understood((tmp_path / "a.vtt").read_bytes(), "vtt")) == TURNS


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "label", ["{name} ({clock})\n{words}\n\n", "[{clock}] {name}: {words}\n", "{name}: {words}\n\n"]
)
def test_line_ends_of_other_systems(label: str, ends: str) -> None:
    text = "".join(label.format(name=name, words=words, clock=clock(time)) for time, name, words in TALK)
    found = turns(understood(text.replace("\n", ends).encode(), "txt"))
    assert [turn[:2] for turn in found] == [turn[:2] for turn in TURNS]


ONCE = [
    ("Host", "Welcome. Today three neighbours tell us about the flood."),
    ("Jane", "The water reached my second floor."),
    ("Host", "And you, sir?"),
    ("Old Man", "I lost both of my horses that night."),
    ("Host", "Terrible. And you?"),
    ("Teacher", "The school stayed shut until May."),
]


def _once_docx() -> bytes:
    document = docx.Document()
    for name, words in ONCE:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(words)
    return written(document)


def _once_pdf(form: str) -> bytes:
    file = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    said = [form.format(name=name, words=words, at=at) for at, (name, words) in enumerate(ONCE)]
    SimpleDocTemplate(file).build([Paragraph(text, style) for text in said])
    return file.getvalue()


def _once_html(form: str) -> bytes:
    said = "".join(f"<p>{form.format(name=name, words=words)}</p>" for name, words in ONCE)
    return f"<html><body><article><h1>The flood</h1>{said}</article></body></html>".encode()


def _once_json() -> bytes:
    segments = [{"start": at * 10.0, "end": at * 10 + 9.0, "text": f" {n}: {w}"} for at, (n, w) in enumerate(ONCE)]
    return json.dumps({"segments": segments}).encode()


def _once_captions(form: str) -> bytes:
    file = pysubs2.SSAFile()
    for at, (name, words) in enumerate(ONCE):
        file.append(pysubs2.SSAEvent(start=at * 5000, end=at * 5000 + 4000, text=f"{name}: {words}"))
    return file.to_string(form).encode()


@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        ("docx", _once_docx),
        ("pdf", lambda: _once_pdf("<b>{name}:</b> {words}")),
        ("pdf", lambda: _once_pdf("{name} (00:0{at}:10)<br/>{words}")),
        ("html", lambda: _once_html("{name}: {words}")),
        ("html", lambda: _once_html("<strong>{name}:</strong> {words}")),
        ("json", _once_json),
        ("srt", lambda: _once_captions("srt")),
        ("vtt", lambda: _once_captions("vtt")),
        ("ass", lambda: _once_captions("ass")),
    ],
)
def test_who_speaks_once_is_named_in_every_format(suffix: str, make: Callable[[], bytes]) -> None:
    assert [turn[:2] for turn in turns(understood(make(), suffix))] == ONCE


def test_a_page_called_after_the_program_that_made_it_has_no_title_of_its_own() -> None:
    page = _once_html("{name}: {words}").replace(b"<h1>The flood</h1>", b"")
    title = b"<html><head><title>Created by Foo easyTranscriber SDK 3 (HTML Version)</title></head>"
    assert understood(page.replace(b"<html>", title), "html").info.title == "talk"
    assert understood(page.replace(b"<html>", title.replace(b"SDK 3", b"hand")), "html").info.title != "talk"
