"""The command line of app.py."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from answer.language_model.settings import LanguageModelSettings, add_language_model_options, language_model_from
from corpus.arguments import positive
from corpus.location import Location, add_location_options
from corpus.settings import DEFAULT_STORE, as_typed
from page.safety import Checker, checker

PORT = 7860


@dataclass(frozen=True, slots=True)
class Options:
    """How the page is served. `auth` tells whether a user's password is right; None asks for none."""

    host: str = "127.0.0.1"
    port: int = PORT
    auth: Checker | None = None
    root_path: str | None = None
    store: str = str(DEFAULT_STORE)
    database: str | None = None
    chroma: str | None = None
    model: str | None = None
    """None: the one that the library was built with."""
    mcp: bool = False
    max_upload: int = 50
    """Megabytes a file."""
    max_files: int = 200
    """Files added at once."""
    language_model: LanguageModelSettings | None = None
    """None: none writes or translates."""

    @property
    def added(self) -> Path:
        """The folder that keeps what is added on the page."""
        return Path(self.store) / "added"

    @property
    def location(self) -> Location:
        """Where the store is."""
        return Location(Path(self.store), self.database, self.chroma)


def parse(arguments: list[str] | None = None) -> Options:
    """Read the command line; for what it leaves out GRADIO_SERVER_NAME, _PORT and GRADIO_ROOT_PATH are asked.

    Raises:
        BadAuth: the login is not given as it should be.
    """
    parser = argparse.ArgumentParser(prog=as_typed("python app.py"), description="Serve the interview chat.")
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
    add_location_options(parser)
    parser.add_argument("--model", help="embedding model: a folder or a hub's name (default: the library's)")
    parser.add_argument("--mcp", action="store_true", help="serve the API as MCP tools too, at /gradio_api/mcp/")
    parser.add_argument(
        "--max-upload", type=positive, default=50, metavar="MB", help="largest file (default: %(default)s)"
    )
    parser.add_argument(
        "--max-files", type=positive, default=200, metavar="N", help="most at once (default: %(default)s)"
    )
    add_language_model_options(parser)
    given = parser.parse_args(arguments)
    language_model = language_model_from(parser, given)
    chosen = {name: value for name, value in vars(given).items() if not name.startswith("llm")}
    return Options(**chosen, language_model=language_model)


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        port = -1
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; ports are numbers from 1 to 65535")
    return port
