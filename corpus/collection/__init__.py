"""What readers collect: quotes with labels and notes, the codebook of labels, answers to ask again.

Each collected quote keeps its words and what a citation says of them, so that it is whole without its transcript. Where
it stands moves along when the transcript changes, as citations do. What is removed can be brought back until the next
removal.
"""

from corpus.collection.labels import LONGEST_NAME, Codebook, Label
from corpus.collection.quotations import Collected, Collection
from corpus.collection.removal import can_undo, undo
from corpus.collection.saved import SavedAnswer, SavedAnswers

__all__ = [
    "LONGEST_NAME",
    "Codebook",
    "Collected",
    "Collection",
    "Label",
    "SavedAnswer",
    "SavedAnswers",
    "can_undo",
    "undo",
]
