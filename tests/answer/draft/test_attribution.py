import pytest

from answer.draft.attribution import Attribution, Attributor
from answer.draft.quotations import quotations
from answer.draft.reading import draft_from
from answer.question.people import PeopleIndex
from corpus.catalogue import Catalogue, Person

ADA, BOB = "Ada Mill", "Bob Stone"
PEOPLE = PeopleIndex(Catalogue((Person(ADA, ("米尔",)), Person(BOB))))


@pytest.mark.parametrize(
    ("draft", "name", "sure"),
    [
        ("“We sold the crane,” said Ada Mill.", ADA, True),
        ("“We sold the crane,” Ada Mill said.", ADA, True),
        ("Ada Mill told Bob Stone: “We sold the crane.”", ADA, True),
        ("Ada Mill: “We sold the crane.”", ADA, True),
        ("Ada Mill, who knows Bob Stone, says, “We sold the crane.”", BOB, False),
        ("According to Ada Mill, “we sold the crane.”", ADA, False),
        ("“We sold the crane.” — Ada Mill", ADA, True),
        ("> We sold the crane.\n> — Ada Mill", ADA, True),
        ("米尔在采访中说：“起重机已经卖了。”", ADA, True),
        ("“起重机已经卖了。”米尔说。", ADA, True),
        ("“We sold the crane,” said Jane Smith.", "Jane Smith", False),
    ],
)
def test_who_is_named_beside_a_quotation_says_it(draft: str, name: str, sure: bool) -> None:
    found = _of(draft)
    assert found
    assert (found.name, found.sure) == (name, sure)


@pytest.mark.parametrize(
    "draft",
    [
        "“We sold the crane.”",
        "Ada Mill came. “We sold the crane.” Bob Stone said nothing.",
        "“We sold the crane,” she told Bob Stone.",
        "She asked Bob Stone: “Was the crane sold?”",
        "“We sold the crane.”\n\nBob Stone said no.",
        "“Bob Stone said so to me.”",
        "“Bob Stone said”, “we sold the crane”",
    ],
)
def test_nobody_is_guessed(draft: str) -> None:
    assert _of(draft) is None


def test_speakers_with_chinese_names_need_no_catalogue() -> None:
    found = _of("王小明說：「起重機已經賣了。」", Attributor(PeopleIndex(Catalogue()), ["王小明"]))
    assert found
    assert found.name == "王小明"


def _of(draft: str, attributor: Attributor | None = None) -> Attribution | None:
    read = draft_from(draft)
    found = quotations(read)
    return (attributor or Attributor(PEOPLE, [])).attributions(read.text, found)[-1]
