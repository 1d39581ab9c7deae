"""Texts in batches of like length, several at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

PROCESSORS = min(8, os.cpu_count() or 1)
"""That work at once; each takes the memory of a batch."""
TOKENS = 512
"""Of a batch at most, filling included, unless one text has more."""
_TEXTS = 64


def in_batches(action: Callable[[Sequence[int]], None], lengths: Sequence[int], at_once: int) -> None:
    """Do something with texts in batches, each given as its texts' numbers.

    Args:
        action: safe to call from several threads. A batch on each processor is quicker than each batch on all of them.
        lengths: tokens of each text.
        at_once: batches that are worked on at the same time, > 0.
    """
    batches = list(_batches(lengths, -(-sum(lengths) // at_once)))
    if len(batches) == 1:
        action(batches[0])
    else:
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(action, batches))


def _batches(lengths: Sequence[int], share: int) -> Iterator[list[int]]:
    """Group texts of like length, so that little is filled up, longest first; none has more than a share of all tokens,
    unless one text has.
    """
    most = min(TOKENS, share)
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and (len(batch) >= _TEXTS or (len(batch) + 1) * lengths[batch[0]] > most):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
