"""The command line: `python -m answer "question"`."""

import argparse
import json
import logging
import math
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from answer.language_model.settings import LanguageModelSettings, add_language_model_options, language_model_from
from answer.matrix.matrix import ANSWERS_FROM as EACH_ANSWERS_FROM
from answer.model import ANSWERS_FROM, Filters, RankedPassage, Request, request_from
from corpus.arguments import positive
from corpus.errors import BadAddress, BadQuestion, InterviewQAError
from corpus.location import add_location_options, location_from
from corpus.settings import as_typed

FAILED, USAGE = 1, 2


def arguments() -> argparse.ArgumentParser:
    """Return what the command line takes."""
    parser = argparse.ArgumentParser(
        prog=as_typed("python -m answer"), description="Ask the interviews; get quotes with citations."
    )
    parser.add_argument("question", nargs="?", help="what to ask, in any language")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    parser.add_argument("--batch", metavar="FILE.jsonl", help="answer each line's question ('-': standard input)")
    parser.add_argument("--retrieve", metavar="K", type=positive, help="print the K best passages instead of answers")
    parser.add_argument("--matrix", action="store_true", help="what everybody in each transcript says of the question")
    parser.add_argument("--check", metavar="QUOTATION", help="is it a quotation, and whose? ('-': a line each)")
    parser.add_argument("--draft", metavar="FILE", help="check the quotations of an article: .docx .html .md .txt")
    parser.add_argument("--cite", metavar="ADDRESS", help="show the words at transcript@hash:start-end")
    parser.add_argument("--top", metavar="N", type=positive, default=8, help="at most so many quotes (default 8)")
    parser.add_argument(
        "--strict",
        metavar="P",
        type=_probability,
        help=f"answer only where an answer is there with this probability, 0 to 1 (default {ANSWERS_FROM}; "
        f"--matrix: {EACH_ANSWERS_FROM})",
    )
    parser.add_argument("--source", action="append", default=[], help="only this transcript; may be repeated")
    parser.add_argument("--conversation", action="append", default=[], help="only this conversation; may be repeated")
    parser.add_argument("--speaker", help="only what this person says")
    add_location_options(parser)
    parser.add_argument("--model", help="embedding model: a folder or a hub's name (default: the library's)")
    add_language_model_options(parser)
    parser.add_argument("--no-llm", action="store_true", help="answer without the language model, though one is named")
    parser.add_argument("--verbose", action="store_true", help="show how an error came about")
    return parser


def main(arguments_given: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = arguments()
    given = parser.parse_args(arguments_given)
    logging.basicConfig(level=logging.INFO if given.verbose else logging.WARNING, format="%(message)s")
    if sum(way is not None for way in (given.question, given.batch, given.check, given.draft, given.cite)) != 1:
        parser.error("give one of: a question, --batch FILE, --check QUOTATION, --draft FILE, --cite ADDRESS")
    if given.matrix and given.retrieve:
        parser.error("give one of: --matrix, --retrieve K")
    try:
        if given.cite is not None:
            _cite(given, sys.stdout)
        elif given.check is not None:
            _check(given, sys.stdout)
        elif given.draft is not None:
            _draft(given, sys.stdout)
        else:
            _answer(given, None if given.no_llm else language_model_from(parser, given), sys.stdout)
    except (BadQuestion, BadAddress) as error:
        return _failed(error, USAGE, given.verbose)
    except InterviewQAError as error:
        return _failed(error, FAILED, given.verbose)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _probability(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return number


def _failed(error: InterviewQAError, code: int, verbose: bool) -> int:
    if verbose:
        logging.exception("how it came about", exc_info=error)
    print(error, file=sys.stderr)
    return code


def _cite(given: argparse.Namespace, out: TextIO) -> None:
    from answer.writing.addresses import resolve
    from corpus.database import Store

    cited = resolve(given.cite, Store(location_from(given), must_exist=True).snapshot())
    _print(cited.as_data() if given.json else cited.as_text(), out)


def _check(given: argparse.Namespace, out: TextIO) -> None:
    from answer.opening import open_answerer

    answerer = open_answerer(location_from(given), given.model)
    for text in (line.strip() for line in sys.stdin) if given.check == "-" else [given.check]:
        if text or given.check != "-":
            found = answerer.check(text)
            _print(found.as_data() if given.json else found.as_text(), out)


def _draft(given: argparse.Namespace, out: TextIO) -> None:
    from answer.draft.reading import read_draft
    from answer.opening import open_answerer

    try:
        data = Path(given.draft).read_bytes()
    except OSError as error:
        raise BadQuestion(f"{given.draft} cannot be read ({error.strerror})") from error
    draft = read_draft(data, Path(given.draft).name)
    found = open_answerer(location_from(given), given.model).drafts.check(draft)
    _print(found.as_data() if given.json else found.as_text(), out)


def _answer(given: argparse.Namespace, language_model: LanguageModelSettings | None, out: TextIO) -> None:
    from answer.opening import open_answerer
    from answer.writing.composing import answer_text

    filters = Filters(frozenset(given.source), given.speaker, frozenset(given.conversation))
    requests = list(_requests(given, filters))
    answerer = open_answerer(location_from(given), given.model, language_model)
    for request in requests:
        if given.retrieve:
            passages = [_passage(p) for p in answerer.retrieve(request, given.retrieve)]
            _print({"id": request.id, "passages": passages}, out)
            continue
        if given.matrix:
            matrix = answerer.matrix(request, EACH_ANSWERS_FROM if given.strict is None else given.strict)
            data = {"id": request.id, **matrix.as_data()}
            _print(data if given.json or given.batch else matrix.as_text(), out)
            continue
        answer = answerer.answer(request, given.top)
        if answerer.assistant:
            answer = answerer.assistant.completed(answer)
        _print(answer.as_data() if given.json or given.batch else answer_text(answer), out)


def _requests(given: argparse.Namespace, filters: Filters) -> Iterator[Request]:
    answers_from = ANSWERS_FROM if given.strict is None else given.strict
    if given.question is not None:
        yield Request(given.question, filters=filters, answers_from=answers_from)
        return
    lines = sys.stdin if given.batch == "-" else _opened(Path(given.batch))
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                request = request_from(json.loads(line))
            except ValueError as error:
                raise BadQuestion(f"{given.batch}, line {number}: {error}") from error
            yield replace(request, filters=filters, answers_from=answers_from)


def _opened(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestion(f"{path} cannot be read as UTF-8 text ({error})") from error


def _passage(passage: RankedPassage) -> dict[str, Any]:
    return {"source": passage.source, "start": passage.start, "end": passage.end, "score": round(passage.score, 4)}


def _print(said: dict[str, Any] | str, out: TextIO) -> None:
    print(said if isinstance(said, str) else json.dumps(said, ensure_ascii=False), file=out, flush=True)


if __name__ == "__main__":
    sys.exit(main())
