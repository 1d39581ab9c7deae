"""People who are labelled with a part of the name that stands in full before: the family name, or initials."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.language import fold
from ingest.names import Likeness, likeness
from ingest.recurrence import Seen

_INITIALS = re.compile(r"[A-Z]{2,3}")
_OFTEN = 3  # uses of initials
_SHORTEST = 3  # letters of a family name


def named_again(seen: Sequence[Seen]) -> set[str]:
    """Return the names, folded, before colons of people whose family name, in capitals, is a label behind their whole
    name: `Jane DOE: …`, and then `DOE: …`.
    """
    full: dict[str, str] = {}
    found: set[str] = set()
    for one in seen:
        name = one.candidate.name
        if one.candidate.shape != "colon" or one.candidate.heading or not one.begins:
            continue
        family = name.split()[-1]
        if family == name and family in full:
            found |= {fold(family), full[family]}
        elif family.isupper() and len(family) >= _SHORTEST and likeness(name) is Likeness.FULL and family != name:
            full.setdefault(family, fold(name))
    alone = {
        one.key for one in seen if one.candidate.shape == "colon" and one.begins and _is_a_family(one.candidate.name)
    }
    return found | alone if found else found


def _is_a_family(name: str) -> bool:
    return name.isupper() and len(name) >= _SHORTEST and likeness(name) is Likeness.SINGLE


def initials_of_the_guest(seen: Sequence[Seen], before: str) -> set[str]:
    """Return the only initials, folded, before colons of somebody whose whole name stands `before` them, in the text's
    head: who asks has no label there.
    """
    names = [one.candidate.name for one in seen if one.candidate.shape == "colon" and one.begins]
    uses = Counter(name for name in names if _INITIALS.fullmatch(name))
    name, count = uses.most_common(1)[0] if len(uses) == 1 else ("", 0)
    parts = [rf"{letter}[^\W\d_A-Z][\w’'-]*" for letter in name]
    whole = re.search(r"(?<!\w)" + r"\s(?:[\w.]{1,12}\s)?".join(parts), before) if count >= _OFTEN else None
    return {fold(name)} if whole else set()
