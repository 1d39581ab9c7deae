"""What stands between two labels of the same person in a sitting: a heading, which nobody says."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line, blocks
from ingest.recurrence import Seen


def silence_headings(lines: Sequence[Line], found: Sequence[tuple[Line, Seen]]) -> None:
    """Say that nobody speaks a paragraph of one line that stands alone before a name in capitals and a full stop, where
    the same person has the label before that, too: it is only printed again behind what somebody else has put there.
    """
    for (before, one), (line, again) in pairwise(found):
        if one.key != again.key or not _ends_with_a_stop(again) or not _is_labelled(before, line):
            continue
        between = blocks(lines[before.number + 1 : line.number])
        last = [other for other in between[-1] if other.text] if between else []
        if len(last) == 1 and last[0].open and last[0].block not in (before.block, line.block):
            last[0].aside = True


def _ends_with_a_stop(seen: Seen) -> bool:
    head = seen.words[: seen.candidate.end].rstrip()
    return seen.candidate.shape == "dash" and seen.candidate.name.isupper() and head.endswith(".")


def _is_labelled(*lines: Line) -> bool:
    return all(line.label is not None and line.label.speaker is not None for line in lines)
