"""Labels of letters that a head explains, `Amy Lund (AL)`, before a space and the words: `AL  When …`."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.lines import Label, Line

_CODE = re.compile(r"(?P<code>[^\W\d_a-z]{2,4})(?:\s{2,8}|\s(?=[\"“‘'(\[]?[^\W\d_a-z]))(?=\S)")
_SEVERAL = 2  # people, and lines of each


def mark_codes(lines: Sequence[Line], short: Mapping[str, str]) -> None:
    """Label the lines that begin with letters which the head gives a name, where several people's do more than once."""
    found = [(line, code) for line in lines if line.open and (code := _CODE.match(line.text)) and code["code"] in short]
    uses = Counter(code["code"] for _, code in found)
    if sum(count >= _SEVERAL for count in uses.values()) < _SEVERAL:
        return
    for line, code in found:
        line.label = Label(code["code"], line.first + code.end())
