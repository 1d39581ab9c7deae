"""A citation opened from its link says what the answer said of it."""

from pathlib import Path

from answer import Answerer, Request
from corpus.database import Store
from ingest import add
from page.citing import cited
from tests.conftest import TinyEncoder

TALK = """---
voices: {Narrator: The Kiln Show}
---
Narrator: The kiln stands in the valley of the seven mills, and it has burned since 1831.

Ada: The kiln reaches 1,280 degrees after nine hours of beech and birch.
"""


def test_the_voice_is_that_of_the_answer(tmp_path: Path, store_dir: Path, tiny_encoder: TinyEncoder) -> None:
    (tmp_path / "kiln.md").write_text(TALK, "utf-8")
    store = Store(store_dir)
    add([tmp_path / "kiln.md"], store, tiny_encoder)
    answer = Answerer(store, tiny_encoder).answer(Request("Where does the kiln stand, in which valley of mills?"))
    by_voice = {quote.voice: quote for quote in answer.quotes}
    assert by_voice.keys() >= {"host"}
    for quote in answer.quotes:
        shown = cited(quote.address, store.snapshot())["quote"]
        assert (shown["voice"], shown["speaker"], shown["text"]) == (quote.voice, quote.speaker, quote.text)
