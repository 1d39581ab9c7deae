"""What is collected as files of other tools: each is read again and says the same."""

import base64
import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from corpus.database import Store
from ingest import add
from ingest.removing import remove
from page.desk import PageApi
from tests.conftest import TinyEncoder
from tests.page.test_desk import api_of

TALK = "Ada: 🙂 The owl_sleeps by day.\r\n\r\nBob: And the mill\r\nburned in 1987.\r\n\r\nAda: =Who saw it, <b>?\r\n"
WORDS = ("owl_sleeps", "the mill\r\nburned", "=Who saw it, <b>?")
NOTE = "so\vmuch"
PROJECT, CODEBOOK = "{urn:QDA-XML:project:1.0}", "{urn:QDA-XML:codebook:1.0}"


@pytest.fixture
def api(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> PageApi:
    """Three quotes are collected, under nested labels and without one, with a note, from a file of another system."""
    (tmp_path / "talk.txt").write_bytes(TALK.encode())
    store = Store(store_dir)
    add([tmp_path / "talk.txt"], store, tiny_encoder)
    api = api_of(store, tiny_encoder, tmp_path)
    fire = api.call({"do": "put_label", "label": {"name": "Fire", "description": "what burns", "colour": "#aa0000"}})
    mill = api.call({"do": "put_label", "label": {"name": "Mill", "parent": fire["label"]["id"]}})
    text_hash = api.call({"do": "open", "source": "talk.txt"})["transcript"]["text_hash"]
    given: list[list[str]] = [[], [fire["label"]["id"], mill["label"]["id"]], [fire["label"]["id"]]]
    for words, labels in zip(WORDS, given, strict=True):
        start = TALK.index(words)
        address = f"talk.txt@{text_hash}:{start}-{start + len(words)}"
        item = api.call({"do": "collect", "address": address})["item"]
        note = NOTE if words == WORDS[1] else ""
        api.call({"do": "annotate", "id": item["id"], "source": "talk.txt", "labels": labels, "note": note})
    return api


def export(api: PageApi, form: str) -> Any:
    ids = [item["id"] for item in api.call({"do": "collected"})["items"]]
    request = {"do": "export_collected", "format": form, "ids": ids, "base": "http://h/", "language": "en"}
    view = api.call(request)
    return base64.b64decode(view["bytes"]) if "bytes" in view else view["text"]


def coded(data: bytes) -> list[tuple[str, list[str], str]]:
    """Return each selection's words, as its text has them there, with the names of its codes and its note."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read("project.qde"))
        names = {code.get("guid"): code.get("name") for code in root.iter(f"{PROJECT}Code")}
        notes = {note.get("guid"): note[0].text for note in root.iter(f"{PROJECT}Note")}
        found = []
        for source in root.iter(f"{PROJECT}TextSource"):
            path = (source.get("plainTextPath") or "").replace("internal://", "sources/")
            text = archive.read(path).decode()
            for one in source.iter(f"{PROJECT}PlainTextSelection"):
                words = text[int(one.get("startPosition", "")) : int(one.get("endPosition", ""))]
                codes = [str(names[ref.get("targetGUID")]) for ref in one.iter(f"{PROJECT}CodeRef")]
                note = [str(notes[ref.get("targetGUID")]) for ref in one.iter(f"{PROJECT}NoteRef")]
                found.append((words, codes, "".join(note)))
    return found


def test_a_project_holds_texts_selections_codes_and_notes(api: PageApi) -> None:
    data = export(api, "qdpx")
    wanted = [
        ("owl_sleeps", [], ""),
        ("the mill\nburned", ["Fire", "Mill"], "so\ufffdmuch"),
        ("=Who saw it, <b>?", ["Fire"], ""),
    ]
    assert coded(data) == wanted
    assert export(api, "qdpx") == data
    remove(api._store, "talk.txt")
    assert coded(export(api, "qdpx")) == wanted


def test_a_project_has_the_order_that_its_schema_wants(api: PageApi) -> None:
    with zipfile.ZipFile(io.BytesIO(export(api, "qdpx"))) as archive:
        root = ET.fromstring(archive.read("project.qde"))
    assert [child.tag.removeprefix(PROJECT) for child in root] == ["Users", "CodeBook", "Sources", "Notes"]
    guids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(guids) == len(set(guids))
    known = set(guids)
    assert all(one.get("targetGUID") in known for one in root.iter() if one.get("targetGUID"))


def test_a_note_is_dated_and_describes_its_selection(api: PageApi) -> None:
    with zipfile.ZipFile(io.BytesIO(export(api, "qdpx"))) as archive:
        root = ET.fromstring(archive.read("project.qde"))
    (note,) = root.iter(f"{PROJECT}Note")
    (noted,) = (one for one in root.iter(f"{PROJECT}PlainTextSelection") if one.find(f"{PROJECT}NoteRef") is not None)
    assert [child.tag.removeprefix(PROJECT) for child in noted] == ["Description", "Coding", "Coding", "NoteRef"]
    assert noted[0].text == note[0].text == "so\ufffdmuch"
    assert note.get("creationDateTime") == noted.get("creationDateTime")


def test_a_codebook_is_nested(api: PageApi) -> None:
    root = ET.fromstring(export(api, "qdc"))
    (fire,) = root.find(f"{CODEBOOK}Codes") or ()
    assert (fire.get("name"), fire.get("color"), fire.get("isCodable")) == ("Fire", "#aa0000", "true")
    description, mill = fire
    assert (description.text, mill.get("name")) == ("what burns", "Mill")


def test_a_codebook_comes_in_as_it_went_out(api: PageApi, tmp_path: Path, tiny_encoder: TinyEncoder) -> None:
    (tmp_path / "codes.qdc").write_bytes(export(api, "qdc"))
    other = api_of(Store(tmp_path / "other"), tiny_encoder, tmp_path)
    request = {"do": "import_codebook", "path": str(tmp_path / "codes.qdc"), "name": "codes.qdc"}
    view = other.call(request)
    assert view == {"labels": api.call({"do": "collected"})["labels"], "added": 2, "known": 0, "nameless": 0}
    assert other.call(request) == {**view, "added": 0, "known": 2}


def test_what_readers_wrote_is_no_formula_in_a_table(api: PageApi) -> None:
    (item, *_) = api.call({"do": "collected"})["items"]
    given = {"labels": [], "note": "=1+1"}
    api.call({"do": "annotate", "id": item["id"], "source": "talk.txt", **given})
    rows = list(csv.DictReader(io.StringIO(export(api, "csv").removeprefix("\ufeff"), newline="")))
    assert [row["note"] for row in rows] == ["'=1+1", NOTE, ""]


def test_a_table_has_a_line_a_quote_with_its_exact_words(api: PageApi) -> None:
    rows = list(csv.DictReader(io.StringIO(export(api, "csv").removeprefix("\ufeff"), newline="")))
    assert [row["quote"] for row in rows] == list(WORDS)
    assert (rows[1]["labels"], rows[1]["who"], rows[1]["title"]) == ("Fire | Fire › Mill", "Bob", "talk")
    assert all(TALK[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


def test_word_has_each_quote_under_its_labels_with_a_link(api: PageApi) -> None:
    document = Document(io.BytesIO(export(api, "word")))
    lines = [(one.style.name, one.text) for one in document.paragraphs]
    headings = [text for style, text in lines if style == "Heading 1"]
    assert headings == ["Fire", "Fire › Mill", "without a label"]
    assert ("Intense Quote", "the mill\nburned") in lines
    links = [link.address for one in document.paragraphs for link in one.hyperlinks]
    assert len(links) == 4
    assert all(link.startswith("http://h/?cite=talk.txt@") for link in links)


def test_markdown_interprets_nothing(api: PageApi) -> None:
    text = export(api, "markdown")
    assert "## Fire › Mill" in text
    assert r"> =Who saw it, \<b\>?" in text
    assert "> — Bob · talk (transcript) · [talk.txt@" in text


def test_a_page_keeps_every_character_and_shows_no_markup(api: PageApi) -> None:
    text = export(api, "html")
    assert "<mark data-part>the mill&#13;\nburned</mark>" in text
    assert "<mark data-part>=Who saw it, &lt;b&gt;?</mark>" in text
    assert "<b>" not in text


def test_what_cannot_be_exported_says_why(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> None:
    api = api_of(Store(store_dir), tiny_encoder, tmp_path)
    for form in ("qdc", "qdpx"):
        request = {"do": "export_collected", "format": form, "ids": [], "base": "", "language": "en"}
        assert "\n" not in api.call(request)["failure"]
