"""What one person says in one talk and otherwise in another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.alignment.changes import Changes, changes, in_several
from corpus.database import Store
from corpus.errors import NoSuchPerson
from ingest import add
from ingest.__main__ import main

FILLING = (
    "The harbour was quiet in that cold and windy winter.",
    "My mother sang in the kitchen while it rained.",
    "Nobody in our street could repair the old engine.",
    "Apples and pears were cheap at the market.",
)
Talks = Callable[..., Store]


@pytest.fixture
def talks(tmp_path: Path, tiny_encoder: Any) -> Talks:
    """Builds a library of talks: what Ada Berg says in each, with a date and perhaps a conversation."""

    def build(**said: list[str]) -> Store:
        for at, (name, statements) in enumerate(said.items()):
            head = f"---\ntitle: {name}\ndate: {2030 - at}-01-01\nconversation: {name.partition('_')[0]}\n---\n"
            turns = [f"Ada Berg: {text}\n\nHost: And then, what happened?\n\n" for text in (*statements, *FILLING)]
            (tmp_path / f"{name}.md").write_text(head + "".join(turns), "utf-8")
        store = Store(tmp_path / "store")
        add([tmp_path], store, tiny_encoder)
        return store

    return build


def told(found: Changes) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(one.kind, [(said.source, said.text.strip()) for said in one.sayings]) for one in found.changes]


def test_another_number_is_found_with_the_earliest_first(talks: Talks) -> None:
    now, then = "Our ferry company has eleven captains.", "Our ferry company has twenty captains on board."
    found = changes(talks(later=[now], earlier=[then]).snapshot(), "Ada Berg")
    assert found.dates == {"earlier.md": "2029-01-01", "later.md": "2030-01-01"}
    assert told(found) == [("number", [("earlier.md", "twenty"), ("later.md", "eleven")])]
    (one, _) = found.changes[0].sayings
    assert one.before + one.text + one.after == then


@pytest.mark.parametrize(
    ("now", "then", "kind"),
    [
        ("The government closed the mine in 1984.", "In 1986 the government closed the mine.", "date"),
        ("We sell all of our data to anyone.", "We do not sell all of our data to anyone.", "negation"),
        ("The editor of the newspaper was Tom Baker.", "The editor of the newspaper was Lucy Hale.", "name"),
    ],
)
def test_kinds_are_told_apart(talks: Talks, now: str, then: str, kind: str) -> None:
    assert [one.kind for one in changes(talks(b=[now], a=[then]).snapshot(), "Ada Berg").changes] == [kind]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Our ferry company has eleven captains.", "Our ferry company has eleven captains now."),
        ("She ran the shop for thirty years.", "The shop has been closed for five years."),
        ("The workshop in Bern employs forty people.", "There were ninety people at the funeral."),
        ("Thank you for having me, Host.", "Thank you for having me, Ada."),
    ],
)
def test_what_is_the_same_or_about_something_else_is_no_change(talks: Talks, now: str, then: str) -> None:
    assert changes(talks(b=[now], a=[then]).snapshot(), "Ada Berg").changes == ()


def test_readings_of_three_talks_are_one_change(talks: Talks) -> None:
    counts = {name: [f"Our ferry company has {n} captains."] for name, n in (("c", 30), ("b", 20), ("a", 12))}
    ((_, sayings),) = told(changes(talks(**counts).snapshot(), "Ada Berg"))
    assert [said for _, said in sayings] == ["12", "20", "30"]


def test_of_several_accounts_of_a_conversation_one_counts(talks: Talks) -> None:
    store = talks(
        one_long=["Our ferry company has eleven captains.", "We bake bread on Sundays."],
        one_short=["Our ferry company has nine captains."],
        two=["Our ferry company has twenty captains."],
    )
    snapshot = store.snapshot()
    assert in_several(snapshot) == {"Ada Berg": 2}  # the host may be another in each
    assert list(changes(snapshot, "ada berg").dates) == ["two.md", "one_long.md"]


def test_it_is_printed_with_dates(talks: Talks, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talks(b=["The mine was closed in 1984."], a=["The mine was closed in 1986."])
    assert main(["compare", "--person", "Ada Berg", "--store", str(tmp_path / "store")]) == 0
    assert "- **date**\n  - 2029-01-01: The mine was closed in 1986. (`a.md`, " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("Host", r"'Host' does not speak in two .* \(who does: Ada Berg\)"),
        ("Bob", r"nobody called 'Bob' speaks in the library; speakers are Ada Berg, Host"),
    ],
)
def test_who_speaks_once_or_never_is_an_error_that_names_who_does_not(talks: Talks, person: str, said: str) -> None:
    with pytest.raises(NoSuchPerson, match=said):
        changes(talks(a=[], b=[]).snapshot(), person)
