"""One short dialogue, made into a file of every format by other programs, and what a reader should get of it."""

import functools
import io
import json
from collections.abc import Callable
from html import escape
from typing import Any

import docx
import pysubs2
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

from ingest.source import Source

Turns = list[tuple[str, str]]

ENGLISH: Turns = [
    ("Speaker A", "What changed this year, and why does it matter to the people who train these models?"),
    ("Speaker B", "Mostly the data. We had more of it, and it was better than what we had the year before that."),
    ("Speaker A", "Was it enough?"),
    ("Speaker B", "No. It never is; nearly 200 people worked on it for a year."),
]
CHINESE: Turns = [
    ("主持人", "今年有什么变化？对于训练这些模型的人来说，为什么这些变化是重要的？"),
    ("嘉宾", "主要是数据。我们有了更多的数据，而且比一年以前的数据更好，Gemini 3 就是这样训练出来的。"),
    ("主持人", "这样就够了吗？"),
    ("嘉宾", "不够，永远都不够。有将近200个人为它工作了一年。"),
]
DIALOGUES = {"en": ENGLISH, "zh": CHINESE}
SUFFIXES = ("txt", "md", "pdf", "srt", "vtt", "ttml", "textgrid", "docx", "html", "json")


def pdf(flowables: list[Flowable], decorate: Callable[[Any, Any], None] = lambda *_: None) -> bytes:
    made = io.BytesIO()
    template = SimpleDocTemplate(made, title="A talk about models")
    template.build(flowables, onFirstPage=decorate, onLaterPages=decorate)
    return made.getvalue()


def style(text: str) -> ParagraphStyle:
    if text.isascii():
        return getSampleStyleSheet()["Normal"]
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return ParagraphStyle("Chinese", fontName="STSong-Light", fontSize=11, leading=16, wordWrap="CJK")


def colon(text: str) -> str:
    return ": " if text.isascii() else "："


def _pdf(turns: Turns) -> bytes:
    lines = [Paragraph(f"{name}{colon(name)}{text}", style(name + text)) for name, text in turns]
    return pdf([*lines[:2], PageBreak(), *lines[2:]])


def _cues(turns: Turns, suffix: str) -> bytes:
    file = pysubs2.SSAFile()
    for number, (name, text) in enumerate(turns):
        half = text.find(" ", len(text) // 2) + 1 or len(text) // 2
        label = f"{name}{colon(name)}" if suffix == "srt" else f"<v {name}>"
        for part, words in enumerate((label + text[:half].strip(), text[half:].strip())):
            start = (number * 2 + part) * 5000
            voiced = words if suffix == "srt" or part == 0 else f"<v {name}>{words}"
            file.append(pysubs2.SSAEvent(start=start, end=start + 4900, text=voiced))
    return file.to_string(suffix).encode()


def _timed_text(turns: Turns) -> bytes:
    names = list(dict.fromkeys(name for name, _ in turns))
    agents = "".join(
        f'<ttm:agent xml:id="a{n}"><ttm:name>{name}</ttm:name></ttm:agent>' for n, name in enumerate(names)
    )
    said = "".join(
        f'<p begin="{5 * at}s" end="{5 * at + 4}s" ttm:agent="a{names.index(name)}">{text}</p>'
        for at, (name, text) in enumerate(turns)
    )
    spaces = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
    return f"<tt {spaces}><head>{agents}</head><body><div>{said}</div></body></tt>".encode()


def _textgrid(turns: Turns) -> bytes:
    names = list(dict.fromkeys(name for name, _ in turns))
    rows = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "0",
        f"{5 * len(turns)}",
        "<exists>",
        f"{len(names)}",
    ]
    for tier in names:
        rows += ['"IntervalTier"', f'"{tier}"', "0", f"{5 * len(turns)}", f"{len(turns)}"]
        for at, (name, text) in enumerate(turns):
            rows += [f"{5 * at}", f"{5 * at + 5}", f'"{text if name == tier else ""}"']
    return "\n".join(rows).encode()


def _docx(turns: Turns) -> bytes:
    document, made = docx.Document(), io.BytesIO()
    document.core_properties.title = "A talk about models"
    for name, text in turns:
        document.add_paragraph(f"{name}{colon(name)}{text}")
    document.save(made)
    return made.getvalue()


def _html(turns: Turns) -> bytes:
    said = "".join(f"<p><strong>{name}{colon(name)}</strong>{escape(text)}</p>" for name, text in turns)
    page = f"<nav><a href=/>Home</a></nav><article><h1>A talk about models</h1>{said}</article><footer>Imprint</footer>"
    return f"<!doctype html><meta charset=utf-8><title>A talk about models</title><body>{page}".encode()


def _json(turns: Turns) -> bytes:
    segments = [
        {"start": number * 10.0, "end": number * 10 + 9.5, "text": f" {text}", "speaker": name}
        for number, (name, text) in enumerate(turns)
    ]
    return json.dumps({"segments": segments, "language": "en"}).encode()


@functools.cache
def made(suffix: str, language: str = "en") -> bytes:
    """Return the dialogue as a file of that format."""
    turns = DIALOGUES[language]
    plain = "\n\n".join(f"{name}{colon(name)}{text}" for name, text in turns).encode()
    makers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: _pdf(turns),
        "srt": lambda: _cues(turns, "srt"),
        "vtt": lambda: _cues(turns, "vtt"),
        "ttml": lambda: _timed_text(turns),
        "textgrid": lambda: _textgrid(turns),
        "docx": lambda: _docx(turns),
        "html": lambda: _html(turns),
        "json": lambda: _json(turns),
    }
    return makers.get(suffix, lambda: plain)()


def turns_of(source: Source) -> Turns:
    """Return the turns as marks or the paragraphs' own labels give them; headings are none."""
    found: Turns = []
    at = 0
    for paragraph in source.text.split("\n\n"):
        mark = next((mark for mark in reversed(source.marks) if mark.start <= at), None)
        name, text = (mark.speaker if mark else None), paragraph
        if name is None and not (mark and mark.heading):
            name, _, text = paragraph.replace("：", ": ", 1).partition(": ")
        if name:
            found.append((name, text))
        at += len(paragraph) + 2
    return found
