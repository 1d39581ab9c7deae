"""python -m ingest: files and addresses into the library, and what is in it."""

import argparse
import logging
import os
import re
import sys
import traceback
from collections.abc import Sequence

from corpus.errors import InterviewQAError
from corpus.location import add_location_options
from corpus.recordings import is_address
from corpus.settings import as_typed
from corpus.transcript import ACCOUNT_KINDS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 if all went well, 1 if something failed, 2 if it was called wrongly."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO if options.verbose else logging.ERROR, format="%(message)s")
    logging.getLogger("ingest").setLevel(logging.INFO if options.verbose else logging.WARNING)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from ingest.commands import run

    try:
        return run(options)
    except InterviewQAError as error:
        if options.verbose:
            traceback.print_exc()
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped; what was done is kept", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    add_location_options(shared)
    shared.add_argument("--verbose", action="store_true", help="say more; show where errors come from")
    model = argparse.ArgumentParser(add_help=False)
    usual = "the library's; for rebuild the one that comes with the project"
    model.add_argument("--model", metavar="NAME", help=f"embedding model: a folder or a hub's name (default: {usual})")
    parser = argparse.ArgumentParser(prog=as_typed("python -m ingest"), description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_options(commands.add_parser("add", parents=[shared, model], help="add files, or what changed of them"))
    listing = commands.add_parser("list", parents=[shared], help="list the transcripts")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    show = commands.add_parser("show", parents=[shared], help="print a transcript")
    show.add_argument("id", metavar="ID")
    show.add_argument("--structure", action="store_true", help="print what was understood of it")
    remove = commands.add_parser("remove", parents=[shared], help="remove transcripts")
    remove.add_argument("ids", nargs="+", metavar="ID")
    compare = commands.add_parser("compare", parents=[shared], help="print how accounts, or one person's talks, differ")
    compared = compare.add_mutually_exclusive_group(required=True)
    compared.add_argument("conversation", metavar="CONVERSATION", nargs="?", help="of which there are several accounts")
    compared.add_argument("--person", metavar="NAME", help="who speaks in several conversations")
    compare.add_argument("--json", action="store_true", help="one JSON object")
    commands.add_parser("rebuild", parents=[shared, model], help="encode everything again, from the library alone")
    check = commands.add_parser("check", parents=[shared], help="prove that the library is whole")
    check.add_argument("--repair", action="store_true", help="mend what is not")
    return parser


def _add_options(add: argparse.ArgumentParser) -> None:
    files = (
        "files, folders, globs, .zip archives, addresses of pages, transcripts or podcast feeds, - for standard input"
    )
    add.add_argument("paths", nargs="+", metavar="FILE_FOLDER_OR_URL", help=files)
    add.add_argument("--title")
    add.add_argument("--date", metavar="YYYY-MM-DD", type=_date)
    add.add_argument("--url", type=_url)
    add.add_argument("--conversation", metavar="ID", help="the conversation that this is an account of")
    add.add_argument("--kind", choices=ACCOUNT_KINDS)
    add.add_argument("--speaker", metavar="NAME", help="who speaks where the text names nobody")
    add.add_argument(
        "--whisper", metavar="MODEL", help="hears recordings: a folder, or a name such as small on the hub"
    )
    add.add_argument("--diariser", metavar="NAME", help="tells who speaks in recordings: one that a package brings")
    add.add_argument("--watch", action="store_true", help="go on: follow the folders until stopped")


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-01-31, 2026-01 or 2026")
    return text


def _url(text: str) -> str:
    if not is_address(text):
        raise argparse.ArgumentTypeError(f"{text!r} does not begin with http:// or https://")
    return text


if __name__ == "__main__":
    sys.exit(main())
