"""From a span to a quote with its citation, checked against the source."""

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from answer.accounts import Accounts
from answer.choose import Statement
from answer.cite import address
from answer.model import Parallel, Quote, Voice
from answer.ranking import max_similarity
from answer.vectors import VectorCache
from corpus.catalogue import Catalogue
from corpus.sentences import split
from corpus.store import Store
from corpus.transcript import Passage, Span, Transcript, TranscriptInfo

SOFTNESS = 2.0
"""By so much a ranking score falls for a quote's score to fall to 1/e of the best one's."""


class Citer:
    """Makes quotes of one library."""

    def __init__(self, store: Store, vectors: VectorCache, accounts: Accounts, catalogue: Catalogue) -> None:
        self._store, self._vectors, self._accounts, self._catalogue = store, vectors, accounts, catalogue

    def quotes(self, spans: Sequence[Span], found: Sequence[Statement]) -> tuple[Quote, ...]:
        """Return the quotes of these spans, in this order, without those that must not be shown (see `quote`).

        A span that was not found itself has the score of the last one before it that was.
        """
        by_span = {statement.span: statement for statement in found}
        best = max((statement.score for statement in found), default=0.0)
        made: list[Quote] = []
        score = 0.0
        for span in spans:
            statement = by_span.get(span)
            score = math.exp((statement.score - best) / SOFTNESS) if statement else score
            text = statement.text if statement else self._store.read(span.transcript).text[span.start : span.end]
            quote = self.quote(len(made) + 1, span, text, score)
            if quote:
                made.append(quote)
        return tuple(made)

    def quote(self, number: int, span: Span, expected: str, score: float) -> Quote | None:
        """Return the quote of a span; None where it does not hold the expected words or is not speech, so that it
        is never shown.
        """
        transcript = self._store.read(span.transcript)
        info, text = transcript.info, transcript.text[span.start : span.end]
        passage = passage_at(transcript, span.start)
        if text != expected or passage.role != "speech":
            return None
        return Quote(
            n=number,
            text=text,
            source=info.id,
            start=span.start,
            end=span.end,
            title=info.title,
            kind=info.kind,
            conversation=info.conversation,
            speaker=self.speaker(info, passage),
            speaker_as_written=passage.speaker,
            voice=voice(info, passage),
            section=passage.section,
            page=passage.page,
            time=passage.time,
            language=passage.language,
            parallel=self._parallel(transcript, passage, text),
            score=round(score, 4),
            address=address(info, span.start, span.end),
            publisher=info.publisher,
            doubtful_speaker=self._accounts.doubtful_speaker(span),
        )

    def speaker(self, info: TranscriptInfo, passage: Passage) -> str | None:
        """Return the main name of whoever speaks."""
        if passage.speaker is None:
            return None
        return self._catalogue.canonical(info.voices.get(passage.speaker, passage.speaker))

    def speaker_of(self, span: Span) -> str | None:
        """Return the main name of whoever says the first word of a span."""
        transcript = self._store.read(span.transcript)
        return self.speaker(transcript.info, passage_at(transcript, span.start))

    def _parallel(self, transcript: Transcript, passage: Passage, text: str) -> Parallel | None:
        """Return the sentence of the turn in the other language that says the same most nearly."""
        if passage.parallel is None:
            return None
        twins = [p for p in transcript.passages if p.role == "speech" and p.turn == passage.parallel]
        sentences = [(p, a, b) for p in twins for a, b in split(p.text)]
        if not sentences:
            return None
        own, *others = self._vectors.get([text, *(p.text[a:b] for p, a, b in sentences)])
        alike = max_similarity(own.tokens.astype(np.float32), [v.tokens for v in others])
        twin, start, end = sentences[int(alike.argmax())]
        return Parallel(transcript.info.id, twin.start + start, twin.start + end, twin.text[start:end], twin.language)


def passage_at(transcript: Transcript, place: int) -> Passage:
    """Return the passage that holds the character at a place."""
    return transcript.passages[bisect_right(transcript.passages, place, key=lambda p: p.start) - 1]


def voice(info: TranscriptInfo, passage: Passage) -> Voice:
    """Return whose words a passage is, in this account."""
    if passage.speaker is None:
        return "writer"
    if passage.question or passage.speaker in info.voices:
        return "host"
    return "speaker"
