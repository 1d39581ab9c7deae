import pytest

from answer.question.expected import Expected, expected_answer, holds, places
from answer.question.understanding import Understanding
from corpus.catalogue import load_catalogue
from corpus.errors import BadQuestion
from corpus.settings import DEFAULT_TRANSCRIPTS, LONGEST_QUESTION

UNDERSTANDING = Understanding(load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml"))


def test_a_name_is_who_and_not_what() -> None:
    question = UNDERSTANDING.question("What does Borgeaud think of synthetic data?")
    assert [person.name for person in question.people] == ["Sebastian Borgeaud"]
    assert question.terms == ("synthet", "data")
    assert {"合成", "数据"} <= set(question.synonyms)


def test_the_kind_of_answer_is_read_in_english_and_chinese() -> None:
    assert expected_answer("What was the salary?") == "money"
    assert expected_answer("Der salary?", "de") == "open"


def test_a_question_of_nothing_but_a_name_keeps_it() -> None:
    assert UNDERSTANDING.question("Jeff Dean").terms == ("jeff", "dean")


@pytest.mark.parametrize("text", ["", " \n", "问" * (LONGEST_QUESTION + 1), "a" * 100_000])
def test_an_empty_or_endless_question_is_refused(text: str) -> None:
    with pytest.raises(BadQuestion, match="question"):
        UNDERSTANDING.question(text)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people?", "headcount"),
        ("預訓練團隊有多少人?", "headcount"),
        ("他幾歲開始寫程式?", "duration"),
        ("How long did they work on it?", "duration"),
        ("How many tokens went into it?", "quantity"),
        ("這個模型的參數是多少?", "quantity"),
        ("How long a context can it read?", "quantity"),
        ("他花了多長時間?", "duration"),
        ("這幾位嘉賓怎麼看長上下文?", "open"),
        ("Which model would a fixed budget favour?", "open"),
        ("分成幾個步驟?", "number"),
        ("那家公司现在估值多少?", "money"),
        ("When training is dear, what is hard?", "definition"),
        ("What does the API cost per token in dollars?", "money"),
        ("What is the kiln's price?", "money"),
        ("占了百分之几？", "share"),
        ("When will it ship?", "date"),
        ("讲师叫什么名字？", "person"),
        ("为什么不做了？", "reason"),
        ("RETRO 是什麼?", "definition"),
        ("What happens when it thinks?", "open"),
    ],
)
def test_the_kind_of_answer_is_understood(question: str, kind: str) -> None:
    assert expected_answer(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        ("headcount", "大概在 150 到 200 人之間", True),
        ("headcount", "nearly two hundred people", True),
        ("headcount", "我们训练了 300 个模型", False),
        ("duration", "He moved to Switzerland at age seven.", True),
        ("duration", "大约 2800 亿参数", False),
        ("quantity", "大约 2800 亿参数", True),
        ("quantity", "确实会有一两个因素", False),
        ("quantity", "这三个目标在 2018 年提出", False),
        ("number", "这三个目标", True),
        ("number", "有預訓練團隊,也有後訓練團隊。", False),
        ("money", "每百万 token 收 3 美元", True),
        ("money", "大約 2800 億參數", False),
        ("date", "加入是在 2018 年", True),
    ],
)
def test_a_sentence_holds_that_kind_or_not(kind: str, text: str, held: bool) -> None:
    assert holds(kind, text) is held  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expected", "text", "found"),
    [
        ("money", "It cost $4,000. Nobody paid.", ["$4,000"]),
        ("money", "约花了3000万美元。", ["3000万美元"]),
        ("money", "It cost me ninety-five pounds.", ["ninety-five pounds"]),
        ("money", "那台机器三百块。", ["三百块"]),
        ("number", "There were fifteen hives.", ["fifteen"]),
        ("date", "We met on 4 December, 1961, in Hull.", ["4 December, 1961"]),
        ("date", "1998年3月他来了。", ["1998年3月"]),
        ("number", "Gemini 3 has 40 layers.", ["40"]),
        ("duration", "He stayed for nine years and left after two days.", ["nine years", "two days"]),
        ("date", "It was decades ago, in those years.", []),
        ("reason", "He left because it burned.", []),
    ],
)
def test_what_was_asked_for_is_found_whole(expected: Expected, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in places(expected, text)] == found
