"""An answer that takes long: Stop ends it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import SlowEncoder

QUESTION = "How many barrels of cobalt are counted?"


def _ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")


def test_stop_ends_the_work_and_the_next_question_is_answered_at_once(
    slow_page: Page, slow_encoder: SlowEncoder
) -> None:
    _ask(slow_page, QUESTION)
    expect(slow_page.locator(".pending-words")).to_be_visible()
    slow_page.get_by_role("button", name="Stop").click()
    first, second = slow_page.locator(".exchange").first, slow_page.locator(".exchange").nth(1)
    expect(first).to_have_class("exchange stopped")
    with slow_page.expect_request("**/component_server**") as asked:
        _ask(slow_page, "Which interviews do you have?")
    expect(second).to_have_class("exchange answered", timeout=1_000)
    assert asked.value.post_data_json["data"]["history"] == []
    slow_page.wait_for_timeout(1_000)
    assert slow_encoder.encoded == 1
    expect(first).to_contain_text("Stopped.")
    expect(first.locator(".quote")).to_have_count(0)


def test_a_stopped_question_can_be_asked_again(slow_page: Page) -> None:
    _ask(slow_page, QUESTION)
    slow_page.get_by_role("button", name="Stop").click()
    slow_page.get_by_role("button", name="Try again").click()
    expect(slow_page.locator(".exchange")).to_have_class("exchange answered", timeout=20_000)
    expect(slow_page.locator(".exchange .quote").first).to_be_visible()
