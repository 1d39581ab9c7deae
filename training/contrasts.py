"""Pairs of sentences that differ in whether they answer a question: questions/contrasts.tsv.

For a question and a sentence of a window there are two more versions of the sentence, written in its language and
manner: one tells what is asked for, the other looks as if it did and does not. So neither the question nor what it is
about gives away whether there is an answer. A line is the mark of the window's sentences (`windows.mark`), the number
of the sentence, from 0, the question, the words of the sentence itself that answer (`NONE` where it does not answer,
`ALL` for the whole of it), the version that answers, its words that do in [[ ]], and the one that does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.windows import Window, mark

CONTRASTS = Path(__file__).parent / "questions" / "contrasts.tsv"
NONE, ALL = "-", "*"
_BEGIN, _END = "[[", "]]"


@dataclass(frozen=True)
class Contrast:
    """What was written for one question and a sentence.

    Attributes:
        window, at: the number of the window, and of the sentence in it.
        question: as it is asked.
        answers: whether the sentence itself does.
        words: of the sentence itself that answer, [start, end); None where it does not, or all of it does.
        right, right_words: the version that answers, and where its words do.
        wrong: the version that does not.
    """

    window: int
    at: int
    question: str
    answers: bool
    words: tuple[int, int] | None
    right: str
    right_words: tuple[int, int]
    wrong: str


def read_contrasts(windows: Sequence[Window], file: Path = CONTRASTS) -> Iterator[Contrast]:
    """Yield those that were written for these windows."""
    numbers = {mark(*window.sentences): number for number, window in reversed(list(enumerate(windows)))}
    for line in file.read_text("utf-8").splitlines():
        about, at, question, words, right, wrong = line.split("\t")
        number = numbers.get(about)
        if number is None:
            continue
        sentence = windows[number].sentences[int(at)]
        start, end = right.index(_BEGIN), right.index(_END) - len(_BEGIN)
        plain = right.replace(_BEGIN, "").replace(_END, "")
        yield Contrast(
            number, int(at), question, words != NONE, words_within(sentence, words), plain, (start, end), wrong
        )


def words_within(sentence: str, words: str) -> tuple[int, int] | None:
    """Return where words stand in a sentence, [start, end); None where they do not."""
    start = sentence.find(words)
    return (start, start + len(words)) if start >= 0 and words not in {NONE, ALL, ""} else None
