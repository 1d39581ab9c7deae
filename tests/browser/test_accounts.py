"""Several accounts of one conversation, compared; and quotations checked."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ORIGINAL = "現在預訓練團隊已經非常大了,很難精確統計,但日常參與的人大概在 150 到 200 人之間"


def test_accounts_are_compared_and_open_at_their_words(page: Page) -> None:
    page.get_by_role("button", name="Compare").click()
    cards = page.locator(".comparison .card")
    expect(cards.first).to_be_visible()
    expect(page.locator(".comparison")).to_contain_text("Only here (")
    page.locator(".comparison summary").first.click()
    told = page.locator(".told .place").first
    words = told.text_content() or ""
    told.click()
    expect(page.locator("mark.here")).to_have_text(words)
    expect(page.locator("mark.here")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        (ORIGINAL, "word for word"),
        (ORIGINAL.replace("150", "100"), "altered"),
        ("现在预训练团队已经非常大了,很难精确统计", "another script"),
        ("zebra quartz violin", "not in the transcripts"),
    ],
)
def test_a_quotation_is_checked(page: Page, quotation: str, verdict: str) -> None:
    page.get_by_role("button", name="Check quotes").click()
    page.get_by_label("A quotation, or a draft").fill(quotation)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".verdict")).to_contain_text(verdict)


def test_what_was_altered_is_shown_and_opens_in_its_place(page: Page) -> None:
    page.get_by_role("button", name="Check quotes").click()
    page.get_by_label("A quotation, or a draft").fill(ORIGINAL.replace("150", "100"))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".difference ins")).to_have_text("100")
    expect(page.locator(".difference del")).to_have_text("150")
    page.locator(".readings .place").first.click()
    expect(page.locator("mark.here")).to_contain_text("150 到 200")


DRAFT = f"""“{ORIGINAL}”, said Matt Turck.

“This was made up by whoever wrote it,” said nobody at all. <b>“{ORIGINAL.replace("150", "100")}”</b>
"""


def test_each_quotation_of_a_draft_is_checked_and_taken_along_marked(page: Page) -> None:
    page.get_by_role("button", name="Check quotes").click()
    draft = {"name": "draft.md", "mimeType": "text/markdown", "buffer": DRAFT.encode()}
    page.set_input_files(".panel input[type=file]", draft)
    expect(page.locator(".checked .card")).to_have_count(3)
    expect(page.locator(".panel input[type=file]")).to_have_value("")  # the same file can be chosen again
    expect(page.locator(".said-by")).to_contain_text("to Matt Turck; in the transcripts it is Sebastian Borgeaud")
    page.get_by_role("button", name="not in the transcripts: 1").click()
    expect(page.locator(".checked .card")).to_have_count(1)
    expect(page.locator(".checked .card")).to_contain_text("made up by whoever")
    with page.expect_download() as download:
        page.get_by_role("button", name="Marked copy").click()
    assert download.value.suggested_filename == "draft.md.checked.html"
    page.get_by_role("button", name="somebody else’s words: 1").click()
    page.locator(".readings .place").first.click()
    expect(page.locator("mark.here")).to_contain_text("150 到 200")
    page.set_content(Path(download.value.path()).read_text("utf-8"))
    expect(page.locator("mark")).to_have_count(3)
    expect(page.locator("ol ins")).to_have_text("100")
    expect(page.locator("body")).to_contain_text(f"<b>“{ORIGINAL.replace('150', '100')}”</b>")
