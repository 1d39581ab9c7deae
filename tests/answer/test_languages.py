"""One library of many languages: a question's words find what is said in its language."""

from pathlib import Path

import pytest
import yaml

from answer import Answerer, Request
from answer.question.understanding import Understanding
from answer.search.candidates import shortest
from corpus.catalogue import Catalogue
from corpus.database import Store
from corpus.lexical import LexicalIndex
from ingest import add
from tests.conftest import TinyEncoder

LANGUAGES = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("languages")
    for language, text in LANGUAGES.items():
        turns = (f"**{'Ruth' if at % 2 else 'Keeper'}**: {said}\n\n" for at, said in enumerate(text["said"]))
        (folder / f"{language}.md").write_text("".join(turns), "utf-8")
    store = Store(folder / "store")
    add([folder / f"{language}.md" for language in LANGUAGES], store, TinyEncoder())
    return store


QUESTIONS = [(tag, question, at) for tag, text in LANGUAGES.items() for question, at in text["asked"].items()]


def test_the_language_of_every_transcript_is_told(library: Store) -> None:
    assert {info.id: info.language for info in library.snapshot().infos.values()} == {
        f"{tag}.md": tag for tag in LANGUAGES
    }


@pytest.mark.parametrize(("language", "question", "at"), QUESTIONS)
def test_other_forms_of_the_words_find_what_was_said(library: Store, language: str, question: str, at: int) -> None:
    understood = Understanding(Catalogue(), languages=tuple(LANGUAGES)).question(question)
    snapshot = library.snapshot()
    (key, _), *_ = LexicalIndex(library.folder).at(snapshot).search(understood.search_terms, 5)
    assert snapshot.passages([key])[key].passage.text.strip() == LANGUAGES[language]["said"][at]


def test_a_word_is_looked_for_in_every_language_of_the_library() -> None:
    understanding = Understanding(Catalogue(), languages=("en", "de", "it"))
    assert {"kran", "krane"} <= set(understanding.question("Kräne").search_terms)
    assert understanding.question("Chi ha pagato?").language == "it"
    assert Understanding(Catalogue()).question("Chi ha pagato?").languages == ()


def test_how_short_is_too_short_depends_on_the_script() -> None:
    assert shortest("ja") == shortest("zh-Hant") < shortest("de") == shortest("th")


@pytest.mark.parametrize(
    ("frame", "opens", "kind"), [("en", "“", "transcript"), ("zh-Hant", "「", "實錄"), ("fr", "“", "transcript")]
)
def test_a_question_without_phrases_is_answered_in_the_pages_language(
    library: Store, frame: str, opens: str, kind: str
) -> None:
    answer = Answerer(library, TinyEncoder()).answer(Request("Wer flickte die Netze?", frame=frame))
    assert answer.language == "de"
    assert f"{opens}Die Fischer" in answer.answer
    assert kind in answer.answer
