import pytest

from answer.writing.library import library_answer, topic_of
from corpus.catalogue import load_catalogue
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.transcript import TranscriptInfo

CATALOGUE = load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml")
INFO = TranscriptInfo("a.txt", "A talk", "translation", "turck-borgeaud", "zh-Hant", "0")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("hello", "greeting"),
        ("你好！", "greeting"),
        ("你是谁", "identity"),
        ("你好，你是誰？", "identity"),
        ("what can I ask?", "can_ask"),
        ("我可以問什麼？", "can_ask"),
        ("which interviews do you have?", "listing"),
        ("有哪些访谈？", "listing"),
        ("谁接受了采访?", "speakers"),
        ("who was interviewed?", "speakers"),
        ("主持人是誰?", "speakers"),
        ("Who is the host?", "speakers"),
        ("谢谢", "thanks"),
        ("Who said the big Pro model mainly exists to produce Flash?", None),
        ("你好像没有回答我的问题", None),
        ("What is research taste?", None),
        ("hello world 程序是什么", None),
    ],
)
def test_small_talk_is_told_from_questions(text: str, topic: str | None) -> None:
    assert topic_of(text) == topic


def test_the_speakers_come_from_the_library_itself() -> None:
    said = library_answer("speakers", "en", [INFO], CATALOGUE, [])
    assert "Matt Turck, Sebastian Borgeaud" in said
    assert "Jeff Dean" not in said


def test_an_empty_library_says_how_to_fill_it() -> None:
    assert "python -m ingest add" in library_answer("listing", "zh-Hans", [], CATALOGUE, [])
