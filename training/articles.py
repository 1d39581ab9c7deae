"""Question sets in the form of SQuAD: articles of paragraphs, each with the questions asked about it."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where in its paragraph the first of its answers begins (None: it has none), and the words of all."""

    text: str
    answer_start: int | None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what is asked about it."""

    text: str
    asked: tuple[Asked, ...]


def read_paragraphs(file: Path) -> list[Paragraph]:
    """Return the paragraphs of a file, those of an article side by side."""
    articles = json.loads(file.read_text("utf-8"))["data"]
    return [
        Paragraph(p["context"], tuple(map(_asked, p["qas"]))) for article in articles for p in article["paragraphs"]
    ]


def _asked(question: dict[str, object]) -> Asked:
    answers = question.get("answers")
    if not (isinstance(answers, list) and answers):
        return Asked(str(question["question"]), None)
    return Asked(str(question["question"]), answers[0]["answer_start"], tuple(one["text"] for one in answers))
