"""Names beside an office, and behind a title in brackets: The Minister for Roads (Mr. Name), Hon. (Dr) Name."""

import re

from ingest.lead_ins import addresses, leads_in
from ingest.names import Likeness, has_title, likeness
from ingest.offices import holder_at, office_at

_IN_BRACKETS = re.compile(r"(?:[A-Z]\w{0,12}\.?\s){1,3}(?:\(\w{2,10}\.?\)\s){1,3}(?=[A-Z])")


def name_with_office(text: str, at: int) -> tuple[str, int, bool] | None:
    """Return who holds the office that is written here, or else the office, where it ends, and whether it stands behind
    a name; None where there is none.
    """
    holder = holder_at(text, at)
    if holder and likeness(holder["name"]) >= Likeness.SINGLE and not _goes_on(holder["name"], holder["rest"]):
        return holder["name"], holder.end(), True
    office = office_at(text, at)
    if office is None:
        return None
    if office["person"] and likeness(office["person"]) >= Likeness.FULL:
        return office["person"], office.end(), False
    return office["office"], office.end("office"), False


def _goes_on(name: str, rest: str) -> bool:
    """Whether words behind a name and a comma are said by somebody and tell nothing of who is named."""
    return leads_in(rest) or addresses(name, rest)


def titles_at(text: str, at: int) -> tuple[str, int]:
    """Return the titles before a name of which some are in brackets, without these, and where they end; "" for none."""
    found = _IN_BRACKETS.match(text, at)
    titles = found.group().replace("(", "").replace(")", "") if found else ""
    return (titles, found.end()) if found and all(map(has_title, titles.split())) else ("", at)
