"""One question over all interviews, in the browser."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect


def test_everybody_is_asked_and_rows_are_sorted_filtered_and_taken_along(page: Page) -> None:
    page.get_by_role("button", name="Across interviews").click()
    page.get_by_label("The question for everybody").fill("How many people work on pre-training?")
    page.keyboard.press("Enter")
    rows = page.locator(".matrix tbody tr")
    expect(rows.first).to_be_visible(timeout=30_000)
    count = rows.count()
    page.get_by_role("button", name="Speaker", exact=True).click()
    speakers = page.locator(".matrix tbody th").all_text_contents()
    named = [name for name in speakers if "not named" not in name and "writer" not in name]
    assert named == sorted(named)
    page.get_by_label("Filter the rows").fill("Oriol")
    expect(rows).to_have_count(1)
    page.get_by_label("Filter the rows").fill("")
    expect(rows).to_have_count(count)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == count + 1
    page.locator(".matrix .place").first.click()
    expect(page.locator("mark.here")).to_be_in_viewport()
