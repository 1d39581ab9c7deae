"""What the page shows of one question over all interviews, and the files it is taken away in."""

from collections.abc import Mapping
from typing import Any

from answer.matrix.matrix import Matrix, Row
from answer.model import Request
from corpus.database import Snapshot
from corpus.language import Language
from corpus.transcript import SPOKEN
from page.exports.tables import QUOTE, csv_text
from page.markdown import citation_link, clock, escaped
from page.opening import Library
from page.views import transcript_view
from page.words import page_language, say

QUESTIONS = 12
"""Offered."""


class MatrixApi:
    """Asks everybody one question."""

    def __init__(self, library: Library) -> None:
        self._answerer, self._store = library.answerer, library.store

    def questions(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return questions that may be asked: the catalogue's, and some that interviewers asked."""
        return {"questions": self._answerer.examples(page_language(request.get("language")), QUESTIONS)}

    def matrix(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the rows for a question, and all of them as CSV and as Markdown.

        Raises:
            BadQuestion: the question is empty or too long.
        """
        matrix = self._answerer.matrix(Request(str(request["question"])))
        snapshot, language, base = self._store.snapshot(), page_language(request.get("language")), str(request["base"])
        rows = [row for row in matrix.rows if row.source in snapshot.infos]
        return {
            "question": matrix.question,
            "rows": [_row(row, snapshot) for row in rows],
            "csv": as_csv(rows, snapshot, language, base),
            "markdown": as_markdown(Matrix(matrix.question, tuple(rows)), snapshot, language, base),
        }


def as_csv(rows: list[Row], snapshot: Snapshot, language: Language, base: str) -> str:
    """Return rows for a spreadsheet (see `csv_text`)."""
    columns = [say(language, f"column_{name}") for name in ("speakers", "title", "date", "kind")] + _HEAD
    return csv_text(columns, [(*_cells(row, snapshot, language), *_cited(row, base)) for row in rows])


_HEAD = ["state", QUOTE, "time", "citation", "link", "probability", "question"]
"""Columns whose names programs read."""


def _cells(row: Row, snapshot: Snapshot, language: Language) -> list[str]:
    view = transcript_view(snapshot.infos[row.source], snapshot)
    return [row.speaker or say(language, _unnamed(row, snapshot)), view["title"], view["date"] or "", view["kind"]]


def _unnamed(row: Row, snapshot: Snapshot) -> str:
    """Return the page's word for whoever speaks where nobody is named."""
    return "voice_unnamed" if snapshot.infos[row.source].kind in SPOKEN else "voice_writer"


def _cited(row: Row, base: str) -> list[str]:
    quote, question = row.quote, row.asked.text if row.asked else ""
    if quote is None:
        return [row.state, "", "", "", "", "", question]
    time = "" if quote.time is None else clock(quote.time)
    address = quote.address
    return [row.state, quote.text, time, address, citation_link(address, base), f"{quote.score:.2f}", question]


def as_markdown(matrix: Matrix, snapshot: Snapshot, language: Language, base: str) -> str:
    """Return a matrix in Markdown: each row with its citation."""
    lines = [f"## {escaped(matrix.question)}", ""]
    for row in matrix.rows:
        who, title, date, _ = _cells(row, snapshot, language)
        about = " · ".join(escaped(part) for part in (title, date) if part)
        lines += [f"**{escaped(who)}** — {about}", ""]
        if row.quote:
            lines += [f"> {escaped(line)}" for line in row.quote.text.splitlines()]
            lines += [">", f"> [{row.quote.address}]({citation_link(row.quote.address, base)})", ""]
        else:
            asked = f" “{escaped(' '.join(row.asked.text.split()))}”" if row.asked else ""
            lines += [f"*{say(language, f'matrix_is_{row.state}')}*{asked}", ""]
    return "\n".join(lines)


def _row(row: Row, snapshot: Snapshot) -> dict[str, Any]:
    view = transcript_view(snapshot.infos[row.source], snapshot)
    account = {key: view[key] for key in ("id", "title", "kind", "publisher", "language", "date")}
    data = Matrix("", (row,)).as_data()["rows"][0]
    return {**data, "account": account, "unnamed": _unnamed(row, snapshot)}
