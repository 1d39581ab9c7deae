"""A saved answer that is asked again says which quotes are new."""

from pathlib import Path

from ingest import add
from page.desk import PageApi
from tests.conftest import TinyEncoder
from tests.page.test_correcting import TALK, WORDS, api

__all__ = ["api"]  # the fixture
QUESTION = "When did the mill burn?"


def test_what_is_quoted_since_is_new_and_what_moved_is_not(
    api: PageApi, tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    answer = api.ask({"question": QUESTION, "ticket": "1"})
    assert answer["new"] == []
    saved = api.call({"do": "save_answer", "key": answer["key"], "history": [], "filters": {"speaker": ""}})
    assert saved["name"] == QUESTION
    assert api.ask({"question": QUESTION, "ticket": "2", "saved": saved["id"]})["new"] == []
    later = f"Ada: A line before.\n\n{TALK}\nBob: The mill did burn twice, they say.\n"
    (tmp_path / "talk.txt").write_text(later, "utf-8")
    add([tmp_path / "talk.txt"], api._store, tiny_encoder)
    again = api.ask({"question": QUESTION, "ticket": "3", "saved": saved["id"]})
    told = {quote["text"]: quote["n"] in again["new"] for quote in again["quotes"]}
    assert told[WORDS] is False
    assert told["The mill did burn twice, they say."] is True
    api.call({"do": "save_answer", "key": again["key"], "id": saved["id"]})
    (kept,) = api.call({"do": "saved"})["saved"]
    assert (kept["id"], kept["quotes"]) == (saved["id"], len(again["quotes"]))
    assert api.ask({"question": QUESTION, "ticket": "4", "saved": saved["id"]})["new"] == []
    assert api.call({"do": "remove_saved", "id": saved["id"]})["saved"] == []
    assert (
        "not saved any more" in api.call({"do": "ask", "question": "?", "ticket": "5", "saved": saved["id"]})["failure"]
    )
