import pytest

from answer.language_model.numbers_and_names import missing_names, missing_numbers
from corpus.alignment.names import Gazetteer, gazetteer
from corpus.catalogue import Catalogue, Person


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer(Catalogue(people=(Person("Ada Lovelace", ("埃达",)),)))


@pytest.mark.parametrize(
    ("text", "source", "missing"),
    [
        ("It took three weeks and 40 people.", "We needed forty people, for 3 weeks.", []),
        ("About 200 people work there.", "大约有两百个人。", []),
        ("大约有 200 人。", "About two hundred people.", []),
        ("About 250 people work there.", "大约有两百个人。", ["250 people"]),
        ("It grew by 30% in 2019.", "In 2019 it grew, a lot.", ["30%"]),
        ("It cost $1,280.", "It cost us 1,280 dollars.", []),
        ("他有三個孩子。", "He has 3 children.", []),
        ("He has 4 children.", "他有三個孩子。", ["4"]),
        ("It takes 150 to 200 people.", "150 到 200 人。", []),
        ("It took 12 months.", "The first crane was red.", ["12 months"]),
        ("It has 3 floors.", "第三方一直在说这件事。", ["3"]),
    ],
)
def test_numbers(text: str, source: str, missing: list[str]) -> None:
    assert missing_numbers(text, source) == missing


@pytest.mark.parametrize(
    ("text", "source", "missing"),
    [
        ("The kiln was built by Ada Lovelace.", "埃达建了这座窑。", []),
        ("The kiln was built by Grace Hopper.", "埃达建了这座窑。", ["Grace Hopper"]),
        ("They moved to London with Google.", "他们和谷歌一起搬到伦敦。", []),
        ("They moved to Paris with Google.", "他们和谷歌一起搬到伦敦。", ["Paris"]),
        ("He says Ada built it.", "埃达建了它。", []),
    ],
)
def test_names(text: str, source: str, missing: list[str], known: Gazetteer) -> None:
    assert missing_names(text, source, known) == missing
