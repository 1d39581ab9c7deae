"""Tables for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

QUOTE = "quote"
"""The column of the words of a quote, which stand there as they stand in their transcript."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet begins what it computes, or what it looks behind for it."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table as CSV, with a byte order mark, by which spreadsheets know that it is UTF-8. What they would take
    for a formula begins with an apostrophe, but in the column QUOTE.
    """
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    for row in rows:
        table.writerow(cell if name == QUOTE else _safe(cell) for name, cell in zip(columns, row, strict=True))
    return "\ufeff" + written.getvalue()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if str(cell).startswith(_FORMULA) else cell
