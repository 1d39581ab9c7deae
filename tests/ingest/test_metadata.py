"""What a side file says of a transcript, as odd as it may be."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_samples import TALK

from corpus.database import Store
from ingest.metadata import second_of
from ingest.settings import Summary

HUGE = "9" * 400


@pytest.mark.parametrize(
    ("value", "second"),
    [(65, 65.0), (1.5, 1.5), (int(HUGE), None), (float("nan"), None), (float("-inf"), None), ("65", None)],
)
def test_what_is_no_second_of_a_recording(value: object, second: float | None) -> None:
    assert second_of(value) == second


def test_a_number_that_cannot_be_written_out_stops_nothing(adding: Callable[..., Summary], tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TALK.format(n=name), "utf-8")
    (tmp_path / "a.yaml").write_text(f"title: 0x{'f' * 5_000}\n", "utf-8")
    summary = adding(tmp_path)
    assert (summary.added, [name for name, _ in summary.failed]) == (["b.txt"], ["a.txt"])


def test_odd_chapters_stop_nothing(adding: Callable[..., Summary], store: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TALK.format(n=name), "utf-8")
    starts = "\n".join(f"  - {{start: {start}, title: Part}}" for start in (HUGE, ".nan", ".inf", 5))
    (tmp_path / "a.yaml").write_text(f"chapters:\n{starts}\n", "utf-8")
    assert adding(tmp_path).added == ["a.txt", "b.txt"]
    assert store.snapshot().info("a.txt").chapters == ((5.0, "Part"),)
