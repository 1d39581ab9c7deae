"""Several accounts of one conversation, and talks of one person, compared; and quotations checked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Served
from tests.conftest import TinyEncoder

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


TALK = """---
title: {title}
date: {date}
---
Ada Berg: Our ferry company has {count} captains on the river.

Host: How was the winter?

Ada Berg: The harbour was quiet in that cold and windy winter.

Ada Berg: Apples and pears were cheap at the market.
"""


@pytest.fixture
def two_talks(
    context: BrowserContext, serve: Callable[..., Served], tmp_path: Path, store_dir: Path, tiny_encoder: TinyEncoder
) -> Page:
    """The page of a library in which one person speaks in two conversations, at the tab that compares."""
    from answer import Answerer
    from corpus.database import Store
    from ingest import add
    from page.opening import Library

    for title, date, count in (("The new ferries", "2026-05-04", "twenty"), ("A first talk", "2019-01-31", "eleven")):
        (tmp_path / f"{title}.md").write_text(TALK.format(title=title, date=date, count=count), "utf-8")
    store = Store(store_dir)
    add([tmp_path], store, tiny_encoder)
    page = context.new_page()
    page.goto(serve(Library(store, tiny_encoder, Answerer(store, tiny_encoder))).url)
    page.get_by_role("button", name="Compare").click()
    return page


def test_what_one_person_says_then_and_now_is_shown_by_date_and_opens(two_talks: Page) -> None:
    two_talks.get_by_label("What to compare").select_option(label="Ada Berg")
    expect(two_talks.get_by_role("heading", name="1 statement made otherwise at another time")).to_be_visible()
    card = two_talks.locator(".comparison .card")
    expect(card.locator(".pill")).to_have_text("another number")
    expect(card.locator("b")).to_have_text(["eleven", "twenty"])
    expect(card.locator(".place")).to_have_text(
        ["2019-01-31 · A first talk (transcript)", "2026-05-04 · The new ferries (transcript)"]
    )
    expect(two_talks.locator(".talks li")).to_have_text(["2019-01-31 · A first talk", "2026-05-04 · The new ferries"])
    card.locator(".place").last.click()
    expect(two_talks.locator("mark.here")).to_have_text("twenty")


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
