"""Bytes as they come out of broken disks, half downloads and other people's programs."""

import io
import zipfile
from collections.abc import Callable

from hypothesis import strategies as st

TOKENS = [
    *(b"<", b"</p>", b"<table>", b"<dt>", b"&#xD800;", b"\\ud800", b"{", b"[", b"null", b"1e999", b"-1", b"\x00"),
    *(b"-->", b"00:00:00,000 --> 00:00:01,000\n", b"<v A>", b"\n\n", b"<w:p>", b"<w:tbl>", b"endobj", b"/Kids", b"<<"),
    *(
        b"\xff",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r",
        b"---\n",
        b"\xe2\x80\xae",
        b"WEBVTT\n\n",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
    ),
    *(
        b"9" * 20,
        b"9" * 5000,
        b"[" * 5000,
        b'"start":',
        b"<details>\n",
        b"# ",
        b"**",
        "主持人：".encode(),
        "问：".encode("gb18030"),
    ),
]
MOST_REPEATS = 300
LARGEST = 60_000  # bytes

Edit = tuple[str, float, int, bytes]
edits = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "flip", "cut", "repeat", "swap"]),
        st.floats(0, 1),
        st.integers(0, 255),
        st.one_of(st.binary(max_size=4), st.sampled_from(TOKENS)),
    ),
    min_size=1,
    max_size=12,
)


def damaged(data: bytes, changes: list[Edit]) -> bytes:
    """Put new bytes in the place of others, flip bits, cut the end off, repeat a stretch or move one to the front;
    each at a share of the length.
    """
    for kind, share, count, new in changes:
        at = int(share * len(data))
        before, stretch, after = data[:at], data[at : at + count], data[at + count :]
        if kind == "put":
            data = before + new + data[at + count % 40 :]
        elif kind == "flip" and stretch:
            data = before + bytes([stretch[0] ^ (count or 1)]) + stretch[1:] + after
        elif kind == "cut":
            data = before
        elif kind == "repeat":
            data = before + stretch * MOST_REPEATS + after
        elif kind == "swap":
            data = stretch + before + after
    return data[:LARGEST]


def rezipped(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change one member of a zip archive, so that its sums are right."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return file.getvalue()
