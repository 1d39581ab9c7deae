"""What the page asks of a library in a language that the page does not speak."""

from pathlib import Path

import pytest

from answer import Answerer
from corpus.database import Store
from ingest import add
from page.adding import Adding
from page.desk import PageApi
from page.opening import Library
from page.options import Options
from tests.conftest import TinyEncoder

TALK = """**Frau Weiß**: Wann wurde der alte Kran am Hafen verkauft?

**Herr Groß**: Der Kran wurde 1987 an ein Museum verkauft.

**Frau Weiß**: Und wer flickte damals die Netze der Fischer?

**Herr Groß**: Die Fischer flickten ihre Netze selbst, hinter der Kirche.
"""


@pytest.fixture
def api(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> PageApi:
    (tmp_path / "kran.md").write_text(TALK, "utf-8")
    store = Store(store_dir)
    add([tmp_path / "kran.md"], store, tiny_encoder)
    return api_of(store, tiny_encoder, tmp_path)


def api_of(store: Store, encoder: TinyEncoder, folder: Path) -> PageApi:
    library = Library(store, encoder, Answerer(store, encoder))
    return PageApi(library, Adding(library, folder, folder / "kept"), Options(store=str(store.folder)))


def test_examples_are_in_the_librarys_language_where_there_are_none_in_the_pages(api: PageApi) -> None:
    assert "Wann wurde der alte Kran am Hafen verkauft?" in api.examples({"language": "zh-Hans"})["examples"]


@pytest.mark.parametrize(("language", "opens"), [("en", "“"), ("zh-Hant", "「")])
def test_an_answer_is_framed_in_the_pages_language(api: PageApi, language: str, opens: str) -> None:
    answer = api.ask({"question": "Wer flickte die Netze?", "ticket": "1", "language": language})
    assert answer["language"] == "de"
    assert f"{opens}Die Fischer flickten ihre Netze" in answer["answer"]


def test_a_model_that_answering_was_not_calibrated_for_is_told(
    api: PageApi, store_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert api.start({})["is_calibrated"]
    monkeypatch.setattr(TinyEncoder, "is_calibrated", False)
    assert not api_of(Store(store_dir), TinyEncoder(), tmp_path).start({})["is_calibrated"]
