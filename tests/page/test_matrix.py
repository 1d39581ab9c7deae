"""A matrix as files."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from answer.matrix.asking import AskedQuestion
from answer.matrix.matrix import Matrix, Row
from answer.model import Answer
from corpus.database import Snapshot, Store
from ingest import add
from page.matrix import as_csv, as_markdown
from tests.conftest import TinyEncoder

BASE = "http://localhost/"


@pytest.fixture
def snapshot(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> Snapshot:
    (tmp_path / "a.txt").write_text("Ruth: It burns seven gallons a night.\n\nBob: Is that much?\n", "utf-8")
    store = Store(store_dir)
    add([tmp_path / "a.txt"], store, tiny_encoder)
    return store.snapshot()


@pytest.fixture
def rows(answer: Answer) -> list[Row]:
    formula = replace(answer.quotes[0], text="=1+1, or\ntwo")
    asked = AskedQuestion(1, 3, "-2?")
    return [Row("a.txt", "Ruth", "answered", formula), Row("a.txt", None, "asked", None, asked)]


def test_a_spreadsheet_reads_the_rows_and_computes_nothing(rows: list[Row], snapshot: Snapshot) -> None:
    text = as_csv(rows, snapshot, "en", BASE)
    assert text.startswith("\ufeff")
    one, other = csv.DictReader(io.StringIO(text[1:]))
    assert (one["Speakers"], one["state"], one["quote"]) == ("Ruth", "answered", "=1+1, or\ntwo")
    assert one["link"].startswith(f"{BASE}?cite=a.txt@")
    assert (other["Speakers"], other["state"], other["question"]) == ("the writer’s words", "asked", "'-2?")


@pytest.mark.parametrize(("kind", "who"), [("machine", "speaker not named"), ("digest", "the writer’s words")])
def test_who_speaks_where_nobody_is_named(
    kind: str, who: str, store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    (tmp_path / "b.txt").write_text(f"---\nkind: {kind}\n---\nIt burns seven gallons a night.\n", "utf-8")
    store = Store(store_dir)
    add([tmp_path / "b.txt"], store, tiny_encoder)
    text = as_csv([Row("b.txt", None, "not asked", None)], store.snapshot(), "en", BASE)
    assert next(csv.DictReader(io.StringIO(text[1:])))["Speakers"] == who


def test_markdown_quotes_with_citations(rows: list[Row], snapshot: Snapshot) -> None:
    text = as_markdown(Matrix("How *much*?", tuple(rows)), snapshot, "en", BASE)
    assert text.startswith("## How \\*much\\*?\n")
    assert "> =1+1, or\n> two\n>\n> [a.txt@" in text
    assert "*Was asked; no answer was found.* “-2?”" in text
