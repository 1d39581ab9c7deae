"""Finding words in the whole of an open transcript, and the keys that work all through the page."""

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from page.overviews import OverviewApi
from tests.browser.conftest import Served

FOUND = "(name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString())"


def opened(page: Page) -> Page:
    """Open the transcript of 300 pages at its beginning."""
    page.get_by_role("button", name="Library").click()
    page.get_by_role("button", name="long", exact=True).click()
    page.locator(".row.turn").first.wait_for()
    return page


@pytest.fixture
def long(page: Page) -> Page:
    """The transcript of 300 pages, open at its beginning."""
    return opened(page)


def test_what_is_far_below_is_found_and_gone_through_by_keys(long: Page) -> None:
    long.locator(".source .text").focus()
    long.keyboard.press("Control+f")
    box, count = long.get_by_role("searchbox"), long.locator(".found")
    expect(box).to_be_focused()
    box.fill("ROUND 299")
    expect(count).to_have_text("1 of 11")
    long.wait_for_function(f"({FOUND})('found-here').join() === 'round 299'")
    expect(long.locator(".row", has_text="In round 299 ")).to_be_in_viewport()
    long.keyboard.press("Enter")
    expect(count).to_have_text("2 of 11")
    expect(long.locator(".row", has_text="In round 2990 ")).to_be_in_viewport()
    long.wait_for_function(f"({FOUND})('found').length >= 9")
    long.keyboard.press("Shift+Enter")
    long.keyboard.press("Shift+Enter")
    expect(count).to_have_text("11 of 11")
    expect(long.locator(".row", has_text="In round 2999 ")).to_be_in_viewport()
    long.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(long.locator(".source .text")).to_be_focused()
    assert long.evaluate(FOUND, "found") == long.evaluate(FOUND, "found-here") == []


def test_an_overview_that_comes_late_does_not_move_what_is_found(
    context: BrowserContext, serve: Callable[..., Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, made = threading.Event(), OverviewApi.transcript
    monkeypatch.setattr(OverviewApi, "transcript", lambda *asked: (gate.wait(20), made(*asked))[1])
    page = context.new_page()
    page.goto(serve().url)
    opened(page)
    page.get_by_role("button", name="Find in the transcript").click()
    page.get_by_role("searchbox").fill("round 2999")
    expect(page.locator(".row", has_text="In round 2999 ")).to_be_in_viewport()
    gate.set()
    expect(page.locator(".overview h3").first).to_be_attached()
    expect(page.locator(".row", has_text="In round 2999 ")).to_be_in_viewport()


def test_what_is_not_there_is_said(long: Page) -> None:
    long.get_by_role("button", name="Find in the transcript").click()
    long.get_by_role("searchbox").fill("unicorn")
    expect(long.locator(".found")).to_have_text("not found")


def test_a_search_ends_with_its_transcript(long: Page) -> None:
    long.get_by_role("button", name="Find in the transcript").click()
    type_and_close = """() => {
        const box = document.querySelector(".find input");
        box.value = "round";
        box.dispatchEvent(new Event("input"));
        document.querySelector(".source-tools > [title=Close]").click();
    }"""
    long.evaluate(type_and_close)
    long.wait_for_timeout(400)
    assert not long.page_errors()


def test_on_a_phone_the_list_of_keys_is_in_reach_beside_the_question(page: Page, ask: Callable[[str], None]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for _ in range(2):
        expect(page.get_by_role("button", name="Keys")).to_be_visible()
        expect(page.locator("span.keys:visible")).to_have_count(0)
        row = "[...document.querySelector('.composer-row').children].map((one) => one.getBoundingClientRect())"
        assert page.evaluate(f"{row}.every((one, _, [first]) => one.top < first.bottom)")
        ask("How big is the pre-training team?")


def test_keys_reach_the_search_the_question_and_the_tabs(long: Page) -> None:
    long.keyboard.press("/")
    expect(long.get_by_role("searchbox")).to_be_focused()
    long.keyboard.press("Escape")
    long.keyboard.press("Escape")
    expect(long.locator(".source-head")).to_have_count(0)
    long.keyboard.press("2")
    expect(long.locator("[data-tab=library]")).to_have_attribute("aria-current", "page")
    long.keyboard.press("/")
    expect(long.locator("#question")).to_be_focused()
    long.keyboard.type("/?2")
    expect(long.locator("#question")).to_have_value("/?2")


def test_the_list_of_keys_opens_and_single_keys_can_be_turned_off(long: Page) -> None:
    long.keyboard.press("?")
    dialog = long.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("find in the transcript")
    long.get_by_label("Single keys such as / and ?").uncheck()
    long.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    long.keyboard.press("2")
    expect(long.locator("[data-tab=ask]")).to_have_attribute("aria-current", "page")
