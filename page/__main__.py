"""Small tools beside the page: `python -m page password USER`, `python -m page feedback`."""

import argparse
import getpass
import sys
from pathlib import Path

from page.feedback import Feedback, FeedbackUnavailable, question_lines
from page.options import FEEDBACK
from page.safety import hashed


def main() -> int:
    """Run one of the tools; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m page", description=__doc__)
    tools = parser.add_subparsers(dest="tool", required=True)
    password = tools.add_parser("password", help="ask for a password and print a line for a file for --auth")
    password.add_argument("user")
    feedback = tools.add_parser("feedback", help="print what readers thought of answers as a question set")
    feedback.add_argument("--feedback", type=Path, default=FEEDBACK, help="the file it is kept in (%(default)s)")
    arguments = parser.parse_args()
    if arguments.tool == "password":
        secret = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        print(hashed(arguments.user, secret))
    else:
        try:
            print(question_lines(Feedback(arguments.feedback)), end="")
        except FeedbackUnavailable as error:
            sys.stderr.write(f"error: {error}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
