"""From a text to token numbers: English WordPiece, and one number for each Chinese word of a dictionary."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.language import CJK, segment

# The first numbers belong to the English model's own vocabulary, the Chinese words follow.
ENGLISH_TOKENS = 30522
PAD, UNKNOWN, START, END = 0, 100, 101, 102
# These say how a sentence is built, not what it is about, and the English side has no token like them.
_LEFT_OUT = frozenset("的 了 着 过 地 得 吗 呢 吧 啊 呀 么 嘛 个 之 所 是".split())

_CHINESE = re.compile(f"[{CJK}]")


@functools.cache
def _wordpiece(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class BilingualTokenizer:
    """Numbers the words of a text in Chinese, English or both.

    Args:
        wordpiece: the `tokenizer.json` of the English model.
        words: Chinese word, Simplified → its number from 0; single characters stand for words not in it.
        longest: the most tokens of a text, the marks of its start and end included.
    """

    all_special_ids = (PAD, START, END)  # named as in transformers: tokens that stand for nothing in the text

    def __init__(self, wordpiece: Path, words: Mapping[str, int], longest: int = 256) -> None:
        self._wordpiece = _wordpiece(wordpiece)
        self._words = words
        self.longest = longest
        self._widest = max(map(len, words), default=1)

    def __call__(self, text: str) -> list[int]:
        """Return the token numbers of a text, from START to END; of an overlong text those of its beginning."""
        if _CHINESE.search(text):
            inner = [number for piece in segment(text) for number in self._piece(piece)]
        else:
            inner = self._english(text)
        return [START, *inner[: self.longest - 2], END]

    def _english(self, text: str) -> list[int]:
        return list(self._wordpiece.encode(text, add_special_tokens=False).ids)

    def _piece(self, piece: str) -> list[int]:
        if piece in _LEFT_OUT:
            return []
        if not _CHINESE.match(piece):
            return self._english(piece)
        return [ENGLISH_TOKENS + number if number >= 0 else UNKNOWN for number in self._split(piece)]

    def _split(self, piece: str) -> list[int]:
        """Number a Chinese word, or the longest words it is made of from left to right; -1 is unknown."""
        numbers = []
        start = 0
        while start < len(piece):
            for end in range(min(len(piece), start + self._widest), start, -1):
                number = self._words.get(piece[start:end], -1)
                if number >= 0 or end == start + 1:
                    break
            numbers.append(number)
            start = end
        return numbers
