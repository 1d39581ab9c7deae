"""The page speaks the reader's language."""

import pytest
from playwright.sync_api import Browser, Page, expect

from page.serving import ASSETS_PATH, assets_version
from page.words import LANGUAGES, all_words
from tests.browser.conftest import Served


@pytest.mark.parametrize(
    ("locale", "language", "label"),
    [
        ("en-GB", "en", "Ask"),
        ("zh-CN", "zh-Hans", "提问"),
        ("zh-TW", "zh-Hant", "提問"),
        ("zh-HK", "zh-Hant", "提問"),
        ("de", "en", "Ask"),
    ],
)
def test_the_browsers_language_is_spoken(
    browser: Browser, served: Served, locale: str, language: str, label: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(served.url)
    expect(page.locator(".go")).to_have_text(label)
    expect(page.locator("html")).to_have_attribute("lang", language)
    context.close()


def test_the_language_can_be_switched_and_is_remembered(page: Page) -> None:
    page.fill("#question", "How big is the pre-training team?")
    page.keyboard.press("Enter")
    page.locator(".exchange.answered").wait_for()
    page.get_by_role("button", name="繁體中文").click()
    expect(page.locator(".go")).to_have_text("提問")
    expect(page.locator(".exchange.answered")).to_have_count(1)
    expect(page.locator(".source-head")).to_contain_text("複製引文")
    page.reload()
    expect(page.locator(".go")).to_have_text("提問")


def test_examples_are_in_the_pages_language(page: Page) -> None:
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in page.locator(".example").first.text_content() or "")


def test_every_text_has_the_same_values_in_every_language() -> None:
    for key, texts in all_words().items():
        names = {frozenset(_names(texts[language])) for language in LANGUAGES}
        assert len(names) == 1, key


def _names(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.partition("|")[0].split("{")[1:]}


def test_numbers_and_plurals_are_written_as_the_language_does(page: Page, served: Served) -> None:
    script = """async (address) => {
        const { Words } = await import(address);
        const table = { turns: { en: "{n} turn|{n} turns", "zh-Hans": "{n} 段发言" } };
        const words = new Words(table);
        const said = [1, 2, 1234].map((n) => words.say("turns", { n }));
        words.choose("zh-Hans");
        return [...said, words.say("turns", { n: 1 })];
    }"""
    said = page.evaluate(script, f"{served.url}{ASSETS_PATH}/{assets_version()}/words.js")
    assert said == ["1 turn", "2 turns", "1,234 turns", "1 段发言"]


def test_the_model_is_named(page: Page) -> None:
    expect(page.locator(".stats")).to_contain_text("model: tiny")
    page.get_by_role("button", name="Library").click()
    expect(page.locator(".library")).to_contain_text("tiny@1")
