"""Check a quotation: exact, altered, the same in another script, account or language, or not there."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from answer.quotation import (
    Change,
    bare,
    changes,
    is_other_script,
    nearest,
    same_in_mainland_words,
    says_as_much,
    squeeze,
)
from corpus.database import PassageKey, Snapshot
from corpus.encoder import QuestionVectors
from corpus.errors import BadQuestion
from corpus.language import words
from corpus.lexical import LexicalSearcher
from corpus.sentences import split
from corpus.vectors.contrast import standing_out
from corpus.vectors.packing import PassageVectors, unpacked

Verdict = Literal["exact", "altered", "parallel", "not_found"]

LONGEST_QUOTATION = 10_000
"""Characters."""
SMALL_LIBRARY = 2_000_000
"""Characters."""
CANDIDATES = 40
"""Passages looked at in a larger library, by words and by meaning."""
MOST_TERMS = 24
"""Words searched for: the rarest of the quotation."""
LEAST_ALTERED = 0.65
"""Likeness from which a quotation counts as altered; short ones must be more alike."""
LEAST_ALTERED_SHORT = 0.75
SHORT = 12
LEAST_PARALLEL = 0.29
"""How far a sentence's likeness of meaning must be on the way from that of ordinary sentences near it to 1."""
MOST_PARALLEL = 3
LEAST_PARALLEL_WORDS = 4
LEAST_TERMS = 3
"""Words that tell something, which a quotation must have to be looked for by them and by its meaning."""
REACH = 5
"""Passages before and after a candidate that a quotation may reach into: headings and speaker lines count."""
PASSAGE_LENGTH = 100
"""Characters that a passage has at least, mostly."""


class QuotationEncoder(Protocol):
    """What is needed of `corpus.encoder.Encoder` here."""

    def encode_question(self, text: str) -> QuestionVectors:
        """Return the vectors of a question."""

    def encode_passages(self, texts: Sequence[str]) -> list[PassageVectors]:
        """Return the vectors of passages."""


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Words of a transcript: source[start:end] == text."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a quotation.

    `places` are every place where it stands exactly, or the nearest. `difference` is None unless it is altered:
    then it sets the quotation beside the first place, piece by piece.
    """

    text: str
    verdict: Verdict
    places: tuple[QuoteMatch, ...] = ()
    difference: tuple[Change, ...] | None = None

    def as_data(self) -> dict[str, Any]:
        """Return plain data in the form of the contract."""
        return asdict(self)

    def as_text(self) -> str:
        """Return it for reading in a terminal."""
        lines = [f"{_SAID[self.verdict]}: {self.text}"]
        if self.difference:
            lines.append("  " + "".join(_marked(change) for change in self.difference))
        lines += [f"  {place.source}, {place.start}-{place.end}: {place.text}" for place in self.places]
        return "\n".join(lines)


_SAID = {
    "exact": "exact",
    "altered": "altered",
    "parallel": "the same in another script, account or language",
    "not_found": "not found",
}


def _marked(change: Change) -> str:
    if change.kind == "same":
        return change.quoted
    return f"[-{change.source}-]" * bool(change.source) + f"{{+{change.quoted}+}}" * bool(change.quoted)


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a transcript that is searched."""

    source: str
    start: int
    text: str

    def found(self, start: int, end: int) -> QuoteMatch:
        return QuoteMatch(self.source, self.start + start, self.start + end, self.text[start:end])


def check_quote(
    text: str,
    snapshot: Snapshot,
    lexical: LexicalSearcher,
    encoder: QuotationEncoder,
    *,
    small: int = SMALL_LIBRARY,
) -> Check:
    """Say whether and where a quotation stands in the library.

    Args:
        text: the quotation, in any script; quotation marks do not count, nor do white space, the width of characters,
            Markdown's marks, the case of the first letter and the mark at the end.
        snapshot: the library.
        lexical: its words, for larger libraries.
        encoder: the model that made its vectors; used only where the words are not found.
        small: characters up to which the whole library is read, so that every place is found.

    Raises:
        BadQuestion: there are no words in it, or too many.
    """
    wanted = bare(text)
    if not squeeze(wanted).text or not any(character.isalnum() for character in wanted):
        raise BadQuestion("the quotation is empty; paste the words to look for")
    if len(wanted) > LONGEST_QUOTATION:
        raise BadQuestion(f"the quotation has {len(wanted):,} characters; check {LONGEST_QUOTATION:,} at a time")
    is_small = sum(info.characters for info in snapshot.infos.values()) <= small
    windows = _whole(snapshot) if is_small else _candidates(wanted, snapshot, encoder, lexical)
    return _by_words(text, wanted, windows) or _by_meaning(text, wanted, snapshot, encoder)


def _by_words(text: str, wanted: str, windows: Sequence[_Window]) -> Check | None:
    exact = _everywhere(wanted, windows, folded=False)
    if exact:
        return Check(text, "exact", exact)
    alike = _everywhere(wanted, windows, folded=True)
    other_script = tuple(place for place in alike if is_other_script(wanted, place.text))
    if other_script:
        return Check(text, "parallel", other_script)
    least = LEAST_ALTERED if len(squeeze(wanted).text) > SHORT else LEAST_ALTERED_SHORT
    rough = [(window, found) for window in windows if (found := nearest(wanted, window.text, least))]
    if not rough:
        return None
    best = max(likeness for _, (likeness, _, _) in rough)
    places = tuple(dict.fromkeys(w.found(start, end) for w, (likeness, start, end) in rough if likeness == best))
    if not alike and all(same_in_mainland_words(wanted, place.text) for place in places):
        return Check(text, "parallel", places)
    difference = changes(wanted, places[0].text)
    if all(change.kind == "same" for change in difference):
        return Check(text, "exact", places)
    return Check(text, "altered", places, difference)


def _everywhere(wanted: str, windows: Sequence[_Window], *, folded: bool) -> tuple[QuoteMatch, ...]:
    needle = squeeze(wanted, folded=folded)
    found = {
        window.found(start, end)
        for window in windows
        for start, end in squeeze(window.text, folded=folded).find_all(needle)
    }
    return tuple(sorted(found, key=lambda place: (place.source, place.start)))


def _whole(snapshot: Snapshot) -> list[_Window]:
    return [_Window(source, 0, snapshot.read(source).text) for source in snapshot.infos]


def _candidates(wanted: str, snapshot: Snapshot, encoder: QuotationEncoder, index: LexicalSearcher) -> list[_Window]:
    """Return what surrounds the passages most like a quotation, by words and by meaning."""
    languages = dict.fromkeys(info.language for info in snapshot.infos.values())
    terms = list(dict.fromkeys(term for language in languages for term in words(wanted, language)))
    if len(words(wanted)) < LEAST_TERMS:
        return list(_around(index.runs(wanted, CANDIDATES), len(wanted), snapshot))
    rare = index.document_frequency(terms)
    terms = sorted(terms, key=lambda term: rare[term])[:MOST_TERMS]
    by_words = [place for place, _ in index.search(terms, CANDIDATES)]
    by_meaning = [place for place, _ in snapshot.nearest(encoder.encode_question(wanted).pooled, CANDIDATES)]
    return list(_around([*by_words, *by_meaning], len(wanted), snapshot))


def _around(places: Sequence[PassageKey], length: int, snapshot: Snapshot) -> Iterator[_Window]:
    """Yield the passages with as many before and after them as the quotation may reach into."""
    for info, passages in snapshot.around(places, REACH + length // PASSAGE_LENGTH):
        yield _Window(info.id, passages[0].start, "".join(passage.text for passage in passages))


def _by_meaning(text: str, wanted: str, snapshot: Snapshot, encoder: QuotationEncoder) -> Check:
    """Look for sentences that say the same in other words: other accounts, the other language."""
    if len(words(wanted)) < LEAST_PARALLEL_WORDS:
        return Check(text, "not_found")
    near = [key for key, _ in snapshot.nearest(encoder.encode_question(wanted).pooled, CANDIDATES // 2)]
    stored = snapshot.passages(near)
    sentences: list[QuoteMatch] = []
    others: list[NDArray[np.float32]] = []
    for key, vectors in zip(stored, unpacked([one.vectors for one in stored.values()]), strict=True):
        source, passage = snapshot.versions[key.version].id, stored[key].passage
        for start, end in split(passage.text):
            sentences.append(QuoteMatch(source, passage.start + start, passage.start + end, passage.text[start:end]))
            others.append(vectors.within(start, end))
    if not sentences:
        return Check(text, "not_found")
    own = encoder.encode_passages([wanted])[0].tokens
    scores = np.array([_mutual(own, other) for other in others], np.float32)
    order = np.argsort(-scores, kind="stable")
    ordinary = float(np.median(scores[order[len(order) // 10 :]]))
    best = [i for i in order if says_as_much(sentences[i].text, wanted)][:MOST_PARALLEL]
    places = tuple(
        sentences[i] for i, out in zip(best, standing_out(scores[best], ordinary), strict=True) if out >= LEAST_PARALLEL
    )
    return Check(text, "parallel" if places else "not_found", places)


def _mutual(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return how well each one's words are met by the other's, 0 to 1: the mean of both ways."""
    if not len(one) or not len(other):
        return 0.0
    cosines = one @ other.T
    return float(cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2
