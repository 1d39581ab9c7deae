"""Files into the store: whole, once, and only what changed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from ingest_samples import TALK, Counting

from corpus.database import Store
from corpus.database.audit import faults
from corpus.errors import BadCatalogue, ModelMismatch
from ingest.adding import Adding
from ingest.files import Incoming
from ingest.metadata import Metadata
from ingest.progress import Silent
from ingest.settings import Settings, Summary
from ingest.source import Source
from ingest.transcripts import file_hash

Adds = Callable[..., Summary]
Talks = Callable[..., Path]


def test_a_folder_is_added_whole(adding: Adds, talks: Talks, store: Store) -> None:
    summary = adding(talks(3))
    assert (len(summary.added), summary.turns, summary.failed) == (3, 12, [])
    assert summary.passages == sum(
        len(store.snapshot().read(info.id).speech()) for info in store.snapshot().infos.values()
    )
    for info in store.snapshot().infos.values():
        data = Path(info.origin).read_bytes()
        assert (store.snapshot().read(info.id).text, info.hash) == (data.decode(), file_hash(data))
        assert (info.speakers, info.kind, info.language) == (("Jane Doe", "Bob Ray"), "transcript", "en")
    assert faults(store) == []


def test_adding_again_changes_nothing(adding: Adds, talks: Talks, store: Store, encoder: Counting) -> None:
    folder = talks(2)
    adding(folder)
    generation, encoded = store.snapshot().generation, len(encoder.texts)
    summary = adding(folder)
    assert (len(summary.unchanged), summary.added, summary.replaced) == (2, [], [])
    assert (store.snapshot().generation, len(encoder.texts)) == (generation, encoded)


def test_only_what_changed_is_encoded(adding: Adds, talks: Talks, store: Store, encoder: Counting) -> None:
    file = talks(1) / "talks-0.txt"
    adding(file)
    encoder.texts.clear()
    file.write_text(TALK.format(n=0).replace("hardest part of all", "easiest part of all"), "utf-8")
    summary = adding(file)
    assert summary.replaced == ["talks-0.txt"]
    assert [text.partition(".")[0] for text in encoder.texts] == ["The evaluation was the easiest part of all"]
    assert "easiest" in store.snapshot().read("talks-0.txt").text
    assert faults(store) == []


def test_the_same_contents_under_another_name_are_not_doubled(adding: Adds, talks: Talks, store: Store) -> None:
    folder = talks(1)
    adding(folder)
    (folder / "copy.txt").write_bytes((folder / "talks-0.txt").read_bytes())
    messages: list[str] = []

    class Heard(Silent):
        def done(self, message: str = "") -> None:
            messages.append(message)

    assert adding(folder / "copy.txt", progress=Heard()).unchanged == ["talks-0.txt"]
    assert messages == [f"{folder / 'copy.txt'}: its contents are in the library as talks-0.txt"]
    assert [info.id for info in store.snapshot().infos.values()] == ["talks-0.txt"]


def test_another_file_of_the_same_name_gets_its_own_id(adding: Adds, tmp_path: Path, store: Store) -> None:
    for number in (1, 2, 3):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "talk.txt").write_text(TALK.format(n=number), "utf-8")
        adding(tmp_path / str(number) / "talk.txt")
    assert [info.id for info in store.snapshot().infos.values()] == ["talk-2.txt", "talk-3.txt", "talk.txt"]
    (tmp_path / "2" / "talk.txt").write_text(TALK.format(n=22), "utf-8")
    assert adding(tmp_path / "2" / "talk.txt").replaced == ["talk-2.txt"]


def test_files_of_one_name_and_twins_are_told_apart_before_the_first_is_in_the_store(
    adding: Adds, tmp_path: Path, store: Store, encoder: Counting
) -> None:
    for folder, number in (("a", 1), ("b", 2), ("c", 2), ("d", 3)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talk.txt").write_text(TALK.format(n=number), "utf-8")
    summary = adding(*(tmp_path / folder / "talk.txt" for folder in "abcd"))
    assert (summary.added, summary.unchanged) == (["talk.txt", "talk-2.txt", "talk-3.txt"], ["talk-2.txt"])
    assert len(encoder.texts) == summary.passages
    assert faults(store) == []


def test_what_takes_long_is_named_and_told_as_the_others_are(store: Store, encoder: Counting) -> None:
    class Told(Silent):
        done_messages: ClassVar[list[str]] = []

        def done(self, message: str = "") -> None:
            self.done_messages.append(message)

    summary = Summary()
    texts = [TALK.format(n=number).encode() for number in range(4)]
    files = [
        Incoming("talk.txt", f"{n}/talk.txt", partial(bytes, text), takes_long=n > 1) for n, text in enumerate(texts)
    ]
    Adding(store, encoder, Settings(progress=Told()), {}, summary).add(files)
    assert summary.added == ["talk.txt", "talk-2.txt", "talk-3.txt", "talk-4.txt"]
    assert [message.rpartition(" ")[2] for message in Told.done_messages] == ["", *summary.added[1:]]


def test_one_bad_file_stops_nothing(adding: Adds, talks: Talks) -> None:
    folder = talks(5)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    summary = adding(folder, folder / "nothing.txt")
    assert len(summary.added) == 5
    assert sorted(name.rpartition("/")[2] for name, _ in summary.failed) == ["binary.txt", "empty.txt", "nothing.txt"]
    assert all(reason for _, reason in summary.failed)


def test_metadata_the_later_word_counts(adding: Adds, tmp_path: Path, store: Store) -> None:
    front = "---\ntitle: front\ndate: 2020-01-01\nsource: https://front.example\nauthor: front\n---\n"
    file = tmp_path / "talk.txt"
    file.write_text(front + TALK.format(n=0), "utf-8")
    (tmp_path / "talk.yaml").write_text("title: side\ndate: 2021-01-01\nurl: https://side.example\n", "utf-8")
    catalogue = "transcripts:\n  talk.txt: {title: catalogue, date: 2022-01-01, kind: digest, conversation: c}\n"
    (tmp_path / "catalogue.yaml").write_text(catalogue, "utf-8")
    adding(file, overrides=Metadata(title="options"))
    info = store.snapshot().info("talk.txt")
    assert (info.title, info.date, info.url, info.publisher) == (
        "options",
        "2022-01-01",
        "https://side.example",
        "front",
    )
    assert (info.kind, info.conversation) == ("digest", "c")


def test_a_change_of_metadata_alone_is_taken_up_without_encoding(
    adding: Adds, talks: Talks, store: Store, encoder: Counting
) -> None:
    folder = talks(1)
    adding(folder)
    encoder.texts.clear()
    (folder / "talks-0.yaml").write_text("title: A better title\nspeaker: x\n", "utf-8")
    assert adding(folder).replaced == ["talks-0.txt"]
    assert store.snapshot().info("talks-0.txt").title == "A better title"
    assert encoder.texts == []
    assert faults(store) == []


@pytest.mark.parametrize(
    "yaml",
    [
        "title: [unclosed",
        "- a list",
        "kind: novel",
        "voices: [1]",
        "x: !!python/object/apply:os.system ['true']",
        "a: &a [1]\nb: *a",
        "x: " + "[" * 10_000,
        "x: " + "{a: " * 100 + "1" + "}" * 100,
        "y" * 70_000,
        "date: 2026-13-45",
    ],
)
def test_a_side_file_that_is_wrong_is_named(yaml: str, adding: Adds, talks: Talks) -> None:
    folder = talks(2)
    (folder / "talks-0.yaml").write_text(yaml, "utf-8")
    summary = adding(folder)
    assert [name for name, _ in summary.failed] == ["talks-0.txt"]
    assert "talks-0.yaml" in summary.failed[0][1]
    assert summary.added == ["talks-1.txt"]


def test_a_catalogue_that_is_wrong_stops_before_anything_is_added(adding: Adds, talks: Talks, store: Store) -> None:
    folder = talks(1)
    (folder / "catalogue.yaml").write_text("people: [1]", "utf-8")
    with pytest.raises(BadCatalogue, match="catalogue"):
        adding(folder)
    assert list(store.snapshot().infos.values()) == []


def test_the_catalogue_is_kept(adding: Adds, talks: Talks, store: Store) -> None:
    folder = talks(1)
    (folder / "catalogue.yaml").write_text("people:\n- {name: Bob Ray, other_names: [鲍勃]}\n", "utf-8")
    adding(folder)
    assert store.snapshot().catalogue.canonical("鲍勃") == "Bob Ray"


def test_editing_people_alone_takes_effect(adding: Adds, talks: Talks, store: Store) -> None:
    folder = talks(1)
    (folder / "talks-0.txt").write_text("Bob: Well, it began.\n\nAnd so it went on for years.\n", "utf-8")
    adding(folder)
    assert store.snapshot().info("talks-0.txt").speakers == ()
    (folder / "catalogue.yaml").write_text("people:\n- {name: Bob, other_names: [鲍勃, 鲍比]}\n", "utf-8")
    assert adding(folder).replaced == ["talks-0.txt"]
    assert store.snapshot().info("talks-0.txt").speakers == ("Bob",)
    (folder / "catalogue.yaml").write_text("people:\n- {name: Bob, other_names: [鲍比]}\n", "utf-8")
    adding(folder)
    assert (store.snapshot().catalogue.canonical("鲍比"), store.snapshot().catalogue.canonical("鲍勃")) == (
        "Bob",
        "鲍勃",
    )
    (folder / "catalogue.yaml").unlink()
    adding(folder)
    assert store.snapshot().catalogue.people == ()


def test_files_of_any_name_are_added(adding: Adds, tmp_path: Path, store: Store) -> None:
    for name in ("library", "catalogue"):
        (tmp_path / name).write_text(TALK.format(n=name), "utf-8")
        adding(tmp_path / name)
    assert [info.id for info in store.snapshot().infos.values()] == ["catalogue", "library"]
    assert store.snapshot().model == "tiny@1"
    assert faults(store) == []


def test_a_store_of_another_model_is_refused(adding: Adds, talks: Talks, store: Store, encoder: Counting) -> None:
    folder = talks(2)
    adding(folder / "talks-0.txt")
    encoder.name = "other@2"
    with pytest.raises(ModelMismatch, match="rebuild"):
        adding(folder)
    assert [info.id for info in store.snapshot().infos.values()] == ["talks-0.txt"]


def test_an_error_in_a_reader_leaves_the_store_as_it_was(adding: Adds, talks: Talks, store: Store) -> None:
    folder = talks(2)
    adding(folder)
    before = [store.snapshot().read(info.id) for info in store.snapshot().infos.values()]
    (folder / "talks-0.txt").write_text("changed", "utf-8")

    def broken(*_: object) -> Source:
        raise RuntimeError("a bug in a reader")

    with pytest.raises(RuntimeError):
        adding(folder, reader=broken)
    assert [store.snapshot().read(info.id) for info in store.snapshot().infos.values()] == before
    assert faults(store) == []


@pytest.mark.parametrize(
    "text", ["A: x\x00y\n\nB: z\n", "one \ud800 two\n", "\u202eright to left: yes\n\n\u200fJane: no\n"]
)
def test_characters_that_cannot_be_stored(text: str, adding: Adds, tmp_path: Path, store: Store) -> None:
    (tmp_path / "x.txt").write_bytes(b"anything")
    adding(tmp_path / "x.txt", reader=lambda *_: Source(text))
    stored = store.snapshot().read("x.txt").text
    assert len(stored) == len(text)
    assert stored.encode("utf-8")
    assert faults(store) == []


def test_markup_is_text(adding: Adds, tmp_path: Path, store: Store) -> None:
    text = "Jane Doe: <script>alert(1)</script> <img src=x onerror=alert(1)>\n\nBob Ray: {{7*7}} </div>\n"
    (tmp_path / "x.txt").write_text(text, "utf-8")
    adding(tmp_path / "x.txt")
    assert store.snapshot().read("x.txt").text == text


def test_another_encoding_is_said(adding: Adds, tmp_path: Path, store: Store) -> None:
    text = "主持人：你们是怎么开始的？请谈谈第一年的情况。\n\n嘉宾：我们最初只有十个人的小团队，之后每年都在增长。\n"
    (tmp_path / "x.txt").write_bytes(text.encode("gb18030"))
    said: list[str] = []

    class Heard(Silent):
        def done(self, message: str = "") -> None:
            said.append(message)

    adding(tmp_path / "x.txt", progress=Heard())
    assert said == ["x.txt: read as gb18030"]
    assert (store.snapshot().read("x.txt").text, store.snapshot().info("x.txt").encoding) == (text, "gb18030")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("talk.yaml", 'title: "\\ud800"\n'),
        ("talk.yaml", "a: &a [x]\nb: *a\n"),
        ("talk.txt", '---\ntitle: "\\ud800"\n---\nJane: Is it so?\n'),
    ],
)
def test_yaml_that_cannot_be_stored_stops_nothing(name: str, text: str, adding: Adds, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TALK, "utf-8")
    (tmp_path / "talk.txt").write_text(TALK.format(n="bad"), "utf-8")
    (tmp_path / name).write_text(text, "utf-8")
    summary = adding(tmp_path)
    assert "good.txt" in summary.added
    assert all("talk.yaml: " in reason for _, reason in summary.failed)


@pytest.mark.parametrize("text", ['people: [{name: "\\ud800"}]', "people: &a []\nglossary: *a", "a: " + "[" * 3_000])
def test_a_hostile_catalogue_is_refused(text: str, adding: Adds, talks: Talks) -> None:
    folder = talks(1)
    (folder / "catalogue.yaml").write_text(text, "utf-8")
    with pytest.raises(BadCatalogue, match=r"catalogue.yaml: "):
        adding(folder)


def test_what_would_garble_a_line_is_left_out_of_titles(adding: Adds, tmp_path: Path, store: Store) -> None:
    (tmp_path / "a.md").write_text(f'---\ntitle: "red \\e[31m \\u202e text"\n---\n{TALK}', "utf-8")
    adding(tmp_path / "a.md")
    assert store.snapshot().info("a.md").title == "red [31m text"
