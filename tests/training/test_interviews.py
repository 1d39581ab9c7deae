"""Interviews that were asked about: what is listed, what is there, and where the answers lie."""

import pytest

from training.interviews import TEXTS, lessons, read_passages, read_questions, read_sources, read_text


def test_texts_that_are_there_are_those_that_were_asked_about() -> None:
    there = [source for source in read_sources() if (TEXTS / source["file"]).exists()]
    assert len(there) == len(list(TEXTS.iterdir()))
    assert all(read_text(source, [TEXTS]) is not None for source in there)


def test_an_answer_is_a_sentence_of_a_passage_and_a_near_miss_is_a_window() -> None:
    sentences = {(p["document"], tuple(span)) for p in read_passages() for span in p["sentences"]}
    starts = {(name, span[0]) for name, span in sentences}
    ends = {(name, span[1]) for name, span in sentences}
    for question in read_questions():
        if question.answered:
            assert (question.document, question.span) in sentences
        else:
            assert (question.document, question.span[0]) in starts
            assert (question.document, question.span[1]) in ends


def test_what_is_not_there_is_left_out_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = list(lessons([TEXTS]))
    assert sum(len(line["questions"]) for line in found) > 1000
    assert all(number < len(line["sentences"]) for line in found for _, number in line["questions"])
    assert sum(len(line["near_misses"]) for line in found) > 1000
    missing = [source["file"] for source in read_sources() if not (TEXTS / source["file"]).exists()]
    told = capsys.readouterr().err
    assert missing
    assert all(name in told for name in missing)
    assert list(lessons([])) == []
