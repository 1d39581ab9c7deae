"""Several accounts of one conversation: aligned when transcripts change, asked when questions are answered.

One direction: statements and their vectors → similarity → links, divergences, doubts → an `Alignment` in the database →
an index of it → which accounts make a statement (`standing`), how accounts compare (`comparison`).
"""

from corpus.alignment.update import update

__all__ = ["update"]
