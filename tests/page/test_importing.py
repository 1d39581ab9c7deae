"""Codebooks of other tools are read as they write them, and what is none is refused in one line."""

import time

import pytest

from corpus.collection import Label
from corpus.errors import UnreadableFile
from page.importing import LARGEST, read_codebook

FIRE = "0F6A1C2E-53A4-4A4B-9D57-6F1A2D1F9B1C"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 16))


def qdc(codes: str, namespace: str = "urn:QDA-XML:codebook:1.0") -> bytes:
    codebook = f'<CodeBook xmlns="{namespace}"><Codes>{codes}</Codes></CodeBook>'
    return f'<?xml version="1.0" encoding="utf-8"?>{codebook}'.encode()


def read(codes: str) -> list[tuple[str, str | None]]:
    """Return the names of labels, each with the name of that which it stands under."""
    labels = read_codebook(qdc(codes), "c.qdc").labels
    names = {label.id: label.name for label in labels}
    return [(label.name, names[label.parent] if label.parent else None) for label in labels]


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", ""])
def test_a_code_has_name_colour_and_description(namespace: str) -> None:
    said = '" name=" Fire\n 火 " color="#A0F"><Description> all\nthat </Description>'
    code = f'<Code isCodable="true" guid="{{{FIRE}}}{said}</Code>'
    (label,) = read_codebook(qdc(code, namespace), "c.qdc").labels
    assert label == Label(FIRE.lower(), "Fire 火", "#aa00ff", "all\nthat")


def test_deeper_codes_come_under_the_topmost_and_keep_their_path() -> None:
    low = '<Code name="Middle"><Code name="Leaf"><Code name="Tip"/></Code></Code><Code name="Other"/>'
    assert read(f'<Code name="Group" isCodable="false">{low}</Code><Code name="Leaf"/>') == [
        ("Group", None), ("Middle", "Group"), ("Middle › Leaf", "Group"), ("Middle › Leaf › Tip", "Group"),
        ("Other", "Group"), ("Leaf", None),
    ]  # fmt: skip


def test_codes_without_a_name_are_counted_and_what_they_hold_moves_up() -> None:
    found = read_codebook(qdc('<Code name=" "><Code name="A"><Code><Code name="B"/></Code></Code></Code>'), "c.qdc")
    assert [(label.name, label.parent) for label in found.labels] == [("A", None), ("B", found.labels[0].id)]
    assert found.nameless == 2


def test_codes_with_one_id_are_two_labels() -> None:
    labels = read_codebook(qdc(f'<Code guid="{FIRE}" name="A"/><Code guid="{FIRE}" name="B"/>'), "c.qdc").labels
    assert len({label.id for label in labels}) == 2


def test_a_long_name_is_shortened_and_stands_in_full_in_the_description() -> None:
    inner = f'<Code name="{"m" * 90}"><Code name="The end of it"><Description>d</Description></Code></Code>'
    top, _, leaf = read_codebook(qdc(f'<Code name="{"t" * 101}">{inner}</Code>'), "c.qdc").labels
    assert (top.name, top.description) == ("t" * 99 + "…", "t" * 101)
    assert (len(leaf.name), leaf.name[:2], leaf.name[-17:]) == (100, "…m", "mmm › The end of it"[2:])
    assert leaf.description == f"{'m' * 90} › The end of it\nd"


def test_a_file_may_be_in_any_encoding_that_it_names() -> None:
    text = qdc('<Code name="Übung"/>').decode().replace("utf-8", "windows-1252")
    assert read_codebook(text.encode("windows-1252"), "c.qdc").labels[0].name == "Übung"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no XML"),
        (b"PK\x03\x04 a zip", "no XML"),
        (qdc('<Code name="A">'), "broken"),
        (qdc('<Code name="\xdc"/>').decode().encode("latin-1"), "no XML, or broken"),
        (qdc('<Code name="A"/>').replace(b"utf-8", b"nonsense"), "no XML, or broken"),
        (qdc("<Code name='A'>" * 300 + "</Code>" * 300), "no XML, or broken"),
        (b"<Project><CodeBook/></Project>", "no codebook"),
        (qdc(""), "no codes"),
        (qdc('<Code name=""/>'), "no codes"),
        (qdc(" " * LARGEST), "larger than 5 MB"),
        (b'<!DOCTYPE CodeBook [<!ENTITY e SYSTEM "file:///etc/passwd">]><CodeBook>&e;</CodeBook>', "no codebook"),
        (f'<!DOCTYPE c [<!ENTITY l0 "ha">{LAUGHS}]><CodeBook>&l15;</CodeBook>'.encode(), ""),
        (f'<!DOCTYPE c [<!ENTITY l0 "ha">{LAUGHS}]><CodeBook origin="&l15;"/>'.encode(), ""),
    ],
)
def test_what_is_no_codebook_is_refused_at_once_in_one_line(data: bytes, why: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match=f"^c\\.qdc: .*{why}.*; .*qdc") as refused:
        read_codebook(data, "c.qdc")
    assert "\n" not in str(refused.value)
    assert time.monotonic() - began < 5
