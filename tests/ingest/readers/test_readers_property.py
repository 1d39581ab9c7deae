"""Whatever the bytes: a reader gives a sound `Source` or raises `UnreadableFile`, nothing else."""

import contextlib
import importlib
import io
import json
import zipfile
from typing import Any

import pytest
from damage import Edit, damaged, edits, rezipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_samples import DIALOGUES, SUFFIXES, made

from corpus.errors import UnreadableFile
from ingest.readers import read
from ingest.readers.json_fields import SPEAKERS, STARTS, TEXTS
from ingest.readers.json_lists import LISTS
from ingest.source import Source

MODULES = {
    "txt": "text",
    "pdf": "pdf",
    "srt": "subtitles",
    "vtt": "subtitles",
    "ttml": "timed_text",
    "textgrid": "textgrid",
    "docx": "word",
    "html": "web",
    "json": "transcript_json",
}
HEADS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"WEBVTT\n\n",
    b"<!doctype html>",
    b"{",
    b"\xff\xfe",
    b"1\n00:00:01,000 --> ",
]
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes, suffix: str) -> None:
    """Read the bytes by the reader of that suffix and by the one that their content chooses."""
    reader = importlib.import_module(f"ingest.readers.{MODULES[suffix]}")
    for reading in (reader.read, read):
        try:
            sound(reading(data, f"a.{suffix}"))
        except UnreadableFile as error:
            assert "\n" not in str(error)  # noqa: PT017 - either outcome is right


def sound(source: Source) -> None:
    source.text.encode()
    starts = [mark.start for mark in source.marks]
    assert source.text.strip()
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(source.text) for start in starts)
    assert all(mark.time is None or 0 <= mark.time < 1e13 for mark in source.marks)


@pytest.mark.parametrize("suffix", MODULES)
@given(head=st.sampled_from(HEADS), tail=st.binary(max_size=300))
@QUICK
def test_any_bytes(suffix: str, head: bytes, tail: bytes) -> None:
    check(head + tail, suffix)


@pytest.mark.parametrize("suffix", MODULES)
@given(language=st.sampled_from(sorted(DIALOGUES)), edits=edits)
@QUICK
def test_real_files_with_bytes_changed(suffix: str, language: str, edits: list[Edit]) -> None:
    check(damaged(made(suffix, language), edits), suffix)


@given(member=st.sampled_from(zipfile.ZipFile(io.BytesIO(made("docx"))).namelist()), edits=edits)
@QUICK
def test_word_documents_with_their_parts_changed(member: str, edits: list[Edit]) -> None:
    check(rezipped(made("docx"), member, lambda part: damaged(part, edits)), "docx")


KEYS = st.sampled_from(sorted({*LISTS, *SPEAKERS, *STARTS, *TEXTS, "alternatives", "speaker_labels", "name", "id"}))
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.just("00:01:02,5"))


@given(st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)))
@QUICK
def test_any_json_of_the_words_that_services_use(document: Any) -> None:
    check(json.dumps(document).encode(), "json")


@given(text=st.text(max_size=200), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig", "big5"]))
@QUICK
def test_what_is_decoded_is_decoded_exactly(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    with contextlib.suppress(UnreadableFile):
        source = read(data, "a.md")
        assert data.decode(source.encoding) == source.text or source.marks or data.lstrip()[:1] in (b"<", b"W", b"%")


def test_every_format_is_here() -> None:
    assert {*MODULES, "md"} == set(SUFFIXES)
