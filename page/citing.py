"""Opens a citation by its address."""

from typing import Any

from answer.writing.addresses import resolve
from answer.writing.citation import passage_at, voice
from corpus.database import Snapshot


def cited(address: str, snapshot: Snapshot) -> dict[str, Any]:
    """Return where a citation's words stand and what is said of them, as the page shows a quote.

    Raises:
        BadAddress, NoSuchTranscript, CitationGone: it names nothing that is there; the text says why.
    """
    found = resolve(address, snapshot)
    transcript = snapshot.read(found.span.transcript)
    info, passage = transcript.info, passage_at(transcript, found.span.start)
    quote = {
        "text": found.text,
        "title": info.title,
        "kind": info.kind,
        "speaker": snapshot.main_name(info, passage.speaker) if passage.speaker else None,
        "voice": voice(info, passage),
        "section": passage.section,
        "page": passage.page,
        "time": passage.time_at(found.span.start),
        "address": found.address,
    }
    return {"source": info.id, "start": found.span.start, "end": found.span.end, "quote": quote}
