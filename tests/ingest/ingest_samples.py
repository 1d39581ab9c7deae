"""What the tests of ingesting share."""

from typing import Any

from hypothesis import strategies as st

TALK = """\
Jane Doe: How did it all begin? Tell us about the first year of the team.

Bob Ray: It began with a small team of ten people, number {n}. We had very little data in that first year.

Jane Doe: And what was the hardest part?

Bob Ray: The evaluation was the hardest part of all. Nobody had done it before us at that size.
"""

PIECES = [
    *("\n", "\n\n", "\r\n", "\r", " ", "\u3000", "\x0c", "\ufeff", "\u202e", "---\n", "***\n", "title: x\n"),
    *("# ", "## ", "**", "主持人", "Matt Turck", "Sebastian", "Q", "问", ":", "：", "**主持人**: ", "Matt Turck:\n"),
    *("Jane Doe\n", "[00:12:31] ", "(00:12)", "<details>\n", "<summary>Original</summary>\n", "</details>\n"),
    *(
        "一、",
        "1. ",
        "• ",
        "| ",
        "你怎么看?",
        "我觉得是。",
        "How so? ",
        "It is. ",
        "It works",
        "参考链接:\n",
        "。",
        "...",
    ),
    *("好的，这是一份整理稿。\n", "6639点击 2025-12-22", "https://example.org/x"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join))
"""Texts put together from what the structure looks for."""


class Counting:
    """An encoder that counts the texts it is given."""

    def __init__(self, encoder: Any) -> None:
        self.name = encoder.name
        self.texts: list[str] = []
        self._encoder = encoder

    def encode_passages(self, texts: list[str], contexts: list[str]) -> Any:
        self.texts.extend(texts)
        return self._encoder.encode_passages(texts, contexts)
