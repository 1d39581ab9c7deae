"""Take the pictures of the page: `python -m tests.browser.screenshots [ADDRESS] [FOLDER]`.

Without an address the page is served for it from the usual store. Three of the pictures go to docs/, for the README.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.serving import PROJECT, started

QUESTIONS = {
    "en": "At what age did Sebastian Borgeaud start programming?",
    "zh-CN": "预训练团队有多少人？",
    "zh-TW": "預訓練團隊有多少人?",
}
DOCS = PROJECT / "docs"
README = {
    "page": "source-en-light-wide",
    "page-dark": "source-zh-TW-dark-wide",
    "page-phone": "answer-zh-CN-light-phone",
}
NOT_ANSWERED = "Who won the football match on Sunday?"
QUOTATION = "現在預訓練團隊已經非常大了,很難精確統計,但日常參與的人大概在 100 到 200 人之間"
FILES = [
    (
        "a-talk-about-lighthouses-with-a-very-long-file-name-that-somebody-gave-it-2026-01-31-final-version-2.md",
        b"# Lighthouses\n\nVisitor: How much oil does the lamp burn?\n\nKeeper: Seven gallons of oil a night.\n",
    ),
    ("empty.txt", b""),
]
SIZES = {"wide": (1440, 900), "middle": (1024, 768), "phone": (390, 844)}


def main(address: str | None, folder: Path) -> None:
    """Take all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with nullcontext(address) if address else started() as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        _take_all(browser, served, folder)
        browser.close()
    _picture_readme(folder)


def _take_all(browser: Browser, address: str, folder: Path) -> None:
    for locale, question in QUESTIONS.items():
        for scheme in ("light", "dark"):
            for name, size in SIZES.items():
                page = _opened(browser, address, locale, scheme, size)
                for state, shown in _states(page, question):
                    shown()
                    page.mouse.move(0, 0)
                    page.wait_for_timeout(400)
                    page.screenshot(path=folder / f"{state}-{locale}-{scheme}-{name}.png")
                page.context.close()


def _states(page: Page, question: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the states of the page that a reader meets, and what leads from each to the next."""
    yield "empty", lambda: None
    yield "filters", page.locator(".pill-button").click
    page.locator(".pill-button").click()
    yield "answer", lambda: _ask(page, question)
    yield "source", lambda: _open_source(page)
    yield "correcting", lambda: _correct(page)
    page.keyboard.press("Escape")
    yield "finding", lambda: _find(page)
    page.keyboard.press("Escape")
    yield "keys", lambda: page.keyboard.press("?")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    yield "abstained", lambda: _ask(page, NOT_ANSWERED)
    yield "failed", lambda: _ask(page, "x" * 3_000)
    for tab in ("library", "add", "compare", "matrix", "check", "collected"):
        yield tab, lambda tab=tab: _open_tab(page, tab)  # type: ignore[misc]


def _open_source(page: Page) -> None:
    page.locator(".chip").first.click()
    page.locator("mark.here").wait_for()


def _correct(page: Page) -> None:
    row = page.locator(".row.turn:has(mark.here)").first
    row.hover()
    row.locator(".correct").click()
    page.locator(".correcting").wait_for()


def _find(page: Page) -> None:
    page.locator(".source .text").focus()
    page.keyboard.press("/")
    page.locator(".find input").fill("Gemini")
    page.locator(".found:not(:empty)").wait_for()


def _open_tab(page: Page, tab: str) -> None:
    page.locator(f"[data-tab={tab}]").click()
    if tab == "add":
        page.set_input_files(
            "input[accept]", [{"name": name, "mimeType": "text/plain", "buffer": b} for name, b in FILES]
        )
        page.locator(".upload .failure").wait_for()
    elif tab == "library":
        page.locator(".library .overview summary").click()
        page.locator(".library .overview h3").first.wait_for()
    elif tab == "matrix":
        page.locator(".matrix-ask input").fill("What do you think of synthetic data?")
        page.locator(".panel .go").click()
        page.locator(".matrix tbody tr").first.wait_for()
    elif tab == "check":
        page.locator(".panel textarea").fill(QUOTATION)
        page.locator(".panel .go").click()
        page.locator(".verdict").wait_for()


def _picture_readme(folder: Path) -> None:
    """Copy the README's pictures, in 256 colours: a third of the size, and no difference to see."""
    DOCS.mkdir(exist_ok=True)
    for name, taken in README.items():
        with Image.open(folder / f"{taken}.png") as picture:
            picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(DOCS / f"{name}.png", optimize=True)


def _opened(browser: Browser, address: str, locale: str, scheme: str, size: tuple[int, int]) -> Page:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=locale,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#question")
    page.wait_for_timeout(300)
    return page


def _ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.locator(".exchange:last-child:not(.pending)").wait_for()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else None, Path(given[1]) if len(given) > 1 else PROJECT / "build" / "screenshots")
