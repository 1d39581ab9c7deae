"""English words for Chinese ones, by dictionary, so that a question in one language shares words with a text in
the other. They are searched, never shown.
"""

import threading
from collections.abc import Iterable, Mapping
from functools import lru_cache

from corpus.language import is_chinese, words

SENSES = 2
"""Senses of a word that are taken: the common ones stand first in the dictionary."""
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _dictionary() -> Mapping[str, list[str]]:
    from corpus.offline.dictionary import read_dictionary

    return read_dictionary(SENSES)


@lru_cache(maxsize=50_000)
def _gloss(word: str) -> tuple[str, ...]:
    senses = _dictionary().get(word, ())
    return tuple(dict.fromkeys(stem for sense in senses for stem in words(sense)))


def glosses(chinese: Iterable[str]) -> list[str]:
    """Return the English stems of Chinese words in the form of `corpus.language.words`; others give nothing."""
    with _lock:  # the dictionary takes a second to read: one thread does it
        return [stem for word in chinese if is_chinese(word) for stem in _gloss(word)]
