"""English–Chinese pairs out of packages and repositories."""

import struct
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from corpus.offline.pairs import collect
from corpus.offline.translations import sentence_pairs

HORSE = ("The old horse would not drink.", "那匹老马就是不肯喝水。")
RIVER = ("The river was too deep to cross here.", "这里的河水太深，无法过河。")
ROAD = ("Nobody knew where the road would end.", "没有人知道这条路通向哪里。")


def _mo(folder: Path, package: str, script: str, messages: dict[str | tuple[str, str], str | tuple[str]]) -> None:
    catalogue = Catalog(locale=script)
    for english, chinese in messages.items():
        catalogue.add(english, chinese)
    file = folder / package / "usr/share/locale" / script / "LC_MESSAGES" / f"{package}.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalogue)


def _page(folder: Path, path: str, content: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")


def test_catalogues_give_what_is_prose(tmp_path: Path) -> None:
    messages = {
        HORSE[0]: HORSE[1],
        ("One <b>small</b> dragon sleeps here.", "%d small dragons sleep here."): ("这里睡着一条<b>小龙</b>。",),
        "Could not open the file named %s.": "无法打开名为 %s 的文件。",
        "You meet <name> at the old bridge.": "你在老桥边遇见了 <name>。",
        "_Save the document in a new folder": "把文档保存到新的文件夹(_S)",
        "Save": "保存",
    }
    _mo(tmp_path, "game-data", "zh_CN", messages)
    assert list(collect(tmp_path)) == [
        ("One small dragon sleeps here.", "这里睡着一条小龙。", "game-data"),
        (*HORSE, "game-data"),
        ("Save the document in a new folder", "把文档保存到新的文件夹", "game-data"),
    ]


def test_neighbours_are_of_one_source_and_each_text_comes_twice_at_most(tmp_path: Path) -> None:
    _mo(tmp_path, "a-data", "zh_TW", {HORSE[0]: "那匹老馬就是不肯喝水。"})
    _mo(tmp_path, "a-data", "zh_HK", {ROAD[0]: "沒有人知道這條路通向哪裏。"})
    _mo(tmp_path, "a-data", "zh_CN", dict([HORSE]))
    _mo(tmp_path, "b-data", "zh_CN", dict([HORSE, RIVER]))
    _mo(tmp_path, "c-data", "zh_TW", {HORSE[0]: "老馬怎麼都不願意喝水。"})
    assert list(collect(tmp_path)) == [
        (*HORSE, "a-data"),
        (*RIVER, "b-data"),
        (HORSE[0], "那匹老馬就是不肯喝水。", "a-data"),
    ]


def test_a_broken_catalogue_gives_nothing(tmp_path: Path) -> None:
    _mo(tmp_path, "a-data", "zh_CN", dict([HORSE]))
    next(tmp_path.rglob("*.mo")).write_bytes(b"not a catalogue")
    assert list(collect(tmp_path)) == []


def test_catalogues_of_qt(tmp_path: Path) -> None:
    fields = [(3, HORSE[1].encode("utf-16-be")), (6, HORSE[0].encode()), (7, b"Stable")]
    message = b"".join(struct.pack(">BI", tag, len(value)) + value for tag, value in fields)
    messages = (b"\x05\0\0\0\0" + message + b"\x01") + b"\x03\xff\xff\xff\xff\x01"
    file = tmp_path / "game-data/translations/game_zh_CN.qm"
    file.parent.mkdir(parents=True)
    file.write_bytes(
        bytes(16) + struct.pack(">BI", 0x42, 1) + b"x" + struct.pack(">BI", 0x69, len(messages)) + messages
    )
    assert list(collect(tmp_path)) == [(*HORSE, "game-data")]


def test_paragraphs_of_libreoffice_are_joined_by_number(tmp_path: Path) -> None:
    english = f'<p id="p1">{HORSE[0]}</p><p id="p2">{RIVER[0]}</p><p id="p3">{ROAD[0]}</p>'
    chinese = f'<p id="p3">{ROAD[1]}</p><p id="p9">别的</p><p id="p2">{RIVER[1]}</p><p id="p1">{HORSE[1]}</p>'
    _page(tmp_path, "libreoffice-help-en-us/help/en-US/text/horse.html", english)
    _page(tmp_path, "libreoffice-help-zh-cn/help/zh-CN/text/horse.html", chinese)
    assert [line[:2] for line in collect(tmp_path)] == [HORSE]  # every fourth pair


@pytest.mark.parametrize(
    ("english_path", "chinese_path", "form"),
    [
        ("faq/doc/ch1.en.html", "faq-zh-cn/doc/zh-cn/ch1.zh-cn.html", "<html><head><title>x</title></head>{}</html>"),
        (
            "app/help/C/app/ch1.page",
            "app/help/zh_CN/app/ch1.page",
            '<page xmlns="http://projectmallard.org/1.0/">{}</page>',
        ),
    ],
)
def test_pages_are_paired_where_their_blocks_are_alike(
    tmp_path: Path, english_path: str, chinese_path: str, form: str
) -> None:
    def page(*paragraphs: str, tag: str = "p") -> str:
        items = "".join(f"<{tag}>{text}<!-- x --></{tag}>" for text in (*paragraphs, *"abcde"))
        return form.format(f"<script>let a</script><item>{items}</item>")

    _page(tmp_path, english_path, page(HORSE[0], RIVER[0]))
    _page(tmp_path, chinese_path, page(HORSE[1], RIVER[1]))
    assert [line[:2] for line in collect(tmp_path)] == [HORSE, RIVER]
    _page(tmp_path, chinese_path, page(HORSE[1], RIVER[1], tag="title"))
    assert list(collect(tmp_path)) == []


def test_markdown_is_paired_where_its_blocks_are_alike(tmp_path: Path) -> None:
    def page(title: str, *paragraphs: str) -> str:
        return f"# {title}\n\n" + "\n\n```\nlet a\n```\n\n".join(paragraphs) + "\n\n![a](b.png)\n"

    _page(tmp_path, "course/chapters/en/1.mdx", page("Horses", HORSE[0], f"[{RIVER[0]}](river)", ROAD[0]))
    _page(tmp_path, "course/chapters/zh-CN/1.mdx", page("马", HORSE[1], f"**{RIVER[1]}**", ROAD[1]))
    assert list(collect(tmp_path)) == [(*HORSE, "course"), (*RIVER, "course"), (*ROAD, "course")]
    _page(tmp_path, "course/chapters/zh-CN/1.mdx", page("马", HORSE[1], ROAD[1]))
    assert list(collect(tmp_path)) == []


def test_sentences_in_a_table(tmp_path: Path) -> None:
    _page(tmp_path, "tatoeba/zh.tsv", "\n".join("\t".join([*pair, "CC-BY"]) for pair in (HORSE, RIVER)))
    assert list(collect(tmp_path)) == [(*HORSE, "tatoeba"), (*RIVER, "tatoeba")]


def test_texts_of_as_many_sentences_are_cut() -> None:
    texts = [" ".join(texts) for texts in zip(HORSE, RIVER, ROAD, strict=True)]
    assert list(sentence_pairs(*texts)) == [HORSE, RIVER, ROAD]
    joined = texts[1].replace("水。", "水，").replace(" ", "")
    assert list(sentence_pairs(texts[0], joined)) == [(texts[0], joined)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (RIVER[0], "河"),
        ("The year 1984 was a very good one.", "1985 年是非常好的一年。"),
        ("x = compute(a, b) + 12 * (c - 4)", "计算之后把结果赋值给变量"),
        (RIVER[0], "The river was too deep 不能过河了"),
        (RIVER[0], ""),
    ],
)
def test_what_is_no_translation_is_left_out(english: str, chinese: str) -> None:
    assert list(sentence_pairs(english, chinese)) == []
