"""Who is there by the file's own word, and what each is called on speaker lines."""

import re
from dataclasses import dataclass, field

from corpus.language import CJK

_UNSPACED = re.compile(rf"[{CJK}\uac00-\ud7a3]{{2,4}}")


@dataclass(slots=True)
class Roster:
    """Who is there by the file's own word. `asking` and `answering` are full names; `short` maps what stands on speaker
    lines to a full name; `titled` are lines of the head that are a name and nothing else. `date` is ISO 8601.
    """

    people: list[str] = field(default_factory=list)
    asking: list[str] = field(default_factory=list)
    answering: list[str] = field(default_factory=list)
    short: dict[str, str] = field(default_factory=dict)
    titled: list[str] = field(default_factory=list)
    date: str | None = None

    @property
    def everybody(self) -> list[str]:
        """All full names, each once."""
        return list(dict.fromkeys((*self.asking, *self.answering, *self.people)))

    @property
    def labels(self) -> list[str]:
        """What these people are called on speaker lines: names, parts of them, initials."""
        found = [*self.everybody, *self.short]
        for words in (name.split() for name in self.everybody):
            found += [words[0], words[-1], "".join(word[0] for word in words)] if len(words) > 1 else []
        return [*found, *filter(None, map(family_name, self.everybody))]


def family_name(name: str) -> str | None:
    """Return the first character of a name as China and Korea write it, the family's mostly; None for other names."""
    return name[0] if _UNSPACED.fullmatch(name) else None
