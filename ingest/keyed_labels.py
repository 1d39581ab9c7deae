"""Labels behind the word that says what they are, alone on their line: `SPEAKER: S1`, the words below."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.language import fold
from ingest.lines import Label, Line
from ingest.names import Likeness, likeness

_KEYED = re.compile(
    r"(?P<key>speaker|sprecher(?:in)?|locuteur|intervenant|hablante|orador|falante|parlante|spreker"
    r"|说话人|說話人|发言人|發言人|讲者|講者|話者)\s?[:：]\s*(?P<name>[^\s.!?。！？,，;；:：](?:[^\n.!?。！？,，;；:：]{0,38}[^\W_])?)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{1,8}[\s_-]?\d{0,3}|\d{1,3}")
_FEWEST = 2  # people


def mark_keyed(lines: Sequence[Line]) -> None:
    """Label the lines that say in one word that somebody speaks, and who, above what they say, where several people's
    do, and no line has that word before what is said.
    """
    found: dict[str, list[tuple[Line, str]]] = defaultdict(list)
    others: Counter[str] = Counter()
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        keyed = _KEYED.match(line.text) if line.open else None
        if keyed is None:
            continue
        above = after is not None and after.open and after.block == line.block
        if above and keyed.end() == len(line.text) and _is_somebody(keyed["name"]):
            found[fold(keyed["key"])].append((line, keyed["name"]))
        else:
            others[fold(keyed["key"])] += 1
    for key, labels in found.items():
        names = {name for _, name in labels}
        if len(names) >= _FEWEST and len(labels) > len(names) and not others[key]:
            for line, name in labels:
                line.label = Label(name, line.first + len(line.text))


def _is_somebody(name: str) -> bool:
    return _CODE.fullmatch(name) is not None or likeness(name) >= Likeness.SINGLE
