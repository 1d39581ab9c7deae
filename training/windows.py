"""Windows, texts as yet: sentences that stand together, with the questions that they answer."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training import frozen_sentences
from training.articles import Paragraph, read_paragraphs

_FOLDER = Path(__file__).parent / "questions"
ASKED, TRANSLATED = _FOLDER / "asked.tsv", _FOLDER / "translated.tsv"
"""Questions written for training, and questions of question sets put into another language than their paragraph's. A
line is the mark of what it is about (talk, translations or a paragraph, see `mark`), the number of the sentence there
that answers, from 0, or `NEAR_MISS`, and the question."""
NEAR_MISS = "-"
"""In place of a sentence's number: a question that the window seems to answer, and does not."""

_WINDOW = 8  # sentences of talk, or pairs
_LONGEST_TALK = 400  # characters
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[^。！？；!?\n]+[。！？；!?]*[”』」]?")

Questions = list[tuple[str, int]]
"""A question, and the number of the sentence that answers."""


@dataclass
class AskedAbout:
    """What was asked about one window: questions with an answer there, and near misses."""

    questions: Questions = field(default_factory=list)
    near_misses: list[str] = field(default_factory=list)


@dataclass
class Window:
    """Sentences that stand together.

    Attributes:
        kind: "talk", "pairs" (translations), "articles" (question sets) or "interviews".
        sentences: their texts.
        questions: about them.
        context: what stands above; empty where that is not known.
        translation: the window that says the same in another language, None where there is none.
        near_misses: questions that share its topic and that neither it nor, where that has the same ones, the windows
            beside it answer.
        answers: the words that answer a question, where its question set says them.
    """

    kind: str
    sentences: list[str]
    questions: Questions
    context: str = ""
    translation: "Window | None" = field(default=None, repr=False)
    near_misses: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)


def mark(*texts: str) -> str:
    """Return what a paragraph or window is called by: a digest of its text, or of its first row, 10 characters."""
    return hashlib.sha256("\t".join(texts).encode()).hexdigest()[:10]


def read_asked(files: Iterable[Path] = (ASKED, TRANSLATED)) -> dict[str, AskedAbout]:
    """Return the questions by the mark of what they are about."""
    asked: dict[str, AskedAbout] = {}
    for about, number, question in (row for file in files for row in _rows(file)):
        one = asked.setdefault(about, AskedAbout())
        if number == NEAR_MISS:
            one.near_misses.append(question)
        else:
            one.questions.append((question, int(number)))
    return asked


def article_windows(file: Path, asked: dict[str, AskedAbout]) -> Iterator[Window]:
    """Yield the paragraphs of a question set, with its own questions and those that were asked beside."""
    for paragraph in read_paragraphs(file):
        spans = _sentence_spans(paragraph.text)
        sentences = [paragraph.text[start:end] for start, end in spans]
        beside = asked.get(mark(paragraph.text), AskedAbout())
        questions = [*_own_questions(paragraph, spans), *beside.questions]
        answers = {question.text: question.answers[0] for question in paragraph.asked if question.answers}
        answered = _answered(questions, len(spans))
        yield Window("articles", sentences, answered, near_misses=beside.near_misses, answers=answers)


def talk_windows(file: Path, asked: dict[str, AskedAbout]) -> Iterator[Window]:
    """Yield the stretches of talk (a sentence and its source a line) that were asked about, in the order of `asked`."""
    rows = [row[0] for row in _rows(file)]
    for start, one in _found([mark(row) for row in rows], asked):
        sentences = [row[:_LONGEST_TALK] for row in rows[start : start + _WINDOW]]
        yield Window("talk", sentences, _answered(one.questions, len(sentences)), near_misses=one.near_misses)


def pair_windows(file: Path, asked: dict[str, AskedAbout]) -> Iterator[Window]:
    """Yield the stretches of translations (English, Chinese, source a line) that were asked about, in each language."""
    rows = _rows(file)
    for start, one in _found([mark(*row[:2]) for row in rows], asked):
        stretch = rows[start : start + _WINDOW]
        questions = _answered(one.questions, len(stretch))
        english, chinese = (
            Window("pairs", [row[column] for row in stretch], questions, near_misses=one.near_misses)
            for column in (0, 1)
        )
        english.translation, chinese.translation = chinese, english
        yield from (english, chinese)


def interview_windows(file: Path) -> Iterator[Window]:
    """Yield the passages that `python -m training.interviews` printed."""
    for line in file.read_text("utf-8").splitlines():
        passage = json.loads(line)
        questions = [(text, number) for text, number in passage["questions"]]
        near_misses = passage["near_misses"]
        yield Window("interviews", passage["sentences"], questions, passage["context"], near_misses=near_misses)


def _sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where sentences stand; those of Chinese as they were counted when they were asked about."""
    if len(_HAN.findall(text)) > len(text) / 5:
        return [match.span() for match in _SENTENCE.finditer(text)]
    return list(frozen_sentences.split(text, _LONGEST_TALK))


def _own_questions(paragraph: Paragraph, spans: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    for question in paragraph.asked:
        at = -1 if question.answer_start is None else question.answer_start
        yield from ((question.text, number) for number, (start, end) in enumerate(spans) if start <= at < end)


def _found(marks: list[str], asked: dict[str, AskedAbout]) -> Iterator[tuple[int, AskedAbout]]:
    """Yield at which row each window that was asked about first stands."""
    first = {about: row for row, about in reversed(list(enumerate(marks)))}
    yield from ((first[about], one) for about, one in asked.items() if about in first)


def _answered(questions: Questions, sentences: int) -> Questions:
    return [(text, number) for text, number in questions if number < sentences]


def _rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text("utf-8").split("\n") if line]
