"""Answers as Markdown, CSL-JSON and BibTeX, and what readers think of them as a question set."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from answer.model import Answer
from corpus.catalogue import Catalogue, Conversation
from corpus.database import Store
from corpus.transcript import Passage, Transcript, TranscriptInfo
from page.feedback import Feedback, question_lines
from page.keeping import AnswerCache, AnswerGone
from page.markdown import clock, conversation_markdown
from page.references import bibtex, csl_json
from tests.conftest import TinyEncoder, packed_by

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
        transcript = Transcript(info, (passage,))
        writer.put(transcript, packed_by(tiny_encoder, transcript), tiny_encoder.name)
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
    (item,) = json.loads(csl_json([answer, answer], store.snapshot(), BASE))
    assert (item["id"], item["type"], item["title"]) == ("a.txt", "interview", "Oil & wicks: 100%")
    assert item["author"] == [{"literal": "Keeper"}]
    assert item["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert item["URL"] == "https://example.org/a"
    assert item["note"].count("?cite=") == 1


def test_markdown_interprets_nothing_of_a_quote(answer: Answer) -> None:
    quote = replace(answer.quotes[0], text="R&amp;D is <b>bold</b> &lt;b&gt;")
    text = conversation_markdown([replace(answer, quotes=(quote,))], "en", BASE)
    assert r"> R\&amp;D is \<b\>bold\</b\> \&lt;b\&gt;" in text


def test_bibtex_is_escaped(answer: Answer, store: Store) -> None:
    entry = bibtex([answer], store.snapshot(), BASE)
    assert entry.startswith("@misc{a.txt,\n")
    assert r"title = {{Oil \& wicks: 100\%}}" in entry
    assert "year = {2024}" in entry


@pytest.mark.parametrize(("language", "name"), [("zh-Hant", "chinese"), ("de", "ngerman"), ("ur", "urdu")])
def test_bibtex_names_languages_as_babel_does(
    answer: Answer, store: Store, tiny_encoder: TinyEncoder, language: str, name: str
) -> None:
    told = store.snapshot().read("a.txt")
    told = replace(told, info=replace(told.info, language=language))
    with store.writing() as writer:
        writer.put(told, packed_by(tiny_encoder, told), tiny_encoder.name)
    assert f"langid = {{{name}}}" in bibtex([answer], store.snapshot(), BASE)


def test_bibtex_keys_and_addresses_are_safe(answer: Answer, store: Store, tiny_encoder: TinyEncoder) -> None:
    for name, digest in (("b.txt", "1"), ("a.md", "2"), ("a b.txt", "3"), ("a_b.txt", "4")):
        info = replace(store.snapshot().info("a.txt"), id=name, hash=digest * 64, url="https://e.org/{a}\\b c")
        transcript = Transcript(info, store.snapshot().read("a.txt").passages)
        with store.writing() as writer:
            writer.put(transcript, packed_by(tiny_encoder, transcript), tiny_encoder.name)
    names = list(store.snapshot().infos)
    quotes = tuple(replace(answer.quotes[0], source=name, address=name) for name in names)
    text = bibtex([replace(answer, quotes=quotes)], store.snapshot(), BASE)
    keys = [line for line in text.splitlines() if line.startswith("@misc")]
    assert len(set(keys)) == len(names) == 5
    assert "url = {https://e.org/%7Ba%7D%5Cb%20c}" in text


def test_nearest_passages_are_no_references(answer: Answer, store: Store) -> None:
    assert json.loads(csl_json([replace(answer, kind="abstained")], store.snapshot(), BASE)) == []


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (61.9, "1:01"), (3_600, "1:00:00")])
def test_a_clock_shows_hours_only_where_there_are_some(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_good_answers_quotes_are_evidence(answer: Answer, store: Store) -> None:
    feedback = Feedback(store.database)
    feedback.say("k1", answer, "bad", "first thought")
    feedback.say("k1", answer, "good", "both accounts")
    (question,) = feedback.questions()
    assert (question["question"], question["answerable"], question["lang"]) == ("How much oil?", True, "en")
    (point,) = question["points"]
    assert point["point"] == "both accounts"
    assert [one["doc"] for one in point["evidence"]] == ["a", "b"]


def test_a_bad_answer_is_left_to_be_completed(answer: Answer, store: Store) -> None:
    feedback = Feedback(store.database)
    feedback.say("k1", answer, "bad", "wrong lamp")
    question = json.loads(question_lines(feedback))
    assert (question["points"], question["todo"]) == ([], "wrong lamp")


def test_kept_answers_are_found_until_many_others_came(answer: Answer, store: Store) -> None:
    cache = AnswerCache(store.database, most=2)
    first, *_, last = (cache.keep(answer) for _ in range(6))
    assert cache.get(last) == answer
    with pytest.raises(AnswerGone, match="ask the question again"):
        cache.get(first)


def test_another_page_on_the_store_knows_the_answer(answer: Answer, store: Store) -> None:
    key = AnswerCache(store.database).keep(answer)
    assert AnswerCache(Store(store.folder).database).get(key) == answer
