import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import LONGEST, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("好。真的吗?“是的。”", ["好。", "真的吗?", "“是的。”"]),
        ("Dr. Smith said e.g. 3.5 is fine. Really? Yes!", ["Dr. Smith said e.g. 3.5 is fine.", "Really?", "Yes!"]),
        ("  • 一个模型\n  • 多模态", ["一个模型", "多模态"]),
        ("1.  **标签：** 一句话。", ["**标签：** 一句话。"]),
        ("U.S. firms came. Then went.", ["U.S. firms came.", "Then went."]),
        ("……\n---\n", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences


@given(st.text(alphabet=st.sampled_from("好a。.，, \n“”*1?！")))
def test_sentences_are_ordered_trimmed_and_short(text: str) -> None:
    at = 0
    for start, end in split(text):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert end - start <= LONGEST
        at = end


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = "这是一个很长的句子，" * 60 + "完。"
    spans = split(text)
    assert all(end - start <= LONGEST for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text
