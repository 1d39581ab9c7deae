"""Questions that the library answers: those its catalogue names, and those that its interviewers asked."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from answer.model import Quote
from answer.question.understanding import same_words
from corpus.database import Snapshot
from corpus.language import Language, detect
from corpus.scripts import is_compact
from corpus.sentences import QUESTION_MARKS, split
from corpus.transcript import Passage

LENGTHS, LENGTHS_IF_COMPACT = (25, 110), (10, 40)
"""Characters of a question that reads well by itself, from and to."""
TRANSCRIPTS = 20
FOLLOW_UPS = 3
LOOKED_AHEAD = 30
"""Passages after a quote in which the next question is looked for."""


def examples(snapshot: Snapshot, language: Language, count: int) -> list[str]:
    """Return up to `count` questions in a language: the catalogue's first, then from different transcripts."""
    picked = [text for text in snapshot.catalogue.examples if detect(text, language) == language][:count]
    everything = list(snapshot.infos.values())
    infos = [info for info in everything if info.language == language] or everything
    found = [_asked(snapshot.read(info.id).speech(), language) for info in infos[:TRANSCRIPTS]]
    while len(picked) < count and any(found):
        for questions in found:
            if questions and len(picked) < count:
                picked.append(questions.pop(len(questions) // 2))
    return picked


def follow_ups(snapshot: Snapshot, language: Language, quotes: Sequence[Quote], asked: Collection[str]) -> list[str]:
    """Return up to FOLLOW_UPS further questions: those that the interviewers asked next after the quoted places, then
    the library's examples; none that was `asked` already.
    """
    found: list[str] = []
    for quote in quotes:
        later = [p for p in snapshot.read(quote.source).speech() if p.start > quote.end]
        found += _asked(later[:LOOKED_AHEAD], language)[:1]
    found += examples(snapshot, language, FOLLOW_UPS + len(asked) + 1)
    fresh = (text for text in dict.fromkeys(found) if not any(same_words(text, other) for other in asked))
    return list(fresh)[:FOLLOW_UPS]


def _asked(passages: list[Passage], language: Language) -> list[str]:
    found = (passage.text[start:end] for passage, start, end in questions_in(passages, language))
    return [text for text in found if detect(text, language) == language]


def questions_in(passages: Iterable[Passage], language: Language) -> Iterator[tuple[Passage, int, int]]:
    """Yield the questions of interviewers that read well by themselves, as [start, end) of the passage's text.

    Args:
        passages: in order.
        language: by which it is judged whether one is too short or too long.
    """
    shortest, longest = LENGTHS_IF_COMPACT if is_compact(language) else LENGTHS
    for passage in passages:
        for start, end in split(passage.text) if passage.question else ():
            if shortest <= end - start <= longest and passage.text[start:end].endswith(tuple(QUESTION_MARKS)):
                yield passage, start, end
