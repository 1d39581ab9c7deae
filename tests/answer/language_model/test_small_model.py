"""A real model, small and bad at it: what it writes is shown only with quotes, and these are the source's."""

from pathlib import Path

from answer import Answerer, Request
from answer.language_model.assistant import Assistant
from answer.language_model.settings import LanguageModelSettings
from corpus.database import Store
from corpus.encoder import Encoder
from ingest import add
from tests.answer.language_model import small_model
from tests.answer.language_model.conftest import TALK

QUESTIONS = ["How hot does the kiln get?", "Who built the kiln, and when?", "What do you burn in the kiln?"]


def test_no_sentence_stands_without_a_quote_and_every_quote_is_the_source_s(
    shipped: Encoder, store_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "kiln.md").write_text(TALK, "utf-8")
    store = Store(store_dir)
    add([tmp_path / "kiln.md"], store, shipped)
    with small_model.served() as server:
        settings = LanguageModelSettings(server.url, small_model.NAME, tokens=60, seconds=600)
        assistant = Assistant(settings, store, shipped)
        answerer = Answerer(store, shipped, assistant)
        answers = [assistant.completed(answerer.answer(Request(question))) for question in QUESTIONS]
    assert len(server.requests) == sum(answer.answered for answer in answers) >= 2
    source = store.snapshot().read("kiln.md").text
    for answer in answers:
        assert all(source[quote.start : quote.end] == quote.text for quote in answer.quotes)
        for sentence in answer.prose.sentences if answer.prose else ():
            assert sentence.quotes
            assert set(sentence.quotes) <= {quote.n for quote in answer.quotes}
            assert sentence.borne_out is not bool(sentence.faults)
    assert any(answer.prose and answer.prose.sentences for answer in answers)
