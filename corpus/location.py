"""Where a store is: a folder, and a database and a Chroma server by their addresses where several machines share it."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from corpus.settings import DEFAULT_STORE

DATABASE_VARIABLE, CHROMA_VARIABLE = "INTERVIEW_QA_DATABASE", "INTERVIEW_QA_CHROMA"
TOKEN_VARIABLE = "INTERVIEW_QA_CHROMA_TOKEN"
"""Environment variables that name the database, the Chroma server and the token that the server wants."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a store is.

    `folder` holds the database and the vectors unless `database` (SQLAlchemy's URL of a PostgreSQL database) and
    `chroma` (http:// or https://) name others, and what this machine keeps for speed in any case.
    """

    folder: Path
    database: str | None = None
    chroma: str | None = None

    @property
    def is_shared(self) -> bool:
        """Whether the database is on a server, so that other machines may use it."""
        return self.database is not None

    def __str__(self) -> str:
        """Return the place of the database, without its password."""
        if self.database is None:
            return str(self.folder)
        from sqlalchemy import make_url

        return make_url(self.database).render_as_string(hide_password=True)


def add_location_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the store is."""
    parser.add_argument("--store", default=str(DEFAULT_STORE), metavar="DIR", help="the library's folder (%(default)s)")
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get(DATABASE_VARIABLE) or None,
        help=f"PostgreSQL instead of the folder's SQLite: postgresql://… (${DATABASE_VARIABLE})",
    )
    parser.add_argument(
        "--chroma",
        metavar="URL",
        default=os.environ.get(CHROMA_VARIABLE) or None,
        help=f"a Chroma server instead of the folder's: http://… (${CHROMA_VARIABLE}, ${TOKEN_VARIABLE})",
    )


def location_from(options: argparse.Namespace) -> Location:
    """Return where the store is, from the options of `add_location_options`."""
    return Location(Path(options.store), options.database, options.chroma)
