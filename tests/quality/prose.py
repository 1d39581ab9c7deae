"""Measure what a language model adds: `python -m tests.quality.prose --llm URL --llm-model NAME`, or `--small`, the one
of the tests: how its sentences are borne out and, with `--llm-find`, first hits with and without its help.
"""

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import median

from answer import Answer, Answerer
from answer.language_model.assistant import Assistant
from answer.language_model.settings import (
    LanguageModelSettings,
    add_language_model_options,
    language_model_from,
)
from corpus.settings import DEFAULT_MODEL
from tests.answer.language_model import small_model
from tests.quality.libraries import FIVE, JUDGED, Libraries, QuestionSet
from tests.quality.scoring import GoldQuestion, Table, hits, score


@dataclass(frozen=True)
class Written:
    """What came of one question."""

    question: GoldQuestion
    answer: Answer
    """Completed by the model."""
    seconds: float
    """That the model took."""
    tokens: int
    """That it wrote, translations included: pieces, as the server sends them."""

    def useful(self, numbers: tuple[int, ...]) -> bool:
        """Whether one of these quotes holds evidence."""
        quotes = (self.answer.quotes[n - 1] for n in numbers)
        spans = [(quote.source, quote.start, quote.end) for quote in quotes]
        return any(hits(span, evidence) for span in spans for point in self.question.points for evidence in point)


def written(answerer: Answerer, asked: list[tuple[GoldQuestion, Answer]]) -> list[Written]:
    """Let the model complete answers; only those with quotes."""
    found = []
    for question, answer in asked:
        if answer.kind == "quotes" and answerer.assistant:
            began, before = time.perf_counter(), answerer.assistant.written
            completed = answerer.assistant.completed(answer)
            found.append(Written(question, completed, time.perf_counter() - began, answerer.assistant.written - before))
    return found


def figures(found: list[Written]) -> dict[str, float]:
    """Return the figures of what was written.

    Precision is the share of sentences shown, not struck, whose quotes hold evidence that people marked; recall the
    share of answers with such a quote whose sentences name one.
    """
    proses = [(one, one.answer.prose) for one in found if one.answer.prose]
    sentences = [(one, sentence) for one, prose in proses for sentence in prose.sentences]
    standing = [(one, sentence) for one, sentence in sentences if sentence.borne_out]
    reachable = [one for one in found if one.useful(tuple(quote.n for quote in one.answer.quotes))]
    reached = {one.question.id for one, sentence in standing if one.useful(sentence.quotes)}
    return {
        "answers": len(found),
        "with sentences": sum(bool(prose.sentences) for _, prose in proses),
        "failed": sum(prose.failure is not None for _, prose in proses),
        "sentences": len(sentences),
        "struck": len(sentences) - len(standing),
        "left out": sum(prose.left_out for _, prose in proses),
        "citation precision": sum(one.useful(s.quotes) for one, s in standing) / max(1, len(standing)),
        "citation recall": sum(one.question.id in reached for one in reachable) / max(1, len(reachable)),
        "tokens a question": sum(one.tokens for one in found) / max(1, len(found)),
        "seconds p50": median(one.seconds for one in found) if found else 0.0,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=Path, help="a folder for the libraries, built if they are not there")
    parser.add_argument("--small", action="store_true", help="use the small model of the tests")
    parser.add_argument("--set", default="judged interviews", help="the set that is asked (default: %(default)s)")
    parser.add_argument("--questions", type=int, default=60, help="how many (default: %(default)s)")
    add_language_model_options(parser)
    given = parser.parse_args()
    asked = next(one for one in (*JUDGED, *FIVE) if one.name == given.set)
    with ExitStack() as opened:
        if given.small:
            server = opened.enter_context(small_model.served())
            given.llm, given.llm_model = server.url, small_model.NAME
        settings = language_model_from(parser, given)
        if settings is None:
            parser.error("name a server (--llm, --llm-model), or --small")
        folder = given.stores or Path(opened.enter_context(tempfile.TemporaryDirectory()))
        _measure(Libraries(folder, DEFAULT_MODEL), asked, settings, given.questions)


def _measure(libraries: Libraries, asked: QuestionSet, settings: LanguageModelSettings, count: int) -> None:
    plain = libraries.of(asked.transcripts)
    requests = list(islice(libraries.requests(asked), count))
    answers = [(question, plain.answer(request)) for question, request in requests]
    print_row("hit@1 without the model's help", _first_hits(answers))
    for finds in (False, True) if settings.finds else (False,):
        encoder = libraries.encoder
        answerer = Answerer(plain.store, encoder, Assistant(replace(settings, finds=finds), plain.store, encoder))
        if finds:
            answers = [(question, answerer.answer(request)) for question, request in requests]
            print_row("hit@1 with it", _first_hits(answers))
            continue
        for name, value in figures(written(answerer, answers)).items():
            print_row(name, value)


def _first_hits(answers: list[tuple[GoldQuestion, Answer]]) -> float:
    return Table([score(question, answer.as_data()) for question, answer in answers]).figures()["hit@1"]


def print_row(name: str, value: float) -> None:
    """Print a row of the table."""
    sys.stdout.write(f"| {name} | {value:.3f} |\n".replace(".000", ""))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
