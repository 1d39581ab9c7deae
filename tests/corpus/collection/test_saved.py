"""Answers saved under a name."""

from pathlib import Path

import pytest

from corpus.collection import SavedAnswers, undo
from corpus.database import Store
from corpus.errors import NotCollected

QUOTES = [("a.txt@00000000:1-5", "word")]


def test_an_answer_is_saved_renamed_saved_anew_and_removed(store_dir: Path) -> None:
    database = Store(store_dir).database
    saved = SavedAnswers(database)
    one = saved.save(("Why?", ["Who?"], {"speaker": "Ada"}), QUOTES)
    saved.rename(one.id, "  About \n why ")
    saved.rename(one.id, " ")
    assert saved.save(("Why?", [], {}), [], one.id).name == "About why"
    assert [(kept.id, kept.quotes, kept.filters) for kept in saved.all()] == [(one.id, (), {})]
    saved.remove(one.id)
    with pytest.raises(NotCollected, match="not saved any more"):
        saved.get(one.id)
    undo(database)
    assert saved.get(one.id).question == "Why?"
