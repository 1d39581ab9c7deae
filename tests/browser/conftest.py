"""The page as a reader has it: served from a store of its own, opened in headless Chromium."""

import gc
import os
import shutil
import socket
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from corpus.settings import DEFAULT_TRANSCRIPTS
from tests.conftest import TinyEncoder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOSTILE = """# A talk with markup

Ada: We ship <script>window.ran = "script"</script> and <img src=x onerror="window.ran='image'"> in zanzibar text.

Bob: Is {{value}} or ${window.ran="template"} or <a href="javascript:window.ran=1">this</a> a risk in zanzibar?

Ada: Nothing of zanzibar may run, not even &lt;b&gt; or <b>bold</b> words.

## R&amp;D

Bob: The clove growers of pemba say that R&amp;D stays &lt;i&gt;as it is&lt;/i&gt;, and &amp;amp; too.
"""


class SlowEncoder(TinyEncoder):
    """A large model on a small machine: a sentence takes it 10 ms."""

    encoded = 0

    def encode_question(self, text: str) -> Any:
        self.encoded += 1
        time.sleep(1)
        return super().encode_question(text)

    def encode_passages(self, texts: Any, contexts: Any = None) -> Any:
        time.sleep(0.01 * len(texts))
        return super().encode_passages(texts, contexts)


def long_talk(turns: int = 3_000) -> str:
    """Some 300 pages of two people taking turns."""
    line = "we count cobalt barrel {n} again, and the harbour master writes down what the scale says about it."
    return "".join(f"{('Ada', 'Bob')[n % 2]}: In round {n} {line.format(n=n)}\n\n" for n in range(turns))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gradio, its client and the browser's driver leave event loops and sockets to the garbage collector."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"))


@pytest.fixture(scope="package", autouse=True)
def _collect_leftovers() -> Iterator[None]:
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@dataclass(frozen=True)
class Served:
    """A page that is served in this process."""

    url: str
    store: Path


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five transcripts, one with markup and one of 300 pages, built with the tiny encoder."""
    from corpus.database import Store
    from ingest import add

    folder = tmp_path_factory.mktemp("transcripts")
    for path in DEFAULT_TRANSCRIPTS.iterdir():
        shutil.copy(path, folder)
    (folder / "hostile.md").write_text(HOSTILE, "utf-8")
    (folder / "long.txt").write_text(long_talk(), "utf-8")
    store = tmp_path_factory.mktemp("library") / "store"
    summary = add([folder], Store(store), TinyEncoder())
    assert not summary.failed
    return store


@dataclass(frozen=True)
class Usual:
    """The library that most tests ask, and the folder for uploads."""

    library: Any
    uploads: Path


@pytest.fixture(scope="package")
def usual(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Usual:
    uploads = tmp_path_factory.mktemp("uploads")
    os.environ |= {"GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_TEMP_DIR": str(uploads)}
    from answer import Answerer, Request
    from corpus.database import Store
    from page.opening import Library

    store, encoder = Store(library), TinyEncoder()
    answerer = Answerer(store, encoder)
    answerer.answer(Request("预训练团队有多少人？"))  # loads the dictionaries
    return Usual(Library(store, encoder, answerer), uploads)


@contextmanager
def serving(shown: Any, uploads: Path, **changes: Any) -> Iterator[Served]:
    """Serve the page of a library in this process, with some options, until the block ends."""
    from app import build
    from page.options import Options
    from page.serving import launch_settings

    options = Options(port=free_port(), store=str(shown.store.folder), **changes)
    page = build(shown, options, uploads)
    page.launch(**launch_settings(options, lambda: shown.store), prevent_thread_lock=True)
    try:
        yield Served(f"http://127.0.0.1:{options.port}", shown.store.folder)
    finally:
        page.close()


@pytest.fixture(scope="package")
def served(usual: Usual) -> Iterator[Served]:
    """The page of the usual library, served once for all tests."""
    with serving(usual.library, usual.uploads) as found:
        yield found


@pytest.fixture
def serve(usual: Usual) -> Iterator[Callable[..., Served]]:
    """Serves the page of the usual library or another, with some options, until the test ends."""
    with ExitStack() as opened:

        def serve(shown: Any = usual.library, **changes: Any) -> Served:
            return opened.enter_context(serving(shown, usual.uploads, **changes))

        yield serve


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    yield context
    context.close()


@pytest.fixture
def requested() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def page(context: BrowserContext, served: Served, requested: list[str]) -> Page:
    """The page, opened and ready for a question."""
    page = context.new_page()

    page.on("request", lambda request: requested.append(request.url))
    page.goto(served.url)
    page.wait_for_selector("#question")
    return page


@pytest.fixture
def ask(page: Page) -> Callable[[str], None]:
    """Asks a question and waits for what comes of it."""

    def ask(question: str) -> None:
        page.fill("#question", question)
        page.keyboard.press("Enter")
        page.wait_for_selector(".exchange:last-child:not(.pending)")

    return ask


@pytest.fixture
def slow_encoder() -> SlowEncoder:
    return SlowEncoder()


@pytest.fixture
def slow_page(
    context: BrowserContext, serve: Callable[..., Served], store_dir: Path, tmp_path: Path, slow_encoder: SlowEncoder
) -> Iterator[Page]:
    """The page of a library whose sentences the model has not met yet."""
    from answer import Answerer
    from corpus.database import Store
    from ingest import add
    from page.opening import Library

    counted = (" ".join(f"Barrel {n} of cobalt is in row {m}." for m in range(8)) for n in range(60))
    talk = tmp_path / "barrels.txt"
    talk.write_text("\n\n".join(f"{('Ada', 'Bob')[n % 2]}: {text}" for n, text in enumerate(counted)), "utf-8")
    store = Store(store_dir)
    add([talk], store, TinyEncoder())
    page = context.new_page()
    page.goto(serve(Library(store, slow_encoder, Answerer(store, slow_encoder))).url)
    page.wait_for_selector("#question")
    yield page
    page.close()
