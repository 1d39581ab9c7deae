import pytest

from answer.overview.overview import library_overview, transcript_overview
from corpus.database import Snapshot, Store
from ingest import add
from tests.conftest import TinyEncoder

TOPICS = {
    "How do you build a boat from oak and from pine?": "The planks of oak are bent over the boat with steam.",
    "And what do you feed the geese in winter?": "The geese eat barley and oats, and geese in Greenland eat moss.",
    "Who taught you to play the old organ?": "The organ at Quillon was played by Ruth, who taught me the organ.",
}
TALK = "".join(
    f"**Bob Stone**: {question}\n\n**Ada Mill**: {' '.join([answer, answer.replace('The', 'So the')] * 2)}\n\n"
    for question, answer in TOPICS.items()
    for _ in range(4)
)
SECTIONS = "# A talk\n\n" + "".join(
    f"## Part {n}\n\n**Bob Stone**: What next?\n\n**Ada Mill**: We counted barrel {n} in Greenland, as Ada knows.\n\n"
    for n in range(4)
)
NO_NAMES = "**Frau Weiß**: Wann wurde der Kran verkauft?\n\n**Herr Groß**: Der Kran stand am Hafen, Kran, Kran.\n"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("overviews")
    for name, text in (("talk.md", TALK), ("parts.md", SECTIONS), ("kran.md", NO_NAMES)):
        (folder / name).write_text(text, "utf-8")
    store = Store(folder / "store")
    add([folder / name for name in ("talk.md", "parts.md", "kran.md")], store, TinyEncoder())
    return store.snapshot()


def test_a_talk_without_headings_is_divided_by_topic_with_its_own_words(snapshot: Snapshot) -> None:
    found, text = transcript_overview(snapshot, "talk.md"), snapshot.read("talk.md").text
    assert found.divided_by == "stretches"
    assert [text[part.start : part.end] for part in found.parts] == [part.text for part in found.parts]
    order = [next(i for i, word in enumerate(("boat", "geese", "organ")) if word in part.text) for part in found.parts]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2}
    assert not any(part.text.endswith("?") for part in found.parts)


def test_the_interviewers_questions_stand_where_they_are_asked(snapshot: Snapshot) -> None:
    found, text = transcript_overview(snapshot, "talk.md"), snapshot.read("talk.md").text
    assert [one.text for one in found.questions] == [question for question in TOPICS for _ in range(4)]
    assert all(text[one.start : one.end] == one.text for one in found.questions)


def test_headings_divide_where_there_are_some(snapshot: Snapshot) -> None:
    found = transcript_overview(snapshot, "parts.md")
    assert found.divided_by == "sections"
    assert [part.text for part in found.parts][-4:] == ["Part 0", "Part 1", "Part 2", "Part 3"]


def test_who_speaks_how_much_and_what_is_named(snapshot: Snapshot) -> None:
    found = transcript_overview(snapshot, "talk.md")
    assert [share.name for share in found.shares] == ["Ada Mill", "Bob Stone"]
    assert sum(share.share for share in found.shares) == pytest.approx(1, abs=0.001)
    named = {one.name: one.count for one in found.named}
    assert named["Greenland"] == 16
    assert not {"Ada Mill", "Bob Stone", "The", "So"} & set(named)


def test_names_are_not_guessed_where_every_noun_has_a_capital(snapshot: Snapshot) -> None:
    assert transcript_overview(snapshot, "kran.md").named == ()


def test_a_library_has_people_topics_and_dates(snapshot: Snapshot) -> None:
    found = library_overview(snapshot)
    assert ("Ada Mill", 2) in [(one.name, one.count) for one in found.people]
    assert ("Greenland", 2) in [(one.name, one.count) for one in found.topics]
    assert found.dates == ()
