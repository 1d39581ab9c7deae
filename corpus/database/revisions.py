"""What became of a transcript's words when it was changed: which stretches of the old text stand where in the new.

Kept for every change, so that a citation of an older version still finds its words, by following the stretches
that are equal and never by searching for a text that may stand in several places.
"""

import json
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

HASH_LENGTH = 8
"""Characters of a text's hash that name it in a citation."""
SHORTEST_BLOCK = 4
SHORTEST_MOVED_LINE = 12
"""Characters: shorter equal stretches are chance."""
_MOST_CELLS = 400_000_000
"""Characters times characters compared one by one; larger changed stretches count as new altogether."""

Block = tuple[int, int, int]
"""A stretch that both texts share: where it starts in the old, where in the new, its length."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of one transcript; `before` and `after` are hashes of its decoded text."""

    before: str
    after: str
    blocks: tuple[Block, ...]

    def follow(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the words at [start, end) of the old text stand in the new, None if not all in one piece."""
        begin, at = None, start
        for old, new, length in self.blocks:
            if not old <= at < old + length:
                continue
            place = new + at - old
            if begin is None:
                begin = place
            elif place != begin + at - start:
                return None
            at = min(end, old + length)
            if at == end:
                return begin, begin + end - start
        return None


def equal_blocks(old: str, new: str) -> tuple[Block, ...]:
    """Return what two texts share, in the order of the old: equal lines, moved ones too, and equal parts of others."""
    from rapidfuzz.distance import Indel

    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = ([0, *accumulate(map(len, lines))] for lines in (old_lines, new_lines))
    blocks: list[Block] = []
    gone: list[int] = []
    come: list[int] = []
    for change in Indel.opcodes(old_lines, new_lines):
        if change.tag == "equal":
            length = old_at[change.src_end] - old_at[change.src_start]
            blocks.append((old_at[change.src_start], new_at[change.dest_start], length))
        else:
            gone.extend(range(change.src_start, change.src_end))
            come.extend(range(change.dest_start, change.dest_end))
    moved = _moved(gone, come, old_lines, new_lines)
    blocks += [(old_at[i], new_at[j], len(old_lines[i])) for i, j in moved]
    blocks += _inside(blocks, old, new)
    return tuple(sorted(blocks))


def _moved(
    gone: Sequence[int], come: Sequence[int], old_lines: Sequence[str], new_lines: Sequence[str]
) -> list[tuple[int, int]]:
    """Pair the lines that stand once in the old text and once, elsewhere, in the new."""
    old_counts, new_counts = Counter(old_lines), Counter(new_lines)
    place = {new_lines[j]: j for j in come}
    return [
        (i, place[line])
        for i in gone
        if len(line := old_lines[i]) >= SHORTEST_MOVED_LINE
        and line in place
        and old_counts[line] == new_counts[line] == 1
    ]


def _inside(blocks: Iterable[Block], old: str, new: str) -> list[Block]:
    """Return the equal stretches between blocks, where lines were changed."""
    from rapidfuzz.distance import Indel

    found: list[Block] = []
    old_from = new_from = 0
    for i, j, length in [*_in_order(blocks), (len(old), len(new), 0)]:
        if (i - old_from) * (j - new_from) <= _MOST_CELLS:
            for change in Indel.opcodes(old[old_from:i], new[new_from:j]):
                size = change.src_end - change.src_start
                if change.tag == "equal" and size >= SHORTEST_BLOCK:
                    found.append((old_from + change.src_start, new_from + change.dest_start, size))
        old_from, new_from = i + length, j + length
    return found


def _in_order(blocks: Iterable[Block]) -> list[Block]:
    """Leave out the blocks that moved, so that the others ascend in both texts."""
    kept: list[Block] = []
    for block in sorted(blocks):
        if not kept or (block[0] >= kept[-1][0] + kept[-1][2] and block[1] >= kept[-1][1] + kept[-1][2]):
            kept.append(block)
    return kept


def follow(revisions: Sequence[Revision], place: tuple[str, int, int], to: str) -> tuple[int, int] | None:
    """Return where words stand in the text whose hash is `to`, None if they are gone or the way is not known.

    Args:
        revisions: all changes of one transcript.
        place: the beginning of the hash of the text that the words stood in, and where: hash, start, end.
        to: hash of the text of today.
    """
    hash_start, start, end = place
    first = [text for r in revisions for text in (r.before, r.after) if text.startswith(hash_start)]
    known = dict.fromkeys([*([to] if to.startswith(hash_start) else []), *first])
    waiting = deque((text, start, end) for text in known)
    seen: set[str] = set()
    while waiting:
        text, start, end = waiting.popleft()
        if text == to:
            return start, end
        if text in seen:
            continue
        seen.add(text)
        for revision in revisions:
            moved = revision.follow(start, end) if revision.before == text else None
            if moved:
                waiting.append((revision.after, *moved))
    return None


def blocks_document(revision: Revision) -> str:
    """Write the blocks of a revision as JSON."""
    return json.dumps(revision.blocks, separators=(",", ":"))


def revision_from(before: str, after: str, blocks: str) -> Revision:
    """Build a revision from its hashes and the JSON of its blocks."""
    return Revision(before, after, tuple((old, new, length) for old, new, length in json.loads(blocks)))
