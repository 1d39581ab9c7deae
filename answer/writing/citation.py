"""From a span to a quote with its citation, checked against the source."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answer.evidence.quoting import answering_words
from answer.evidence.statements import Statement
from answer.model import Parallel, Quote, Voice
from answer.question.understanding import Question
from answer.search.ranking import max_similarity
from answer.writing.addresses import address
from corpus.alignment.standing import Alignments
from corpus.database import PassageKey, Snapshot
from corpus.sentences import cuts, split
from corpus.transcript import SPOKEN, Passage, Span, Transcript, TranscriptInfo
from corpus.vectors.packing import unpacked


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how likely each statement that was found answers it."""

    question: Question
    probabilities: Mapping[Span, float]


class Citer:
    """Makes quotes of one library."""

    def __init__(self, snapshot: Snapshot, accounts: Alignments) -> None:
        self._snapshot, self._accounts = snapshot, accounts

    def quotes(self, spans: Sequence[Span], found: Sequence[Statement], asked: Asked) -> tuple[Quote, ...]:
        """Return the quotes of these spans, in this order, without those that must not be shown (see `quote`).

        A span that was not found itself has the score of the last one before it that was.

        Args:
            spans: what is quoted.
            found: the statements among it that were found.
            asked: what is known of the question.
        """
        by_span = {statement.span: statement for statement in found}
        made: list[Quote] = []
        score = 0.0
        for span in spans:
            statement = by_span.get(span)
            score = asked.probabilities[span] if statement else score
            text = statement.text if statement else self._snapshot.read(span.transcript).text[span.start : span.end]
            quote = self.quote(len(made) + 1, span, text, score)
            if quote:
                words = answering_words(asked.question.expected, statement) if statement else None
                made.append(replace(quote, answer_span=words))
        return tuple(made)

    def quote(self, number: int, span: Span, expected: str, score: float) -> Quote | None:
        """Return the quote of a span; None where it does not hold the expected words or is not speech, so that it
        is never shown.
        """
        transcript = self._snapshot.read(span.transcript)
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
            time=passage.time_at(span.start),
            language=passage.language,
            parallel=self._parallel(transcript, passage, span),
            score=round(score, 4),
            address=address(info, span.start, span.end),
            publisher=info.publisher,
            doubtful_speaker=self._accounts.doubtful_speaker(span),
            cut=_cut(transcript, passage, span),
        )

    def speaker(self, info: TranscriptInfo, passage: Passage) -> str | None:
        """Return the main name of whoever speaks."""
        if passage.speaker is None:
            return None
        return self._snapshot.main_name(info, passage.speaker)

    def speaker_of(self, span: Span) -> str | None:
        """Return the main name of whoever says the first word of a span."""
        transcript = self._snapshot.read(span.transcript)
        return self.speaker(transcript.info, passage_at(transcript, span.start))

    def _parallel(self, transcript: Transcript, passage: Passage, span: Span) -> Parallel | None:
        """Return the sentence of the turn in the other language that says the same most nearly."""
        if passage.parallel is None:
            return None
        twins = [p for p in transcript.passages if p.role == "speech" and p.turn == passage.parallel]
        version = self._snapshot.version(transcript.info.id)
        stored = self._snapshot.passages([PassageKey(version, p.index) for p in (passage, *twins)])
        vectors = dict(
            zip((key.position for key in stored), unpacked([s.vectors for s in stored.values()]), strict=True)
        )
        sentences = [(p, a, b) for p in twins if p.index in vectors for a, b in split(p.text)]
        if not sentences or passage.index not in vectors:
            return None
        own = vectors[passage.index].within(span.start - passage.start, span.end - passage.start)
        alike = max_similarity(own, [vectors[p.index].within(a, b) for p, a, b in sentences])
        twin, start, end = sentences[int(alike.argmax())]
        return Parallel(transcript.info.id, twin.start + start, twin.start + end, twin.text[start:end], twin.language)


def passage_at(transcript: Transcript, place: int) -> Passage:
    """Return the passage that holds the character at a place."""
    return transcript.passages[bisect_right(transcript.passages, place, key=lambda p: p.start) - 1]


def _cut(transcript: Transcript, passage: Passage, span: Span) -> tuple[bool, bool]:
    """Return whether a span of a passage begins, and ends, within a sentence: one may go on in the passages of the turn
    that are right beside it.
    """
    beside = transcript.passages[max(0, passage.index - 1) : passage.index + 2]
    turn = [other for other in beside if other.turn == passage.turn and other.role == "speech"]
    start = turn[0].start
    return cuts(transcript.text[start : turn[-1].end], span.start - start, span.end - start)


def voice(info: TranscriptInfo, passage: Passage) -> Voice:
    """Return whose words a passage is, in this account."""
    if passage.speaker is None:
        return "unnamed" if info.kind in SPOKEN else "writer"
    if passage.question or passage.speaker in info.voices:
        return "host"
    return "speaker"
