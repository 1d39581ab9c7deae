import pytest

from answer import Answerer
from answer.check import Check, QuoteMatch
from answer.draft.attribution import Attributor
from answer.draft.checking import DraftChecker, QuotationCheck, is_name
from answer.draft.reading import draft_from
from answer.question.people import PeopleIndex
from corpus.catalogue import Catalogue
from corpus.database import Store
from ingest import add
from tests.conftest import TinyEncoder

TALK = """# The crane

**Bob Stone**: When was the old crane by the harbour sold?

**Ada Mill**: The old crane was sold to a museum in 1987. It took three days, and everybody called it “the giraffe”.
Nobody in the harbour has built another one since then.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "crane.md").write_text(TALK, "utf-8")
    store = Store(folder / "store")
    add([folder / "crane.md"], store, TinyEncoder())
    return Answerer(store, TinyEncoder())  # type: ignore[arg-type]


def _checked(answerer: Answerer, draft: str) -> QuotationCheck:
    (one,) = answerer.drafts.check(draft_from(draft)).quotations
    return one


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("“The old crane was sold to a museum in 1987,” she said.", "exact"),
        ("She says “the old crane was sold” then.", "exact"),  # within a sentence it has a small letter
        ("“It took three days, and everybody called it ‘the giraffe.’ ”", "exact"),
        ("“The old crane was sold […] in 1987 … Nobody in the harbour has built another one”", "exact"),
        ("“The old crane was sold to a museum in 1997.”", "altered"),
        ("“The old crane was sold … It took thirteen days, and everybody called it names”", "altered"),
        ("“The old crane was sold to a museum … for zillions.”", "not_found"),
        ("“We melted every lighthouse down for spoons”", "not_found"),
    ],
)
def test_each_quotation_is_looked_for(answerer: Answerer, draft: str, verdict: str) -> None:
    assert _checked(answerer, draft).verdict == verdict


@pytest.mark.parametrize(
    ("draft", "is_wrong"),
    [
        ("“The old crane was sold to a museum,” said Bob Stone.", True),
        ("“The old crane was sold to a museum,” said Jane Smith.", True),
        ("“The old crane was sold to a museum,” said Mill.", False),
        ("Ada Mill, a friend of Bob Stone, said: “The old crane was sold to a museum.”", False),
        ("“We melted every lighthouse down for spoons,” said Bob Stone.", False),
    ],
)
def test_words_of_somebody_else_are_told(answerer: Answerer, draft: str, is_wrong: bool) -> None:
    found = _checked(answerer, draft)
    assert found.misattributed is is_wrong
    assert found.speakers == (() if "spoons" in draft else ("Ada Mill",))


def test_initials_and_roles_may_stand_for_anybody() -> None:
    whoever = ["PR", "Q", "Host", "主持人", "答", "Speaker 2"]
    assert not any(map(is_name, whoever))
    assert all(map(is_name, ["Ada Mill", "Ada", "米尔", "王小明", "Guest House Records"]))


def test_what_is_pasted_is_a_quotation_or_has_some(answerer: Answerer) -> None:
    whole = "everybody called it “the giraffe”. Nobody in the harbour has built another one since then."
    for text, said in (
        (whole, whole),
        ("The old crane", "The old crane"),
        ("She says “the old crane was sold” then.", "the old crane was sold"),
    ):
        (found,) = answerer.drafts.check_pasted(draft_from(text)).quotations
        assert (found.text, found.verdict) == (said, "exact")


def test_whoever_says_the_like_is_told_where_the_draft_names_somebody_else() -> None:
    place = QuoteMatch("crane.md", 3, 40, "Der alte Kran wurde 1987 verkauft.")
    parallel = Check("The old crane was sold in 1987", "parallel", (place,))
    checker = DraftChecker(
        lambda _: parallel, Attributor(PeopleIndex(Catalogue(), ["Ada Mill", "Bob Stone"]), []), lambda _: "Ada Mill"
    )
    (found,) = checker.check(draft_from("“The old crane was sold in 1987,” said Bob Stone.")).quotations
    assert (found.speakers, found.misattributed, found.is_by_meaning) == (("Ada Mill",), True, True)
    assert found.as_text().endswith("attributed to Bob Stone, the like is said by Ada Mill")
