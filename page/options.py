"""The command line of app.py."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from corpus.settings import DEFAULT_MODEL, DEFAULT_STORE
from page.safety import Checker, checker

PORT = 7860
FEEDBACK = platformdirs.user_data_path("interview-qa") / "feedback.sqlite3"


@dataclass(frozen=True, slots=True)
class Options:
    """How the page is served. `auth` tells whether a user's password is right; None asks for none."""

    host: str = "127.0.0.1"
    port: int = PORT
    auth: Checker | None = None
    root_path: str | None = None
    store: str = str(DEFAULT_STORE)
    model: str = DEFAULT_MODEL
    feedback: Path = FEEDBACK
    mcp: bool = False
    max_upload: int = 50
    """Megabytes a file."""
    max_files: int = 200
    """Files added at once."""

    @property
    def added(self) -> Path:
        """The folder that keeps what is added on the page: beside the store, or with the user's data for a server."""
        if self.store.startswith(("http://", "https://")):
            return FEEDBACK.parent / "added"
        return Path(self.store) / "added"


def parse(arguments: list[str] | None = None) -> Options:
    """Read the command line; for what it leaves out GRADIO_SERVER_NAME, _PORT and GRADIO_ROOT_PATH are asked.

    Raises:
        BadAuth: the login is not given as it should be.
    """
    parser = argparse.ArgumentParser(prog="python app.py", description="Serve the interview chat.")
    environment, usual = os.environ, Options()
    parser.add_argument(
        "--host",
        default=environment.get("GRADIO_SERVER_NAME", usual.host),
        help="address to listen on; 0.0.0.0 opens the page to the network, then use --auth (default: %(default)s)",
    )
    parser.add_argument(
        "--port", type=_port, default=environment.get("GRADIO_SERVER_PORT", str(PORT)), help="(default: %(default)s)"
    )
    parser.add_argument(
        "--auth",
        type=checker,
        metavar="USER:PASSWORD|FILE",
        help="ask for a login; FILE holds hashes from python -m page password",
    )
    parser.add_argument("--root-path", default=environment.get("GRADIO_ROOT_PATH"), help="path prefix behind a proxy")
    parser.add_argument("--store", default=usual.store, help="folder of the store (default: %(default)s)")
    parser.add_argument("--model", default=usual.model, help="embedding model: auto, offline, a name or a folder")
    parser.add_argument("--feedback", type=Path, default=FEEDBACK, help="file that keeps verdicts (%(default)s)")
    parser.add_argument("--mcp", action="store_true", help="serve the API as MCP tools too, at /gradio_api/mcp/")
    parser.add_argument(
        "--max-upload", type=_count, default=50, metavar="MB", help="largest file (default: %(default)s)"
    )
    parser.add_argument(
        "--max-files", type=_count, default=200, metavar="N", help="most at once (default: %(default)s)"
    )
    return Options(**vars(parser.parse_args(arguments)))


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        port = -1
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; ports are numbers from 1 to 65535")
    return port


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)
