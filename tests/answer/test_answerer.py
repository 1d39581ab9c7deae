from collections.abc import Sequence
from pathlib import Path

import pytest

from answer import Answerer, Filters, Request
from answer.answerer import REREAD_WHILE_OTHERS_WAIT
from answer.search.candidates import Candidate
from answer.search.rereading.rereader import MOST_REREAD
from answer.turns import Turns
from corpus.database import Store
from corpus.errors import ModelMismatch
from ingest import add
from tests.conftest import TinyEncoder

TALK = """# How the kiln was built

**Host**: How hot does the kiln get, and who built it?

**Ada Lovelace**: The kiln reaches 1,280 degrees after nine hours. My father laid every brick of it in 1831.

**Host**: What do you burn in it?

**Ada Lovelace**: Only beech wood burns slowly enough. Pine leaves soot on the glaze.
"""
NOTE = "# 窯的故事\n\n埃達說,窯要燒九個小時,溫度才會到 1280 度。\n\n她只用山毛櫸木,因為松木會在釉面留下煙灰。\n"


@pytest.fixture
def answerer(store_dir: Path, tmp_path: Path, tiny_encoder: TinyEncoder) -> Answerer:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "kiln.md").write_text(f"---\nconversation: kiln\n---\n{TALK}", "utf-8")
    (folder / "note.md").write_text(f"---\nconversation: kiln\nkind: article\n---\n{NOTE}", "utf-8")
    (folder / "other.md").write_text("# Boats\n\n**Skipper**: The harbour freezes in January.\n", "utf-8")
    store = Store(store_dir)
    add([folder], store, tiny_encoder)
    return Answerer(store, tiny_encoder)


def test_a_question_is_answered_with_quotes_that_stand_in_the_source(answerer: Answerer) -> None:
    answer = answerer.answer(Request("How many degrees does the kiln reach?", id="q1"))
    assert answer.answered
    assert "1,280 degrees" in answer.quotes[0].text
    assert answer.quotes[0].speaker == "Ada Lovelace"
    assert [quote.n for quote in answer.quotes] == list(range(1, len(answer.quotes) + 1))
    for quote in answer.quotes:
        assert answerer.store.snapshot().read(quote.source).text[quote.start : quote.end] == quote.text
        assert f"[{quote.n}]" in answer.answer


def test_an_account_is_said_to_be_silent_only_where_the_answer_does_not_quote_it(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answer.evidence.points.QUOTED_FROM", 0)
    question = "How many degrees does the kiln reach?"
    both = answerer.answer(Request(question))
    assert {"kiln.md", "note.md"} <= {quote.source for quote in both.quotes}
    assert [point.silent for point in both.points if point.silent] == []
    one = answerer.answer(Request(question, filters=Filters(sources=frozenset({"kiln.md"}))))
    assert one.points[0].silent == ("note.md",)
    assert "Not found in: 窯的故事." in one.answer


def test_less_is_read_while_others_wait(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []

    def reread(_: str, candidates: Sequence[Candidate], most: int) -> list[Candidate]:
        told.append((len({candidate.hit.key for candidate in candidates}), most))
        return list(candidates)

    monkeypatch.setattr(answerer._rereader, "reread", reread)
    monkeypatch.setattr("answer.answerer.WEIGHED_WHILE_OTHERS_WAIT", 2)
    answerer.answer(Request("What burns slowly?"))
    monkeypatch.setattr(Turns, "waiting", 1)
    answerer.answer(Request("What burns slowly?"))
    (weighed, most), while_waiting = told
    assert weighed > 2
    assert most == MOST_REREAD
    assert while_waiting == (2, REREAD_WHILE_OTHERS_WAIT)


def test_quotes_keep_their_own_script(answerer: Answerer) -> None:
    answer = answerer.answer(Request("松木会留下什么烟灰？", filters=Filters(sources=frozenset({"note.md"}))))
    assert "松木會在釉面留下煙灰" in answer.quotes[0].text


def test_a_sentence_too_long_to_be_quoted_whole_is_said_to_go_on(
    answerer: Answerer, tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    story = (
        f"We carried clay, {'and rested by the well, ' * 15}then the wheel broke, {'and rested again, ' * 18}and slept."
    )
    (tmp_path / "potter.md").write_text(f"# Clay\n\n**Potter**: {story}\n", "utf-8")
    add([tmp_path / "potter.md"], answerer.store, tiny_encoder)
    answer = answerer.answer(Request("When the wheel broke, what then?"))
    (quote,) = [one for one in answer.quotes if "the wheel broke" in one.text]
    assert quote.cut == (True, True)
    assert f"“… {quote.text} …” [{quote.n}]" in answer.answer
    whole = answerer.answer(Request("How many degrees does the kiln reach?"))
    assert whole.quotes[0].cut == (False, False)
    assert f"“{whole.quotes[0].text}” [1]" in whole.answer


def test_a_sentence_goes_on_in_the_next_passage(answerer: Answerer, tmp_path: Path, tiny_encoder: TinyEncoder) -> None:
    story = f"We carried {', '.join(f'clay up to kiln {number}' for number in range(200))}."
    (tmp_path / "potter.md").write_text(
        f"# Clay\n\n**Host**: What?\n\n**Potter**: {story}\n\n**Host**: And?\n\n**Potter**: Then we slept.\n", "utf-8"
    )
    add([tmp_path / "potter.md"], answerer.store, tiny_encoder)
    answers = [answerer.answer(Request(f"Who carried clay up to kiln {number}?")) for number in range(0, 200, 5)]
    quotes = [quote for answer in answers for quote in answer.quotes if quote.source == "potter.md"]
    passages = answerer.store.snapshot().read("potter.md").speech()[:-1]
    assert {quote.end for quote in quotes} & {passage.start + len(passage.text.rstrip()) for passage in passages}
    for quote in (one for one in quotes if "kiln" in one.text):
        assert quote.cut == (not quote.text.startswith("We"), not quote.text.endswith("."))


def test_no_more_quotes_than_asked_for(answerer: Answerer) -> None:
    answered, abstained = (
        answerer.answer(Request(question), top=1) for question in ("How hot is it?", "Who sells it?")
    )
    assert (answered.answered, abstained.answered) == (True, False)
    assert len(answered.quotes) == len(abstained.quotes) == 1


@pytest.mark.parametrize("name", ["Ada Lovelace", "ada lovelace"])
def test_a_speaker_filter_leaves_only_that_speaker(answerer: Answerer, name: str) -> None:
    answer = answerer.answer(Request("What about the harbour?", filters=Filters(speaker=name)))
    assert {quote.speaker for quote in answer.quotes} == {"Ada Lovelace"}


def test_the_host_is_not_quoted_where_somebody_answers(answerer: Answerer) -> None:
    answer = answerer.answer(Request("What do you burn in the kiln?"))
    assert answer.quotes[0].speaker == "Ada Lovelace"


def test_what_nobody_spoke_of_is_not_answered(answerer: Answerer) -> None:
    answer = answerer.answer(Request("台北到高雄的高鐵票要多少錢？"))
    assert not answer.answered
    assert answer.answer.startswith("這些訪談裡沒有說到。")


def test_small_talk_is_answered_from_the_library(answerer: Answerer) -> None:
    answer = answerer.answer(Request("which interviews do you have?"))
    assert (answer.kind, answer.quotes) == ("library", ())
    assert "3 transcripts" in answer.answer


def test_a_new_transcript_is_answered_from_at_once(
    answerer: Answerer, tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    path = tmp_path / "owl.md"
    path.write_text("# Owls\n\n**Keeper**: The owl sleeps in the belfry tower until dusk.\n", "utf-8")
    add([path], Store(answerer.store.folder or ""), tiny_encoder)
    answer = answerer.answer(Request("Where does the owl sleep in the belfry tower?"))
    assert answer.quotes[0].source == "owl.md"


def test_retrieval_ranks_passages(answerer: Answerer) -> None:
    best, *rest = answerer.retrieve(Request("harbour January"), 3)
    assert best.source == "other.md"
    assert all(best.score > passage.score for passage in rest)


def test_another_model_than_the_stores_is_refused(answerer: Answerer) -> None:
    other = TinyEncoder()
    other.name = "other@1"
    with pytest.raises(ModelMismatch):
        Answerer(answerer.store, other)


def test_english_is_still_found_beside_much_chinese(
    answerer: Answerer, tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    lines = "\n\n".join(f"**主持人**: 第{i}個窯在山谷裡,每天都燒得很熱,大家都很喜歡。" for i in range(200))
    (tmp_path / "many.md").write_text(lines, "utf-8")
    add([tmp_path / "many.md"], answerer.store, tiny_encoder)
    assert answerer.answer(Request("How many degrees does the kiln reach?")).quotes[0].source == "kiln.md"


def test_a_version_that_nobody_mentions_is_a_stranger(answerer: Answerer) -> None:
    def count(text: str) -> float:
        return answerer.signs(Request(text), answerer.candidates(Request(text))).strangers

    assert (count("Does Kiln 2 reach 1,280 degrees?"), count("Does Beech burn?")) == (1, 0)


def test_what_a_narrator_tells_counts_neither_for_nor_against_whom_is_asked_about(
    tmp_path: Path, tiny_encoder: TinyEncoder
) -> None:
    talk = "---\nvoices: {{Host: {show}}}\n---\n\nHost: The kiln was built by hand.\n\nAda Mill: I built the kiln."
    (tmp_path / "told.md").write_text(talk.format(show="The Kiln Show"), "utf-8")
    store = Store(tmp_path / "store")
    add([tmp_path / "told.md"], store, tiny_encoder)
    found = Answerer(store, tiny_encoder).candidates(Request("Who built the kiln, does Mill say?"))
    assert {c.hit.passage.speaker: c.features.speaker for c in found} == {"Host": 0, "Ada Mill": 1}
