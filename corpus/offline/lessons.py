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

Asked = dict[str, list[tuple[Tokens, int]]]
"""Written questions, and the row that answers each, by the mark of what they are about."""

ASKED_FILE = Path(__file__).with_name("asked.tsv")
"""Questions written for training: a line is the mark of what it is about, the row there that answers, from 0, and the
question. Asked about are windows of pairs and of talk, and paragraphs of the question sets."""
WINDOW = 8
"""Pairs, or sentences of talk, of a window."""

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
    squad_files: list[Path],
    words: dict[str, list[str]],
    pairs_file: Path,
    talk_file: Path,
    asked_file: Path = ASKED_FILE,
) -> Lessons:
    """Turn question sets in the form of SQuAD, a dictionary, translations, talk and questions about these into lessons.

    Args:
        squad_files: DRCD, CMRC or alike, in Chinese.
        words: Chinese word → its English senses, in the order of the vocabulary.
        pairs_file: an English text, a tab and its Chinese translation a line.
        talk_file: a sentence, a tab and its source a line.
        asked_file: questions about these, as in ASKED_FILE; those about what is not there are passed over.
    """
    import jieba

    tokenizer = BilingualTokenizer(teacher_folder() / "tokenizer.json", {word: i for i, word in enumerate(words)})

    def tokens(text: str) -> Tokens:
        return tokenizer(text)[1:-1]

    lessons = Lessons([], [], [], [], [])
    asked = _read_asked(asked_file, tokens)
    pairs, talk = _read_rows(pairs_file, 2), _read_rows(talk_file, 1)
    found = [_add_squad(lessons, file, asked, tokens) for file in squad_files]
    found += [
        _add_windows(lessons, rows, column, asked, tokens) for rows, column in ((pairs, 0), (pairs, 1), (talk, 0))
    ]
    _log.info("%d of %d texts that were asked about are there", len(set().union(*found)), len(asked))
    for english, chinese in pairs:
        lessons.pairs.append((tokens(english)[:_LONGEST_TEXT], tokens(chinese)[:_LONGEST_TEXT]))
    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    for word, senses in words.items():
        lessons.glosses.append([tokens(sense)[:_LONGEST_GLOSS] or tokens(word) for sense in senses])
        # Between drawing words alike and as often as they occur: frequent ones matter more, rare ones too.
        lessons.weights.append(((segmenter.FREQ.get(word) or 0) + 1) ** 0.5)
    return lessons


def mark(*texts: str) -> str:
    """Return what a paragraph or window is called by: a digest of its text, or of its first row, 10 characters."""
    return hashlib.sha256("\t".join(texts).encode()).hexdigest()[:10]


def _read_rows(file: Path, columns: int) -> list[list[str]]:
    return [line.split("\t")[:columns] for line in file.read_text("utf-8").splitlines()]


def _read_asked(file: Path, tokens: Callable[[str], Tokens]) -> Asked:
    asked: Asked = {}
    for about, row, question in _read_rows(file, 3):
        asked.setdefault(about, []).append((tokens(question), int(row)))
    return asked


def _add_squad(lessons: Lessons, file: Path, asked: Asked, tokens: Callable[[str], Tokens]) -> set[str]:
    """Add a question set, with the questions that were written about it too; return the marks of those."""
    found = set()
    for paragraph in chain.from_iterable(read_articles(file)):
        spans = [match.span() for match in _SENTENCE.finditer(paragraph.text)]
        place = len(lessons.paragraphs)
        lessons.paragraphs.append([tokens(paragraph.text[start:end]) for start, end in spans])
        for question in paragraph.asked:
            at = -1 if question.answer_start is None else question.answer_start
            holds = next((i for i, (start, end) in enumerate(spans) if start <= at < end), None)
            if holds is not None:
                lessons.questions.append((tokens(question.text), place, holds))
        found.add(mark(paragraph.text))
        lessons.questions.extend((text, place, row) for text, row in asked.get(mark(paragraph.text), []))
    return found & asked.keys()


def _add_windows(
    lessons: Lessons, rows: list[list[str]], column: int, asked: Asked, tokens: Callable[[str], Tokens]
) -> set[str]:
    """Add the windows of rows that questions were written about, in one language; return their marks.

    Windows of one language stand side by side: neighbours of an answer are of its language, and of its source.
    """
    first = {mark(*row): start for start, row in reversed(list(enumerate(rows)))}
    found = [about for about in asked if about in first]
    for about in sorted(found, key=first.__getitem__):
        place, start = len(lessons.paragraphs), first[about]
        lessons.paragraphs.append([tokens(row[column])[:_LONGEST_TEXT] for row in rows[start : start + WINDOW]])
        lessons.questions.extend((question, place, row) for question, row in asked[about])
    return set(found)
