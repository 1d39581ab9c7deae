"""Taking answers away, by copy, export and link; and saying what one thinks of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page, expect

from corpus.database import Store
from corpus.database.tables import verdicts
from tests.browser.conftest import Served
from tests.quality.scoring import questions

Ask = Callable[[str], None]
QUESTION = "How big is the pre-training team?"


@pytest.fixture
def clipboard(context: BrowserContext, page: Page) -> Callable[[], str]:
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def read() -> str:
        expect(page.locator(".notices")).to_contain_text("Copied")
        return str(page.evaluate("navigator.clipboard.readText()"))

    return read


def _exported(page: Page, kind: str) -> str:
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=kind).click()
    return Path(download.value.path()).read_text("utf-8")


def test_an_answer_is_copied_with_its_quotes_and_addresses(page: Page, ask: Ask, clipboard: Callable[[], str]) -> None:
    ask(QUESTION)
    page.get_by_role("button", name="Copy", exact=True).click()
    text = clipboard()
    assert text.startswith(f"## {QUESTION}")
    assert page.locator("blockquote").last.text_content().replace("*", "\\*") in text.replace("\n> ", "\n")
    assert "?cite=" in text


def test_a_conversation_is_exported(page: Page, ask: Ask) -> None:
    ask(QUESTION)
    ask("預訓練團隊有多少人?")
    assert _exported(page, "Markdown").count("\n## ") == 2
    items = json.loads(_exported(page, "CSL-JSON"))
    assert items
    assert {"id", "type", "title", "author"} <= set(items[0])
    assert _exported(page, "BibTeX").startswith("@misc{")


def test_a_link_opens_the_same_question(page: Page, ask: Ask, clipboard: Callable[[], str]) -> None:
    ask(QUESTION)
    page.get_by_role("button", name="Link", exact=True).click()
    page.goto(clipboard())
    expect(page.locator(".asked")).to_have_text(QUESTION)
    page.locator(".exchange.answered").wait_for()


def test_a_citations_link_opens_it(page: Page, ask: Ask) -> None:
    ask(QUESTION)
    quote = page.locator(".card .quote").first
    words = quote.locator("blockquote").text_content()
    page.goto(quote.locator(".chip").get_attribute("href") or "")
    expect(page.locator("mark.here")).to_have_text(words or "")
    expect(page.locator("mark.here")).to_be_in_viewport()


def test_a_citation_that_is_none_says_so(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/?cite=nonsense")
    expect(page.locator(".notices .failure")).to_contain_text("nonsense")


def test_a_verdict_is_kept_with_a_word_and_comes_back_as_a_question(page: Page, ask: Ask, served: Served) -> None:
    ask(QUESTION)
    quoted = page.locator(".card .quote blockquote").first.text_content()
    page.get_by_role("button", name="Good answer").click()
    expect(page.get_by_role("button", name="Good answer")).to_have_attribute("aria-pressed", "true")
    page.locator(".word input").fill("exactly what I wanted")
    page.keyboard.press("Enter")
    expect(page.locator(".notices")).to_contain_text("Kept")
    query = sa.select(verdicts.c.verdict, verdicts.c.word).order_by(verdicts.c.said.desc())
    kept = Store(served.store).database.read(lambda connection: connection.execute(query).first())
    assert tuple(kept or ()) == ("good", "exactly what I wanted")
    page.get_by_role("button", name="Library").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export feedback").click()
    store = Store(served.store)
    texts = {info.id: store.snapshot().read(info.id).text for info in store.snapshot().infos.values()}
    *_, question = questions(Path(download.value.path()), texts)  # as the quality suite reads it
    assert (question.text, question.answerable) == (QUESTION, True)
    source, start, end = question.points[0][0]
    assert texts[source][start:end] == quoted


def test_a_verdict_that_cannot_be_kept_says_so(page: Page, ask: Ask, served: Served) -> None:
    ask(QUESTION)
    database = Store(served.store).database
    with database.change() as connection:
        connection.execute(sa.text("ALTER TABLE verdicts RENAME TO hidden"))
    try:
        page.get_by_role("button", name="Good answer").click()
        expect(page.locator(".notices .failure")).to_contain_text("cannot be written")
        expect(page.get_by_role("button", name="Good answer")).to_have_attribute("aria-pressed", "false")
    finally:
        with database.change() as connection:
            connection.execute(sa.text("ALTER TABLE hidden RENAME TO verdicts"))
