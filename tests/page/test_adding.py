"""Files that are added on the page: nobody's is replaced by another of its name, a failure leaves what was."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from websites import QUICK, Site, feed, item, served_site, transcript

from answer import Answerer
from corpus.database import Store
from corpus.errors import UnreadableFile
from ingest.fetching.fetcher import Fetcher
from page.adding import Adding
from page.fetching import Fetching
from page.opening import Library
from tests.conftest import TinyEncoder

Add = Callable[..., dict[str, Any]]


@pytest.fixture
def library(store_dir: Path, tiny_encoder: TinyEncoder) -> Library:
    store = Store(store_dir)
    return Library(store, tiny_encoder, Answerer(store, tiny_encoder))  # type: ignore[arg-type]


@pytest.fixture
def uploaded(library: Library, tmp_path: Path, store_dir: Path) -> Add:
    """Uploads a file of some contents and adds it."""
    uploads = tmp_path / "uploads"
    adding = Adding(library, uploads, store_dir / "added")

    def add(name: str, text: str, **said: str) -> dict[str, Any]:
        uploads.mkdir(exist_ok=True)
        (uploads / "upload").write_text(text, "utf-8")
        return adding.add({"path": str(uploads / "upload"), "name": name, "said": said})

    return add


def text(library: Library, source: str) -> str:
    return library.store.snapshot().read(source).text


def test_a_file_of_the_same_name_is_another_transcript(uploaded: Add, library: Library) -> None:
    assert uploaded("talk.txt", "Ada: The owl sleeps.\n") == {"source": "talk.txt", "state": "added"}
    assert uploaded("talk.txt", "Bob: The mill burns.\n") == {"source": "talk-2.txt", "state": "added"}
    assert (text(library, "talk.txt"), text(library, "talk-2.txt")) == (
        "Ada: The owl sleeps.\n",
        "Bob: The mill burns.\n",
    )


def test_the_same_file_with_a_correction_is_replaced(uploaded: Add, library: Library) -> None:
    uploaded("talk.txt", "Ada: The owl sleeps.\n")
    assert uploaded("talk.txt", "Ada: The owl sleeps.\n", title="Owls") == {"source": "talk.txt", "state": "replaced"}
    assert library.store.snapshot().info("talk.txt").title == "Owls"


def test_a_failing_upload_leaves_the_kept_original(uploaded: Add, library: Library) -> None:
    uploaded("talk.txt", "Ada: The owl sleeps.\n")
    with pytest.raises(UnreadableFile):
        uploaded("talk.txt", " \n")
    kept = Path(library.store.snapshot().info("talk.txt").origin)
    assert kept.read_text("utf-8") == "Ada: The owl sleeps.\n"
    assert list((library.store.folder / "added").rglob("*.txt")) == [kept]


@pytest.fixture
def site() -> Iterator[Site]:
    with served_site() as found:
        yield found


def test_what_an_address_holds_is_looked_at_and_added(library: Library, site: Site, tmp_path: Path) -> None:
    words = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>The owl number {} sleeps.\n"
    site.pages["/feed"] = feed(*(item(f"Owl {n}", transcript(f"/{n}", "text/vtt")) for n in range(3)))
    site.pages |= {f"/{n}": ("text/vtt", words.format(n)) for n in range(3)}
    fetching = Fetching(library.store.folder, 2, Fetcher(QUICK))
    adding = Adding(library, tmp_path, tmp_path / "added", fetching)
    found = adding.find({"address": f" {site.url('/feed')} "})
    assert ([file["name"] for file in found["files"]], found["is_all"]) == (["Owl-0.vtt", "Owl-1.vtt"], False)
    view = adding.understand(found["files"][0])
    assert (view["title"], view["date"], [one["written"] for one in view["speakers"]]) == (
        "Owl 0",
        "2026-03-03",
        ["Ada"],
    )
    added = adding.add({**found["files"][0], "said": {"title": "Owls"}})
    assert added == {"source": "Owl-0.vtt", "state": "added"}
    info = library.store.snapshot().info("Owl-0.vtt")
    assert (info.title, info.publisher) == ("Owls", "Night & Tide")
    assert [file["name"] for file in adding.find({"address": site.url("/feed")})["files"]] == ["Owl-1.vtt", "Owl-2.vtt"]
    assert site.paths() == ["/feed", "/0", "/feed"]


@pytest.mark.parametrize("address", ["", "talk.txt", "file:///etc/passwd", "ftp://example.org/x"])
def test_only_addresses_of_the_web_are_asked(address: str, library: Library, tmp_path: Path) -> None:
    adding = Adding(library, tmp_path, tmp_path / "added")
    with pytest.raises(UnreadableFile, match="begins with http"):
        adding.find({"address": address})


def test_a_page_asks_nothing_of_the_network_that_it_is_in(library: Library, site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = ("text/plain", "Ada: The safe opens at nine.")
    with pytest.raises(UnreadableFile, match="private network"):
        Adding(library, tmp_path, tmp_path / "added").find({"address": site.url("/a")})
    assert site.asked == []
    with pytest.raises(UnreadableFile, match="give its address again"):
        Adding(library, tmp_path, tmp_path / "added").add({"key": "../../etc", "name": "x.txt"})
