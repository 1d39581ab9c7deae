"""Measure the encoder by itself: how often what is right comes first, among five and among twenty.

    python -m training.measure interviews DOCUMENTS QUESTIONS.jsonl [--adapter FOLDER] [--bits N]
    python -m training.measure articles CONTEXTS.json QUESTIONS.json [--adapter FOLDER] [--bits N]

Interviews: a right sentence among all sentences of a folder's documents; pooled: a passage that holds one among all
passages. A line of QUESTIONS is a question with "points", each with "evidence": {"doc", "quote"}. Articles, in the form
of SQuAD: the paragraph that a question is about among all paragraphs, asked in the language of QUESTIONS.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.encoder import Encoder
from corpus.encoder.adapter import SHIPPED
from corpus.encoder.loading import load_adapted
from corpus.sentences import split
from corpus.vectors.packing import pack, unpack
from training.articles import read_paragraphs

Floats = NDArray[np.float32]

_POOLED_SHARE = 0.5  # of the similarity of the passage in the score of a sentence
_AMONG = (1, 5, 20)


@dataclass(frozen=True)
class Text:
    """A passage, and where what is searched for may lie in it; `start` is the passage's place in its document."""

    document: str
    start: int
    text: str
    context: str
    parts: Sequence[tuple[int, int]]


class Index:
    """All passages encoded, and their parts.

    Args:
        encoder: encodes.
        texts: the passages.
        bits: of each number of a token's vector, as in the database; None keeps all 32.

    Attributes:
        parts: (passage's number, start, end in the passage) of each part that has words.
    """

    def __init__(self, encoder: Encoder, texts: Sequence[Text], bits: int | None = None) -> None:
        found = encoder.encode_passages([text.text for text in texts], [text.context for text in texts])
        self._encoder = encoder
        self._pooled = np.stack([vectors.pooled for vectors in found])
        self.parts: list[tuple[int, int, int]] = []
        tokens = []
        for number, (text, vectors) in enumerate(zip(texts, found, strict=True)):
            for start, end in text.parts:
                own = vectors.tokens[(vectors.starts >= start) & (vectors.starts < end)]
                if len(own):
                    self.parts.append((number, start, end))
                    tokens.append(own if bits is None else unpack(pack(own, bits), len(own), bits))
        self._tokens = np.concatenate(tokens)
        self._bounds = np.cumsum([0, *map(len, tokens[:-1])])
        self._owners = np.array([number for number, _, _ in self.parts])

    def ranks(self, question: str, right: NDArray[np.bool_]) -> dict[str, int]:
        """Return how many are better than the best right one, by each way to score.

        Args:
            question: asked.
            right: (parts,), at least one.
        """
        asked = self._encoder.encode_question(question)
        best = np.maximum.reduceat(asked.tokens @ self._tokens.T, self._bounds, axis=1)
        late, pooled = asked.weights @ best, self._pooled @ asked.pooled
        right_passages = np.isin(np.arange(len(pooled)), self._owners[right])
        return {
            "pooled": _better(pooled, right_passages),
            "MaxSim": _better(late, right),
            "both": _better(late + _POOLED_SHARE * pooled[self._owners], right),
        }


def _better(scores: Floats, right: NDArray[np.bool_]) -> int:
    return int((scores > scores[right].max()).sum())


def measure_interviews(
    encoder: Encoder, documents: Path, questions: Path, bits: int | None = None
) -> list[dict[str, int]]:
    """Return the ranks for each question that the documents answer."""
    texts = list(_passages(documents))
    index = Index(encoder, texts, bits)
    sources = {file.stem: file.read_text("utf-8") for file in documents.iterdir()}
    found = []
    for line in questions.read_text("utf-8").splitlines():
        question = json.loads(line)
        evidence = [one for point in question["points"] for one in point["evidence"]]
        spans = [(one["doc"], *span) for one in evidence for span in _places(sources[one["doc"]], one["quote"])]
        right = np.array([_holds(texts[number], start, end, spans) for number, start, end in index.parts])
        if right.any():
            found.append(index.ranks(question["question"], right))
    return found


def _passages(documents: Path) -> Iterator[Text]:
    from corpus.catalogue import Catalogue
    from ingest.metadata import Metadata  # with its readers: articles need none
    from ingest.transcripts import make_transcript

    for file in sorted(documents.iterdir()):
        transcript = make_transcript(file.name, file.read_bytes(), Metadata(), Catalogue())
        for passage in transcript.speech():
            yield Text(file.stem, passage.start, passage.text, passage.context, split(passage.text))


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _holds(text: Text, start: int, end: int, spans: Sequence[tuple[str, int, int]]) -> bool:
    """Say whether half of the shorter of a sentence and a piece of evidence lies in the other."""
    ours = (text.start + start, text.start + end)
    return any(
        document == text.document and 2 * (min(ours[1], b) - max(ours[0], a)) >= min(ours[1] - ours[0], b - a)
        for document, a, b in spans
    )


def measure_articles(
    encoder: Encoder, contexts: Path, questions: Path, bits: int | None = None
) -> list[dict[str, int]]:
    """Return the ranks for each question; paragraphs of both files stand in the same order."""
    paragraphs = [paragraph.text for paragraph in read_paragraphs(contexts)]
    index = Index(encoder, [Text("", 0, text, "", [(0, len(text))]) for text in paragraphs], bits)
    owners = np.array([number for number, _, _ in index.parts])
    return [
        index.ranks(asked.text, owners == number)
        for number, paragraph in enumerate(read_paragraphs(questions))
        for asked in paragraph.asked
    ]


def report(ranks: Sequence[dict[str, int]]) -> str:
    """Return a table of the share of questions whose right answer is among the first."""
    lines = [f"{len(ranks)} questions".ljust(16) + "".join(f"@{most}".rjust(7) for most in _AMONG)]
    for way in ranks[0]:
        places = np.array([one[way] for one in ranks])
        lines.append(way.ljust(16) + "".join(f"{np.mean(places < most):7.3f}" for most in _AMONG))
    return "\n".join(lines)


def main() -> None:
    """Print a table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("what", choices=("interviews", "articles"))
    cli.add_argument("texts", type=Path)
    cli.add_argument("questions", type=Path)
    cli.add_argument("--adapter", type=Path, default=SHIPPED, help="another adapter than the shipped one")
    cli.add_argument("--bits", type=int, choices=(2, 4), help="of a number of a token's vector; else all 32")
    given = cli.parse_args()
    measure = measure_interviews if given.what == "interviews" else measure_articles
    print(report(measure(load_adapted(given.adapter), given.texts, given.questions, given.bits)))


if __name__ == "__main__":
    main()
