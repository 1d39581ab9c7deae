"""What one person says then and now, made once however often it is asked for."""

import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from corpus.alignment.changes import Changes
from page import comparing


def test_what_is_asked_for_again_before_it_is_there_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def slow(_snapshot: Any, person: str) -> Changes:
        made.append(person)
        time.sleep(0.2)  # the others ask meanwhile
        return Changes(person, {}, ())

    monkeypatch.setattr(comparing, "changes", slow)
    store = SimpleNamespace(snapshot=lambda: SimpleNamespace(generation=1))
    api = comparing.ComparisonApi(SimpleNamespace(store=store))  # type: ignore[arg-type]
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(api.changes, {"person": "Ada Berg"}) for _ in range(4)]
    assert [one.result() for one in asked] == 4 * [{"accounts": [], "divergences": []}]
    assert made == ["Ada Berg"]
