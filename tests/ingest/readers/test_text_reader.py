import codecs

import pytest
from reader_samples import CHINESE, ENGLISH

from corpus.errors import UnreadableFile
from ingest.readers import read

SIMPLIFIED = "\n\n".join(f"{name}：{text}" for name, text in CHINESE)
TRADITIONAL = (
    "主持人：今年有什麼變化？對於訓練這些模型的人來說，為什麼這些變化是重要的？\n\n"
    "來賓：主要是資料。我們有了更多的資料，而且比一年以前的資料更好，Gemini 3 就是這樣訓練出來的。\n\n"
    "主持人：這樣就夠了嗎？\n\n來賓：不夠，永遠都不夠。有將近200個人為它工作了一年。\n"
)
JAPANESE = (
    "司会：今年は何が変わりましたか。\r\nゲスト：主にデータです。去年よりも多く、ずっと良いものになりました。\r\n"
)
FRENCH = "– Où en êtes-vous cette année ?\n– Nous avons changé l’ensemble des données, déjà très étendu.\n"
GERMAN = "A: Was hat sich geändert?\nB: Größtenteils die Daten; es waren über zweihundert Leute dafür tätig.\n"


@pytest.mark.parametrize(
    ("text", "encoding", "reported"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        (ENGLISH[0][1], "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-32", "utf-32"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL + "裏粧", "cp950", "cp950"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (FRENCH, "cp1252", "cp1252"),
        (GERMAN, "latin-1", "cp1252"),
        ("He said “it’s fine”.", "cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("times", [1, 50])
def test_text_of_each_encoding_is_decoded_exactly(text: str, encoding: str, reported: str, times: int) -> None:
    data = (text * times).encode(encoding)
    source = read(data, "talk.txt")
    assert (source.encoding, source.text) == (reported, text * times)
    assert data.decode(source.encoding) == source.text


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le"])
def test_short_pieces_are_decoded_exactly_or_refused(text: str, encoding: str) -> None:
    wrong = 0
    for start in range(len(text) - 30):
        piece = text[start : start + 30].encode(encoding, "ignore").decode(encoding)
        try:
            wrong += read(piece.encode(encoding), "a.txt").text != piece
        except UnreadableFile:
            wrong += encoding != "big5" or text == TRADITIONAL
    assert wrong == 0


def test_newlines_and_marks_of_direction_stay() -> None:
    text = "A: one\r\nB: \u202etwo\u202c\rA: three\n\n"
    assert read(text.encode(), "a.md").text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a\0b", "not text"),
        (b"\x01\x02\x03 hello", "not text"),
        (b"\x1b[31mred\x1b[0m", "not text"),
        (SIMPLIFIED.encode()[:200] + b"\xff" + SIMPLIFIED.encode()[200:], "not UTF-8 (byte 200)"),
        (SIMPLIFIED.encode("gb18030")[:99] + b"\xff\xff", "no other encoding is sure"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00\xd8", "begins as utf-16"),
        (codecs.BOM_UTF16_LE + b"a", "begins as utf-16"),
        (codecs.BOM_UTF8, "empty"),
        (b"caf\xe9\xa1", "no other encoding is sure"),
    ],
)
def test_what_is_not_surely_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "a.txt")
    assert says in str(caught.value)


def test_other_scripts_are_left_to_charset_normalizer() -> None:
    text = "Сегодня мы говорим о том, как обучают большие модели и почему данные важнее всего остального."
    source = read(text.encode("koi8-r"), "a.txt")
    assert (source.encoding, source.text) == ("koi8_r", text)


def test_a_column_of_numbers_is_no_page_of_numbered_lines() -> None:
    text = "".join(f"{number % 25 + 1}\n" for number in range(50))
    assert read(text.encode(), "a.txt").text == text
