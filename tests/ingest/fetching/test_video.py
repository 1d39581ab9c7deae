"""Which captions of a video are taken, from what yt-dlp knows of it; no video site is asked."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from websites import Site

from corpus.errors import UnreadableFile
from ingest.fetching.addresses import Addresses
from ingest.fetching.fetcher import Fetcher
from ingest.fetching.video import Video, find_video, video_of

PAGE = "https://videos.example/watch?v=1"
KNOWN = {
    "id": "1",
    "title": "Tides / a talk",
    "upload_date": "20260303",
    "webpage_url": PAGE,
    "channel": "Night",
    "formats": [{"url": "https://videos.example/1.mp4", "format_id": "1"}],
    "extractor": "videos",
    "extractor_key": "Videos",
    "language": "en",
    "chapters": [{"start_time": 0.0, "end_time": 60.0, "title": "Hello"}, {"start_time": 60.0, "title": "The tide"}],
}


def tracks(*tags: str) -> dict[str, list[dict[str, str]]]:
    return {tag: [{"ext": ext, "url": f"https://c.example/{tag}.{ext}"} for ext in ("json3", "vtt")] for tag in tags}


def known(**more: Any) -> dict[str, Any]:
    """What yt-dlp makes of a site's answer."""
    yt_dlp = pytest.importorskip("yt_dlp")
    with yt_dlp.YoutubeDL({"quiet": True, "skip_download": True}) as reader:
        info: dict[str, Any] = reader.process_ie_result({**KNOWN, **more}, download=False)
    return info


CASES = {
    "people's before a machine's": (
        {"subtitles": tracks("de", "en-GB"), "automatic_captions": tracks("en")},
        "en-GB",
        None,
    ),
    "people's in another language": ({"subtitles": tracks("de"), "automatic_captions": tracks("en")}, "de", None),
    "a machine's, not translated": ({"automatic_captions": tracks("af", "en", "en-orig")}, "en", "machine"),
    "of an unknown language": ({"language": None, "automatic_captions": tracks("af", "fr-orig")}, "fr-orig", "machine"),
}


@pytest.mark.parametrize("case", CASES)
def test_which_captions_are_taken(case: str) -> None:
    offered, tag, kind = CASES[case]
    video = video_of(known(**offered), PAGE)
    assert (video.captions.address, video.captions.suffix) == (f"https://c.example/{tag}.vtt", ".vtt")
    assert (video.name, video.said.get("kind")) == ("Tides-a-talk.vtt", kind)
    assert (video.said["date"], video.said["url"], video.said["publisher"]) == ("2026-03-03", PAGE, "Night")
    assert video.said["chapters"] == [{"start": 0.0, "title": "Hello"}, {"start": 60.0, "title": "The tide"}]


@pytest.mark.parametrize("offered", [{}, {"automatic_captions": tracks("af")}])
def test_a_video_without_captions(offered: dict[str, Any]) -> None:
    with pytest.raises(UnreadableFile, match="without captions"):
        video_of(known(**offered), PAGE)


def test_captions_are_kept_under_the_address_of_the_video(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    site.pages["/c"] = ("text/vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThe tide turned.\n")
    captions = {"en": [{"ext": "vtt", "url": site.url("/c")}]}

    def video(address: str) -> Video:
        return video_of(known(automatic_captions=captions), address)

    [file] = Addresses(tmp_path, fetcher, video).find(PAGE).files
    assert b"The tide turned." in file.read()
    assert file.path is not None
    assert yaml.safe_load(Path(f"{file.path}.yaml").read_text("utf-8"))["kind"] == "machine"


def test_other_addresses_hold_no_video() -> None:
    assert find_video("https://example.org/talk.vtt") is None
