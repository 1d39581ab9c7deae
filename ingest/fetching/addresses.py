"""What an address holds for a library: one file, or the transcripts of a podcast's episodes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableFile
from ingest.fetching.chapters import chapters_in_file
from ingest.fetching.feeds import Episode, Feed, Offer, read_feed, same_language
from ingest.fetching.fetcher import Fetched, Fetcher
from ingest.fetching.kept import Kept
from ingest.fetching.kinds import as_name, is_feed, is_page, stem_of, suffix_of
from ingest.fetching.video import Video
from ingest.files import Incoming, of_path

FOLDER = "fetched"
"""In the store's folder: keeps what was fetched."""
_FEED_FILE = "feed.xml"
FindVideo = Callable[[str], Video | None]


@dataclass(frozen=True, slots=True)
class Found:
    """What an address holds that is to be added, and a line on what it is; "" for a single file."""

    files: list[Incoming]
    note: str = ""


class Addresses:
    """Fetches what stands at addresses, and keeps it in a folder. `find_video` looks for a video's captions, None for
    nothing that does: it asks by itself, whatever the fetcher may ask.
    """

    def __init__(self, folder: Path, fetcher: Fetcher, find_video: FindVideo | None = None) -> None:
        self._folder = folder / FOLDER
        self._fetcher = fetcher
        self._find_video = find_video

    def find(self, address: str) -> Found:
        """Ask for an address. A file is fetched; of a feed the transcripts that are not in the library yet are named,
        each of them fetched when it is read.

        Raises:
            UnreadableFile: There is nothing to read, or it cannot be fetched.
            StoreUnavailable: What was fetched cannot be kept.
        """
        kept = Kept(self._folder, address)
        video = self._find_video(address) if self._find_video else None
        if video is not None:
            reading = _Reading(self._fetcher, kept, video.name, video.captions, video.said, None)
            path = kept.place(video.name)
            return Found([Incoming(video.name, str(path.resolve()), reading, path, kept.added, takes_long=True)])
        fetched = self._fetcher.fetch(address, kept.seen)
        if fetched is not None:
            name = (
                _FEED_FILE if is_feed(fetched.data) else kept.name_like(stem_of(address) + suffix_of(fetched, address))
            )
            kept.keep(fetched, name, {} if name == _FEED_FILE else {"url": fetched.address})
        if kept.path.name == _FEED_FILE:
            return self._of_feed(read_feed(kept.path.read_bytes(), address), address)
        return Found([replace(of_path(kept.path), added=kept.added)])

    def _of_feed(self, feed: Feed, address: str) -> Found:
        offering = [episode for episode in feed.episodes if episode.transcripts]
        if not offering:
            count = len(feed.episodes)
            raise UnreadableFile(f"{address}: none of its {count} episodes offers a transcript; add files of them")
        taken = {path.stem for path in self._folder.glob("*/*")}
        new = [incoming for episode in offering for incoming in self._of_episode(episode, feed, taken)]
        return Found(
            new,
            f"{feed.title or address}: {len(feed.episodes)} episodes, {len(offering)} with a transcript, "
            f"{len(new)} of {sum(len(episode.transcripts) for episode in offering)} transcripts are new",
        )

    def _of_episode(self, episode: Episode, feed: Feed, taken: set[str]) -> Iterator[Incoming]:
        """Yield the transcripts that were not added yet; those in another language than the podcast's, or, where the
        feed names none, than the first, are translations.
        """
        original = episode.transcripts[0]
        stem, spoken = self._stem(episode, taken), feed.language or original.language
        for offer in episode.transcripts:
            kept = Kept(self._folder, offer.address)
            if kept.is_added:
                continue
            name = f"{stem}{offer.suffix}" if offer is original else f"{stem}.{as_name(offer.language)}{offer.suffix}"
            said = _said(episode, feed)
            if len(episode.transcripts) > 1:
                said["conversation"] = stem
            if not same_language(offer.language, spoken):
                said["kind"] = "translation"
                if same_language(original.language, spoken):
                    said["derived_from"] = f"{stem}{original.suffix}"
            path = kept.place(name)
            reading = _Reading(
                self._fetcher, kept, name, offer, said, None if episode.chapters else episode.chapters_at
            )
            yield Incoming(name, str(path.resolve()), reading, path, kept.added, takes_long=True)

    def _stem(self, episode: Episode, taken: set[str]) -> str:
        """Return what an episode's files are called, and the conversation: its title, that it was kept under before,
        or, where another has that (`taken`, which it is put into), the title and some characters of its own.
        """
        original = episode.transcripts[0]
        kept = Kept(self._folder, original.address)
        title = as_name(episode.title) or stem_of(original.address)
        name = kept.name_like(f"{title}{original.suffix}")
        stem = name.removesuffix(original.suffix)
        if not kept.is_there and stem in taken:
            stem = f"{stem}-{hashlib.sha256(original.address.encode()).hexdigest()[:6]}"
        taken.add(stem)
        return stem


@dataclass(frozen=True, slots=True)
class _Reading:
    """Fetches a transcript that a feed or a video offers when its bytes are asked for."""

    fetcher: Fetcher
    kept: Kept
    name: str
    offer: Offer
    said: Mapping[str, Any]
    chapters_at: str | None

    def __call__(self) -> bytes:
        fetched = self.fetcher.fetch(self.offer.address, self.kept.seen)
        if fetched is None:
            return self.kept.path.read_bytes()
        self._require_transcript(fetched)
        return self.kept.keep(fetched, self.name, {**self.said, **self._chapters()}).read_bytes()

    def _chapters(self) -> dict[str, Any]:
        try:
            fetched = self.fetcher.fetch(self.chapters_at) if self.chapters_at else None
        except UnreadableFile:  # they only help
            return {}
        found = chapters_in_file(fetched.data) if fetched else []
        return {"chapters": found} if found else {}

    def _require_transcript(self, fetched: Fetched) -> None:
        if is_page(fetched.data) and self.offer.suffix != ".html":
            raise UnreadableFile(f"{self.offer.address}: a web page and not the transcript that is promised")


def _said(episode: Episode, feed: Feed) -> dict[str, Any]:
    """Return what a feed says of an episode, as a side file says it."""
    said = {
        "title": episode.title,
        "date": episode.date,
        "url": episode.link,
        "publisher": feed.title,
        "media": episode.recording,
        "people": list(episode.people),
        "chapters": episode.chapters,
    }
    return {key: value for key, value in said.items() if value}
