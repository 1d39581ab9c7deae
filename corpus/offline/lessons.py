"""What the offline encoder learns from, as token numbers in one JSON file.

The file is all that training reads, so it can be made on one machine and used on another.
"""

import json
import re
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from corpus.offline.squad import read_articles
from corpus.offline.tokens import BilingualTokenizer
from corpus.offline.weights import teacher_folder

Tokens = list[int]

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


def prepare_lessons(squad_files: list[Path], words: dict[str, list[str]], pairs_file: Path) -> Lessons:
    """Turn question sets in the form of SQuAD, a dictionary and translations into lessons.

    Args:
        squad_files: DRCD, CMRC or alike, in Chinese.
        words: Chinese word → its English senses, in the order of the vocabulary.
        pairs_file: an English text, a tab and its Chinese translation a line.
    """
    import jieba

    tokenizer = BilingualTokenizer(teacher_folder() / "tokenizer.json", {word: i for i, word in enumerate(words)})

    def tokens(text: str) -> Tokens:
        return tokenizer(text)[1:-1]

    lessons = Lessons([], [], [], [], [])
    for file in squad_files:
        for paragraph in chain.from_iterable(read_articles(file)):
            spans = [match.span() for match in _SENTENCE.finditer(paragraph.text)]
            place = len(lessons.paragraphs)
            lessons.paragraphs.append([tokens(paragraph.text[start:end]) for start, end in spans])
            for asked in paragraph.asked:
                at = -1 if asked.answer_start is None else asked.answer_start
                holds = next((i for i, (start, end) in enumerate(spans) if start <= at < end), None)
                if holds is not None:
                    lessons.questions.append((tokens(asked.text), place, holds))
    for line in pairs_file.read_text("utf-8").splitlines():
        english, chinese = line.split("\t")[:2]
        lessons.pairs.append((tokens(english)[:_LONGEST_TEXT], tokens(chinese)[:_LONGEST_TEXT]))
    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    for word, senses in words.items():
        lessons.glosses.append([tokens(sense)[:_LONGEST_GLOSS] or tokens(word) for sense in senses])
        # Between drawing words alike and as often as they occur: frequent ones matter more, rare ones too.
        lessons.weights.append(((segmenter.FREQ.get(word) or 0) + 1) ** 0.5)
    return lessons
