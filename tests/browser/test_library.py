"""The library and adding to it, in the browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.database import Store
from tests.browser.conftest import Served

TALK = """# Lighthouses at night

Visitor: How much oil does the lamp at Quillon Point burn?

Keeper: The lamp at Quillon Point burns seven gallons of oil a night.

Visitor: Who counts the gallons?

Keeper: I count them, and my daughter writes them down.

Visitor: And in winter, when the nights are long?

Keeper: In winter it is nine, and the wick is trimmed twice.
"""


@pytest.fixture
def talk(tmp_path: Path, served: Served) -> Iterator[Path]:
    """A new file; whatever became of it is removed afterwards."""
    path = tmp_path / "lighthouse.md"
    path.write_text(TALK, "utf-8")
    yield path
    store = Store(served.store)
    names = [name for name in store.snapshot().infos if name.startswith("lighthouse")]
    with store.writing() as writer:
        for name in names:
            writer.remove(name)


def _open_tab(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=name).click()


def _add(page: Page, path: Path) -> None:
    _open_tab(page, "Add")
    page.set_input_files("input[accept]", path)


def test_the_library_lists_every_transcript_and_the_people(page: Page, served: Served) -> None:
    _open_tab(page, "Library")
    rows = page.locator(".library tbody tr")
    expect(rows).to_have_count(len(Store(served.store).snapshot().infos))
    row = page.locator("[data-id='borgeaud-51cto-interview.txt']")
    for text in ("translated transcript", "Matt Turck with Sebastian Borgeaud", "Traditional Chinese", "characters"):
        expect(row).to_contain_text(text)
    expect(page.locator(".people")).to_contain_text("塞巴斯蒂安·布尔若")


def test_a_transcript_can_be_opened_and_downloaded(page: Page, served: Served) -> None:
    _open_tab(page, "Library")
    row = page.locator("[data-id='borgeaud-article.md']")
    with page.expect_download() as download:
        row.get_by_role("button", name="Download").click()
    assert (
        Path(download.value.path()).read_text("utf-8")
        == Store(served.store).snapshot().read("borgeaud-article.md").text
    )
    row.get_by_role("button", name="Open").click()
    expect(page.locator(".source h2")).to_have_text("Gemini 3秘诀")


def test_what_was_understood_is_corrected_before_it_is_added(page: Page, served: Served, talk: Path) -> None:
    _add(page, talk)
    upload = page.locator(".upload")
    expect(upload).to_contain_text("check and add")
    expect(upload.locator("blockquote")).to_contain_text("Quillon Point")
    expect(upload.get_by_label("Title")).to_have_value("Lighthouses at night")
    upload.get_by_label("Title").fill("Keeping the light")
    upload.get_by_label("Conversation").fill("lighthouse-talk")
    upload.get_by_label("Keeper (3 turns)").fill("Ruth Quillon")
    upload.get_by_label("Kind").select_option("transcript")
    assert "lighthouse.md" not in set(Store(served.store).snapshot().infos)
    upload.get_by_role("button", name="Add to the library").click()
    expect(upload).to_contain_text("added")
    store = Store(served.store)
    info = store.snapshot().info("lighthouse.md")
    assert (info.title, info.conversation, info.kind) == ("Keeping the light", "lighthouse-talk", "transcript")
    assert store.snapshot().catalogue.canonical("Keeper") == "Ruth Quillon"
    _open_tab(page, "Ask")
    page.fill("#question", "How much oil does the lamp at Quillon Point burn?")
    page.keyboard.press("Enter")
    expect(page.locator(".card").first).to_contain_text("seven gallons")
    expect(page.locator(".card .who").first).to_contain_text("Ruth Quillon")


def test_a_transcript_is_removed_only_after_asking_twice(page: Page, served: Served, talk: Path) -> None:
    _add(page, talk)
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator(".upload")).to_contain_text("added")
    _open_tab(page, "Library")
    row = page.locator("[data-id='lighthouse.md']")
    row.get_by_role("button", name="Remove").click()
    expect(row.get_by_role("button", name="Cancel")).to_be_focused()
    row.get_by_role("button", name="Cancel").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name="Remove").click()
    row.get_by_role("button", name="Yes, remove").click()
    expect(row).to_have_count(0)
    assert "lighthouse.md" not in set(Store(served.store).snapshot().infos)


def test_each_file_says_why_it_was_not_added(page: Page, talk: Path) -> None:
    empty = talk.with_name("empty.txt")
    empty.write_text("")
    _open_tab(page, "Add")
    page.set_input_files("input[accept]", [empty, talk])
    expect(page.locator("[data-name='empty.txt'] .failure")).to_contain_text("empty")
    expect(page.locator("[data-name='lighthouse.md']")).to_contain_text("check and add")


def test_only_uploaded_files_are_read(page: Page, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Ada: the secret word is cinnabar, and it is said here.")
    call = """async (path) => {
        const config = window.gradio_config;
        const html = config.components.find((one) => one.type === "html");
        const data = { do: "understand", path, name: "secret.txt" };
        const body = { data, fn_name: "call", component_id: html.id, session_hash: "x" };
        const url = `${config.root}${config.api_prefix}/component_server`;
        const headers = { "Content-Type": "application/json" };
        return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
    }"""
    answer = page.evaluate(call, str(secret))
    assert "not uploaded" in answer["failure"]


def test_a_transcript_shows_what_is_in_it_before_anything_is_asked(page: Page) -> None:
    _open_tab(page, "Library")
    page.locator("[data-id='borgeaud-51cto-interview.txt']").get_by_role("button", name="Open").click()
    overview = page.locator(".source .overview")
    expect(overview).to_contain_text("Sebastian Borgeaud")
    overview.get_by_text("AI 進展為什麼還沒有放緩").click()
    expect(page.locator("mark.here")).to_have_text("AI 進展為什麼還沒有放緩")
    expect(overview.locator("h3").first).to_be_hidden()  # folded where something else is read
    overview.locator("summary").first.click()
    overview.get_by_role("button", name="Ask this: 你覺得兩年後會變成什麼樣").click()
    expect(page.locator(".asked")).to_contain_text("兩年後會變成什麼樣")


def test_the_library_shows_who_and_what_is_in_it(page: Page) -> None:
    _open_tab(page, "Library")
    page.locator(".library .overview summary").click()
    expect(page.locator(".library .overview")).to_contain_text("2025-12")
    page.locator(".library .overview .suggestion", has_text="DeepMind").first.click()
    expect(page.locator(".asked")).to_contain_text("DeepMind")
