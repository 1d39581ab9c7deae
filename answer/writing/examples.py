"""Questions that the library answers: those its catalogue names, and those that its interviewers asked."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from answer.model import Quote
from answer.question.understanding import same_words
from answer.writing.standing_alone import names_something, nearly_same, stands_alone
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


def examples(snapshot: Snapshot, language: Language, count: int, asked: Collection[str] = ()) -> list[str]:
    """Return up to `count` questions in a language that stand alone: the catalogue's first, then from different
    transcripts; none that is nearly one that was `asked`.
    """
    named = (text for text in snapshot.catalogue.examples if detect(text, language) == language)
    picked = _fresh(named, asked, language)[:count]
    everything = list(snapshot.infos.values())
    infos = [info for info in everything if info.language == language] or everything
    speeches = (snapshot.read(info.id).speech() for info in infos[:TRANSCRIPTS])
    found = [_fresh(_asked(speech, language), [*asked, *picked], language) for speech in speeches]
    while len(picked) < count and any(found):
        for questions in found:
            if questions and len(picked) < count:
                picked.append(_taken(questions))
    return picked


def _taken(questions: list[str]) -> str:
    """Take one of some questions out: from their middle, of those that name something if any does."""
    telling = [text for text in questions if names_something(text)] or questions
    chosen = telling[len(telling) // 2]
    questions.remove(chosen)
    return chosen


def _fresh(questions: Iterable[str], asked: Collection[str], language: Language) -> list[str]:
    """Return questions, each once, without those that are nearly one that was asked."""
    return [
        text
        for text in dict.fromkeys(questions)
        if not any(same_words(text, other) or nearly_same(text, other, language) for other in asked)
    ]


def follow_ups(snapshot: Snapshot, language: Language, quotes: Sequence[Quote], asked: Collection[str]) -> list[str]:
    """Return up to FOLLOW_UPS further questions: those that the interviewers asked next after the quoted places, then
    the library's examples; none that was `asked` already.
    """
    found: list[str] = []
    for quote in quotes:
        later = [p for p in snapshot.read(quote.source).speech() if p.start > quote.end]
        found += _asked(later[:LOOKED_AHEAD], language)[:1]
    found += examples(snapshot, language, FOLLOW_UPS, asked)
    return _fresh(found, asked, language)[:FOLLOW_UPS]


def _asked(passages: list[Passage], language: Language) -> list[str]:
    found = (passage.text[start:end] for passage, start, end in questions_in(passages, language))
    return [text for text in found if detect(text, language) == language and stands_alone(text, language)]


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
