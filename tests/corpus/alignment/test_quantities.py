"""Numbers as they are written in three scripts."""

import pytest

from corpus.alignment.quantities import Quantity, quantities


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "bound"),
    [
        ("在 150 到 200 人之間", 150, 200, "people", "exact"),
        ("将近两百个人", 200, 200, "people", "under"),
        ("nearly two hundred people", 200, 200, "people", "under"),
        ("两百多人的团队", 200, 200, "people", "over"),
        ("over 200 people", 200, 200, "people", "over"),
        ("百余人", 100, 100, "people", "over"),
        ("幾百人", 200, 900, "people", "vague"),
        ("several hundred people", 200, 900, "people", "vague"),
        ("十到十二人", 10, 12, "people", "exact"),
        ("ten to twelve people", 10, 12, "people", "exact"),
        ("百分之五", 5, 5, "percent", "exact"),
        ("by 5%", 5, 5, "percent", "exact"),
        ("十岁或者十一岁", 10, 11, "age", "exact"),
        ("at the age of ten or eleven", 10, 11, "age", "exact"),
        ("未来的一两年内", 1, 2, "years", "exact"),
        ("in the next one to two years", 1, 2, "years", "exact"),
        ("1-2年", 1, 2, "years", "exact"),
        ("半年", 0.5, 0.5, "years", "exact"),
        ("within six months", 0.5, 0.5, "years", "exact"),
        ("six months to a year", 0.5, 1, "years", "exact"),
        ("half a year", 0.5, 0.5, "years", "exact"),
        ("半年或者一年", 0.5, 1, "years", "exact"),
        ("二零一八年", 2018, 2018, "calendar", "exact"),
        ("in 2018 he came", 2018, 2018, "calendar", "exact"),
        ("二十八万美元", 280_000, 280_000, "money", "exact"),
        ("280 thousand dollars", 280_000, 280_000, "money", "exact"),
        ("2800 億參數", 2.8e11, 2.8e11, "of 参数", "exact"),
        ("it cost us 12 million dollars", 12e6, 12e6, "money", "exact"),
        ("The bridge carries 8,000 cars", 8000, 8000, "of cars", "exact"),
        ("Over 600 paintings", 600, 600, "of paintings", "over"),
    ],
)
def test_numbers_are_understood(text: str, low: float, high: float, unit: str, bound: str) -> None:
    found = only(text)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.unit, found.bound) == (unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "第一点",
        "Gemini 3 和 GPT-5.2",
        "Windows 95 machines",
        "gemini3000 users",
        "一位讲师",
        "有一天",
        "少数人",
        "one of the best",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert list(quantities(text)) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("150 到 200 人", "将近两百个人", True),
        ("将近两百个人", "over 200 people", True),
        ("十到十二人", "ten to twelve people", False),
        ("twelve months", "一年", False),
        ("2014年", "2016年", True),
        ("幾百人", "nearly two hundred people", False),
        ("幾百人", "百余人", True),
        ("大约五年", "five years", False),
    ],
)
def test_numbers_differ_by_what_they_mean(one: str, other: str, differ: bool) -> None:
    assert only(one).differs(only(other)) is differ


def test_a_reading_begins_with_what_limits_it() -> None:
    text = "大约有将近两百个人在"
    found = only(text)
    assert text[found.start : found.end] == "将近两百个人"
