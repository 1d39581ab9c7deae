"""An answer that takes long: how far it is can be seen, and Stop ends it."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Served
from tests.conftest import TinyEncoder

QUESTION = "How many barrels of cobalt are counted?"


class SlowEncoder(TinyEncoder):
    """A large model on a small machine: a sentence takes it 10 ms."""

    encoded = 0

    def encode_with_tokens(self, texts: Sequence[str], kind: str) -> Any:
        self.encoded += len(texts)
        time.sleep(0.01 * len(texts))
        return super().encode_with_tokens(texts, kind)


@pytest.fixture
def encoder() -> SlowEncoder:
    return SlowEncoder()


@pytest.fixture
def slow_page(
    context: BrowserContext, serve: Callable[..., Served], store_dir: Path, tmp_path: Path, encoder: SlowEncoder
) -> Iterator[Page]:
    """The page of a library whose sentences the model has not met yet."""
    from answer import Answerer
    from corpus.store import Store
    from ingest import add
    from page.opening import Library

    counted = (" ".join(f"Barrel {n} of cobalt is in row {m}." for m in range(8)) for n in range(60))
    talk = tmp_path / "barrels.txt"
    talk.write_text("\n\n".join(f"{('Ada', 'Bob')[n % 2]}: {text}" for n, text in enumerate(counted)), "utf-8")
    store = Store(store_dir)
    add([talk], store, TinyEncoder())
    page = context.new_page()
    page.goto(serve(Library(store, encoder, Answerer(store, encoder))).url)
    page.wait_for_selector("#question")
    yield page
    page.close()


def _ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")


def test_how_far_a_long_answer_is_can_be_seen(slow_page: Page) -> None:
    _ask(slow_page, QUESTION)
    expect(slow_page.locator(".pending-words")).to_contain_text("64 of 3")
    expect(slow_page.locator(".exchange")).to_have_class("exchange answered", timeout=20_000)


def test_stop_ends_the_work_and_the_next_question_is_answered_at_once(slow_page: Page, encoder: SlowEncoder) -> None:
    _ask(slow_page, QUESTION)
    expect(slow_page.locator(".pending-words")).to_contain_text("64 of 3")
    slow_page.get_by_role("button", name="Stop").click()
    first, second = slow_page.locator(".exchange").first, slow_page.locator(".exchange").nth(1)
    expect(first).to_have_class("exchange stopped")
    with slow_page.expect_request("**/component_server**") as asked:
        _ask(slow_page, "Which interviews do you have?")
    expect(second).to_have_class("exchange answered", timeout=1_000)
    assert asked.value.post_data_json["data"]["history"] == []
    slow_page.wait_for_timeout(1_000)
    encoded = encoder.encoded
    slow_page.wait_for_timeout(1_000)
    assert encoder.encoded == encoded < 300
    expect(first).to_contain_text("Stopped.")
    expect(first.locator(".quote")).to_have_count(0)


def test_a_stopped_question_can_be_asked_again(slow_page: Page) -> None:
    _ask(slow_page, QUESTION)
    slow_page.get_by_role("button", name="Stop").click()
    slow_page.get_by_role("button", name="Try again").click()
    expect(slow_page.locator(".exchange")).to_have_class("exchange answered", timeout=20_000)
    expect(slow_page.locator(".exchange .quote").first).to_be_visible()
