"""Answers as Markdown, CSL-JSON and BibTeX, and what readers think of them as a question set."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from answer.model import Answer
from corpus.catalogue import Catalogue, Conversation
from corpus.store import Store
from corpus.transcript import Passage, Transcript, TranscriptInfo
from page.feedback import Feedback, FeedbackUnavailable, question_lines
from page.keeping import AnswerGone, Keeping
from page.markdown import clock, conversation_markdown
from page.references import bibtex, csl_json
from tests.conftest import TinyEncoder

BASE = "http://localhost:7860/"


@pytest.fixture
def store(store_dir: Path, tiny_encoder: TinyEncoder) -> Store:
    text = "Keeper: It burns seven gallons."
    passage = Passage(0, 0, len(text), text, "speech", turn=0, speaker="Keeper")
    info = TranscriptInfo(
        "a.txt", "Oil & wicks: 100%", "transcript", "light", "en", "0" * 64, version="1",
        url="https://example.org/a", publisher="The Lamp", speakers=("Keeper",),
    )  # fmt: skip
    store = Store(store_dir)
    with store.writing() as writer:
        writer.put(Transcript(info, (passage,)), tiny_encoder.encode_passages([text]))
        writer.merge_catalogue(Catalogue(conversations=(Conversation("light", "The light", "2024-05-06"),)))
    return store


def test_markdown_holds_every_quote_with_citation_and_link(answer: Answer) -> None:
    text = conversation_markdown([answer], "en", BASE)
    assert "## How much oil?" in text
    assert r"> It burns \*seven\* gallons\_" in text
    assert "[1] Ruth · At night (transcript) · Oil · p. 3 · 1:02:05" in text
    assert f"({BASE}?cite=a.txt@0123abcd:10-35)" in text


@pytest.mark.parametrize(("language", "words"), [("en", "don’t say"), ("zh-Hans", "没有提到"), ("zh-Hant", "沒有提到")])
def test_markdown_says_where_the_interviews_do_not_answer(answer: Answer, language: str, words: str) -> None:
    assert words in conversation_markdown([replace(answer, kind="abstained")], language, BASE)  # type: ignore[arg-type]


def test_markdown_in_a_question_stays_text(answer: Answer) -> None:
    assert r"\# \<b\>" in conversation_markdown([replace(answer, question="# <b>")], "en", BASE)


def test_csl_names_the_cited_transcripts_that_are_there(answer: Answer, store: Store) -> None:
    (item,) = json.loads(csl_json([answer, answer], store, BASE))
    assert (item["id"], item["type"], item["title"]) == ("a.txt", "interview", "Oil & wicks: 100%")
    assert item["author"] == [{"literal": "Keeper"}]
    assert item["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert item["URL"] == "https://example.org/a"
    assert item["note"].count("?cite=") == 1


def test_bibtex_is_escaped(answer: Answer, store: Store) -> None:
    entry = bibtex([answer], store, BASE)
    assert entry.startswith("@misc{a,\n")
    assert r"title = {{Oil \& wicks: 100\%}}" in entry
    assert "year = {2024}" in entry


def test_nearest_passages_are_no_references(answer: Answer, store: Store) -> None:
    assert json.loads(csl_json([replace(answer, kind="abstained")], store, BASE)) == []


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (61.9, "1:01"), (3_600, "1:00:00")])
def test_a_clock_shows_hours_only_where_there_are_some(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_good_answers_quotes_are_evidence(answer: Answer, tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "new" / "feedback.sqlite3")
    feedback.say("k1", answer, "bad", "first thought")
    feedback.say("k1", answer, "good", "both accounts")
    (question,) = feedback.questions()
    assert (question["question"], question["answerable"], question["lang"]) == ("How much oil?", True, "en")
    (point,) = question["points"]
    assert point["point"] == "both accounts"
    assert [one["doc"] for one in point["evidence"]] == ["a", "b"]


def test_a_bad_answer_is_left_to_be_completed(answer: Answer, tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.sqlite3")
    feedback.say("k1", answer, "bad", "wrong lamp")
    question = json.loads(question_lines(feedback))
    assert (question["points"], question["todo"]) == ([], "wrong lamp")


def test_feedback_that_cannot_be_kept_names_the_file_and_the_option(answer: Answer, tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite3"
    path.write_text("no database, but long enough to look like one " * 50)
    with pytest.raises(FeedbackUnavailable, match=r"feedback\.sqlite3.*--feedback"):
        Feedback(path).say("k1", answer, "good")


def test_kept_answers_are_found_until_many_others_came(answer: Answer) -> None:
    keeping = Keeping(most=2)
    first, second, third = (keeping.keep(answer) for _ in range(3))
    assert keeping.get(second) is keeping.get(third) is answer
    with pytest.raises(AnswerGone, match="ask the question again"):
        keeping.get(first)
