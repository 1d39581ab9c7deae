"""For everyone: axe-core finds nothing serious in any state, in both themes; the keyboard reaches everything."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served

AXE = "axe-core@4"
MODULES = Path(__file__).parent / "node_modules"
QUESTION = "How big is the pre-training team?"


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, installed by npm where it is not yet."""
    path = MODULES / "axe-core" / "axe.min.js"
    if not path.is_file():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed, so axe-core cannot be")
        command = ["npm", "install", "--no-save", "--no-package-lock", "--silent", "--prefix", str(MODULES.parent), AXE]
        subprocess.run(command, check=True, timeout=120)
    return path.read_text("utf-8")


def _ask(page: Page, question: str = QUESTION) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.locator(".exchange:last-child:not(.pending)").wait_for()


def _empty(_page: Page) -> None:
    """The page as it is at first."""


def _hovering(page: Page) -> None:
    _ask(page)
    page.locator(".card .chip").first.hover()
    page.locator(".hover-card").wait_for()


def _filtering(page: Page) -> None:
    page.get_by_role("button", name="Filters").click()


def _failing(page: Page) -> None:
    _ask(page, "x" * 3_000)


def _judging(page: Page) -> None:
    _ask(page)
    page.get_by_role("button", name="Bad answer").click()
    page.locator(".word").wait_for()


def _correcting(page: Page) -> None:
    _ask(page)
    page.locator(".source-head").wait_for()
    page.locator(".row.turn:has(mark.here)").first.hover()
    page.locator(".row.turn:has(mark.here) .correct").first.click()
    page.locator(".correcting").wait_for()


def _collecting(page: Page) -> None:
    _ask(page)
    page.locator(".card .star").first.click()
    page.locator(".collecting").wait_for()


def _collected(page: Page) -> None:
    _collecting(page)
    page.get_by_role("textbox", name="New label…").fill("Team")
    page.keyboard.press("Enter")
    page.locator(".quote .labels .label, .failure").first.wait_for()
    page.get_by_role("button", name="Collected", exact=True).click()
    page.locator(".codebook summary").click()


def _finding(page: Page) -> None:
    _ask(page)
    page.locator(".source-head").wait_for()
    page.get_by_role("button", name="Find in the transcript").click()
    page.get_by_role("searchbox").fill("团队")
    page.locator(".found", has_text="of").wait_for()


def _listing_keys(page: Page) -> None:
    page.get_by_role("button", name="Keys").click()


def _library(page: Page) -> None:
    page.get_by_role("button", name="Library").click()
    page.get_by_role("button", name="Remove: Gemini 3秘诀").click()


def _overview(page: Page) -> None:
    page.get_by_role("button", name="Library").click()
    page.locator(".library .overview summary").click()
    page.locator(".library .overview h3").first.wait_for()
    page.locator("[data-id='borgeaud-51cto-interview.txt'] .title").click()
    page.locator(".source .overview h3").first.wait_for()


def _adding(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("button", name="Add").click()
    note = {
        "name": "note.txt",
        "mimeType": "text/plain",
        "buffer": b"Ada: Hello there, all of you.\n\nBob: Hello, Ada.",
    }
    page.set_input_files("input[accept]", [note])
    page.locator(".upload .fields").wait_for()


def _comparing(page: Page) -> None:
    page.get_by_role("button", name="Compare").click()
    page.locator(".comparison .card").first.wait_for()


def _matrix(page: Page) -> None:
    page.get_by_role("button", name="Across interviews").click()
    page.get_by_label("The question for everybody").fill("How old were you?")
    page.get_by_role("button", name="Ask everybody").click()
    page.locator(".matrix tbody tr").first.wait_for()


def _checking(page: Page) -> None:
    page.get_by_role("button", name="Check quotes").click()
    page.get_by_label("A quotation, or a draft").fill("她說：「日常參與的大概在 100 到 200 人之間」。“Nobody said it.”")
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".checked .summary").wait_for()


STATES = (
    _empty,
    _ask,
    _hovering,
    _filtering,
    _failing,
    _judging,
    _correcting,
    _collecting,
    _collected,
    _finding,
    _listing_keys,
    _library,
    _overview,
    _adding,
    _comparing,
    _matrix,
    _checking,
)


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context(
        color_scheme=request.param, viewport={"width": 1280, "height": 800}, locale="en-US", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(served.url)
    page.wait_for_selector("#question")
    yield page
    context.close()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_axe_finds_nothing_serious(themed: Page, axe: str, state: Callable[[Page], None]) -> None:
    state(themed)
    themed.wait_for_timeout(200)
    themed.evaluate(axe)
    found: list[dict[str, Any]] = themed.evaluate("axe.run().then((results) => results.violations)")
    serious = [
        (one["id"], node["target"], node["failureSummary"])
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
    assert serious == []


def test_the_keyboard_reaches_everything(page: Page) -> None:
    page.fill("#question", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".exchange.answered").wait_for()
    page.locator(".source-head").wait_for()
    missing = """() => {
        const buttons = document.querySelectorAll("#interviews :is(button, a, select, input, textarea, summary)");
        const shown = [...buttons].filter((one) => one.checkVisibility() && !one.disabled);
        const isNamed = (one) => one.ariaLabel || one.textContent.trim() || one.labels?.length;
        return shown.filter((one) => one.tabIndex < 0 || !isNamed(one)).map((one) => one.outerHTML);
    }"""
    assert page.evaluate(missing) == []


def test_focus_is_seen(page: Page) -> None:
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_escape_closes_the_source_and_gives_the_focus_back(page: Page) -> None:
    _ask(page)
    chip = page.locator(".card .chip").first
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".source .text")).to_be_focused()
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()
