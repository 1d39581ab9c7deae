"""Files into the store: whole, once, and only what changed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from ingest_samples import TALK, Counting

from corpus.database import Store
from corpus.database.audit import faults
from ingest.adding import Adding
from ingest.files import Incoming
from ingest.metadata import Metadata
from ingest.progress import Silent
from ingest.settings import Settings, Summary
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
