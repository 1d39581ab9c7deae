import pytest

from answer.question.people import PeopleIndex
from corpus.catalogue import Catalogue, load_catalogue
from corpus.settings import DEFAULT_TRANSCRIPTS

PEOPLE = PeopleIndex(load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml"), ["Grace Hopper", "主持人"])


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did jeff dean say?", ["Jeff Dean"]),
        ("What did Borgaud study?", ["Sebastian Borgeaud"]),  # a letter is missing
        ("What did Vinaysl say?", []),  # two are wrong
        ("布爾若怎麼看?", ["Sebastian Borgeaud"]),
        ("诺姆·沙泽尔和杰夫·迪恩", ["Noam Shazeer", "Jeff Dean"]),
        ("And grace hopper?", ["Grace Hopper"]),  # learned from a speaker line
        ("Is the dean of the faculty deaner?", ["Jeff Dean"]),
        ("主持人说了什么？", []),
        ("伯尔若怎么看?", ["Sebastian Borgeaud"]),  # as it is heard, written otherwise
        ("维尼亚斯举了什么例子?", ["Oriol Vinyals"]),
        ("我姐夫怎么说?", []),  # sounds like 杰夫, but is a word
        ("What does the head of Gemini 3 pretraining expect?", ["Sebastian Borgeaud"]),
        ("預訓練的負責人擔心什麼?", ["Sebastian Borgeaud"]),
        ("DeepMind 的老板是谁?", ["Demis Hassabis"]),
        ("How does pre-training work?", []),
        ("Does more pre-training lead to better models?", []),  # a verb
        ("预训练负责什么?做深度学习的人多吗?", []),
        ("负责预训练的那位怎么说?", ["Sebastian Borgeaud"]),
    ],
)
def test_people_are_found_however_they_are_written(question: str, names: list[str]) -> None:
    assert [mention.person.name for mention in PEOPLE.mentions(question)] == names


def test_a_full_name_is_one_mention() -> None:
    (mention,) = PEOPLE.mentions("What did Sebastian Borgeaud say?")
    assert (mention.start, mention.end) == (9, 27)


HEARD = PeopleIndex(
    Catalogue(), ["Ada Mill", "Okafor", "Jo Smith", "Sam Smith", "Anna May", "Tim Young", "Q", "主持人"]
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Mill's father do?", ["Ada Mill"]),
        ("Where did Dr. Mill study?", ["Ada Mill"]),
        ("What does A. Mill think?", ["Ada Mill"]),
        ("How old is the mill?", []),
        ("What did John Mill write?", []),  # another one
        ("Mill town or river town?", []),
        ("How was Chidi Okafor trained?", ["Okafor"]),
        ("Okafor said what?", ["Okafor"]),
        ("What did Smith say?", []),  # which one?
        ("What did Jo Smith say?", ["Jo Smith"]),
        ("And ada mill?", ["Ada Mill"]),
        ("Wie kam Mill zur Mühle?", ["Ada Mill"]),
        ("Mill 怎么看？", ["Ada Mill"]),
        ("Is Q a letter?", []),
        ("What happened in May 2003?", []),
        ("What did Anna May do in May?", ["Anna May"]),
        ("Does the Young Foundation pay?", []),
        ("What does Mr. Young pay?", ["Tim Young"]),
    ],
)
def test_speakers_are_known_by_their_family_names(question: str, names: list[str]) -> None:
    assert [mention.person.name for mention in HEARD.mentions(question)] == names


def test_a_speaker_is_found_by_the_main_name() -> None:
    assert HEARD.person("ada mill") == HEARD.person("Ada Mill") is not None
    assert HEARD.person("Okafor") is not None
    assert HEARD.person("Q") is None
