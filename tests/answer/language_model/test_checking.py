"""What a written sentence says beyond its quotes is found."""

from dataclasses import replace

import pytest

from answer import Answerer
from answer.language_model.checking import SentenceChecker
from answer.language_model.sentences import CitedSentence
from answer.model import Answer, Fault, Request
from corpus.alignment.names import Gazetteer
from corpus.database import Store
from tests.answer.language_model.conftest import HOW_HOT
from tests.conftest import TinyEncoder


@pytest.fixture
def answer(store: Store, tiny_encoder: TinyEncoder) -> Answer:
    answer = Answerer(store, tiny_encoder).answer(Request(HOW_HOT))
    said = "Pine does not burn well and leaves soot on the glaze. Only beech wood burns slowly enough."
    first = next(quote for quote in answer.quotes if "1,280" in quote.text)
    return replace(answer, quotes=(replace(first, n=1), replace(first, n=2, text=said)))


CASES: list[tuple[str, int, tuple[Fault, ...]]] = [
    ("Ada Lovelace says the kiln reaches 1,280 degrees after nine hours.", 1, ()),
    ("The kiln reaches 1280 degrees after 9 hours.", 1, ()),
    ("The kiln reaches 1,380 degrees after nine hours.", 1, ("number",)),
    ("The kiln of Grace Hopper reaches 1,280 degrees after nine hours.", 1, ("name",)),
    ("Pine does burn well and leaves soot on the glaze.", 2, ("negation",)),
    ("Beech wood burns slowly enough.", 2, ()),
    ("Whales sing across oceans for company in winter.", 2, ("meaning",)),
    ('<b>The kiln</b> reaches 1,280 degrees: <a href="x">see</a> after nine hours.', 1, ("markup",)),
    ("Read of how the kiln reaches 1,280 degrees after nine hours at https://evil.example", 1, ("markup",)),
]


@pytest.mark.parametrize(("text", "quote", "faults"), CASES, ids=[text[:30] for text, _, _ in CASES])
def test_a_sentence_is_held_against_the_quotes_that_it_names(
    answer: Answer, tiny_encoder: TinyEncoder, text: str, quote: int, faults: tuple[Fault, ...]
) -> None:
    checked = SentenceChecker(answer, Gazetteer(), tiny_encoder).checked(CitedSentence(text, (quote, 9)))
    assert checked is not None
    assert checked.quotes == (quote,)
    assert set(faults) <= set(checked.faults) if faults else checked.faults == ()
    assert checked.borne_out is not bool(faults)


@pytest.mark.parametrize("numbers", [(), (0,), (9,)])
def test_a_sentence_that_names_no_quote_is_given_the_one_that_bears_it_out(
    answer: Answer, tiny_encoder: TinyEncoder, numbers: tuple[int, ...]
) -> None:
    checker = SentenceChecker(answer, Gazetteer(), tiny_encoder)
    found = checker.checked(CitedSentence("Beech wood burns slowly enough.", numbers))
    assert found is not None
    assert (found.quotes, found.borne_out) == ((2,), True)
    assert checker.checked(CitedSentence("Nobody ever sold a kiln.", numbers)) is None
