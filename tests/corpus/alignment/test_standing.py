"""Which accounts make a statement, which are silent, which count once."""

from pathlib import Path
from typing import Any

import pytest

from corpus.alignment.standing import Alignments, Standing
from corpus.database import Store
from corpus.transcript import Span
from ingest import add

SAID = {
    "first": "The ship was built of oak in the yard of Anna. It carried nearly two hundred people to the islands.",
    "second": "The ship was built of oak in the yard of Anna. Over 200 people went to the islands, it carried them.",
    "copy": "The ship was built of oak in the yard of Anna. Nobody remembers the winter storms of that year.",
    "fourth": "Cheese and bread were sold on the pier every Sunday. Nobody remembers the summer heat of that year.",
}
BOAT, PEOPLE = "The ship was built of oak", "two hundred people"


@pytest.fixture
def accounts(tmp_path: Path, tiny_encoder: Any) -> Alignments:
    for name, said in SAID.items():
        more = "derived_from: second.md\n" if name == "copy" else ""
        head = f"---\ntitle: {name}\nconversation: ship\nkind: article\n{more}---\n"
        (tmp_path / f"{name}.md").write_text(head + said + "\n", "utf-8")
    store = Store(tmp_path / "store")
    add([tmp_path], store, tiny_encoder)
    return Alignments(store.snapshot())


def span(accounts: Alignments, name: str, words: str) -> Span:
    start = accounts._snapshot.read(f"{name}.md").text.index(words)
    return Span(f"{name}.md", start, start + len(words))


def test_an_account_made_from_another_counts_once(accounts: Alignments) -> None:
    standing = accounts.standing([span(accounts, "first", BOAT)])
    assert standing == Standing("ship", 2, 3, ("fourth.md",), ("copy.md",))


def test_spans_that_say_the_same_make_one_statement(accounts: Alignments) -> None:
    boat = span(accounts, "second", BOAT)
    assert accounts.same_statement(boat, span(accounts, "first", BOAT))
    assert not accounts.same_statement(boat, span(accounts, "first", PEOPLE))


def test_where_accounts_differ_comes_with_the_statement(accounts: Alignments) -> None:
    found = accounts.divergence([span(accounts, "first", PEOPLE)])
    assert found is not None
    assert [r.text for r in found.readings] == ["nearly two hundred people", "Over 200 people"]
    assert accounts.divergence([span(accounts, "first", BOAT)]) is None


def test_what_one_account_says_alone_has_no_group(accounts: Alignments) -> None:
    alone = span(accounts, "fourth", "Cheese and bread")
    assert accounts.counterparts(alone) == []
    assert accounts.standing([alone]).accounts == 1
    assert accounts.doubtful_speaker(alone) is None
