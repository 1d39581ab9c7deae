"""The libraries that questions are asked of: the five transcripts, and interviews that nobody tuned the program on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from answer import Answerer, Filters, Request
from corpus.database import Store
from corpus.encoder import load_encoder
from corpus.settings import DEFAULT_MODEL, DEFAULT_TRANSCRIPTS
from ingest import add
from tests.quality.scoring import GoldQuestion, questions

HERE = Path(__file__).parent


@dataclass(frozen=True)
class QuestionSet:
    """Questions about a folder of transcripts.

    Attributes:
        name: what its figures are printed under.
        file: the questions.
        transcripts: the folder.
        is_alone: whether each is asked of its one interview, as of a library that holds no other.
    """

    name: str
    file: Path
    transcripts: Path
    is_alone: bool = False


def _interviews(folder: str) -> tuple[QuestionSet, QuestionSet]:
    found = HERE / "interviews" / folder
    file, transcripts = found / "questions.jsonl", found / "transcripts"
    return (
        QuestionSet(f"{folder} interviews", file, transcripts),
        QuestionSet(f"{folder} interviews, each alone", file, transcripts, is_alone=True),
    )


def _cuts(folder: str) -> QuestionSet:
    """Return questions about a few lines of these interviews, each asked as of a library that holds nothing else."""
    found = HERE / "interviews" / f"{folder}_cuts"
    return QuestionSet(f"cuts of {folder} interviews", found / "questions.jsonl", found / "transcripts", is_alone=True)


FIVE = tuple(
    QuestionSet(name, HERE / name, DEFAULT_TRANSCRIPTS)
    for name in ("questions.jsonl", "dialogues.jsonl", "questions-2.jsonl", "dialogues-2.jsonl", "questions-3.jsonl")
)
FITTED = (*_interviews("fitted"), _cuts("fitted"))
"""What weights are fitted on, together with FIVE."""
JUDGED = (*_interviews("judged"), _cuts("judged"))
"""What nothing is fitted on."""
TESTED = (*JUDGED, *(one for one in FIVE if one.name in {"questions.jsonl", "dialogues.jsonl", "dialogues-2.jsonl"}))
"""What tests ask; the rest of FIVE would take them five minutes and is fitted on."""


class Libraries:
    """Builds a store for each folder of transcripts when it is first needed, under one folder, and opens it."""

    def __init__(self, folder: Path, model: str = DEFAULT_MODEL) -> None:
        self._folder, self.encoder = folder, load_encoder(model)
        self._opened: dict[Path, Answerer] = {}

    def of(self, transcripts: Path) -> Answerer:
        """Return what answers from the transcripts of a folder."""
        if transcripts not in self._opened:
            store = Store(self._folder / f"{transcripts.parent.name}-{transcripts.name}")
            add([transcripts], store, self.encoder)
            self._opened[transcripts] = Answerer(store, self.encoder)
        return self._opened[transcripts]

    def questions(self, asked: QuestionSet) -> list[GoldQuestion]:
        """Return the questions of a set, their evidence placed in the transcripts."""
        snapshot = self.of(asked.transcripts).store.snapshot()
        return list(questions(asked.file, {name: snapshot.read(name).text for name in snapshot.infos}))

    def requests(self, asked: QuestionSet) -> Iterator[tuple[GoldQuestion, Request]]:
        """Yield each question with how it is asked."""
        interviews = _interview_of(asked.file) if asked.is_alone else {}
        infos = self.of(asked.transcripts).store.snapshot().infos
        for question in self.questions(asked):
            about = interviews.get(question.id)
            sources = frozenset(name for name in infos if Path(name).stem == about) if about else frozenset[str]()
            yield question, Request(question.text, question.history, filters=Filters(sources=sources))


def _interview_of(file: Path) -> dict[str, str]:
    items = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return {item["id"]: item["interview"] for item in items}
