import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import read
from ingest.source import Source

Run = tuple[str, float, str] | tuple[str, float, str, float]


def set_in_runs(*rows: list[Run], gap: float = 0) -> Source:
    """A PDF whose rows are runs, each (font, size, words) behind the other, or at a place of its own in points."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made)
    for number, row in enumerate(rows):
        x = 72.0
        for font, size, words, *place in row:
            x = place[0] if place else x
            canvas.setFont(font, size)
            canvas.drawString(x, 760 - 20 * number, words)
            x += canvas.stringWidth(words, font, size) + gap
    canvas.save()
    return read(made.getvalue(), "a.pdf")


def chinese(words: str) -> Run:
    return "STSong-Light", 10, words


def latin(words: str, font: str = "Helvetica") -> Run:
    return font, 12, words


def test_latin_letters_and_digits_in_another_size_stay_in_their_sentence() -> None:
    source = set_in_runs(
        [latin("1"), chinese("、港口报"), latin("Amy Lund:"), chinese("您最近怎么样，这座桥还在吗？")],
        [chinese("陈明：我们有将近"), latin("15"), chinese("万吨货物，都在老码头。")],
        [latin("2"), chinese("、港口报"), latin("Amy Lund:"), chinese("那么新码头呢？")],
        [
            chinese("陈明：新码头在"),
            latin("2014"),
            chinese("年开工，他们叫它"),
            latin("“"),
            chinese("北门"),
            latin("”"),
        ],
    )
    assert source.text.split("\n\n") == [
        "1、港口报Amy Lund:您最近怎么样，这座桥还在吗？",
        "陈明：我们有将近15万吨货物，都在老码头。",
        "2、港口报Amy Lund:那么新码头呢？",
        "陈明：新码头在2014年开工，他们叫它“北门”",
    ]
    assert not any(mark.heading for mark in source.marks)


def test_a_name_in_another_font_stands_before_its_words() -> None:
    bold = "Times-Bold"
    source = set_in_runs(
        [("Times-Bold", 11, "Amy Lund:"), ("Helvetica", 10, "Who built the mill?")],
        [(bold, 11, "Bob Rowe"), ("Helvetica", 10, ": My father did.")],
        gap=3,
    )
    assert source.text == "Amy Lund: Who built the mill?\n\nBob Rowe: My father did."


def test_words_printed_twice_to_look_bold_are_read_once() -> None:
    bold: list[Run] = [("STSong-Light", 16, "码头的历史", 72.0), ("STSong-Light", 16, "码头的历史", 72.4)]
    assert set_in_runs(bold, [chinese("陈明：我在这里工作了三十年。")]).text.count("码头的历史") == 1


def test_columns_stay_apart() -> None:
    names = ["Al", "Bartholomew", "Christopher", "Al"]
    rows: list[list[Run]] = [
        [("Helvetica", 10, name, 72.0), ("Helvetica", 10, f"Row {at} says it.", 140.0)] for at, name in enumerate(names)
    ]
    assert not any(f"{name} Row" in set_in_runs(*rows).text for name in names)


def test_words_far_apart_on_a_row_stay_apart() -> None:
    source = set_in_runs([("Helvetica", 10, "The old mill"), ("Helvetica", 10, "The new mill", 300.0)])
    assert source.text == "The old mill\n\nThe new mill"


def test_footnote_marks_are_none_of_a_number() -> None:
    source = set_in_runs([("Helvetica", 12, "It was in 1914"), ("Helvetica", 6, "3")])
    assert "19143" not in source.text


def test_large_type_above_words_is_a_heading_still() -> None:
    source = set_in_runs([("STSong-Light", 14, "码头的历史")], *[[chinese("陈明：我在这里工作了三十年。")]] * 3)
    assert [source.text[mark.start :].split("\n")[0] for mark in source.marks if mark.heading] == ["码头的历史"]
