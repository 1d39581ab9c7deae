"""Asking in the browser: the answer, its citations, the source at the quoted words."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from corpus.database import Store
from tests.browser.conftest import Served

Ask = Callable[[str], None]


@pytest.mark.parametrize(
    "question",
    ["How big is the pre-training team?", "预训练团队有多少人？", "預訓練團隊有多少人?"],
)
def test_answers_in_each_script_with_quotes_that_stand_in_their_source(page: Page, ask: Ask, question: str) -> None:
    ask(question)
    expect(page.locator(".exchange.answered .quote").first).to_be_visible()
    expect(page.locator(".exchange.answered .chip").first).to_have_attribute("href", re.compile("[?]cite=.+"))


def test_a_citation_opens_the_source_at_the_quote(page: Page, ask: Ask, served: Served) -> None:
    ask("How big is the pre-training team?")
    quotes = page.locator(".card .quote")
    for index in range(quotes.count()):
        quoted = quotes.nth(index).locator("blockquote").text_content()
        quotes.nth(index).locator(".chip").click()
        mark = page.locator("mark.here")
        expect(mark).to_have_text(quoted or "", use_inner_text=False)
        expect(mark).to_be_in_viewport()
        assert mark.text_content() == quoted
    texts = [
        Store(served.store).snapshot().read(info.id).text for info in Store(served.store).snapshot().infos.values()
    ]
    assert any((quoted or "never") in text for text in texts)


def test_what_surrounds_the_quote_is_readable(page: Page, ask: Ask) -> None:
    ask("預訓練團隊有多少人?")
    page.locator(".card .quote", has_text="translated transcript").first.locator(".chip").click()
    expect(page.locator(".source h2")).to_contain_text("預訓練負責人")
    expect(page.locator(".text .row.turn .name", has_text="Sebastian Borgeaud").first).to_be_visible()
    assert page.locator(".text .row.heading").count() > 0


def test_markup_in_a_transcript_is_shown_and_never_run(page: Page, ask: Ask) -> None:
    ask("What do we ship in zanzibar text?")
    shown = page.locator(".exchange.answered")
    expect(shown).to_contain_text("<img src=x onerror=\"window.ran='image'\">")
    shown.locator(".chip").first.hover()
    shown.locator(".chip").first.click()
    text = page.locator(".source .text")
    expect(text).to_contain_text('<script>window.ran = "script"</script>')
    expect(text).to_contain_text('{{value}} or ${window.ran="template"}')
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert page.locator("#interviews img, #interviews script").count() == 0


def test_character_references_stay_as_the_source_has_them(page: Page, ask: Ask, served: Served) -> None:
    words = "The clove growers of pemba say that R&amp;D stays &lt;i&gt;as it is&lt;/i&gt;, and &amp;amp; too."
    assert words in Store(served.store).snapshot().read("hostile.md").text
    ask("What do the clove growers of pemba say?")
    quote = page.locator(".card .quote, .near .quote", has_text="pemba").first
    expect(quote.locator("blockquote")).to_contain_text(words)
    expect(quote.locator(".who")).to_contain_text("R&D")
    quote.locator(".chip").hover()
    expect(page.locator(".hover-card .words")).to_contain_text(words)
    quote.locator(".chip").click()
    expect(page.locator("mark.here")).to_contain_text(words)
    assert page.locator(".exchange i, .source .text i, .hover-card i").count() == 0


def test_markup_in_a_question_is_shown_and_never_run(page: Page, ask: Ask) -> None:
    ask("<img src=x onerror=\"window.ran='asked'\"> team size?")
    expect(page.locator(".asked")).to_contain_text("<img src=x")
    assert page.evaluate("window.ran") is None


def test_nothing_is_asked_of_another_host(page: Page, ask: Ask, served: Served, requested: list[str]) -> None:
    ask("How big is the pre-training team?")
    page.locator(".chip").first.click()
    page.get_by_role("button", name="Library").click()
    page.locator(".library table").wait_for()
    foreign = [url for url in requested if not url.startswith((served.url, "data:", "blob:"))]
    assert foreign == []


def test_a_failure_looks_different_from_abstaining(page: Page, ask: Ask) -> None:
    ask("x" * 3_000)
    failure = page.locator(".exchange.failed .failure")
    expect(failure).to_have_attribute("role", "alert")
    expect(failure).to_contain_text("up to 2,000 are read")
    assert page.locator(".abstained").count() == 0


def test_abstaining_says_so_and_shows_what_is_nearest_as_such(page: Page, ask: Ask) -> None:
    ask("What is the airspeed velocity of an XB-70?")
    expect(page.locator(".abstained")).to_contain_text("The interviews don’t say.")
    expect(page.locator(".abstained")).to_contain_text("do not answer")
    assert page.locator(".failure, .lead, .badges").count() == 0


def test_the_words_that_answer_stand_out(page: Page, ask: Ask) -> None:
    ask("預訓練團隊有多少人?")
    told = page.locator(".card .quote .answering").first
    expect(told).to_have_text(re.compile(r"\d|百"))
    whole = page.locator(".card .quote", has=page.locator(".answering")).first.locator("blockquote")
    assert len(told.text_content() or "") < len(whole.text_content() or "")
    assert told.evaluate("element => getComputedStyle(element).display") == "inline"
