"""What the page shows of a quotation or of a draft that is checked."""

from collections.abc import Mapping
from typing import Any

from answer.check import Check, QuoteMatch
from answer.draft.checking import DraftCheck, QuotationCheck
from answer.draft.reading import draft_from, read_draft
from answer.writing.citation import passage_at
from corpus.database import Snapshot
from page.marked_copy import marked_copy, said_by_words, verdict_words
from page.opening import Library
from page.uploads import Uploads
from page.views import account_view
from page.words import page_language


class DraftApi:
    """Checks quotations, one that is pasted or all of a draft."""

    def __init__(self, library: Library, uploads: Uploads) -> None:
        self._answerer, self._store, self._uploads = library.answerer, library.store, uploads

    def check(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Say of each quotation of a `text` or of an uploaded file (`path`, `name`) whether and where it stands in the
        library; `copy` is the same as a web page by itself, None where a single quotation was pasted.

        Raises:
            BadQuestion: there are no words in it, or too many.
            UnreadableFile: the draft cannot be read.
        """
        drafts, language = self._answerer.drafts, page_language(request.get("language"))
        if "path" in request:
            upload = self._uploads.upload(request)
            name, found = upload.name, drafts.check(read_draft(upload.path.read_bytes(), upload.name))
        else:
            name, found = "", drafts.check_pasted(draft_from(str(request["text"])))
        snapshot = self._store.snapshot()
        copy = None if _is_whole(found) else marked_copy(found, name, snapshot, (language, str(request["base"])))
        return {"quotations": [_quotation(one, snapshot) for one in found.quotations], "copy": copy, "name": name}


def _is_whole(found: DraftCheck) -> bool:
    """Whether all of the text is one quotation."""
    return any(one.start == 0 and one.end == len(found.text) for one in found.quotations)


def _quotation(one: QuotationCheck, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "text": one.text,
        "verdict": one.verdict,
        "said": verdict_words(one),
        "attributed": one.attributed,
        "speakers": one.speakers,
        "misattributed": one.misattributed,
        "said_by": said_by_words(one),
        "parts": [_part(part, snapshot) for part in one.parts],
    }


def _part(part: Check, snapshot: Snapshot) -> dict[str, Any]:
    places = [_place(place, snapshot) for place in part.places if place.source in snapshot.infos]
    return {**part.as_data(), "places": places}


def _place(place: QuoteMatch, snapshot: Snapshot) -> dict[str, Any]:
    transcript = snapshot.read(place.source)
    written = passage_at(transcript, place.start).speaker
    return {
        "source": place.source,
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "speaker": snapshot.main_name(transcript.info, written) if written else None,
        "account": account_view(transcript.info),
    }
