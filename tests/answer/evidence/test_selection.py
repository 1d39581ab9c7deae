from dataclasses import replace

import pytest

from answer.evidence.selection import selected
from answer.model import Filters
from corpus.transcript import TranscriptInfo

OLD = TranscriptInfo("old.txt", "Old", "transcript", "one", "en", "0", date="2019-05")
NEW = replace(OLD, id="new.txt", conversation="two", language="zh-Hans", date="2025-12-22")
UNDATED = replace(OLD, id="undated.txt", date=None)


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), None),
        (Filters(sources=frozenset({"old.txt"})), {"old.txt"}),
        (Filters(conversations=frozenset({"two"})), {"new.txt"}),
        (Filters(languages=frozenset({"en"})), {"old.txt", "undated.txt"}),
        (Filters(since="2020"), {"new.txt"}),
        (Filters(until="2025-12"), {"old.txt", "new.txt"}),
        (Filters(since="2020", languages=frozenset({"en"})), set()),
    ],
)
def test_filters_leave_what_fits(filters: Filters, ids: set[str] | None) -> None:
    assert selected([OLD, NEW, UNDATED], filters) == ids
