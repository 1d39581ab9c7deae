"""The command line: `python -m answer "question"`."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from answer.model import Filters, RankedPassage, Request, request_from
from corpus.errors import BadAddress, BadQuestion, InterviewQAError
from corpus.settings import DEFAULT_MODEL, DEFAULT_STORE
from corpus.store import Store

FAILED, USAGE = 1, 2


def arguments() -> argparse.ArgumentParser:
    """Return what the command line takes."""
    parser = argparse.ArgumentParser(
        prog="python -m answer", description="Ask the interviews; get quotes with citations."
    )
    parser.add_argument("question", nargs="?", help="what to ask, in English, Simplified or Traditional Chinese")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    parser.add_argument("--batch", metavar="FILE.jsonl", help="answer each line's question ('-': standard input)")
    parser.add_argument("--retrieve", metavar="K", type=_positive, help="print the K best passages instead of answers")
    parser.add_argument("--check", metavar="QUOTATION", help="is it a quotation, and whose? ('-': a line each)")
    parser.add_argument("--cite", metavar="ADDRESS", help="show the words at transcript@hash:start-end")
    parser.add_argument("--top", metavar="N", type=_positive, default=8, help="at most so many quotes (default 8)")
    parser.add_argument("--source", action="append", default=[], help="only this transcript; may be repeated")
    parser.add_argument("--conversation", action="append", default=[], help="only this conversation; may be repeated")
    parser.add_argument("--speaker", help="only what this person says")
    parser.add_argument("--store", default=str(DEFAULT_STORE), help="the store's folder (default: the project's)")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="auto, offline, a model's name or a local folder")
    parser.add_argument("--verbose", action="store_true", help="show how an error came about")
    return parser


def main(arguments_given: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = arguments()
    given = parser.parse_args(arguments_given)
    logging.basicConfig(level=logging.INFO if given.verbose else logging.WARNING, format="%(message)s")
    if sum(way is not None for way in (given.question, given.batch, given.check, given.cite)) != 1:
        parser.error("give one of: a question, --batch FILE, --check QUOTATION, --cite ADDRESS")
    try:
        if given.cite is not None:
            _cite(given, sys.stdout)
        elif given.check is not None:
            _check(given, sys.stdout)
        else:
            _answer(given, sys.stdout)
    except (BadQuestion, BadAddress) as error:
        return _failed(error, USAGE, given.verbose)
    except InterviewQAError as error:
        return _failed(error, FAILED, given.verbose)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _failed(error: InterviewQAError, code: int, verbose: bool) -> int:
    if verbose:
        logging.exception("how it came about", exc_info=error)
    print(error, file=sys.stderr)
    return code


def _cite(given: argparse.Namespace, out: TextIO) -> None:
    from answer.cite import resolve

    cited = resolve(given.cite, Store(given.store, must_exist=True))
    _print(cited.as_data() if given.json else cited.as_text(), out)


def _check(given: argparse.Namespace, out: TextIO) -> None:
    from answer.answerer import open_answerer

    answerer = open_answerer(given.store, given.model)
    for text in (line.strip() for line in sys.stdin) if given.check == "-" else [given.check]:
        if text or given.check != "-":
            found = answerer.check(text)
            _print(found.as_data() if given.json else found.as_text(), out)


def _answer(given: argparse.Namespace, out: TextIO) -> None:
    from answer.answerer import open_answerer

    filters = Filters(frozenset(given.source), given.speaker, frozenset(given.conversation))
    requests = list(_requests(given, filters))
    answerer = open_answerer(given.store, given.model)
    for source in given.source:
        answerer.store.info(source)
    for request in requests:
        if given.retrieve:
            passages = [_passage(p) for p in answerer.retrieve(request, given.retrieve)]
            _print({"id": request.id, "passages": passages}, out)
            continue
        answer = answerer.answer(request, given.top)
        _print(answer.as_data() if given.json or given.batch else answer.answer, out)


def _requests(given: argparse.Namespace, filters: Filters) -> Iterator[Request]:
    if given.question is not None:
        yield Request(given.question, filters=filters)
        return
    lines = sys.stdin if given.batch == "-" else _opened(Path(given.batch))
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                request = request_from(json.loads(line))
            except ValueError as error:
                raise BadQuestion(f"{given.batch}, line {number}: {error}") from error
            yield Request(request.question, request.history, request.id, filters)


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
