"""Check every quotation of a draft against the library."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from answer.check import Check, QuoteMatch, Verdict
from answer.draft.attribution import Attribution, Attributor
from answer.draft.quotations import Quotation, is_statement, quotations
from answer.draft.reading import Draft
from answer.quotation import bare, same_in_mainland_words
from corpus.errors import BadQuestion
from corpus.language import cjk_share, fold

MOST_QUOTATIONS = 400
LONGEST_WHOLE = 1_000
"""Characters up to which what was pasted may be a quotation with others in it."""
_LEFT_OUT = re.compile(r"\s*(?:[\[［(（][^\])）］]{0,80}[\]］]|[(（](?:…|\.\.\.)[)）]|…+|⋯+|\.\s?\.\s?\.+)\s*")
"""What stands for words that were left out of a quotation, or were put in by whoever quotes."""
LEAST_NAME = 3
"""Characters of a name, of a Chinese one 2; fewer are initials."""
_ROLE = re.compile(
    r"(?:speaker|interviewer|interviewee|host|guest|narrator|moderator|man|woman|主持人?|嘉[宾賓]|[记記]者|[采採][访訪]者|"
    r"[说說發发][话話言]人|[问問答])[\s_-]*\w{0,2}|(?-i:[A-Z]{1,4})",
    re.IGNORECASE,
)
_WORST: tuple[Verdict, ...] = ("not_found", "altered", "parallel", "exact")


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """What became of a quotation at [start, end) of a draft's text.

    `parts` are what was looked for: one, or those between the marks of what is left out; `verdict` is the worst of
    theirs. `attributed` is whose words the draft says they are (None: it does not say), `speakers` who says them in the
    library, or what says the same; `misattributed` whether that is somebody else.
    """

    start: int
    end: int
    text: str
    verdict: Verdict
    parts: tuple[Check, ...]
    attributed: str | None = None
    speakers: tuple[str, ...] = ()
    misattributed: bool = False

    @property
    def is_by_meaning(self) -> bool:
        """Whether it was found, or a part of it, by what it says and not by its words."""
        return self.verdict == "parallel" and not all(map(is_said, self.parts))

    def as_text(self) -> str:
        """Return it for reading in a terminal."""
        lines = [part.as_text() for part in self.parts]
        if self.misattributed:
            said = "the like is said by" if self.is_by_meaning else "said by"
            lines.append(f"  attributed to {self.attributed}, {said} {', '.join(self.speakers)}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """A draft's text with what became of each of its quotations, in order."""

    text: str
    quotations: tuple[QuotationCheck, ...]

    def as_data(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)

    def as_text(self) -> str:
        """Return it for reading in a terminal."""
        return "\n\n".join(one.as_text() for one in self.quotations) or "no quotations in it"


Checking = Callable[[str], Check]
"""Says what became of a quotation, as `answer.check.check_quote` does."""
SpeakerOf = Callable[[QuoteMatch], str | None]
"""Returns the main name of whoever says the words at a place; None: it is not known."""


class DraftChecker:
    """Checks drafts against one library.

    Args:
        check: says what became of one quotation.
        attributor: knows whom a draft names.
        speaker_of: knows who speaks.
    """

    def __init__(self, check: Checking, attributor: Attributor, speaker_of: SpeakerOf) -> None:
        self._check, self._attributor, self._speaker_of = check, attributor, speaker_of

    def check(self, draft: Draft) -> DraftCheck:
        """Check every quotation of a draft.

        Raises:
            BadQuestion: it has more than MOST_QUOTATIONS.
        """
        found = quotations(draft)
        if len(found) > MOST_QUOTATIONS:
            raise BadQuestion(f"the draft has {len(found)} quotations; check {MOST_QUOTATIONS} at a time")
        attributed = self._attributor.attributions(draft.text, found)
        made = (self._checked(one, whose) for one, whose in zip(found, attributed, strict=True))
        return DraftCheck(draft.text, tuple(made))

    def check_pasted(self, draft: Draft) -> DraftCheck:
        """Check what was pasted: its quotations, or all of it where it is one, with others in it or without.

        Raises:
            BadQuestion: there are no words in it, or too many.
        """
        found, text = quotations(draft), draft.text
        if found and len(text) > LONGEST_WHOLE:
            return self.check(draft)
        whole = self._check(text)
        is_quotation = whole.verdict != "altered" and is_said(whole)
        if found and not is_quotation:
            return self.check(draft)
        speakers, _ = self._speakers([whole])
        return DraftCheck(text, (QuotationCheck(0, len(text), text, whole.verdict, (whole,), None, speakers),))

    def _checked(self, quotation: Quotation, attribution: Attribution | None) -> QuotationCheck:
        parts = tuple(_parts(quotation.text, self._check))
        verdict = min((part.verdict for part in parts), key=_WORST.index)
        speakers, all_known = self._speakers(parts)
        is_wrong = attribution is not None and all_known and _is_misattributed(attribution, speakers)
        name = attribution.name if attribution else None
        return QuotationCheck(quotation.start, quotation.end, quotation.text, verdict, parts, name, speakers, is_wrong)

    def _speakers(self, parts: Sequence[Check]) -> tuple[tuple[str, ...], bool]:
        """Return who says the words that were found, and whether that is known of all of them."""
        telling = [part for part in parts if is_statement(part.text)] or parts  # "and then" is said by everybody
        said = [self._speaker_of(place) for part in telling for place in part.places]
        return tuple(dict.fromkeys(name for name in said if name)), None not in said


def _parts(text: str, check: Checking) -> Iterator[Check]:
    """Yield what became of a quotation, or of each part between marks of what is left out."""
    whole = check(text.strip())
    pieces = [piece for piece in _LEFT_OUT.split(text) if any(map(str.isalnum, piece))]
    if whole.verdict == "exact" or pieces in ([], [text]) or not any(map(is_statement, pieces)):
        yield whole
        return
    for piece in pieces:
        yield check(piece.strip())


def is_said(part: Check) -> bool:
    """Whether the places of a check hold its words, perhaps in another script, so that their speaker says them."""
    if part.verdict == "parallel":
        return all(same_in_mainland_words(bare(part.text), place.text) for place in part.places)
    return part.verdict in {"exact", "altered"}


def _is_misattributed(attribution: Attribution, speakers: Sequence[str]) -> bool:
    if not speakers or not all(map(is_name, speakers)) or any(_same(attribution.name, speaker) for speaker in speakers):
        return False
    return attribution.sure or not any(_same(name, one) for name in attribution.named for one in speakers)


def is_name(speaker: str) -> bool:
    """Whether a speaker line tells who speaks: initials and roles may stand for anybody."""
    return len(speaker) >= LEAST_NAME - (cjk_share(speaker) > 0) and not _ROLE.fullmatch(speaker)


def _same(one: str, other: str) -> bool:
    """Whether two names may be one person's: equal, or with the same family name."""
    return fold(one) == fold(other) or fold(one).split()[-1:] == fold(other).split()[-1:]
