"""Check a quotation: exact, altered, the same in another script, account or language, or not there."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from answer.quotation import Change, bare, changes, is_other_script, nearest, same_in_mainland_words, squeeze
from corpus.encoder import Kind
from corpus.errors import BadQuestion
from corpus.language import words
from corpus.lexical import LexicalIndex
from corpus.records import Place as PassagePlace
from corpus.sentences import split
from corpus.store import Store

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
"""Words that a quotation must have to be looked for by them; for a shorter one everything is read."""
REACH = 5
"""Passages before and after a candidate that a quotation may reach into: headings and speaker lines count."""
PASSAGE_LENGTH = 100
"""Characters that a passage has at least, mostly."""


class QuotationEncoder(Protocol):
    """What is needed of `corpus.encoder.Encoder` here."""

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each text: (texts, dimension)."""

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[NDArray[np.float32]]:
        """Return the vectors of each text's tokens, each of length 1: a (tokens, dimension) per text."""


@dataclass(frozen=True, slots=True)
class Found:
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
    places: tuple[Found, ...] = ()
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

    def found(self, start: int, end: int) -> Found:
        return Found(self.source, self.start + start, self.start + end, self.text[start:end])


def check_quote(
    text: str,
    store: Store,
    encoder: QuotationEncoder,
    lexical: LexicalIndex | None = None,
    *,
    small: int = SMALL_LIBRARY,
) -> Check:
    """Say whether and where a quotation stands in the library.

    Args:
        text: the quotation, in any script; quotation marks around it do not count, nor do white space, the width
            of characters and Markdown's marks.
        store: the library.
        encoder: the model that made the store's vectors; used only where the words are not found.
        lexical: its lexical index, for larger libraries; opened if None.
        small: characters up to which the whole library is read, so that every place is found.

    Raises:
        BadQuestion: there are no words in it, or too many.
    """
    wanted = bare(text)
    if not squeeze(wanted).text or not any(character.isalnum() for character in wanted):
        raise BadQuestion("the quotation is empty; paste the words to look for")
    if len(wanted) > LONGEST_QUOTATION:
        raise BadQuestion(f"the quotation has {len(wanted):,} characters; check {LONGEST_QUOTATION:,} at a time")
    whole = sum(info.characters for info in store.infos()) <= small or len(set(words(wanted))) < LEAST_TERMS
    windows = _whole(store) if whole else _candidates(wanted, store, encoder, lexical or LexicalIndex(store))
    return _by_words(text, wanted, windows) or _by_meaning(text, wanted, store, encoder)


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
    if all(same_in_mainland_words(wanted, place.text) for place in places):
        return Check(text, "parallel", places)
    return Check(text, "altered", places, changes(wanted, places[0].text))


def _everywhere(wanted: str, windows: Sequence[_Window], *, folded: bool) -> tuple[Found, ...]:
    needle = squeeze(wanted, folded=folded)
    found = {
        window.found(start, end)
        for window in windows
        for start, end in squeeze(window.text, folded=folded).find_all(needle)
    }
    return tuple(sorted(found, key=lambda place: (place.source, place.start)))


def _whole(store: Store) -> list[_Window]:
    return [_Window(info.id, 0, store.read(info.id).text) for info in store.infos()]


def _candidates(wanted: str, store: Store, encoder: QuotationEncoder, index: LexicalIndex) -> list[_Window]:
    """Return what surrounds the passages most like a quotation, by words and by meaning."""
    terms = list(dict.fromkeys(words(wanted)))
    rare = index.document_frequency(terms)
    terms = sorted(terms, key=lambda term: rare[term])[:MOST_TERMS]
    by_words = [place for place, _ in index.search(terms, CANDIDATES)]
    by_meaning = [place for place, _ in store.nearest(encoder.encode_questions([wanted])[0], CANDIDATES)]
    return list(_around(list(dict.fromkeys([*by_words, *by_meaning])), len(wanted), store))


def _around(places: Sequence[PassagePlace], length: int, store: Store) -> Iterator[_Window]:
    """Yield the passages with as many before and after them as the quotation may reach into."""
    versions = store.view().versions
    for version, passages in store.around(places, REACH + length // PASSAGE_LENGTH):
        if version in versions:
            yield _Window(versions[version].id, passages[0].start, "".join(passage.text for passage in passages))


def _by_meaning(text: str, wanted: str, store: Store, encoder: QuotationEncoder) -> Check:
    """Look for sentences that say the same in other words: other accounts, the other language."""
    if len(words(wanted)) < LEAST_PARALLEL_WORDS:
        return Check(text, "not_found")
    near = store.nearest(encoder.encode_questions([wanted])[0], CANDIDATES // 2)
    versions = store.view().versions
    sentences = [
        Found(versions[place[0]].id, passage.start + start, passage.start + end, passage.text[start:end])
        for place, _ in near
        for passage in store.passages([place])
        for start, end in split(passage.text)
    ]
    if not sentences:
        return Check(text, "not_found")
    own, *others = encoder.token_vectors([wanted, *(sentence.text for sentence in sentences)], "passage")
    scores = np.array([_mutual(own, other) for other in others])
    order = np.argsort(-scores, kind="stable")
    ordinary = float(np.median(scores[order[len(order) // 10 :]]))
    standing_out = (scores[order] - ordinary) / max(1.0 - ordinary, 1e-6)
    places = tuple(
        sentences[i] for i, out in zip(order[:MOST_PARALLEL], standing_out, strict=False) if out >= LEAST_PARALLEL
    )
    return Check(text, "parallel" if places else "not_found", places)


def _mutual(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return how well each one's words are met by the other's, 0 to 1: the mean of both ways."""
    if not len(one) or not len(other):
        return 0.0
    cosines = one @ other.T
    return float(cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2
