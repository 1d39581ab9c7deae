"""A web site for each test, and what asks it without patience."""

from collections.abc import Iterator

import pytest
from websites import QUICK, Site, served_site

from ingest.fetching.fetcher import Fetcher


@pytest.fixture
def site() -> Iterator[Site]:
    with served_site() as found:
        yield found


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(QUICK)
