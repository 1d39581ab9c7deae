"""Captions of videos, by yt-dlp, an optional extra: those that people made before those that a machine made."""

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import UnreadableFile
from ingest.fetching.feeds import Offer
from ingest.fetching.kinds import as_name
from ingest.metadata import second_of

_FORMS = {"vtt": ".vtt", "srt": ".srt"}
_AS_SPOKEN = "-orig"
"""Ends the tags of captions that a machine made and did not translate."""


@dataclass(frozen=True, slots=True)
class Video:
    """A video's captions: where they are, the name of their file, and what a side file says of them."""

    captions: Offer
    name: str
    said: Mapping[str, Any]


def find_video(address: str) -> Video | None:
    """Return the captions of the video at an address; None where there is no video, or nothing to look for one with.

    Raises:
        UnreadableFile: There is a video, without captions that are read.
    """
    if importlib.util.find_spec("yt_dlp") is None:
        return None
    from yt_dlp import YoutubeDL
    from yt_dlp.extractor import gen_extractor_classes
    from yt_dlp.utils import YoutubeDLError

    if not any(one.suitable(address) for one in gen_extractor_classes() if one.IE_NAME != "generic"):
        return None
    options = {"quiet": True, "no_warnings": True, "skip_download": True, "noplaylist": True, "logger": _Silent()}
    try:
        with YoutubeDL({**options, "socket_timeout": 20, "ignore_no_formats_error": True}) as reader:
            info = reader.extract_info(address, download=False)
    except YoutubeDLError:  # a page of a site that has videos on others: it is read as a page
        return None
    return video_of(info, address) if isinstance(info, dict) and info.get("_type", "video") == "video" else None


class _Silent:
    """Takes what yt-dlp reports: what failed is read as a page, and fails there in words."""

    def debug(self, _: str) -> None:
        """Say nothing."""

    warning = error = debug


def video_of(info: Mapping[str, Any], address: str) -> Video:
    """Return the captions of a video from what yt-dlp knows of it.

    Raises:
        UnreadableFile: It has none that are read.
    """
    spoken = str(info.get("language") or "")
    made, heard = (_usable(info.get(key)) for key in ("subtitles", "automatic_captions"))
    tag = _chosen(list(made), spoken) or next(iter(made), None)
    by_machine = _chosen(list(heard), spoken) if tag is None else None
    if tag is None and by_machine is None:
        raise UnreadableFile(f"{address}: a video without captions; add a recording of it, or a transcript")
    captions = made[tag] if tag is not None else heard[str(by_machine)]
    date = str(info.get("upload_date") or "")
    said = {
        "title": info.get("title"),
        "date": f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdecimal() else None,
        "url": info.get("webpage_url") or address,
        "publisher": info.get("channel") or info.get("uploader"),
        "kind": None if by_machine is None else "machine",
        "chapters": _chapters(info.get("chapters")),
    }
    offer = Offer(str(captions["url"]), _FORMS[captions["ext"]], tag or str(by_machine))
    name = as_name(str(info.get("title") or "")) or as_name(str(info.get("id") or "")) or "video"
    return Video(offer, name + offer.suffix, {key: value for key, value in said.items() if value})


def _usable(tracks: Any) -> dict[str, Mapping[str, Any]]:
    """Return for each language the first file of a form that is read."""
    found: dict[str, Mapping[str, Any]] = {}
    for tag, files in (tracks or {}).items():
        for file in files or ():
            if file.get("ext") in _FORMS and file.get("url"):
                found.setdefault(str(tag), file)
    return found


def _chosen(tags: Sequence[str], spoken: str) -> str | None:
    """Return the tag of what is spoken, None where it is not known to be among them."""
    base = spoken.partition("-")[0]
    wanted = [spoken, f"{spoken}{_AS_SPOKEN}", f"{base}{_AS_SPOKEN}", base] if spoken else []
    own = [tag for tag in tags if tag.endswith(_AS_SPOKEN) or (base and tag.partition("-")[0] == base)]
    return next((tag for tag in [*wanted, *own] if tag in tags), None)


def _chapters(listed: Any) -> list[dict[str, Any]]:
    pairs = ((second_of(one.get("start_time")), one.get("title")) for one in listed or ())
    return [{"start": start, "title": str(title)} for start, title in pairs if title and start is not None]
