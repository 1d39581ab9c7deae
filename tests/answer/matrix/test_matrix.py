from pathlib import Path

import pytest

from answer import Answerer, Filters, Request
from answer.matrix.asking import AskedQuestion, who_asks
from answer.matrix.matrix import Row
from corpus.database import Store
from corpus.encoder import Encoder
from ingest import add
from tests.conftest import TinyEncoder

BOATS = """**Bob Stone**: How old were you when you built your first boat?

**Ada Mill**: I built my first boat when I was eleven, from the door of an old barn.

**Bob Stone**: And what did your mother say?

**Ada Mill**: She said nothing at all for a week, and then she asked for a ride across the bay.
"""
GEESE = """**Bob Stone**: When did you build your first boat?

**Carl Reed**: Let us talk about my geese. The geese eat barley in winter, and in summer they find moss for themselves.

**Bob Stone**: And who feeds them?

**Carl Reed**: My daughter feeds the geese every morning before school.
"""
ORGAN = """**Bob Stone**: Who taught you to play the organ?

**Dora Hall**: The organist of our church taught me, a strict woman with very small hands.

**Bob Stone**: Do you still play on Sundays?

**Dora Hall**: Every Sunday at ten, and at weddings in May.
"""
DIARY = "# A diary\n\nThe weather was fine all week. We painted the fence and mended the roof of the hen house.\n"
QUESTION = "At what age did you build a boat for the first time?"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory, shipped: Encoder) -> Answerer:
    folder = tmp_path_factory.mktemp("matrix")
    texts = {"boats.md": BOATS, "geese.md": GEESE, "organ.md": ORGAN, "diary.md": DIARY}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    store = Store(folder / "store")
    add([folder / name for name in texts], store, shipped)
    return Answerer(store, shipped)


def _rows(answerer: Answerer, **filters: frozenset[str]) -> dict[str, Row]:
    found = answerer.matrix(Request(QUESTION, filters=Filters(**filters)))
    return {row.source: row for row in found.rows}


def test_everybody_who_answers_has_a_row_and_whoever_asks_has_none(answerer: Answerer) -> None:
    rows = answerer.matrix(Request(QUESTION)).rows
    assert [row.speaker for row in rows][:3] == ["Ada Mill", "Carl Reed", "Dora Hall"]
    assert {row.source for row in rows} == {"boats.md", "geese.md", "organ.md", "diary.md"}


def test_not_asked_is_told_from_asked_and_not_said(answerer: Answerer) -> None:
    rows = _rows(answerer)
    states = {source: row.state for source, row in rows.items()}
    assert states == {"boats.md": "answered", "geese.md": "asked", "organ.md": "not_asked", "diary.md": "unknown"}
    quote, question = rows["boats.md"].quote, rows["geese.md"].asked
    assert quote
    assert question
    assert quote.text.startswith("I built my first boat when I was eleven")
    assert BOATS[quote.start : quote.end] == quote.text
    assert GEESE[question.start : question.end] == question.text == "When did you build your first boat?"


def test_filters_and_the_threshold_restrict(answerer: Answerer) -> None:
    assert set(_rows(answerer, sources=frozenset(["geese.md"]))) == {"geese.md"}
    assert all(row.state == "answered" for row in answerer.matrix(Request(QUESTION), 0.0).rows)
    assert not any(row.quote for row in answerer.matrix(Request(QUESTION), 1.0).rows)


def test_a_matrix_is_plain_data_and_readable(answerer: Answerer) -> None:
    found = answerer.matrix(Request(QUESTION))
    assert found.as_data()["rows"][0]["quote"]["source"] == "boats.md"
    assert "Carl Reed, geese.md: was asked, no answer was found: “When did you" in found.as_text()


def test_what_is_the_best_of_much_talk_answers_less_surely(tmp_path: Path, tiny_encoder: TinyEncoder) -> None:
    rest = "".join(f"\n**Ada Mill**: On day {n} it rained and nobody went out.\n" for n in range(80))
    (tmp_path / "short.md").write_text(BOATS, "utf-8")
    (tmp_path / "long.md").write_text(BOATS + rest, "utf-8")
    store = Store(tmp_path / "store")
    add([tmp_path / "short.md", tmp_path / "long.md"], store, tiny_encoder)
    answerer = Answerer(store, tiny_encoder)

    def likely(source: str) -> float:
        thresholds = [percent / 100 for percent in range(1, 100)]
        found = {t: answerer.matrix(Request(QUESTION), t).rows for t in thresholds}
        return max(t for t, rows in found.items() if any(r.source == source and r.quote for r in rows))

    assert likely("short.md") - likely("long.md") > 0.1  # of like passages, chosen from few and from many


def test_whoever_asks_now_and_then_among_much_of_their_own_has_no_row() -> None:
    host = "I read your book twice. It has a long chapter on tides. I liked that. Then comes the storm. Why a storm?"
    guest = "It was a storm. " * 30 + "Who knows?"
    assert who_asks([("Bob", host), ("Ada", guest), (None, "Who? What?")]) == {"Bob"}
    assert who_asks([("Bob", host), ("Ada", "Was it? It was a storm. " * 30)]) == frozenset()
    assert who_asks([]) == frozenset()


def test_a_host_who_tells_much_is_no_row(tmp_path: Path, tiny_encoder: TinyEncoder) -> None:
    told = "I was there too once, and it rained on us all day. The road was long and the car was old. "
    asks = [told + "What happened then?" * (n % 5 in {0, 2}) for n in range(12)]
    turns = [f"**Bob Stone**: {words}\n\n**Ada Mill**: {'We sailed on. ' * 40}" for words in asks]
    (tmp_path / "trip.md").write_text("\n\n".join(turns), "utf-8")
    store = Store(tmp_path / "store")
    add([tmp_path / "trip.md"], store, tiny_encoder)
    rows = Answerer(store, tiny_encoder).matrix(Request(QUESTION)).rows
    assert [row.speaker for row in rows] == ["Ada Mill"]


def test_a_row_is_a_line() -> None:
    row = Row("geese.md", "Carl Reed", "asked", None, AskedQuestion(3, 30, "When did you build\nyour first boat?"))
    assert row.as_text() == "Carl Reed, geese.md: was asked, no answer was found: “When did you build your first boat?”"
