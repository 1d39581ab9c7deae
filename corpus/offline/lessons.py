"""What the offline encoder learns from, as token numbers in one JSON file.

The file is all that training reads, so it can be made on one machine and used on another.
"""

import hashlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from corpus.offline.squad import read_articles
from corpus.offline.tokens import BilingualTokenizer
from corpus.offline.weights import teacher_folder

Tokens = list[int]

ASKED_FILE = Path(__file__).with_name("asked.tsv")
"""Questions written for training: a line is the mark of a window of pairs, the row that answers, from 0, a question."""
WINDOW = 8
"""Pairs of a window."""

_log = logging.getLogger(__name__)
_SENTENCE = re.compile(r"[^。！？；!?\n]+[。！？；!?]*[”』」]?")
_LONGEST_TEXT = 80  # tokens
_LONGEST_GLOSS = 6  # tokens; longer senses explain a word rather than translate it


@dataclass(frozen=True)
class Lessons:
    """Questions with the sentences that answer them, and the dictionary.

    Attributes:
        paragraphs: of each paragraph its sentences.
        questions: (question, its paragraph, the sentence there that holds the answer).
        pairs: (English, Chinese) texts that translate each other, those of one source side by side.
        glosses: of each Chinese word, in the order of the vocabulary, its senses in English.
        weights: of each Chinese word, how often it is drawn, any unit.
    """

    paragraphs: list[list[Tokens]]
    questions: list[tuple[Tokens, int, int]]
    pairs: list[tuple[Tokens, Tokens]]
    glosses: list[list[Tokens]]
    weights: list[float]

    def write(self, file: Path) -> None:
        """Write the lessons as JSON."""
        file.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, file: Path) -> "Lessons":
        """Read lessons that `write` wrote."""
        return cls(**json.loads(file.read_text("utf-8")))


def prepare_lessons(
    squad_files: list[Path], words: dict[str, list[str]], pairs_file: Path, asked_file: Path = ASKED_FILE
) -> Lessons:
    """Turn question sets in the form of SQuAD, a dictionary, translations and questions about these into lessons.

    Args:
        squad_files: DRCD, CMRC or alike, in Chinese.
        words: Chinese word → its English senses, in the order of the vocabulary.
        pairs_file: an English text, a tab and its Chinese translation a line.
        asked_file: questions about windows of these pairs, as in ASKED_FILE; a window that is not there is passed over.
    """
    import jieba

    tokenizer = BilingualTokenizer(teacher_folder() / "tokenizer.json", {word: i for i, word in enumerate(words)})

    def tokens(text: str) -> Tokens:
        return tokenizer(text)[1:-1]

    lessons = Lessons([], [], [], [], [])
    for file in squad_files:
        _add_squad(lessons, file, tokens)
    rows = [line.split("\t") for line in pairs_file.read_text("utf-8").splitlines()]
    pairs = [(english, chinese) for english, chinese, *_ in rows]
    _add_asked(lessons, pairs, asked_file, tokens)
    for english, chinese in pairs:
        lessons.pairs.append((tokens(english)[:_LONGEST_TEXT], tokens(chinese)[:_LONGEST_TEXT]))
    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    for word, senses in words.items():
        lessons.glosses.append([tokens(sense)[:_LONGEST_GLOSS] or tokens(word) for sense in senses])
        # Between drawing words alike and as often as they occur: frequent ones matter more, rare ones too.
        lessons.weights.append(((segmenter.FREQ.get(word) or 0) + 1) ** 0.5)
    return lessons


def mark(english: str, chinese: str) -> str:
    """Return what a window is called by: a digest of its first pair, 10 characters."""
    return hashlib.sha256(f"{english}\t{chinese}".encode()).hexdigest()[:10]


def _add_squad(lessons: Lessons, file: Path, tokens: Callable[[str], Tokens]) -> None:
    for paragraph in chain.from_iterable(read_articles(file)):
        spans = [match.span() for match in _SENTENCE.finditer(paragraph.text)]
        place = len(lessons.paragraphs)
        lessons.paragraphs.append([tokens(paragraph.text[start:end]) for start, end in spans])
        for asked in paragraph.asked:
            at = -1 if asked.answer_start is None else asked.answer_start
            holds = next((i for i, (start, end) in enumerate(spans) if start <= at < end), None)
            if holds is not None:
                lessons.questions.append((tokens(asked.text), place, holds))


def _add_asked(
    lessons: Lessons, pairs: list[tuple[str, str]], asked_file: Path, tokens: Callable[[str], Tokens]
) -> None:
    """Add questions about pairs, each answered in both languages.

    Windows of one language stand side by side: neighbours of an answer are of its language, and of its source.
    """
    asked: dict[str, list[tuple[Tokens, int]]] = {}
    for line in asked_file.read_text("utf-8").splitlines():
        window, row, question = line.split("\t")
        asked.setdefault(window, []).append((tokens(question), int(row)))
    first = {mark(*pair): i for i, pair in reversed(list(enumerate(pairs)))}
    found = [(first[window], questions) for window, questions in asked.items() if window in first]
    _log.info("%d of %d windows are among the pairs", len(found), len(asked))
    for language in (0, 1):
        for start, questions in found:
            place = len(lessons.paragraphs)
            lessons.paragraphs.append(
                [tokens(pair[language])[:_LONGEST_TEXT] for pair in pairs[start : start + WINDOW]]
            )
            lessons.questions.extend((question, place, row) for question, row in questions)
