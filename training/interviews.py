"""Passages of real interviews, with questions: `python -m training.interviews [FOLDER…] > interviews.jsonl`.

questions/interviews.yaml names the interviews and where each is from. The texts of those whose licence lets them be
copied lie in questions/interviews/; FOLDER holds others, as the list says, under the names that it gives them. An
interview that is in neither, or is another text than the one that was asked about, is told on standard error and left
out.

One line is a passage: its sentences, what stands above it, the questions that they answer, each with the number of the
sentence, and its near misses: questions that share its topic and that it does not answer. How an interview was cut into
passages and sentences is written down in questions/interviews.jsonl, as places in its text, so that the lessons stay
the same whatever becomes of the program's own way.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "questions"
TEXTS = FOLDER / "interviews"

ANSWER = "answer"
"""Second column of a question whose span answers it; "near miss" where the span, a window, does not."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Question:
    """A line of questions/interviews.tsv: an interview's file, whether the span answers, where it is, the words."""

    document: str
    answered: bool
    span: Span
    text: str


def read_sources() -> list[dict[str, Any]]:
    """Return what is known of each interview; "file" and "sha256" (of the text in UTF-8) among it."""
    return list(yaml.safe_load((FOLDER / "interviews.yaml").read_text("utf-8")))


def read_questions() -> Iterator[Question]:
    """Yield the questions, near misses among them."""
    for line in (FOLDER / "interviews.tsv").read_text("utf-8").splitlines():
        document, kind, start, end, text = line.split("\t")
        yield Question(document, kind == ANSWER, (int(start), int(end)), text)


def read_passages() -> Iterator[dict[str, Any]]:
    """Yield the passages: "document", "sentences" and what stands above, "context", as spans of the document."""
    for line in (FOLDER / "interviews.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def read_text(source: dict[str, Any], folders: Sequence[Path]) -> str | None:
    """Return the text of an interview; None where no folder has it as it was asked about."""
    for folder in folders:
        file = folder / str(source["file"])
        if file.is_file():
            data = file.read_bytes()
            if hashlib.sha256(data).hexdigest() == source["sha256"]:
                return data.decode("utf-8")
    return None


def lessons(folders: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Yield a line for each passage of the interviews whose text is there."""
    texts = {source["file"]: read_text(source, folders) for source in read_sources()}
    missing = [name for name, text in texts.items() if text is None]
    if missing:
        told = f"{len(missing)} of {len(texts)} interviews are not there as they were"
        print(f"{told}: {', '.join(missing)}", file=sys.stderr)
    asked: dict[tuple[str, Span], list[str]] = {}
    missed: dict[str, list[Question]] = {}
    for question in read_questions():
        if question.answered:
            asked.setdefault((question.document, question.span), []).append(question.text)
        else:
            missed.setdefault(question.document, []).append(question)
    for passage in read_passages():
        name = passage["document"]
        text = texts[name]
        if text is not None:
            spans = [(start, end) for start, end in passage["sentences"]]
            yield {
                "sentences": [_words(text[start:end]) for start, end in spans],
                "context": " ".join(_words(text[start:end]) for start, end in passage["context"]),
                "questions": [(q, number) for number, span in enumerate(spans) for q in asked.get((name, span), [])],
                "near_misses": [
                    q.text for q in missed.get(name, []) if q.span[0] <= spans[0][0] and spans[-1][1] <= q.span[1]
                ],
            }


def _words(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Print the passages."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path, nargs="*", help="holds texts that the project does not")
    for line in lessons([TEXTS, *cli.parse_args().folder]):
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
