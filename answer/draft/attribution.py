"""Whose words a draft says that a quotation holds: whoever it names as saying them, in the same sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from answer.draft.quotations import Quotation
from answer.question.people import PeopleIndex
from corpus.language import cjk_share, fold

AROUND = 240
"""Characters before and after a quotation in which somebody may be named."""
NEAR = 40
"""Characters between a name and the verb that it belongs to."""
_VERBS = re.compile(
    r"\b(?:sa(?:id|ys|y)|t(?:old|ells)|ask(?:ed|s)|add(?:ed|s)|explain(?:ed|s)|recall(?:ed|s)|not(?:ed|es)|wr(?:ote|ites)"
    r"|argue[ds]|repli(?:ed|es)|answer(?:ed|s)|admit(?:ted|s)|insist(?:ed|s)|stress(?:ed|es)|continue[ds]"
    r"|remember(?:ed|s)|believe[ds]|conclude[ds]|joke[ds]|observe[ds]|warn(?:ed|s))\b"
    r"|说道|写道|表示|指出|认为|坦言|强调|回忆|解释|补充|提到|透露|感叹|总结|告诉|说|称|问|答|讲"
)
_PRONOUN = re.compile(r"(?:\b(?:i|he|she|they|we|who|it)\s+(?:\w+ly\s+)?|[他她我](?:们|還|还|又|也)?)$")
_ACCORDING = re.compile(r"(?:\baccording to\s+|据|按)$")
_NAME = re.compile(r"(?<![\w’'])[A-Z][\w’'-]+(?: (?:[A-Z]\.|[a-z]{2,3}|[A-Z][\w’'-]+)){0,2} [A-Z][\w’'-]+")
_ENDED = re.compile(r"[.!?。！？\n](?=\s|[^\w\s.,;:，]|$)|[。！？\n]")
_LEADS = re.compile(r"\s*[:：]\s*$")
_DASH = re.compile(r"\s*[—–―-]{1,2}\s*")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a draft says speaks: the main name, or, of somebody whom the library does not know, the name as written.
    It is `sure` where nothing stands between the name and what says that they speak.
    """

    name: str
    sure: bool
    named: frozenset[str] = frozenset()
    """Everybody named in the sentence."""


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    start: int
    end: int
    known: bool


class Attributor:
    """Finds whose words quotations are said to be, for one library.

    Args:
        people: those whom the library knows.
        speakers: main names of whoever speaks in it.
    """

    def __init__(self, people: PeopleIndex, speakers: Iterable[str]) -> None:
        self._people = people
        self._chinese = [name for name in speakers if cjk_share(name) >= 0.5 and len(name) > 1]

    def attributions(self, text: str, quotations: Sequence[Quotation]) -> list[Attribution | None]:
        """Return whose words a draft says that each of its quotations holds; None where it does not say."""
        bare = _without(text, quotations)  # what is quoted attributes nothing
        return [self._attribution(text, bare, one) for one in quotations]

    def _attribution(self, text: str, bare: str, quotation: Quotation) -> Attribution | None:
        start, end = quotation.outer
        before = _last_sentence(bare[max(0, start - AROUND) : start])
        inside = text[quotation.end : end]  # the line below a block quote
        after = inside[1:] if _DASH.match(inside.lstrip("\n> ")) else _first_sentence(bare[end : end + AROUND])
        is_ended = quotation.text.rstrip().endswith((".", "…")) and not after.lstrip().startswith((",", "—", "–"))
        found = self._signed(after) or (None if is_ended else self._after(after)) or self._before(before)
        if found is None:
            return None
        everybody = frozenset(one.name for part in (before, after) for one in self._names(part))
        return Attribution(found.name, found.sure, everybody)

    def _signed(self, after: str) -> Attribution | None:
        """Look for a name behind a dash: “…” — Ada Lovelace."""
        dash = _DASH.match(after.lstrip("\n> "))
        found = self._names(after)[:1] if dash else []
        rest = after[found[0].end :] if found else ""
        return Attribution(found[0].name, sure=True) if found and not _VERBS.search(fold(rest)) else None

    def _after(self, after: str) -> Attribution | None:
        names, folded = self._names(after), fold(after)
        verb = _VERBS.search(folded)
        if verb is None or verb.start() > NEAR or _PRONOUN.search(folded[: verb.start()]):
            return None
        before = [one for one in names if one.end <= verb.start()]
        if before:
            return self._of(before[-1], folded[before[-1].end : verb.start()])
        behind = [one for one in names if one.start >= verb.end() and len(after[verb.end() : one.start].split()) <= 2]
        return self._of(behind[0], folded[verb.end() : behind[0].start]) if behind else None

    def _before(self, before: str) -> Attribution | None:
        names, folded = self._names(before), fold(before)
        verbs = list(_VERBS.finditer(folded))
        if names and _LEADS.fullmatch(before, names[-1].end) and not (verbs and verbs[-1].start() < names[-1].start):
            return Attribution(names[-1].name, names[-1].known)
        if not verbs or len(before) - verbs[-1].end() > NEAR or _PRONOUN.search(folded[: verbs[-1].start()]):
            according = [one for one in names if _ACCORDING.search(folded[: one.start])]
            return Attribution(according[-1].name, sure=False) if according else None
        subjects = [one for one in names if one.end <= verbs[-1].start()]
        return self._of(subjects[-1], folded[subjects[-1].end : verbs[-1].start()]) if subjects else None

    def _of(self, named: _Named, between: str) -> Attribution | None:
        """Return that somebody is named so near to a verb, with what stands between."""
        if len(between) > NEAR:
            return None
        return Attribution(named.name, sure=named.known and not re.search(r"[,，;；]", between))

    def _names(self, text: str) -> list[_Named]:
        """Return who is named in a text, in order: those whom the library knows, and other full names."""
        found = [_Named(one.person.name, one.start, one.end, known=True) for one in self._people.mentions(text)]
        folded = fold(text)
        chinese = ((name, m) for name in self._chinese for m in re.finditer(re.escape(fold(name)), folded))
        found += [_Named(name, *match.span(), known=True) for name, match in chinese]
        for match in _NAME.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_Named(match.group(), *match.span(), known=False))
        return sorted(found, key=lambda one: one.start)


def _without(text: str, quotations: Iterable[Quotation]) -> str:
    """Blank out what is quoted, keeping the length."""
    characters = list(text)
    for start, end in (one.outer for one in quotations):
        characters[start:end] = "\n" * (end - start)
    return "".join(characters)


def _last_sentence(text: str) -> str:
    """Return what the sentence that goes on behind a text has in it."""
    text = text[text.rfind("\n\n") + 1 :]
    starts = [end for end in _sentence_ends(text) if text[end:].strip()]
    return text[starts[-1] :] if starts else text


def _first_sentence(text: str) -> str:
    """Return what is left of the sentence that a text begins in the middle of: nothing where it begins with the end."""
    text = text.partition("\n\n")[0]
    return text[: next(_sentence_ends(text), len(text))]


def _sentence_ends(text: str) -> Iterator[int]:
    return (match.end() for match in _ENDED.finditer(text))
