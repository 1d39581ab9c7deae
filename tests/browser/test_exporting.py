"""Exports as a reader takes them: from the tab, from a conversation; and the page that checks itself, offline."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_correcting import TALK, Corrected, choose, talk

__all__ = ["talk"]  # the fixture
FISHERMEN = "The fishermen mend them themselves."


def _exported(page: Page, name: str, within: str) -> Path:
    page.locator(f"{within} .menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path())


@pytest.fixture
def collected(talk: Corrected) -> Page:
    choose(talk.page, FISHERMEN)
    talk.page.get_by_role("button", name="Collect", exact=True).click()
    talk.page.get_by_role("textbox", name="New label…").fill("Nets")
    talk.page.get_by_role("button", name="Done").click()
    talk.page.get_by_role("button", name="Collected", exact=True).click()
    talk.page.locator(".collection .labels", has_text="Nets").wait_for()
    return talk.page


def test_what_is_collected_is_taken_to_word_and_other_tools(collected: Page) -> None:
    document = Document(str(_exported(collected, "Word with citations", ".collection")))
    assert FISHERMEN in [one.text for one in document.paragraphs]
    project = _exported(collected, "REFI-QDA project (.qdpx)", ".collection").read_bytes()
    assert "project.qde" in zipfile.ZipFile(io.BytesIO(project)).namelist()


def test_a_page_checks_itself_and_its_sources_without_a_network(
    collected: Page, context: BrowserContext, tmp_path: Path
) -> None:
    written = _exported(collected, "Page that checks itself (HTML)", ".collection").read_text("utf-8")
    file, altered = tmp_path / "collected.html", tmp_path / "altered.html"
    file.write_text(written, "utf-8", newline="")
    altered.write_text(written.replace(FISHERMEN, "The fishermen never mend them.", 1), "utf-8", newline="")
    source, other = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text(TALK, "utf-8", newline="")
    other.write_text(TALK.replace("1987", "1988"), "utf-8", newline="")
    context.set_offline(True)
    page = context.new_page()
    page.on("request", lambda request: pytest.fail(request.url) if not request.url.startswith("file:") else None)
    page.goto(altered.as_uri())
    expect(page.locator("#seal")).to_have_text("This file was changed since it was exported.")
    page.goto(file.as_uri())
    expect(page.locator("#seal")).to_have_text("Nothing in this file was changed since it was exported.")
    expect(page.locator("mark")).to_have_text(FISHERMEN)
    page.set_input_files("#input", [str(other)])
    expect(page.locator("#files li")).to_have_class("told bad")
    expect(page.locator("article .told")).to_be_empty()
    page.set_input_files("#input", [str(source)])
    expect(page.locator("#files li")).to_have_class("told good")
    expect(page.locator("article .told")).to_contain_text("✓ stands in the source at this place")
    context.set_offline(False)


def test_an_answer_is_taken_as_a_page_that_checks_itself(talk: Corrected, context: BrowserContext) -> None:
    talk.page.fill("#question", "Who counts the barrels every morning?")
    talk.page.keyboard.press("Enter")
    talk.page.locator(".exchange.answered").wait_for()
    written = _exported(talk.page, "Page that checks itself (HTML)", ".composer")
    page = context.new_page()
    page.set_content(written.read_text("utf-8"))
    expect(page.locator("h2").first).to_have_text("Who counts the barrels every morning?")
    expect(page.locator("mark").first).to_contain_text("My daughter counts them")
