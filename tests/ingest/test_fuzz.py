"""Whatever the bytes of a file: a transcript whose passages tile it, or an error of ours that says so in a line.

Damaged files of every format, texts put together from what is looked for in them, archives and YAML. It takes
FUZZ_SECONDS, 60 unless the environment says otherwise.
"""

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from damage import damaged, edits, rezipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest_samples import TEXTS
from reader_samples import DIALOGUES, SUFFIXES, made

from corpus.catalogue import Catalogue, load_catalogue
from corpus.errors import BadCatalogue, UnreadableFile
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.transcript import tiles
from ingest.files import find
from ingest.metadata import Metadata, read_side_file
from ingest.transcripts import make_transcript

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
LARGEST_TEXT = 6_000
SOME = settings(max_examples=50, deadline=None, derandomize=False, suppress_health_check=list(HealthCheck))

LANGUAGES = st.sampled_from(sorted(DIALOGUES))
REAL = [path.read_bytes()[:LARGEST_TEXT] for path in sorted(DEFAULT_TRANSCRIPTS.glob("borgeaud-*"))]
YAML = (DEFAULT_TRANSCRIPTS / "catalogue.yaml").read_bytes()
ENCODINGS = st.sampled_from(["utf-8", "gb18030", "big5", "shift_jis", "utf-16", "cp1252"])
WORD_PARTS = st.sampled_from(zipfile.ZipFile(io.BytesIO(made("docx"))).namelist())


def of(suffix: str) -> st.SearchStrategy[bytes]:
    """Return sound files of a format."""
    return LANGUAGES.map(lambda language: made(suffix, language))


def harmed(files: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    return st.builds(damaged, files, edits)


WORD = st.builds(
    lambda data, part, changes: rezipped(data, part, lambda old: damaged(old, changes)), of("docx"), WORD_PARTS, edits
)
TEXT = st.builds(lambda text, encoding: text.encode(encoding, "ignore"), TEXTS, ENCODINGS)
FILES = {
    **{suffix: harmed(of(suffix)) for suffix in SUFFIXES},
    "docx": harmed(of("docx")) | WORD,
    "txt": harmed(st.sampled_from(REAL)) | TEXT | harmed(TEXT),
}
"""Damaged files by the format that they were of."""


def read(data: bytes, name: str) -> None:
    try:
        transcript = make_transcript(name, data, Metadata(), Catalogue())
    except UnreadableFile as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert tiles(transcript.passages, transcript.text)
        transcript.text.encode()


def archive(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return file.getvalue()


def going_on(test: Callable[[], Any], parts: int) -> None:
    """Run a property over and over for this part of the time."""
    until = time.monotonic() + SECONDS / parts
    while time.monotonic() < until:
        test()


PARTS = len(FILES) + 2

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@pytest.mark.parametrize("suffix", FILES)
def test_files(suffix: str) -> None:
    @SOME
    @given(FILES[suffix], st.sampled_from([suffix, suffix, *SUFFIXES]))
    def test(data: bytes, named: str) -> None:
        read(data, f"a.{named}")

    going_on(test, PARTS)


def test_archives(tmp_path: Path) -> None:
    @SOME
    @given(
        st.sampled_from(["a.txt", "../b.md", "c\x00.txt", "d/\u202e.txt"]),
        harmed(st.sampled_from(REAL)),
        st.none() | edits,
    )
    def test(name: str, data: bytes, changes: Any) -> None:
        packed = archive(name, data)
        (tmp_path / "a.zip").write_bytes(damaged(packed, changes) if changes else packed)
        try:
            for file in find([tmp_path / "a.zip"]):
                read(file.read(), file.name)
        except UnreadableFile:
            pass

    going_on(test, PARTS)


def test_yaml(tmp_path: Path) -> None:
    @SOME
    @given(harmed(st.sampled_from([YAML, b"title: A talk\ndate: 2026-01-31\nvoices: {a: b}\n"])) | TEXT)
    def test(data: bytes) -> None:
        path = tmp_path / "catalogue.yaml"
        path.write_bytes(data)
        for load in (load_catalogue, read_side_file):
            try:
                load(path)
            except BadCatalogue as error:
                assert "\n" not in str(error)  # noqa: PT017 - either outcome is right
        read(b"---\n" + data + b"\n---\nJane: Well?\n\nBob: Well.\n", "a.md")

    going_on(test, PARTS)
