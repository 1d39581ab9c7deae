"""The four accounts of one conversation, aligned by the offline model, against what a careful reader finds."""

from dataclasses import replace

import pytest

from corpus.accounts import Alignment
from corpus.catalogue import Catalogue, load_catalogue
from corpus.encoder import load_encoder
from corpus.groups import Groups
from corpus.language import Language
from corpus.settings import DEFAULT_TRANSCRIPTS
from corpus.transcript import Transcript
from ingest.accounts.build import align
from ingest.accounts.statements import statements
from ingest.metadata import metadata_from
from ingest.transcripts import make_transcript
from tests.quality.account_scores import read_gold, score


@pytest.fixture(scope="module")
def accounts() -> list[Transcript]:
    catalogue = load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml")
    return [
        make_transcript(
            name,
            (DEFAULT_TRANSCRIPTS / name).read_bytes(),
            metadata_from(catalogue.transcripts[name], name, strict=True),
            catalogue,
        )
        for name in read_gold()["accounts"].values()
    ]


@pytest.fixture(scope="module")
def alignment(accounts: list[Transcript]) -> Alignment:
    return align(accounts, load_encoder("offline"), load_catalogue(DEFAULT_TRANSCRIPTS / "catalogue.yaml"))


def test_statements_and_divergences_are_found(accounts: list[Transcript], alignment: Alignment) -> None:
    scores = score(alignment, {account.info.id: account.text for account in accounts})
    assert scores.group_recall >= 0.85, scores.missed_groups
    assert scores.divergence_recall >= 0.8, scores.missed_divergences
    assert 4 * len(scores.false) <= scores.true, scores.false


def test_an_account_and_its_translation_are_one(accounts: list[Transcript]) -> None:
    bilingual = next(account for account in accounts if account.info.id == "borgeaud-best-partners.md")
    translation = align([_only(bilingual, "en"), _only(bilingual, "zh-Hans")], load_encoder("offline"), Catalogue())
    groups = Groups(translation)
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
