"""Podcast feeds: RSS with the podcast namespace of https://podcasting2.org, read for the transcripts of its episodes.

Read with lxml and not with feedparser or podcastparser: of several transcripts of an episode these keep the last, and
the second does not know the namespace by its present address.
"""

import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from corpus.errors import UnreadableFile
from corpus.recordings import is_address
from ingest.fetching.chapters import chapters_in_feed
from ingest.fetching.kinds import declared_suffix
from ingest.metadata import tidy

MOST_EPISODES = 5_000
_PODCAST = re.compile(
    r"\{https?://(?:podcastindex\.org/namespace/|github\.com/podcastindex-org/)[^}]*\}", re.IGNORECASE
)
_BEST = (".json", ".ttml", ".vtt", ".srt", ".html", ".md", ".txt", ".docx", ".pdf")
"""Forms of a transcript, the one first that says most of who speaks and when."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A transcript that a feed offers: where it is, the suffix of its form, its language ("" where not said)."""

    address: str
    suffix: str
    language: str


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode of a podcast. `date` is ISO 8601; `link` leads to its page, `recording` to its sound; None: not said.
    `chapters` are as in a side file, or in a file at `chapters_at`; `transcripts` holds the best of each language, that
    of the podcast first.
    """

    title: str
    date: str | None
    link: str | None
    recording: str | None
    people: tuple[str, ...]
    chapters: list[dict[str, Any]]
    chapters_at: str | None
    transcripts: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A podcast, with its episodes in the order of the feed."""

    title: str
    language: str
    episodes: tuple[Episode, ...]


def read_feed(data: bytes, address: str) -> Feed:
    """Read a feed.

    Raises:
        UnreadableFile: It is none, or has no episodes.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"{address}: not a feed that can be read ({error.msg})") from error
    channel = None if root is None else root.find("channel")
    items = [] if channel is None else channel.findall("item")[:MOST_EPISODES]
    if channel is None or not items:
        raise UnreadableFile(f"{address}: a feed without episodes; give the address of the podcast's RSS feed")
    language, hosts = _text(channel, "language").casefold(), _people(channel)
    episodes = (_episode(item, address, language, hosts) for item in items)
    return Feed(_text(channel, "title"), language, tuple(episodes))


def _episode(item: Any, address: str, language: str, hosts: tuple[str, ...]) -> Episode:
    enclosure = item.find("enclosure")
    link = _text(item, "link")
    return Episode(
        title=_text(item, "title"),
        date=_date(_text(item, "pubDate")),
        link=_absolute(link, address) if link else None,
        recording=None if enclosure is None else _absolute(enclosure.get("url"), address),
        people=tuple(dict.fromkeys((*hosts, *_people(item)))),
        chapters=chapters_in_feed(item),
        chapters_at=next((_absolute(one.get("url"), address) for one in _of_podcast(item, "chapters")), None),
        transcripts=_offers(item, address, language),
    )


def _offers(item: Any, address: str, language: str) -> tuple[Offer, ...]:
    found: dict[str, list[Offer]] = {}
    for element in _of_podcast(item, "transcript"):
        at = _absolute(element.get("url"), address)
        suffix = declared_suffix(tidy(element.get("type") or "").casefold(), at or "")
        if at and suffix:
            spoken = tidy(element.get("language") or language).casefold()
            found.setdefault(_group(spoken), []).append(Offer(at, suffix, spoken))
    best = [min(offers, key=_rank) for offers in found.values()]
    return tuple(sorted(best, key=lambda offer: not same_language(offer.language, language)))


def _group(language: str) -> str:
    """Return what transcripts of one language share: the Chinese of two places may be two scripts."""
    return language if language.startswith("zh") else language.partition("-")[0]


def _rank(offer: Offer) -> int:
    return _BEST.index(offer.suffix) if offer.suffix in _BEST else len(_BEST)


def same_language(one: str, other: str) -> bool:
    """Whether two tags name the same language, wherever it is spoken; none names any."""
    return not one or not other or one.partition("-")[0] == other.partition("-")[0]


def _people(element: Any) -> tuple[str, ...]:
    names = (tidy("".join(person.itertext())) for person in _of_podcast(element, "person"))
    return tuple(filter(None, names))


def _of_podcast(element: Any, name: str) -> Iterator[Any]:
    """Yield the children that the podcast namespace calls so, by whichever of its addresses."""
    for child in element:
        if isinstance(child.tag, str) and child.tag.endswith(f"}}{name}") and _PODCAST.match(child.tag):
            yield child


def _text(element: Any, name: str) -> str:
    found = element.find(name)
    return "" if found is None else tidy("".join(found.itertext()))


def _absolute(address: str | None, base: str) -> str | None:
    try:
        found = urljoin(base, (address or "").strip())
    except ValueError:  # a bracket that is no address of version 6
        return None
    return found if address and is_address(found) else None


def _date(written: str) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(written).date().isoformat()
    except (ValueError, OverflowError):
        return None
