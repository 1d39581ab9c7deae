"""Names above what somebody says, with what they are beside or below them, as firms' calls with analysts are printed:
`Jane Doe -- Chief Executive Officer`; `Jane Doe` above `Analyst, Harbour Bank   Q`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.roles import is_role
from ingest.lines import Label, Line
from ingest.names import Likeness, is_function_word, likeness

_BESIDE = re.compile(
    r"(?P<mark>\*\*|__)?(?P<name>[^\W\d_][^\n*_:：!?()\[\]]{2,50}?)(?P=mark)?\s(?:--|[–—])\s"
    r"(?P<slant>[*_])?(?P<rank>[^\W\d_][^\n*_:：!?]{2,120}?)(?P=slant)?"
)
_UNMARKED = re.compile(
    r"(?P<name>[^\W\d_][^\n*_:：!?()\[\]]{2,50}?)\s(?:--|[–—])\s(?P<rank>[^\W\d_][^\n*_:：!?]{2,120}?)"
)
_BELOW = re.compile(r"(?P<rank>[^\W\d_][^\n:：!?]{2,120}?)\s+[QA]")
_SHORTENED = re.compile(r"(?:\b(?:Inc|Corp|Co|Ltd|Cos|Bros|Cie|Assoc|Bhd|Tbk|Jr|Sr)|[^\W\d_a-z])\.$")
_LETTER = re.compile(r"[QA]")
_CAPITALS = 0.6  # of the words of a rank
_SEVERAL = 2  # names with a rank that words stand below


def mark_ranked(lines: Sequence[Line]) -> None:
    """Label the names that a rank stands beside or below, where several do, and words below them; those in lists of who
    is there are furniture, as is what stands with a name.
    """
    spoken = [line for line in lines if line.open]
    beside = {at: name for at, line in enumerate(spoken) if (name := _beside(line.text))}
    if not _mark_beside(spoken, beside):
        _mark_below(spoken)


def _beside(text: str) -> tuple[str, str] | None:
    """Return a name and a rank, where a line is nothing else."""
    found = _BESIDE.fullmatch(text) or _UNMARKED.fullmatch(text)
    return (found["name"], found["rank"]) if found and _is_name(found["name"]) and _is_rank(found["rank"]) else None


def _is_name(words: str) -> bool:
    return " " in words and likeness(words) is Likeness.FULL and not words.isupper()


def _is_rank(words: str) -> bool:
    """Whether words are written as titles and firms are: most have capitals, and they are no sentence."""
    said = [word for word in words.split() if word[0].isalpha() and not is_function_word(word)]
    capitals = sum(word[0].isupper() or not word[0].isascii() for word in said)
    ends = words.endswith(".") and not _SHORTENED.search(words)
    return bool(said) and capitals >= _CAPITALS * len(said) and not ends


def _mark_beside(spoken: Sequence[Line], found: dict[int, tuple[str, str]]) -> bool:
    """Label the lines of a name and a rank; return whether they are labels: one recurs with the same rank."""
    listed = {at for at in found if {at - 1, at + 1}.intersection(found) or at + 1 == len(spoken)}
    above = {at: name for at, name in found.items() if at not in listed}
    uses = Counter(above.values())
    if len(uses) < _SEVERAL or max(uses.values()) < 2:
        return False
    bold = spoken[next(iter(above))].text[:2] in ("**", "__")
    for at, line in enumerate(spoken):
        marked = line.text[:2] in ("**", "__")
        if at in above:
            _label(line, found[at][0])
        elif at in found:
            line.role = "furniture"
        elif marked == bold and is_role(line.text.strip("*_ ")):
            _label(line, line.text.strip("*_ "))
    return True


def _mark_below(spoken: Sequence[Line]) -> None:
    """Label the names above a rank that Q or A stands beside, where several do: the letters say who asks."""
    found = list(_ranked_below(spoken))
    for name, told in found if len({name.text for name, _ in found}) >= _SEVERAL else ():
        _label(name, name.text.strip("*_ "))
        for line in told:
            line.role = "furniture"


def _ranked_below(spoken: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Yield the names with the lines that tell of them: a rank and a letter, or a letter and a rank below it."""
    for name, first, second in zip(spoken, spoken[1:], [*spoken[2:], None], strict=False):
        if not _is_name(name.text.strip("*_ ")):
            continue
        rank = _BELOW.fullmatch(first.text)
        if rank and _is_rank(rank["rank"]):
            yield name, [first]
        elif _LETTER.fullmatch(first.text) and second is not None:
            yield name, [first, second] if _is_rank(second.text) else [first]


def _label(line: Line, name: str) -> None:
    line.label = Label(name, line.first + len(line.text))
