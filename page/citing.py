"""Opens a citation by its address."""

import re
from typing import Any

from corpus.errors import BadAddress, CitationGone
from corpus.store import Store
from page.views import main_name

_ADDRESS = re.compile(r"(?P<source>.+)@(?P<hash>[0-9a-f]{8,64}):(?P<start>\d+)-(?P<end>\d+)")


def cited(address: str, store: Store) -> dict[str, Any]:
    """Return where a citation's words stand and what is said of them, as the page shows a quote.

    Raises:
        BadAddress: it is not of the form `transcript@hash:start-end`.
        NoSuchTranscript: the library has no such transcript.
        CitationGone: the transcript has changed since, or has no such place.
    """
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        raise BadAddress(f"{address!r} is no citation; one is of the form transcript@hash:start-end")
    info = store.info(match["source"])
    transcript = store.read(info.id)
    start, end = int(match["start"]), int(match["end"])
    if not (info.hash.startswith(match["hash"]) and start < end <= info.characters):
        raise CitationGone(f"{address}: the transcript has changed since; ask again to find the words")
    passage = next(passage for passage in transcript.passages if passage.start <= start < passage.end)
    speaker = main_name(passage.speaker, info, store.catalogue()) if passage.speaker else None
    quote = {
        "text": transcript.text[start:end],
        "title": info.title,
        "kind": info.kind,
        "speaker": speaker,
        "voice": "speaker" if speaker else "writer",
        "section": passage.section,
        "page": passage.page,
        "time": passage.time,
        "address": address,
    }
    return {"source": info.id, "start": start, "end": end, "quote": quote}
