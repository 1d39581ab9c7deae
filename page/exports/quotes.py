"""A quote as every export has it: its words, whose they are, where they stand, and what readers gave it."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.model import Quote
from answer.writing.addresses import resolve
from corpus.collection import Collected, Label
from corpus.database import Snapshot
from corpus.errors import BadAddress, CitationGone, NoSuchTranscript
from corpus.language import Language
from corpus.transcript import SPOKEN, Span
from page import markdown
from page.collecting import speaker_names
from page.words import say


@dataclass(frozen=True, slots=True)
class ExportedQuote:
    """A quote; `who`, `kind` and `where` are in the reader's language, `where` is "" if nothing is known of it.

    `labels` are names, with that of the label they stand under before them. `is_here` tells whether the words stand in
    their transcript as it is in the library now.
    """

    text: str
    who: str
    title: str
    kind: str
    where: str
    address: str
    source: str
    start: int
    end: int
    labels: tuple[str, ...] = ()
    note: str = ""
    added: str = ""
    is_here: bool = True

    def citation(self) -> str:
        """Return the line that stands under the quote."""
        return " · ".join(part for part in (self.who, f"{self.title} ({self.kind})", self.where) if part)


def label_name(label: Label, labels: Sequence[Label]) -> str:
    """Return a label's name, with that of the label it stands under before it."""
    parent = next((one.name for one in labels if one.id == label.parent), None)
    return f"{parent} › {label.name}" if parent else label.name


def from_collected(one: Collected, labels: Sequence[Label], snapshot: Snapshot, language: Language) -> ExportedQuote:
    """Return a collected quote for exporting."""
    said = one.said
    names = [name or say(language, "voice_unnamed") for name in speaker_names(one, snapshot)]
    nobody = say(language, "voice_unnamed" if said["kind"] in SPOKEN else "voice_writer")
    page = say(language, "page", n=said["page"]) if said["page"] is not None else None
    time = markdown.clock(said["time"]) if said["time"] is not None else None
    return ExportedQuote(
        text=one.text,
        who=", ".join(names) if any(said["speakers"]) else nobody,
        title=said["title"],
        kind=say(language, f"kind_{said['kind']}"),
        where=" · ".join(part for part in (said["section"], page, time) if part),
        address=one.address,
        source=one.transcript,
        start=one.start,
        end=one.end,
        labels=tuple(label_name(label, labels) for label in labels if label.id in one.labels),
        note=one.note,
        added=one.added,
        is_here=one.state == "here",
    )


def from_quote(quote: Quote, snapshot: Snapshot, language: Language) -> ExportedQuote:
    """Return a quote of an answer for exporting, where it stands now: its transcript may have changed since."""
    now = _now(quote, snapshot)
    address, span = now or (quote.address, quote.span)
    return ExportedQuote(
        text=quote.text,
        who=markdown.who(quote, language),
        title=quote.title,
        kind=say(language, f"kind_{quote.kind}"),
        where=markdown.place(quote, language),
        address=address,
        source=span.transcript,
        start=span.start,
        end=span.end,
        is_here=now is not None,
    )


def _now(quote: Quote, snapshot: Snapshot) -> tuple[str, Span] | None:
    """Return the address and the place of a quote's words now, None where they do not stand there any more."""
    try:
        found = resolve(quote.address, snapshot)
    except (BadAddress, CitationGone, NoSuchTranscript):
        return None
    return (found.address, found.span) if found.text == quote.text else None
