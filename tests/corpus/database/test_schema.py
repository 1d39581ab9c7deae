"""The schema: every step of the way to it, and databases that this program cannot open."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from setuptools import find_namespace_packages

from corpus.database import Location, Store
from corpus.database.connection import Database
from corpus.database.schema import FORMER_FILE, MIGRATIONS, NEWEST, upgrade
from corpus.database.tables import metadata
from corpus.errors import StoreUnavailable

PROJECT = Path(__file__).resolve().parents[3]
STEPS = ["0001", "0002", "0003"]
"""Every schema but the newest."""


@pytest.fixture
def at(store_dir: Path) -> Callable[[str], Store]:
    """Makes a store of an older schema, with something in it."""

    def make(step: str) -> Store:
        store_dir.mkdir()
        engine = Database(Location(store_dir))._opened()
        upgrade(engine, step)
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE library SET generation = 7, model = 'old@1'"))
            connection.execute(
                sa.text("INSERT INTO catalogues (folder, data) VALUES ('', '{\"examples\": [\"Why?\"]}')")
            )
        engine.dispose()
        return Store(store_dir, must_exist=True)

    return make


@pytest.mark.parametrize("step", STEPS)
def test_an_older_schema_is_migrated_when_it_is_opened(at: Callable[[str], Store], step: str) -> None:
    store = at(step)
    snapshot = store.snapshot()
    assert (snapshot.generation, snapshot.model, snapshot.catalogue.examples) == (7, "old@1", ("Why?",))
    with store.database.engine().connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_step_is_tried() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    steps = sorted(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())
    assert steps == [*STEPS, NEWEST]


def test_the_migrations_are_packaged() -> None:
    assert "corpus.database.migrations.versions" in find_namespace_packages(str(PROJECT), include=["corpus*"])


def test_a_newer_schema_is_refused(at: Callable[[str], Store]) -> None:
    store = at("0001")
    engine = store.database._opened()
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreUnavailable, match="newer version"):
        store.snapshot()


def test_a_store_of_the_form_before_says_how_to_carry_it_over(store_dir: Path) -> None:
    store_dir.mkdir()
    (store_dir / FORMER_FILE).touch()
    with pytest.raises(StoreUnavailable, match="python -m ingest rebuild"):
        Store(store_dir, must_exist=True).snapshot()


def test_what_is_no_database_is_named(store_dir: Path) -> None:
    store_dir.mkdir()
    (store_dir / "library.sqlite3").write_text("no database, but long enough to look like one " * 50)
    with pytest.raises(StoreUnavailable, match=r"store .*--store DIR"):
        Store(store_dir, must_exist=True).snapshot()
