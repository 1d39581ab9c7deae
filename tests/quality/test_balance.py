"""200 passages of another subject and language beside the five transcripts: neither pushes the other out."""

from pydoc_data.topics import topics

import pytest

from answer import Answerer, Request
from corpus.database import Store
from corpus.encoder import load_encoder
from corpus.settings import DEFAULT_TRANSCRIPTS
from ingest import add
from tests.quality.libraries import FIVE
from tests.quality.measure import answers_scored
from tests.quality.scoring import questions

PASSAGES = 200
MANUAL_QUESTIONS = {
    "What happens to the name of a class while its body runs?": "class",
    "How does a with statement treat an exception raised in its block?": "exception",
    "When is no code made for an assert statement?": "optimization",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("balance")
    paragraphs = [" ".join(p.split()) for name in sorted(topics) for p in topics[name].split("\n\n")]
    prose = [p for p in paragraphs if 150 < len(p) < 600 and p[0].isupper() and p.endswith(".")]
    (folder / "manual.txt").write_text("\n\n".join(prose[: PASSAGES + 20]), "utf-8")
    encoder, store = load_encoder(), Store(folder / "store")
    add([DEFAULT_TRANSCRIPTS, folder / "manual.txt"], store, encoder)
    assert len(store.snapshot().read("manual.txt").speech()) >= PASSAGES
    return Answerer(store, encoder)


def test_the_interviews_are_still_found(answerer: Answerer) -> None:
    snapshot = answerer.store.snapshot()
    asked = questions(FIVE[0].file, {name: snapshot.read(name).text for name in snapshot.infos})
    figures = answers_scored(answerer, [(question, Request(question.text)) for question in asked]).figures()
    assert figures["hit@5"] >= 0.82, figures


@pytest.mark.parametrize("question", sorted(MANUAL_QUESTIONS))
def test_the_other_language_is_found(answerer: Answerer, question: str) -> None:
    quotes = answerer.answer(Request(question)).quotes
    assert quotes[0].source == "manual.txt"
    assert MANUAL_QUESTIONS[question] in " ".join(quote.text for quote in quotes).lower()
