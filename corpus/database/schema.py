"""The schema of a database: which it has, and bringing it to the present one by Alembic's numbered migrations."""

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import StoreUnavailable
from corpus.location import Location

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NEWEST = "0004"
"""The last migration: a database that has it needs none, and Alembic is not even loaded."""
MIGRATIONS = Path(__file__).with_name("migrations")
FORMER_FILE = "chroma.sqlite3"
"""In the folder of a store as it was before it had a database."""


def stored_schema(engine: "Engine") -> str | None:
    """Return the last migration that a database has had, None for an empty one."""
    import sqlalchemy as sa

    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        stored: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return stored


def migrate(engine: "Engine", location: Location) -> None:
    """Bring a database to the present schema; two processes that do so at once take turns.

    Raises:
        StoreUnavailable: it is of a newer schema, or what lies there is a store of the form before databases.
    """
    stored = stored_schema(engine)
    if stored == NEWEST:
        return
    if stored is not None and stored > NEWEST:
        raise StoreUnavailable(
            f"the store {location} was written by a newer version of this program (schema {stored}, known are up to "
            f"{NEWEST}): use that version, or another store: --store DIR"
        )
    if stored is None and is_former(location):
        raise StoreUnavailable(
            f"the store {location} was written by an older version of this program; carry it over: "
            f"python -m ingest rebuild --store {location.folder}, or choose another: --store DIR"
        )
    upgrade(engine, NEWEST)


def is_former(location: Location) -> bool:
    """Whether a folder holds a store of the form before databases, which `ingest.carrying` carries over."""
    return not location.is_shared and (location.folder / FORMER_FILE).is_file()


def upgrade(engine: "Engine", to: str) -> None:
    """Run the migrations up to one, those that are missing, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        _wait_for_others(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _wait_for_others(connection: "Connection") -> None:
    """Let whoever migrates already end first; SQLite's transactions that write do so by themselves."""
    import sqlalchemy as sa

    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('interview-qa migrations'))"))
