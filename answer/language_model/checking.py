"""Hold a sentence that a language model wrote against the quotes that it names."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from answer.language_model.numbers_and_names import missing_names, missing_numbers
from answer.language_model.sentences import CitedSentence
from answer.model import Answer, Fault, ProseSentence, Quote
from answer.search.ranking import Floats, best_matches, max_similarity
from corpus.alignment.degrees import clauses
from corpus.alignment.names import Gazetteer
from corpus.vectors.packing import PassageVectors

LEAST_MEANING = 0.52
"""Mean, over a sentence's tokens, of the cosine with the most alike token of its quotes. Of statements that two
accounts of the one conversation that comes with several both make 93 % have more, of statements near by 13 %, all
their tokens counted: `python -m tests.quality.borne_out`."""
IN_QUESTION = 0.8
"""Cosine from which a token only repeats the question: it says nothing that a quote has to bear out. Set by hand."""
LEAST_TOKENS = 3
"""A sentence that says less of its own is compared as a whole."""
_MARKUP = re.compile(r"<[/!]?[a-z][^>]*>|https?://|www\.|\]\(|javascript:", re.IGNORECASE)


class PassageEncoder(Protocol):
    """What is needed of `corpus.encoder.Encoder` here."""

    is_calibrated: bool

    def encode_passages(self, texts: Sequence[str]) -> list[PassageVectors]:
        """Return the vectors of passages."""


class SentenceChecker:
    """Checks sentences against one answer's quotes.

    Args:
        answer: the question and its quotes.
        known: what names mean the same.
        encoder: the model that meanings are compared with; one that was not calibrated compares none.
    """

    def __init__(self, answer: Answer, known: Gazetteer, encoder: PassageEncoder) -> None:
        self._answer, self._known, self._encoder = answer, known, encoder
        if encoder.is_calibrated:
            texts = [answer.question, *map(_told, answer.quotes)]
            self._asked, *self._tokens = (vectors.tokens for vectors in encoder.encode_passages(texts))

    def checked(self, sentence: CitedSentence) -> ProseSentence | None:
        """Return a sentence with what its quotes do not bear out. One that names none is given the quote that bears it
        out best; None where none does.
        """
        numbers = tuple(n for n in sentence.numbers if 1 <= n <= len(self._answer.quotes))
        if not numbers:
            found = self._bearing_out(sentence.text)
            return ProseSentence(sentence.text, (found.n,)) if found else None
        named = [self._answer.quotes[n - 1] for n in numbers]
        faults = tuple(self._faults(sentence.text, self._tokens_of(sentence.text), named))
        return ProseSentence(sentence.text, numbers, faults, borne_out=not faults)

    def _bearing_out(self, text: str) -> Quote | None:
        """Return the quote that bears a sentence out and is most like it; None where none does, or meanings are not
        compared: then words that happen to be the same would be taken for it.
        """
        tokens = self._tokens_of(text)
        if tokens is None:
            return None
        fitting = [quote for quote in self._answer.quotes if not any(self._faults(text, tokens, [quote]))]
        return max(fitting, key=lambda quote: self._meaning(tokens, [quote]), default=None)

    def _tokens_of(self, text: str) -> Floats | None:
        """Return the vectors of a sentence's tokens; None where meanings are not compared."""
        return self._encoder.encode_passages([text])[0].tokens if self._encoder.is_calibrated else None

    def _faults(self, text: str, tokens: Floats | None, quotes: Sequence[Quote]) -> Iterator[Fault]:
        told = "\n".join([self._answer.question, *map(_told, quotes)])
        if _MARKUP.search(text):
            yield "markup"
        if missing_numbers(text, told):
            yield "number"
        if missing_names(text, told, self._known):
            yield "name"
        if any(_denies_otherwise(text, quote) for quote in quotes):
            yield "negation"
        if tokens is not None and self._meaning(tokens, quotes) < LEAST_MEANING:
            yield "meaning"

    def _meaning(self, tokens: Floats, quotes: Sequence[Quote]) -> float:
        said = np.concatenate([self._tokens[quote.n - 1] for quote in quotes])
        own = tokens[best_matches(tokens, [self._asked])[:, 0] < IN_QUESTION]
        return meaning(own if len(own) >= LEAST_TOKENS else tokens, said)


def meaning(tokens: Floats, said: Floats) -> float:
    """Return how far the tokens of a text are met by those of another, about 0 to 1; 0 where either has none."""
    return float(max_similarity(tokens, [said])[0]) if len(tokens) else 0.0


def _told(quote: Quote) -> str:
    """Return all that a sentence may take from a quote: its words, and what its citation says."""
    named = (quote.speaker, quote.speaker_as_written, quote.title, quote.publisher, quote.section)
    return "\n".join([quote.text, *filter(None, named)])


def _denies_otherwise(text: str, quote: Quote) -> bool:
    """Whether a clause says no where the clause of the quote that shares most of its words says yes, or the reverse."""
    there = list(clauses(quote.text))
    for one in clauses(text):
        near = [other for other in there if one.same_but(other, 3, 0.6)]
        if near and all(one.denials % 2 != other.denials % 2 for other in near):
            return True
    return False
