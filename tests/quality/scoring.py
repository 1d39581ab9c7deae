"""Figures of answer quality: what the answers of a question set hit of the evidence that people marked."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

_BETWEEN_CUES = re.compile(r"\n(?:\d+\n)?[\d:.,]+ --> .*\n")
Evidence = tuple[str, int, int]
"""Transcript id, start, end."""


@dataclass(frozen=True)
class GoldQuestion:
    """A question with its points: for each the evidence passages, any of which makes the point."""

    id: str
    text: str
    language: str
    type: str
    answerable: bool
    points: tuple[tuple[Evidence, ...], ...]
    history: tuple[str, ...] = ()


@dataclass
class Figures:
    """Scores of one answer; None where the question has no such score."""

    question: GoldQuestion
    answered: bool
    first: int | None
    point_share: float = 0.0
    precision: float = 0.0
    coverage: float | None = None
    seconds: float = 0.0
    scores: tuple[tuple[float, bool], ...] = ()
    """Of each quote, also where it abstained: how likely it is said to answer, and whether it hits."""


@dataclass
class Table:
    """Figures of many answers."""

    rows: list[Figures] = field(default_factory=list)

    def figures(self, language: str | None = None) -> dict[str, float]:
        """Return the means over the answers, of one language or of all."""
        rows = [r for r in self.rows if language is None or r.question.language == language]
        yes, no = [r for r in rows if r.question.answerable], [r for r in rows if not r.question.answerable]
        covered = [r.coverage * r.answered for r in yes if r.coverage is not None]
        return {
            "questions": len(rows),
            "hit@1": _mean(_hit(r, 1) for r in yes),
            "hit@5": _mean(_hit(r, 5) for r in yes),
            "point_recall": _mean(r.point_share * r.answered for r in yes),
            "precision@5": _mean(r.precision for r in yes if r.answered),
            "account_coverage": _mean(covered),
            "answers_when_it_should": _mean(r.answered for r in yes),
            "abstains_when_it_should": _mean(not r.answered for r in no),
            "calibration_error": calibration_error(
                [score for r in rows for score, _ in r.scores], [hit for r in rows for _, hit in r.scores]
            ),
            "seconds_p50": median(r.seconds for r in rows) if rows else 0.0,
        }

    def markdown(self) -> str:
        """Return the figures as a table, a column for all and one for each language."""
        columns = [None, *sorted({r.question.language for r in self.rows})]
        found = [self.figures(language) for language in columns]
        head = " | ".join(["figure", *("all" if c is None else c for c in columns)])
        rows = [" | ".join([name, *(f"{f[name]:.3f}".removesuffix(".000") for f in found)]) for name in found[0]]
        return "\n".join([f"| {head} |", "|---" * (len(columns) + 1) + "|", *(f"| {row} |" for row in rows)])


def questions(file: Path, texts: Mapping[str, str]) -> Iterator[GoldQuestion]:
    """Read a file of questions or of dialogues; `texts` are the transcripts by id, in which evidence is found."""
    for line in file.read_text("utf-8").splitlines():
        item = json.loads(line)
        asked: list[str] = []
        for number, turn in enumerate(item.get("turns", [item]), 1):
            yield GoldQuestion(
                f"{item['id']}.{number}" if "turns" in item else item["id"],
                turn["question"],
                item["lang"],
                turn.get("type", "dialogue"),
                turn["answerable"],
                tuple(tuple(_evidence(point, texts)) for point in turn["points"]),
                tuple(asked),
            )
            asked.append(turn["question"])


def score(question: GoldQuestion, answer: Mapping[str, Any]) -> Figures:
    """Score an answer in the form of the answer contract."""
    quotes = [(q["source"], q["start"], q["end"]) for q in answer["quotes"]]
    made = [[any(hits(q, e) for e in point) for q in quotes] for point in question.points]
    useful = [any(column) for column in zip(*made, strict=True)] if quotes and made else []
    accounts = {source for point in question.points for source, _, _ in point}
    cited = {q[0] for q, hit in zip(quotes, useful, strict=bool(useful)) if hit}
    return Figures(
        question,
        bool(answer["answered"]),
        next((i for i, hit in enumerate(useful) if hit), None),
        _mean(any(point[:8]) for point in made),
        _mean(useful[:5]),
        len(cited & accounts) / len(accounts) if len(accounts) > 1 else None,
        float(answer["seconds"]),
        tuple(zip((q["score"] for q in answer["quotes"]), useful or [False] * len(quotes), strict=True)),
    )


def calibration_error(likely: Sequence[float], hit: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error: in bins of like probability, how far the mean probability is from the
    share that hits, weighted by how many there are (Naeini and others, 2015).
    """
    sums = [[0.0, 0.0] for _ in range(bins)]
    for probability, truth in zip(likely, hit, strict=True):
        one = sums[min(bins - 1, int(probability * bins))]
        one[0] += probability
        one[1] += truth
    return sum(abs(said - true) for said, true in sums) / max(1, len(likely))


def hits(quote: Evidence, evidence: Evidence) -> bool:
    """Whether a quote and a passage share at least half of the shorter one."""
    shared = min(quote[2], evidence[2]) - max(quote[1], evidence[1])
    return quote[0] == evidence[0] and shared * 2 >= min(quote[2] - quote[1], evidence[2] - evidence[1]) > 0


def _hit(row: Figures, within: int) -> bool:
    return row.answered and row.first is not None and row.first < within


def _mean(values: Iterator[float] | Sequence[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _evidence(point: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Evidence]:
    for item in point["evidence"]:
        source = next(name for name in texts if Path(name).stem == item["doc"])
        yield from ((source, start, end) for start, end in places(item["quote"], texts[source]))


def places(quote: str, text: str) -> list[tuple[int, int]]:
    """Return where words stand in the text of a transcript, [start, end) each. They are as they stand in its file,
    where ends of lines, and in captions numbers and times, may part them.

    Raises:
        ValueError: they do not stand there.
    """
    words = map(re.escape, _BETWEEN_CUES.sub(" ", quote).split())
    found = [match.span() for match in re.finditer(r"\s+".join(words), text)]
    if not found:
        raise ValueError(f"not in its transcript: {quote!r}")
    return found
