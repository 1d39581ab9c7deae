"""Another codebook is merged into the labels that there are: nothing of these changes or is doubled."""

from pathlib import Path

import pytest

from corpus.collection import Codebook, Label, undo
from corpus.collection.labels import COLOURS, MOST_LABELS
from corpus.database import Store
from corpus.errors import BadLabel

FIRE, MILL = "0f6a1c2e-53a4-4a4b-9d57-6f1a2d1f9b1c", "1f6a1c2e-53a4-4a4b-9d57-6f1a2d1f9b1c"
INCOMING = [Label(FIRE, "Fire", "#111111", "theirs"), Label(MILL, "Mill", parent=FIRE), Label("x", "Mill")]


@pytest.fixture
def codebook(store_dir: Path) -> Codebook:
    return Codebook(Store(store_dir).database)


def test_new_labels_keep_ids_and_nesting_and_get_the_colours_that_are_used_least(codebook: Codebook) -> None:
    merged = codebook.merge(INCOMING, "c.qdc")
    assert (merged.added, merged.known) == (3, 0)
    wanted = [Label(FIRE, "Fire", "#111111", "theirs"), Label(MILL, "Mill", COLOURS[0], parent=FIRE)]
    assert codebook.all() == [*wanted, Label("x", "Mill", COLOURS[1])]


def test_what_is_there_stays_as_it_is_and_gets_a_description_where_it_has_none(codebook: Codebook) -> None:
    fire = codebook.put(Label("", "FIRE", "#222222"))
    mill = codebook.put(Label("", "mill", "#333333", "ours", fire.id))
    merged = codebook.merge([*INCOMING, Label("y", "Mill", "#444444", "late")], "c.qdc")
    assert (merged.added, merged.known) == (1, 3)
    given = Label(fire.id, "FIRE", "#222222", "theirs")
    assert codebook.all() == [given, mill, Label("x", "Mill", COLOURS[0], "late")]


def test_an_id_is_given_once_also_where_its_label_was_removed(codebook: Codebook) -> None:
    codebook.merge(INCOMING, "c.qdc")
    codebook.remove(FIRE)
    assert codebook.merge(INCOMING, "c.qdc").added == 2
    undo(codebook._database)
    assert sorted(one.name for one in codebook.all()) == ["Fire", "Fire", "Mill", "Mill", "Mill"]


@pytest.mark.parametrize(
    ("last", "why"),
    [([Label("z", " ")], "name"), ([Label(str(n), f"n{n}") for n in range(MOST_LABELS)], r"c\.qdc: with it .* 1,003 ")],
)
def test_all_come_in_or_none(codebook: Codebook, last: list[Label], why: str) -> None:
    with pytest.raises(BadLabel, match=why):
        codebook.merge([*INCOMING, *last], "c.qdc")
    assert codebook.all() == []
