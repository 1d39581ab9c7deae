"""English–Chinese pairs out of pages of Markdown."""

from pathlib import Path

import pytest

from training.pairs import collect
from training.translations import sentence_pairs

HORSE = ("The old horse would not drink.", "那匹老马就是不肯喝水。")
RIVER = ("The river was too deep to cross here.", "这里的河水太深，无法过河。")
ROAD = ("Nobody knew where the road would end.", "没有人知道这条路通向哪里。")


def _page(folder: Path, path: str, content: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")


def test_neighbours_are_of_one_source_and_each_text_comes_twice_at_most(tmp_path: Path) -> None:
    for source, script, horse in (
        ("a", "zh-TW", "那匹老馬就是不肯喝水。"),
        ("a", "zh-CN", HORSE[1]),
        ("b", "zh-CN", HORSE[1]),
        ("c", "zh-TW", "老馬怎麼都不願意喝水。"),
    ):
        _page(tmp_path, f"{source}/en/1.md", HORSE[0])
        _page(tmp_path, f"{source}/{script}/1.md", horse)
    assert list(collect(tmp_path)) == [(*HORSE, "a"), (HORSE[0], "那匹老馬就是不肯喝水。", "a")]


def test_markdown_is_paired_where_its_blocks_are_alike(tmp_path: Path) -> None:
    def page(title: str, *paragraphs: str) -> str:
        return f"# {title}\n\n" + "\n\n```\nlet a\n```\n\n".join(paragraphs) + "\n\n![a](b.png)\n"

    _page(tmp_path, "course/chapters/en/1.mdx", page("Horses", HORSE[0], f"[{RIVER[0]}](river)", ROAD[0]))
    _page(tmp_path, "course/chapters/zh-CN/1.mdx", page("马", HORSE[1], f"**{RIVER[1]}**", ROAD[1]))
    assert list(collect(tmp_path)) == [(*HORSE, "course"), (*RIVER, "course"), (*ROAD, "course")]
    _page(tmp_path, "course/chapters/zh-CN/1.mdx", page("马", HORSE[1], ROAD[1]))
    assert list(collect(tmp_path)) == []


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
        ("You meet <name> at the old bridge.", "你在老桥边遇见了 <name>。"),
    ],
)
def test_what_is_no_translation_is_left_out(english: str, chinese: str) -> None:
    assert list(sentence_pairs(english, chinese)) == []
