"""The four accounts of one conversation, aligned by the shipped model, against what a careful reader finds."""

from dataclasses import replace

import pytest

from corpus.alignment.align import align
from corpus.alignment.index import AlignmentIndex
from corpus.alignment.model import Alignment
from corpus.alignment.similarity import Account
from corpus.alignment.statements import statements
from corpus.catalogue import Catalogue, load_catalogue
from corpus.encoder import Encoder
from corpus.language import Language
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.transcript import Transcript
from corpus.vectors.packing import PassageVectors
from tests.quality.account_scores import encoded, read_gold, score, transcript

Vectors = dict[str, dict[int, PassageVectors]]
"""Of the passages of each account."""


@pytest.fixture(scope="module")
def accounts() -> list[Transcript]:
    catalogue = load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml")
    return [transcript(name, catalogue) for name in read_gold()["accounts"].values()]


@pytest.fixture(scope="module")
def vectors(accounts: list[Transcript], shipped: Encoder) -> Vectors:
    return {one.info.id: encoded(one, shipped) for one in accounts}


@pytest.fixture(scope="module")
def alignment(accounts: list[Transcript], vectors: Vectors) -> Alignment:
    told = [Account(one, vectors[one.info.id]) for one in accounts]
    return align(told, load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml"))


def test_statements_and_divergences_are_found(accounts: list[Transcript], alignment: Alignment) -> None:
    scores = score(alignment, {account.info.id: account.text for account in accounts})
    assert scores.group_recall >= 0.85, scores.missed_groups
    assert scores.divergence_recall >= 0.8, scores.missed_divergences
    assert 4 * len(scores.false) <= scores.true, scores.false


def test_an_account_and_its_translation_are_one(accounts: list[Transcript], vectors: Vectors) -> None:
    bilingual = next(account for account in accounts if account.info.id == "borgeaud-best-partners.md")
    told = [Account(_only(bilingual, language), vectors[bilingual.info.id]) for language in ("en", "zh-Hans")]
    translation = align(told, Catalogue())
    groups = AlignmentIndex(translation)
    beside = {s.span: s.twin for s in statements(bilingual) if s.twin}
    pairs = [(replace(s, transcript="zh-Hans"), replace(twin, transcript="en")) for s, twin in beside.items()]
    linked = [any(one.span.overlaps(twin) for one in groups.counterparts(s)) for s, twin in pairs]
    assert sum(linked) >= 0.93 * len(linked)
    assert translation.divergences == ()


def _only(account: Transcript, language: Language) -> Transcript:
    """Return what an account says in one of its two languages, under the language's name."""
    passages = tuple(
        replace(p, parallel=None)
        if p.role != "speech" or p.language == language
        else replace(p, role="furniture", turn=None, parallel=None)
        for p in account.passages
    )
    return Transcript(replace(account.info, id=language, language=language), passages)


def test_the_hosts_questions_in_the_guests_turns_are_doubted(accounts: list[Transcript], alignment: Alignment) -> None:
    texts = {account.info.id: account.text for account in accounts}
    doubted = {alignment.sentences[index]: name for index, name in alignment.doubts.items()}
    assert set(doubted.values()) == {"Matt Turck"}
    words = "".join(texts[span.transcript][span.start : span.end] for span in doubted)
    assert "你怎麼看它的價值和邊界?" in words
    assert "這主要來自資料和不同架構的變化,對嗎?" in words
    assert "整體是多模態" not in words
