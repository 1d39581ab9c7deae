"""Chapters of an episode: Podlove's in the feed itself, or a file in JSON that the podcast namespace names."""

import json
from collections.abc import Iterable
from typing import Any

from ingest.metadata import second_of, tidy
from ingest.stamps import seconds

PODLOVE = "http://podlove.org/simple-chapters"


def chapters_in_feed(item: Any) -> list[dict[str, Any]]:
    """Return the chapters that stand in an episode's entry, as a side file has them."""
    found = (child for child in item.iter() if isinstance(child.tag, str) and child.tag.startswith(f"{{{PODLOVE}"))
    return _chapters((_second(one.get("start")), one.get("title")) for one in found if one.tag.endswith("}chapter"))


def chapters_in_file(data: bytes) -> list[dict[str, Any]]:
    """Return the chapters of a file, as a side file has them; none of one that is broken: they only help."""
    try:
        listed = json.loads(data).get("chapters")
    except (ValueError, AttributeError, RecursionError):
        return []
    shown = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return _chapters((one.get("startTime"), one.get("title")) for one in shown if one.get("toc", True))


def _chapters(found: Iterable[tuple[Any, Any]]) -> list[dict[str, Any]]:
    named = ((second_of(start), tidy(str(title))) for start, title in found if title)
    return [{"start": start, "title": title} for start, title in named if title and start is not None]


def _second(clock: str | None) -> float | None:
    """Return the second of a clock such as 1:02:03.250; bare seconds are none of ours."""
    try:
        return seconds(clock or "")
    except ValueError:
        return None
