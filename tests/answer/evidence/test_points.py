"""The order of quotes: points first, or the other accounts of the first points."""

import pytest

from answer.evidence.points import ALIKE, NEAR, QUOTED_FROM, Draft, arranged, worth_quoting
from answer.evidence.statements import Statement
from answer.search.candidates import Candidate
from answer.search.retrieval import Hit
from corpus.database import PassageKey
from corpus.language import Language
from corpus.transcript import Passage, Span, TranscriptInfo
from tests.conftest import NO_FEATURES, NO_VECTORS

INFO = TranscriptInfo("talk.txt", "A talk", "transcript", "talk", "en", "hash")


def statement(number: int, score: float, language: Language = "en") -> Statement:
    start = number * 10
    passage = Passage(number, start, start + 9, "We bake. ", "speech", 0, language=language)
    candidate = Candidate(
        Hit(PassageKey(1, number), passage, INFO, 0.5, 0.5, 0.5, NO_VECTORS),
        start,
        start + 8,
        NO_FEATURES,
        score,
    )
    return Statement(candidate, ((start, start + 8),), score)


def draft(number: int, score: float) -> Draft:
    start = number * 10
    return Draft([statement(number, score)], [Span("other.txt", start, start + 8)])


@pytest.mark.parametrize(("lacks", "leads"), [(NEAR - 0.5, 5), (NEAR + 0.5, 3)])
def test_the_leads_of_points_that_may_answer_come_first(lacks: float, leads: int) -> None:
    drafts = [draft(number, 9 - lacks * (number > 0)) for number in range(5)]
    sources = [span.transcript for span in arranged(drafts, 8)]
    assert sources == ["talk.txt"] * leads + (["other.txt"] * 5 + ["talk.txt"] * 5)[: 8 - leads]


@pytest.mark.parametrize(("lacks", "lead"), [(ALIKE - 0.5, "zh-Hans"), (ALIKE + 0.5, "en")])
def test_an_account_in_the_questions_language_leads_where_it_answers_about_as_well(lacks: float, lead: str) -> None:
    point = Draft([statement(0, 9), statement(1, 9 - lacks, "zh-Hans")])
    point.lead_in("zh-Hant")
    assert point.statements[0].passage.language == lead
    assert len(point.statements) == 2


def test_behind_the_first_only_points_that_may_answer_are_quoted() -> None:
    drafts = [draft(number, 9 - number) for number in range(3)]
    likely = dict(zip((one.spans[0] for one in drafts), (0.01, QUOTED_FROM, QUOTED_FROM / 2), strict=True))
    assert worth_quoting(drafts, likely) == drafts[:2]
    assert worth_quoting([], {}) == []
