"""Small tools beside the page: `python -m page password USER`, `python -m page feedback`, `python -m page doctor`."""

import argparse
import getpass
import sys

from corpus.database import Store
from corpus.errors import InterviewQAError
from corpus.location import add_location_options, location_from
from corpus.settings import as_typed
from page.feedback import Feedback, question_lines
from page.safety import hashed


def main(arguments: list[str] | None = None) -> int:
    """Run one of the tools; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _TOOLS[options.tool](options)
    except InterviewQAError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    from page.options import PORT, Options

    parser = argparse.ArgumentParser(prog=as_typed("python -m page"), description=as_typed(__doc__ or ""))
    tools = parser.add_subparsers(dest="tool", required=True)
    password = tools.add_parser("password", help="ask for a password and print a line for a file for --auth")
    password.add_argument("user")
    feedback = tools.add_parser("feedback", help="print what readers thought of answers as a question set")
    add_location_options(feedback)
    doctor = tools.add_parser("doctor", help="say what is missing on this machine; exit code 1 if something is")
    add_location_options(doctor)
    doctor.add_argument("--mend", action="store_true", help="make the folder, repair the library")
    doctor.add_argument("--host", default=Options().host, help="where the page is to be served (%(default)s)")
    doctor.add_argument("--port", type=int, default=PORT, help="(%(default)s)")
    return parser


def _password(options: argparse.Namespace) -> int:
    secret = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    print(hashed(options.user, secret))
    return 0


def _feedback(options: argparse.Namespace) -> int:
    print(question_lines(Feedback(Store(location_from(options), must_exist=True).database)), end="")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from page.doctor import examine

    return 1 if examine(options, lambda line: print(as_typed(line), flush=True)) else 0


_TOOLS = {"password": _password, "feedback": _feedback, "doctor": _doctor}


if __name__ == "__main__":
    sys.exit(main())
