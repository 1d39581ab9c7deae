"""REFI-QDA, the format that tools of qualitative analysis exchange: a codebook (.qdc) and a project (.qdpx).

https://www.qdasoftware.org: a codebook is one XML document, a project a zip of one and of the texts. Texts are written
with line feeds only, for tools count other line ends differently; places are counted in what is written, in code points
from 0, the end exclusive, as the standard's own examples have it.
"""

import io
import uuid
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby

from corpus.collection import Collected, Label
from corpus.database import Snapshot
from corpus.errors import InterviewQAError
from page.exports.xml_text import storable, with_line_feeds

_CODEBOOK, _PROJECT = "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0"
_ORIGIN = "interview-qa"
_NAMES = uuid.UUID("6f0f6d3e-53a4-4a4b-9d57-6f1a2d1f9b1c")
"""Ids of what has none of its own are made from its name, so that exporting again gives the same ones."""
_USER = str(uuid.uuid5(_NAMES, "user"))
_KEPT = "\n\n"


class NothingToExport(InterviewQAError):
    """Raised when there is nothing that a format could hold."""


def codebook(labels: Sequence[Label]) -> bytes:
    """Return the labels as a codebook.

    Raises:
        NothingToExport: there are none.
    """
    if not labels:
        raise NothingToExport("there are no labels yet; give one to a collected quote, then export the codebook")
    root = ET.Element("CodeBook", {"xmlns": _CODEBOOK, "origin": _ORIGIN})
    _codes(root, labels)
    return _document(root)


def project(collected: Sequence[Collected], labels: Sequence[Label], snapshot: Snapshot) -> bytes:
    """Return collected quotes, with the whole texts that they stand in, as a project. Quotes whose transcript has
    changed or is gone stand in a text of their own, of these quotes alone.

    Raises:
        NothingToExport: nothing is collected.
    """
    if not collected:
        raise NothingToExport("nothing is collected yet; press the star at a quote, then export")
    made = max(one.added for one in collected)
    root = ET.Element("Project", {"xmlns": _PROJECT, "name": _ORIGIN, "origin": _ORIGIN, "creatingUserGUID": _USER})
    root.set("creationDateTime", _time(made))
    ET.SubElement(ET.SubElement(root, "Users"), "User", {"guid": _USER, "name": _ORIGIN})
    if labels:
        _codes(ET.SubElement(root, "CodeBook"), labels)
    sources = ET.SubElement(root, "Sources")
    notes = [one for one in collected if one.note]
    files: dict[str, str] = {}
    for (transcript, is_here), found in groupby(_sorted(collected), key=lambda one: (one.transcript, _is_here(one))):
        guid, text, places = _text(transcript, list(found), snapshot if is_here else None)
        files[f"sources/{guid}.txt"] = text
        path = {"guid": guid, "name": storable(transcript), "plainTextPath": f"internal://{guid}.txt"}
        source = ET.SubElement(sources, "TextSource", {**path, "creatingUser": _USER, "creationDateTime": _time(made)})
        for one, start in places:
            _selection(source, one, start, labels)
    if notes:
        parent = ET.SubElement(root, "Notes")
        for one in notes:
            by = {"creatingUser": _USER, "creationDateTime": _time(one.added)}
            note = ET.SubElement(parent, "Note", {"guid": _note_guid(one), **by})
            ET.SubElement(note, "PlainTextContent").text = storable(one.note)
    return _zipped({"project.qde": _document(root), **{name: text.encode() for name, text in files.items()}})


def _sorted(collected: Iterable[Collected]) -> list[Collected]:
    return sorted(collected, key=lambda one: (one.transcript, not _is_here(one), one.start, one.id))


def _is_here(one: Collected) -> bool:
    return one.state == "here"


def _text(
    transcript: str, found: Sequence[Collected], snapshot: Snapshot | None
) -> tuple[str, str, list[tuple[Collected, int]]]:
    """Return id, text and quotes (with where they start) of a source: the transcript, or, without a snapshot, the
    quotes alone.
    """
    if snapshot is not None:
        text = snapshot.read(transcript).text
        starts = [len(with_line_feeds(text[: one.start])) for one in found]
        return _guid(f"source {transcript}"), with_line_feeds(text), list(zip(found, starts, strict=True))
    at, starts = 0, []
    for one in found:
        starts.append(at)
        at += len(with_line_feeds(one.text)) + len(_KEPT)
    text = _KEPT.join(with_line_feeds(one.text) for one in found)
    return _guid(f"quotes {transcript}"), text, list(zip(found, starts, strict=True))


def _selection(source: ET.Element, one: Collected, start: int, labels: Sequence[Label]) -> None:
    by = {"creatingUser": _USER, "creationDateTime": _time(one.added)}
    words = with_line_feeds(one.text)
    place = {"startPosition": str(start), "endPosition": str(start + len(words))}
    name = storable(" ".join(words.split())[:80])
    selection = ET.SubElement(source, "PlainTextSelection", {"guid": one.id, "name": name, **place, **by})
    if one.note:  # said twice: QualCoder reads what describes a selection, and no note that it refers to
        ET.SubElement(selection, "Description").text = storable(one.note)
    for label in labels:
        if label.id in one.labels:
            coding = ET.SubElement(selection, "Coding", {"guid": _guid(f"{one.id} {label.id}"), **by})
            ET.SubElement(coding, "CodeRef", {"targetGUID": label.id})
    if one.note:
        ET.SubElement(selection, "NoteRef", {"targetGUID": _note_guid(one)})


def _codes(parent: ET.Element, labels: Sequence[Label]) -> None:
    """Write labels, each with those under it inside it."""
    codes = ET.SubElement(parent, "Codes")
    written: dict[str, ET.Element] = {}
    for label in labels:  # those under others come after them
        above = written.get(label.parent or "", codes)
        attributes = {"guid": label.id, "name": storable(label.name), "isCodable": "true", "color": label.colour}
        written[label.id] = code = ET.SubElement(above, "Code", attributes)
        if label.description:
            ET.SubElement(code, "Description").text = storable(label.description)


def _note_guid(one: Collected) -> str:
    return _guid(f"note {one.id}")


def _guid(name: str) -> str:
    return str(uuid.uuid5(_NAMES, name))


def _time(added: str) -> str:
    return datetime.fromisoformat(added).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
