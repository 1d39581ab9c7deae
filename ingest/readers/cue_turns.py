"""Where in a row of cues somebody else begins to speak whom no label names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.candidates import asks
from ingest.readers.cue import Cue

_MARK = re.compile(r"\s*\[SPEAKER[_ ]TURN\]\s*$", re.IGNORECASE)
_FEW = 0.25  # of the cues have no label, where a tool gives each its own and was not sure of these
_LONGEST = 3  # cues that a short answer has


def cut_at_turns(cues: Iterable[Cue]) -> list[Cue]:
    """Return the cues without the mark that whisper.cpp puts where another speaker follows; who follows is fresh."""
    found: list[Cue] = []
    turned = False
    for cue in cues:
        mark = _MARK.search(cue.text)
        found.append(replace(cue, text=cue.text[: mark.start()] if mark else cue.text, fresh=cue.fresh or turned))
        turned = mark is not None
    return found


def cues_of_nobody(names: Sequence[str | None]) -> set[int]:
    """Return the numbers of the cues without a label, by the labels of all, that whoever is named before does not
    surely speak: where nearly every cue has a label, though the same person goes on; and the few between two labels of
    who interviews, who has the second one because somebody answered.
    """
    runs = [(name, len(list(run))) for name, run in groupby(names)]
    again = sum(count - 1 for name, count in runs if name is not None)
    bare = names.count(None)
    found: set[int] = set()
    at = 0
    for number, (name, count) in enumerate(runs):
        before, after = (runs[other][0] if 0 <= other < len(runs) else None for other in (number - 1, number + 1))
        if name is None and before is not None and before == after:
            again += 1
            found.update(range(at, at + count) if asks(before) and count <= _LONGEST else ())
        at += count
    if again and bare <= _FEW * len(names):
        return {number for number, name in enumerate(names) if name is None}
    return found
