"""Answers and transcripts as plain data for the page; every text in it is shown as text, never as markup."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from answer.model import Answer, Quote
from corpus.alignment.changes import in_several
from corpus.database import Snapshot
from corpus.database.revisions import HASH_LENGTH
from corpus.recordings import is_address
from corpus.transcript import Span, TranscriptInfo
from page.listening import recording_view


def answer_view(answer: Answer, key: str, snapshot: Snapshot) -> dict[str, Any]:
    """Return an answer with what its citations name: titles, conversations, the quote that its lead is from.

    `key` is what the page gives back to export an answer or to say whether it is good.
    """
    view = answer.as_data()
    sources = {quote.source for quote in answer.quotes}
    for point in answer.points:
        sources |= {*point.silent, *point.dependent}
        if point.divergence:
            sources |= {reading.source for reading in point.divergence.readings}
    infos = {source: snapshot.infos[source] for source in sorted(sources) if source in snapshot.infos}
    conversations = {info.conversation for info in infos.values()}
    catalogue = snapshot.catalogue
    return {
        **view,
        "key": key,
        "lead": _lead_view(answer.lead, answer.quotes) if answer.lead else None,
        "accounts": {info.id: account_view(info) for info in infos.values()},
        "conversations": {name: catalogue.conversation(name).title for name in conversations},
    }


def main_names(info: TranscriptInfo, snapshot: Snapshot) -> list[str]:
    """Return the main names of a transcript's speakers, each once, in the order they first speak."""
    return list(dict.fromkeys(snapshot.main_name(info, written) for written in info.speakers))


def account_view(info: TranscriptInfo) -> dict[str, Any]:
    """Return how an account is named in passing."""
    return {
        "id": info.id,
        "title": info.title,
        "kind": info.kind,
        "publisher": info.publisher,
        "language": info.language,
        "recording": recording_view(info),
    }


def transcript_view(info: TranscriptInfo, snapshot: Snapshot) -> dict[str, Any]:
    """Return everything that the page tells about a transcript."""
    conversation = snapshot.catalogue.conversation(info.conversation)
    return {
        **account_view(info),
        "conversation": conversation.title,
        "conversation_id": info.conversation,
        "date": snapshot.date_of(info),
        "url": info.url if info.url and is_address(info.url) else None,
        "speakers": main_names(info, snapshot),
        "characters": info.characters,
        "turns": info.turns,
        "added": info.added,
        "derived_from": info.derived_from,
        "hash": info.hash,
        "text_hash": info.text_hash[:HASH_LENGTH],
    }


def people_view(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the people of the catalogue with their other names."""
    return [
        {"name": person.name, "other_names": list(person.other_names), "role": person.role}
        for person in snapshot.catalogue.people
    ]


def choices_view(snapshot: Snapshot) -> dict[str, Any]:
    """Return what the filters offer."""
    infos, catalogue = list(snapshot.infos.values()), snapshot.catalogue
    conversations = Counter(info.conversation for info in infos)
    return {
        "conversations": [
            {"id": name, "title": catalogue.conversation(name).title, "accounts": count}
            for name, count in conversations.items()
        ],
        "transcripts": [account_view(info) for info in infos],
        "speakers": sorted(snapshot.spoken_by),
        "in_several": sorted(in_several(snapshot)),
        "languages": sorted({info.language for info in infos}),
    }


def _lead_view(lead: Span, quotes: Iterable[Quote]) -> dict[str, Any] | None:
    """Return the lead's words, cut from the quote that holds them, so that they are as verified as it is."""
    for quote in quotes:
        if quote.source == lead.transcript and quote.start <= lead.start and lead.end <= quote.end:
            return {"text": quote.text[lead.start - quote.start : lead.end - quote.start], "quote": quote.n}
    return None
