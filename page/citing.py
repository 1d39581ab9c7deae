"""Opens a citation by its address."""

from typing import Any

from answer.cite import resolve
from corpus.store import Store
from page.views import main_name


def cited(address: str, store: Store) -> dict[str, Any]:
    """Return where a citation's words stand and what is said of them, as the page shows a quote.

    Raises:
        BadAddress, NoSuchTranscript, CitationGone: it names nothing that is there; the text says why.
    """
    found = resolve(address, store)
    info = store.info(found.span.transcript)
    start = found.span.start
    passage = next(passage for passage in store.read(info.id).passages if passage.start <= start < passage.end)
    speaker = main_name(passage.speaker, info, store.catalogue()) if passage.speaker else None
    quote = {
        "text": found.text,
        "title": info.title,
        "kind": info.kind,
        "speaker": speaker,
        "voice": "speaker" if speaker else "writer",
        "section": passage.section,
        "page": passage.page,
        "time": passage.time,
        "address": found.address,
    }
    return {"source": info.id, "start": start, "end": found.span.end, "quote": quote}
