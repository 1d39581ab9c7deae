"""Words are found in the whole of a transcript, however they are written, and where they stand."""

from typing import Any

import pytest

from corpus.database.contents import Contents
from corpus.transcript import Passage, Transcript, TranscriptInfo
from page.finding import MOST, find
from page.reading import Layout, lay_out

TEXT = "🙂 The **old** crane wasn’t sold.\nＡＤＡ counts—數據 and 数据, ada."


def laid_out(*texts: str) -> Layout:
    passages, at = [], 0
    for index, text in enumerate(texts):
        passages.append(Passage(index, at, at + len(text), text, "speech", turn=index, speaker=f"S{index}"))
        at += len(text)
    info = TranscriptInfo("a.txt", "A", "transcript", "a", "en", "0" * 64)
    return lay_out(Transcript(info, tuple(passages)), Contents(0, None, [], {}))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("OLD crane", ["old** crane"]),
        ("wasn't sold. ada", ["wasn’t sold.\nＡＤＡ"]),
        ("ada", ["ＡＤＡ", "ada"]),
        ("数据", ["數據", "数据"]),
        ("counts-", ["counts—"]),
        (".*", []),
        (" ", []),
    ],
)
def test_script_width_case_and_marks_do_not_matter(wanted: str, found: list[str]) -> None:
    matches = find(laid_out(TEXT), wanted)["matches"]
    assert [TEXT[start:end] for start, end, _ in matches] == found


def test_what_is_far_below_is_found_in_its_chunk_and_nothing_across_turns() -> None:
    layout = laid_out(*["word " * 1_000] * 10, "the needle", " in hay")
    (match,) = find(layout, "needle")["matches"]
    assert match == (50_004, 50_010, layout.chunk_at(50_004))
    assert match[2] == len(layout.chunks) - 1
    assert find(layout, "needle in hay")["matches"] == []


def test_another_thread_never_sees_sides_out_of_order() -> None:
    class Watched(Layout):
        def __setattr__(self, name: str, value: Any) -> None:
            assert name != "folded" or value == sorted(value)
            super().__setattr__(name, value)

    layout = laid_out("one", "two")
    find(Watched([[*reversed(layout.chunks[0])]]), "two")


def test_more_than_can_be_shown_is_said() -> None:
    found = find(laid_out("a " * (MOST + 1)), "a")
    assert (len(found["matches"]), found["more"]) == (MOST, True)
