"""Listening to a recording in the page: it plays at a quote's time, its words are followed, and it is given to nobody
else; recordings at other hosts are links."""

import math
import struct
import urllib.error
import urllib.request
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from answer import Answerer
from corpus.database import Store
from ingest import add
from page.opening import Library
from page.safety import checker
from tests.browser.conftest import Served
from tests.conftest import TinyEncoder

LINES = ["Who mends the nets?", "The fishermen mend them.", "And who counts the barrels?", "My daughter counts them."]
CUES = "".join(
    f"{n + 1}\n00:00:{10 * n:02},000 --> 00:00:{10 * n + 10:02},000\n{('Visitor', 'Keeper')[n % 2]}: {line}\n\n"
    for n, line in enumerate(LINES)
)
SPOKEN = "() => [...(CSS.highlights.get('spoken') ?? [])].map((range) => range.toString().trim())"
NOW = "() => document.querySelector('.player audio')?.currentTime ?? -1"


@pytest.fixture
def harbour(tmp_path: Path, store_dir: Path) -> Library:
    """A talk with its recording, and the same at another host."""
    (tmp_path / "harbour.srt").write_text(CUES, "utf-8")
    with wave.open(str(tmp_path / "harbour.wav"), "wb") as recording:
        recording.setparams((1, 2, 8_000, 0, "NONE", ""))
        recording.writeframes(b"".join(struct.pack("<h", int(99 * math.sin(at / 5))) for at in range(8_000 * 40)))
    (tmp_path / "far.srt").write_text(CUES.replace("nets", "sails"), "utf-8")
    (tmp_path / "far.yaml").write_text("media: https://youtu.be/abc?si=1", "utf-8")
    store, encoder = Store(store_dir), TinyEncoder()
    assert not add([tmp_path / "harbour.srt", tmp_path / "far.srt"], store, encoder).failed
    return Library(store, encoder, Answerer(store, encoder))  # type: ignore[arg-type]


@pytest.fixture
def listening(context: BrowserContext, serve: Callable[..., Served], harbour: Library, requested: list[str]) -> Page:
    page = context.new_page()
    page.on("request", lambda request: requested.append(request.url))
    page.goto(serve(harbour).url)
    page.wait_for_selector("#question")
    return page


def test_a_quote_is_played_at_its_time_and_its_words_followed(listening: Page) -> None:
    listening.fill("#question", "Who counts the barrels?")
    listening.keyboard.press("Enter")
    listening.locator(".card .who .time").first.click()
    listening.wait_for_function(f"({NOW})() > 20.1")
    assert listening.evaluate(NOW) < 40
    listening.locator(".row.turn", has_text="fishermen").get_by_role("button", name="Listen at 0:10").click()
    listening.wait_for_function(f"({SPOKEN})().join() === 'The fishermen mend them.'")
    listening.locator(".source .text").focus()
    listening.keyboard.press("k")
    assert listening.evaluate("document.querySelector('.player audio').paused")
    before = listening.evaluate(NOW)
    listening.keyboard.press("j")
    assert listening.evaluate(NOW) == pytest.approx(before - 5)
    listening.get_by_role("button", name="5 seconds on").click()
    assert listening.evaluate(NOW) == pytest.approx(before)
    listening.get_by_role("combobox", name="Speed").select_option("1.5")
    assert listening.evaluate("document.querySelector('.player audio').playbackRate") == 1.5
    listening.get_by_role("button", name="Widen").click()
    assert listening.evaluate(NOW) == pytest.approx(before)


def test_a_recording_elsewhere_is_a_link_that_nothing_follows(listening: Page, requested: list[str]) -> None:
    listening.locator(".nothing").get_by_role("button", name="far").click()
    link = listening.locator(".row.turn", has_text="fishermen").locator("a.time")
    expect(link).to_have_attribute("href", "https://youtu.be/abc?si=1&t=10s")
    expect(link).to_have_attribute("rel", "noreferrer")
    expect(listening.locator(".player")).to_have_count(0)
    assert not [url for url in requested if "youtu" in url]


def _get(url: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_parts_of_a_recording_are_given_and_nothing_that_no_transcript_names(
    serve: Callable[..., Served], harbour: Library, tmp_path: Path
) -> None:
    url = f"{serve(harbour).url}/page-recordings/"
    assert _get(f"{url}harbour.srt", Range="bytes=0-3") == (206, b"RIFF")
    for name in ("harbour.wav", "far.srt", "..%2Fharbour.wav", str(tmp_path / "harbour.wav"), ""):
        assert _get(url + name)[0] in {404, 405}, name
    locked = serve(harbour, auth=checker("ada:secret")).url
    assert _get(f"{locked}/page-recordings/harbour.srt")[0] == 401


def test_whoever_is_logged_in_can_listen(
    context: BrowserContext, serve: Callable[..., Served], harbour: Library
) -> None:
    url = serve(harbour, auth=checker("ada:secret")).url
    assert context.request.post(f"{url}/login", form={"username": "ada", "password": "secret"}).ok
    assert context.request.get(f"{url}/page-recordings/harbour.srt").body()[:4] == b"RIFF"
