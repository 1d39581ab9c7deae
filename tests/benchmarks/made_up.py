"""A library of any size for measuring, and a stand-in for the encoder: made up, always in the same way.

A transcript has 50 passages of some 80 words by a host, whom a hundred transcripts share, and a guest of its own. Words
are as frequent as in any language (Zipf), and some occur in one transcript alone.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.database import Store
from corpus.encoder import QuestionVectors
from corpus.transcript import Passage, Transcript, TranscriptInfo, text_hash
from corpus.vectors.packing import PassageVectors, packed

PASSAGES = 50
"""Of a transcript."""
WORDS = 80
"""Of a passage."""
VOCABULARY = 30_000
DIMENSION, TOKEN_DIMENSION = 384, 64
_ROWS = 1 << 15  # different vectors of words
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_WORD = re.compile(r"\w+")


class StandIn:
    """Gives every word a vector by its hash; a passage's is the mean of its words' and a little of its context's."""

    name = "stand-in@1"
    dimension, token_dimension = DIMENSION, TOKEN_DIMENSION

    def __init__(self) -> None:
        draw = np.random.default_rng(3)
        self._pooled = _unit(draw.standard_normal((_ROWS, DIMENSION)))
        self._tokens = _unit(draw.standard_normal((_ROWS, TOKEN_DIMENSION)))

    is_calibrated = True

    def encode_question(self, text: str) -> QuestionVectors:
        rows = self._rows(_WORD.findall(text))
        weights = np.full(len(rows), 1 / len(rows), np.float32)
        return QuestionVectors(_unit(self._pooled[rows].sum(axis=0, keepdims=True))[0], self._tokens[rows], weights)

    def encode_passages(self, texts: Sequence[str], contexts: Sequence[str] | None = None) -> list[PassageVectors]:
        above = contexts if contexts is not None else [""] * len(texts)
        return [self._encoded(text, context) for text, context in zip(texts, above, strict=True)]

    def _encoded(self, text: str, context: str) -> PassageVectors:
        found = list(_WORD.finditer(text))
        rows, above = self._rows([match.group() for match in found]), self._rows(_WORD.findall(context))
        total = self._pooled[rows].sum(axis=0) + 0.2 * self._pooled[above].sum(axis=0)
        return PassageVectors(_unit(total[None])[0], self._tokens[rows], np.array([m.start() for m in found], int))

    def _rows(self, words: Sequence[str]) -> list[int]:
        return [zlib.crc32(word.casefold().encode()) % _ROWS for word in words]


def transcripts(count: int, first: int = 0) -> Iterator[Transcript]:
    """Yield made-up transcripts by their numbers."""
    vocabulary = np.array([_word(n) for n in range(VOCABULARY)])
    for number in range(first, first + count):
        yield _transcript(number, vocabulary)


def question(number: int) -> str:
    """Return a question in words of one made-up transcript, one of which stands nowhere else."""
    (transcript,) = transcripts(1, number)
    words = _WORD.findall(transcript.speech()[7].text)
    return f"What is said of {transcript_word(number)} and {words[3]} {words[11]} in {words[20]}?"


def transcript_word(number: int) -> str:
    """Return a word of one transcript alone."""
    return f"q{_word(number + 7_000_000)}x"


def fill(store: Store, passages: int, encoder: StandIn) -> None:
    """Put made-up transcripts into a store until it has so many passages."""
    have = len(store.snapshot().infos)
    with store.writing() as writer:
        for transcript in transcripts(-(-passages // PASSAGES) - have, have):
            speech = transcript.speech()
            made = encoder.encode_passages([p.text for p in speech], [p.context for p in speech])
            writer.put(transcript, [packed(vectors) for vectors in made], encoder.name)


def _transcript(number: int, vocabulary: NDArray[np.str_]) -> Transcript:
    draw = np.random.default_rng(number)
    ranks = np.minimum(draw.zipf(1.2, (PASSAGES, WORDS)), VOCABULARY) - 1
    host, guest = f"Host {number // 100}", f"Guest {number}"
    made: list[Passage] = []
    at = 0
    for index, row in enumerate(vocabulary[ranks]):
        row[5] = transcript_word(number) if index % 5 == 2 else row[5]
        sentences = [" ".join(row[start : start + 16]).capitalize() + "." for start in range(0, WORDS, 16)]
        text = " ".join(sentences) + "\n"
        asks = index % 4 == 0
        speaker = host if asks else guest
        above = made[-1].text[-160:].strip() if made and not asks else ""
        made.append(Passage(index, at, at + len(text), text, "speech", index, speaker, question=asks, context=above))
        at += len(text)
    name, text = f"talk-{number:05}.txt", "".join(passage.text for passage in made)
    info = TranscriptInfo(
        name, f"Talk {number}", "transcript", f"talk-{number}", "en", text_hash(name), text_hash(name)
    )
    counts = {"characters": at, "passages": PASSAGES, "turns": PASSAGES, "text_hash": text_hash(text)}
    return Transcript(replace(info, speakers=(host, guest), **counts), tuple(made))


def _word(number: int) -> str:
    syllables = []
    number += len(_SYLLABLES)  # two syllables at least
    while number:
        number, at = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[at])
    return "".join(syllables)


def _unit(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
