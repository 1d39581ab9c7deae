"""Questions that the library answers: those its catalogue names, and those that its interviewers asked."""

from collections.abc import Collection, Sequence

from answer.model import Quote
from answer.question import same_words
from corpus.language import Language, detect
from corpus.sentences import split
from corpus.store import Store
from corpus.transcript import Passage

SHORTEST, LONGEST_EXAMPLE = {"en": 25, "zh-Hans": 10, "zh-Hant": 10}, {"en": 110, "zh-Hans": 40, "zh-Hant": 40}
"""Characters of a question that reads well by itself."""
TRANSCRIPTS = 20
FOLLOW_UPS = 3
LOOKED_AHEAD = 30
"""Passages after a quote in which the next question is looked for."""


def examples(store: Store, language: Language, count: int) -> list[str]:
    """Return up to `count` questions in a language: the catalogue's first, then from different transcripts."""
    picked = [text for text in store.catalogue().examples if detect(text, language) == language][:count]
    infos = [info for info in store.infos() if info.language == language] or store.infos()
    found = [_asked(store.read(info.id).speech(), language) for info in infos[:TRANSCRIPTS]]
    while len(picked) < count and any(found):
        for questions in found:
            if questions and len(picked) < count:
                picked.append(questions.pop(len(questions) // 2))
    return picked


def follow_ups(store: Store, language: Language, quotes: Sequence[Quote], asked: Collection[str]) -> list[str]:
    """Return up to FOLLOW_UPS further questions: those that the interviewers asked next after the quoted places, then
    the library's examples; none that was `asked` already.
    """
    found: list[str] = []
    for quote in quotes:
        later = [p for p in store.read(quote.source).speech() if p.start > quote.end]
        found += _asked(later[:LOOKED_AHEAD], language)[:1]
    found += examples(store, language, FOLLOW_UPS + len(asked) + 1)
    fresh = (text for text in dict.fromkeys(found) if not any(same_words(text, other) for other in asked))
    return list(fresh)[:FOLLOW_UPS]


def _asked(passages: list[Passage], language: Language) -> list[str]:
    questions = []
    for passage in passages:
        if not passage.question:
            continue
        for start, end in split(passage.text):
            text = passage.text[start:end]
            fits = SHORTEST[language] <= len(text) <= LONGEST_EXAMPLE[language]
            if fits and text.endswith(("?", "？")) and detect(text, language) == language:
                questions.append(text)
    return questions
