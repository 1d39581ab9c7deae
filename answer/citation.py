"""From a chosen statement to a quote with its citation, checked against the source."""

import numpy as np

from answer.choose import Statement
from answer.model import Parallel, Quote, Voice
from answer.ranking import max_similarity
from answer.vectors import VectorCache
from corpus.catalogue import Catalogue
from corpus.sentences import split
from corpus.store import Store
from corpus.transcript import Passage, Transcript, TranscriptInfo

PROSE_KINDS = frozenset({"article", "digest"})


class Citer:
    """Makes quotes of one library."""

    def __init__(self, store: Store, vectors: VectorCache, catalogue: Catalogue) -> None:
        self._store, self._vectors, self._catalogue = store, vectors, catalogue

    def quote(self, number: int, statement: Statement, score: float) -> Quote | None:
        """Return the quote of a statement; None where its words do not stand in the source, so it is not shown."""
        info, passage = statement.candidate.found.info, statement.passage
        transcript = self._store.read(info.id)
        if transcript.text[statement.start : statement.end] != statement.text:
            return None
        return Quote(
            n=number,
            text=statement.text,
            source=info.id,
            start=statement.start,
            end=statement.end,
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
            parallel=self._parallel(transcript, statement),
            score=score,
            address=address(info, statement.start, statement.end),
            publisher=info.publisher,
        )

    def speaker(self, info: TranscriptInfo, passage: Passage) -> str | None:
        """Return the main name of whoever speaks."""
        if passage.speaker is None:
            return None
        return self._catalogue.canonical(info.voices.get(passage.speaker, passage.speaker))

    def _parallel(self, transcript: Transcript, statement: Statement) -> Parallel | None:
        """Return the sentence of the turn in the other language that says the same most nearly."""
        twin = statement.passage.parallel
        passages = [p for p in transcript.passages if p.role == "speech" and p.turn == twin and twin is not None]
        sentences = [(p, a, b) for p in passages for a, b in split(p.text)]
        if not sentences:
            return None
        texts = [p.text[a:b] for p, a, b in sentences]
        own, *others = self._vectors.get([statement.text, *texts])
        passage, start, end = sentences[int(max_similarity(own.tokens.astype(np.float32), [v.tokens for v in others]).argmax())]
        at = passage.start
        return Parallel(transcript.info.id, at + start, at + end, passage.text[start:end], passage.language)


def voice(info: TranscriptInfo, passage: Passage) -> Voice:
    """Return whose words a passage is, in this account."""
    if passage.speaker is None:
        return "writer"
    if passage.question or passage.speaker in info.voices:
        return "host"
    return "speaker"


def address(info: TranscriptInfo, start: int, end: int) -> str:
    """Return the citation to keep: transcript, the beginning of its hash, place."""
    return f"{info.id}@{info.hash[:8]}:{start}-{end}"
