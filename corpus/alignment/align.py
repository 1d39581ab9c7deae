"""Make the alignment of a conversation from its accounts."""

from collections.abc import Mapping, Sequence

from corpus.alignment.diverge import Comparison, divergences, facts
from corpus.alignment.doubt import doubts
from corpus.alignment.links import links, scored
from corpus.alignment.model import Alignment, Link
from corpus.alignment.names import gazetteer
from corpus.alignment.similarity import Account, in_one_language, shared_words, similarity, word_weights
from corpus.alignment.statements import Statement
from corpus.catalogue import Catalogue
from corpus.transcript import Transcript


def align(accounts: Sequence[Account], catalogue: Catalogue) -> Alignment:
    """Lay the accounts of one conversation, two or more, beside each other, sentence by sentence; `catalogue` says
    who is who.
    """
    accounts = sorted(accounts, key=lambda account: account.transcript.info.id)
    transcripts = [account.transcript for account in accounts]
    comparisons = _compared(accounts, catalogue)
    starts = _starts(accounts)
    found = [
        Link(starts[a] + i, starts[b] + j, min(1.0, score))
        for (a, b), comparison in comparisons.items()
        for i, j, score in links(comparison.scores)
    ]
    told = [statement for account in accounts for statement in account.statements]
    return Alignment(
        transcripts[0].info.conversation,
        {t.info.id: t.info.version for t in transcripts},
        tuple(statement.span for statement in told),
        {index: statement.twin for index, statement in enumerate(told) if statement.twin},
        tuple(found),
        tuple(divergences(comparisons.values(), {t.info.id: t.text for t in transcripts})),
        _doubts(told, found, _speakers(transcripts, catalogue)),
    )


def _starts(accounts: Sequence[Account]) -> list[int]:
    """Return the index of each account's first sentence among those of all."""
    starts = [0]
    for account in accounts:
        starts.append(starts[-1] + len(account.statements))
    return starts


def _compared(accounts: Sequence[Account], catalogue: Catalogue) -> dict[tuple[int, int], Comparison]:
    """Compare each account with each before it; by their places in the list, the earlier first."""
    known = gazetteer(catalogue)
    found = [facts(account.statements, known) for account in accounts]
    pairs = {
        (a, b): in_one_language(one, other) for b, other in enumerate(accounts) for a, one in enumerate(accounts[:b])
    }
    weights = word_weights({id(side): side for pair in pairs.values() for side in pair}.values())
    comparisons: dict[tuple[int, int], Comparison] = {}
    for (a, b), sides in pairs.items():
        alike, words = similarity(*sides, weights), shared_words(*sides, weights)
        comparisons[a, b] = Comparison(found[a], found[b], alike, words, scored(alike), known)
    return comparisons


def _speakers(transcripts: Sequence[Transcript], catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """Return the main name of each speaker of each transcript, by (transcript, name as written)."""
    return {
        (t.info.id, name): catalogue.canonical(t.info.stands_for(name)) for t in transcripts for name in t.info.speakers
    }


def _doubts(
    told: Sequence[Statement], found: Sequence[Link], speakers: Mapping[tuple[str, str], str]
) -> dict[int, str]:
    def speaker(statement: Statement) -> str | None:
        return speakers.get((statement.span.transcript, statement.passage.speaker or ""))

    others: dict[int, list[str | None]] = {}
    for link in found:
        others.setdefault(link.first, []).append(speaker(told[link.second]))
        others.setdefault(link.second, []).append(speaker(told[link.first]))
    result: dict[int, str] = {}
    for source in dict.fromkeys(statement.span.transcript for statement in told):
        own = [index for index, statement in enumerate(told) if statement.span.transcript == source]
        said = {n: others[index] for n, index in enumerate(own) if index in others}
        names = {name: main for (transcript, name), main in speakers.items() if transcript == source}
        result |= {own[n]: who for n, who in doubts([told[i] for i in own], said, names).items()}
    return result
