import subprocess
import sys

import pytest
from reader_samples import DIALOGUES, SUFFIXES, made, turns_of

from corpus.errors import UnreadableFile
from ingest.readers import SUPPORTED, read

HEAVY = ("pypdf", "docx", "trafilatura", "lxml", "charset_normalizer", "opencc", "jieba")


@pytest.mark.parametrize("language", DIALOGUES)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_dialogue_has_the_same_turns_in_every_format(suffix: str, language: str) -> None:
    source = read(made(suffix, language), f"talk.{suffix}")
    assert turns_of(source) == DIALOGUES[language]
    assert source.metadata.get("title", "A talk about models") == "A talk about models"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_made_here_is_supported_in_any_case(suffix: str) -> None:
    assert f".{suffix}" in SUPPORTED
    assert read(made(suffix), f"TALK.{suffix.upper()}") == read(made(suffix), f"talk.{suffix}")


@pytest.mark.parametrize("suffix", ["pdf", "srt", "vtt", "ttml", "textgrid", "docx", "html", "json"])
@pytest.mark.parametrize("name", ["talk", "talk.unknown", "talk.txt", "-"])
def test_content_decides_where_the_suffix_lies_or_is_absent(suffix: str, name: str) -> None:
    if suffix == "json" and name == "talk.txt":
        assert read(made(suffix), name).text == made(suffix).decode()  # JSON is text; .txt may mean it
    else:
        assert read(made(suffix), name) == read(made(suffix), f"talk.{suffix}")


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b" \n", "a.pdf", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.doc", "old Word file; save it as .docx"),
        (b"{\\rtf1 Hello}", "a.rtf", "save it as .docx or .txt"),
        (b"PK\x03\x04" + bytes(99), "a.xlsx", "zip without a Word document"),
        (b"PK\x03\x04" + bytes(99), "a.docx", "not a Word document or a broken one"),
        (b"hello", "a.pdf", "broken PDF"),
        (b"hello", "a.json", "not valid JSON (line 1"),
        (b"hello", "a.srt", "no subtitles found"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.png", "not text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, name: str, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, name)
    text = str(caught.value)
    assert text.startswith(f"{name}: ")
    assert says in text
    assert "\n" not in text


def test_a_name_with_line_ends_stays_on_the_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^a b\.txt: empty"):
        read(b"", "a\n\rb.txt")


def test_importing_the_readers_loads_no_library() -> None:
    code = f"""if True:
        import sys, types
        package = types.ModuleType("ingest"); package.__path__ = ["ingest"]; sys.modules["ingest"] = package
        import ingest.readers
        print([name for name in {HEAVY} if name in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
