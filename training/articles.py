"""Question sets in the form of SQuAD: articles of paragraphs, each with the questions asked about it."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the words of the first of its answers, and where in its paragraph they begin; None: it has none."""

    text: str
    answer_start: int | None
    answer: str = ""


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
    return Asked(str(question["question"]), answers[0]["answer_start"], answers[0]["text"])
