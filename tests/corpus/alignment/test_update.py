"""A conversation told twice, unknown to the program before: aligned by adding its files, kept up to date."""

from pathlib import Path
from typing import Any

import pytest

from answer.writing.addresses import address, resolve
from corpus.alignment import update
from corpus.alignment.comparison import compare
from corpus.alignment.index import AlignmentIndex
from corpus.alignment.standing import Alignments
from corpus.alignment.stored import stored_alignment
from corpus.database import Store
from corpus.encoder import Encoder, load_encoder
from corpus.transcript import Span
from ingest import add
from ingest.progress import Silent
from ingest.rebuilding import rebuild

TRANSCRIPT = """---
title: The lighthouse talk
conversation: lighthouse
kind: transcript
---
Ruth: How did the restoration begin?

Nadia: We started the restoration in 2014, with about forty volunteers. The lamp had been dark since the war.

Ruth: Who paid for the new lamp?

Nadia: The Halvorsen Foundation paid for the lamp. It cost 280 thousand dollars, and every cent was given by them.

Ruth: And the fog horn?

Nadia: The fog horn was not replaced. We repaired the old one over three winters in a workshop in Bergen.

Ruth: What do you miss most?

Nadia: I miss the silence of the gallery at night, when nobody else is up there.
"""
ARTICLE = """---
title: 灯塔重生记
conversation: lighthouse
kind: article
---
娜迪亚说，修复工作从2016年开始，最初有大约四十名志愿者参加。战争以后，灯塔的灯就一直没有亮过。

新灯由 Halvorson 基金会出资，花费二十八万美元，全部由基金会承担。

雾号并没有更换，他们在奥斯陆的一间工坊里花了三个冬天修好了旧的雾号。

如今灯塔每年接待游客一万人，门票收入用来维护楼梯和窗户。
"""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Store:
    folder = tmp_path_factory.mktemp("lighthouse")
    (folder / "transcript.md").write_text(TRANSCRIPT, "utf-8")
    (folder / "article.md").write_text(ARTICLE, "utf-8")
    store = Store(folder / "store")
    add([folder / "transcript.md", folder / "article.md"], store, encoder)
    return store


def span(store: Store, source: str, words: str) -> Span:
    start = store.snapshot().read(source).text.index(words)
    return Span(source, start, start + len(words))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("We started the restoration in 2014", "修复工作从2016年开始"),
        ("The lamp had been dark since the war.", "灯塔的灯就一直没有亮过"),
        ("The Halvorsen Foundation paid", "基金会出资"),
        ("We repaired the old one over three winters", "花了三个冬天修好了旧的雾号"),
    ],
)
def test_statements_meet_across_languages(library: Store, english: str, chinese: str) -> None:
    accounts = Alignments(library.snapshot())
    there = span(library, "article.md", chinese)
    found = accounts.counterparts(span(library, "transcript.md", english), least=0.0)
    assert any(one.span.overlaps(there) for one in found)


def test_what_one_account_has_alone_stays_alone(library: Store) -> None:
    comparison = compare(library.snapshot(), "lighthouse")
    assert any("silence of the gallery" in told.text for told in comparison.alone["transcript.md"])
    assert "## Where they differ" in comparison.as_markdown()


def test_differences_are_found_without_knowing_the_text(library: Store) -> None:
    alignment = stored_alignment(library.snapshot(), "lighthouse")
    assert alignment is not None
    found = {(d.kind, frozenset(r.text for r in d.readings)) for d in alignment.divergences}
    assert ("date", frozenset({"2014", "2016年"})) in found
    assert ("name", frozenset({"Halvorsen Foundation", "Halvorson"})) in found
    assert ("place", frozenset({"Bergen", "奥斯陆"})) in found
    assert not any("forty" in text or "280" in text for _, texts in found for text in texts)


def test_a_rebuild_keeps_alignments_and_citations(tmp_path: Path, tiny_encoder: Any) -> None:
    store = Store(tmp_path / "store")
    old = "---\nconversation: talk\nkind: article\n---\nThe boat was built of oak by the harbour wall.\n"
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(old + f"This is account {name}.\n", "utf-8")
    add([tmp_path], store, tiny_encoder)
    start = old.index("The boat")
    cited = address(store.snapshot().info("one.md"), start, start + 8)
    (tmp_path / "one.md").write_text(old.replace("The boat", "In spring:\n\nThe boat"), "utf-8")
    add([tmp_path / "one.md"], store, tiny_encoder)
    rebuild(store, tiny_encoder, Silent())
    assert resolve(cited, store.snapshot()).text == "The boat"
    alignment = stored_alignment(store.snapshot(), "talk")
    assert alignment is not None
    assert alignment.links


def test_an_account_that_is_removed_leaves_no_alignment(tmp_path: Path, tiny_encoder: Any) -> None:
    store = Store(tmp_path / "store")
    for name in ("one", "two"):
        words = f"conversation: talk\nkind: article\ntitle: {name}"
        (tmp_path / f"{name}.md").write_text(f"---\n{words}\n---\nThe boat was built of oak by {name}.\n", "utf-8")
    add([tmp_path], store, tiny_encoder)
    alignment = stored_alignment(store.snapshot(), "talk")
    assert alignment is not None
    assert len(list(AlignmentIndex(alignment).distinct())) == 1
    generation = store.snapshot().generation
    add([tmp_path], store, tiny_encoder)
    assert store.snapshot().generation == generation  # nothing new
    with store.writing() as writer:
        writer.remove("two.md")
    update(store, ["talk"])
    assert store.snapshot().alignment("talk") is None
