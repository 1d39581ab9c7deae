"""Collecting: a star, words chosen in the reader, labels, a note, the tab of all of it, and undoing."""

import re

import pytest
from playwright.sync_api import Page, expect

from ingest import add
from tests.browser.test_correcting import TALK, Corrected, choose, talk
from tests.conftest import TinyEncoder

__all__ = ["talk"]  # the fixture
FISHERMEN = "The fishermen mend them themselves."


@pytest.fixture
def answered(talk: Corrected) -> Page:
    talk.page.fill("#question", "Who counts the barrels every morning?")
    talk.page.keyboard.press("Enter")
    talk.page.locator(".card .star").first.wait_for()
    return talk.page


def _label(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="New label…").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(".collecting").get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")


def test_a_quote_is_starred_labelled_and_noted_by_keys_alone(answered: Page) -> None:
    quote = answered.locator(".card .quote", has_text="My daughter counts them").first
    quote.get_by_role("button", name="Collect").focus()
    answered.keyboard.press("Enter")
    form = quote.get_by_role("form", name="Collected: labels and note")
    expect(form.get_by_role("textbox", name="New label…")).to_be_focused()
    _label(answered, "Work")
    answered.keyboard.press("Tab")
    answered.keyboard.type("for chapter two")
    answered.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(quote.locator(".star")).to_be_focused()
    expect(quote.locator(".labels")).to_contain_text("Work")
    expect(answered.locator(".source .kept")).to_contain_text("My daughter counts them")
    expect(answered.locator(".source .row-stars .star")).to_have_count(1)
    answered.get_by_role("button", name="Collected", exact=True).click()
    card = answered.locator(".collection .card[data-item]")
    for text in ("My daughter counts them", "Keeper", "Work", "for chapter two"):
        expect(card).to_contain_text(text)
    answered.reload()
    answered.get_by_role("button", name="Collected", exact=True).click()
    expect(card).to_contain_text("for chapter two")


def test_chosen_words_are_collected_and_open_again_from_the_tab(talk: Corrected) -> None:
    choose(talk.page, FISHERMEN)
    talk.page.get_by_role("button", name="Collect", exact=True).click()
    row = talk.turn(FISHERMEN)
    expect(row.get_by_role("form", name="Collected: labels and note")).to_be_visible()
    _label(talk.page, "Nets")
    expect(row.locator(".kept")).to_have_text(FISHERMEN)
    expect(row.locator(".collecting")).to_be_visible()  # it stays open while labels are shown in the text
    row.get_by_role("textbox", name="Note").fill("mended by hand")
    row.get_by_role("button", name="Done").click()
    expect(row.locator(".star")).to_be_focused()
    talk.page.get_by_role("button", name="Collected", exact=True).click()
    talk.page.get_by_role("button", name=f"Open: {FISHERMEN}").click()
    expect(talk.page.locator("mark.here")).to_have_text(FISHERMEN)
    talk.page.locator(".kept").click()
    expect(talk.page.locator(".collecting")).to_be_visible()


def test_what_is_collected_is_filtered_and_a_removal_undone(talk: Corrected) -> None:
    page = talk.page
    for words, label in ((FISHERMEN, "Nets"), ("who counts the barrels?", "Work")):
        choose(page, words)
        talk.page.locator(".source .text").focus()
        page.keyboard.press("s")
        _label(page, label)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Collected", exact=True).click()
    cards = page.locator(".collection .card[data-item]")
    expect(cards).to_have_count(2)
    page.get_by_role("combobox", name="Label", exact=True).select_option("Nets")
    expect(cards).to_have_text([FISHERMEN + "Keeper · transcript · harbourNets"])
    page.get_by_role("combobox", name="Label", exact=True).select_option("Any label")
    page.get_by_role("combobox", name="Speaker").select_option("Visitor")
    expect(cards).to_have_count(1)
    page.get_by_role("button", name="Remove from the collection: who").click()
    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("")  # nobody of that name is left to choose
    expect(cards).to_have_count(1)
    page.get_by_role("button", name="Undo the last removal").click()
    expect(cards).to_have_count(2)
    page.locator(".codebook summary").click()
    page.get_by_role("combobox", name="Stands under: Work").focus()
    page.get_by_role("combobox", name="Stands under: Work").select_option("Nets")
    page.get_by_role("combobox", name="Label", exact=True).select_option("Nets")
    expect(cards).to_have_count(2)


def test_a_label_is_changed_twice_at_once_and_the_focus_stays(talk: Corrected) -> None:
    page = talk.page
    choose(page, FISHERMEN)
    page.get_by_role("button", name="Collect", exact=True).click()
    _label(page, "Nets")
    page.get_by_role("button", name="Collected", exact=True).click()
    page.locator(".codebook summary").click()
    twice = """() => {
        for (const [name, text] of [["name", "Ropes"], ["description", "what holds"]]) {
            const field = document.querySelector(`[data-field$="-${name}"]`);
            field.focus();
            field.value = text;
            field.dispatchEvent(new Event("change"));
        }
    }"""
    page.evaluate(twice)
    expect(page.locator(".collection .labels")).to_have_text("Ropes")
    expect(page.get_by_role("textbox", name="Description: Ropes")).to_be_focused()
    page.reload()
    page.get_by_role("button", name="Collected", exact=True).click()
    page.locator(".codebook summary").click()
    expect(page.get_by_role("textbox", name="Name: Ropes")).to_have_value("Ropes")
    expect(page.get_by_role("textbox", name="Description: Ropes")).to_have_value("what holds")


def test_words_of_a_heading_are_collected_and_labelled(talk: Corrected) -> None:
    file = talk.file.with_name("light.md")
    file.write_text("# Lighthouses at night\n\nKeeper: The lamp burns seven gallons of oil.\n", "utf-8")
    add([file], talk.store, TinyEncoder())
    talk.page.reload()
    talk.page.locator(".nothing").get_by_role("button", name="Lighthouses").click()
    talk.page.locator(".row.heading").wait_for()
    choose(talk.page, "at night")
    talk.page.get_by_role("button", name="Collect", exact=True).click()
    _label(talk.page, "Hours")
    expect(talk.page.locator(".row.heading .collecting")).to_be_visible()
    talk.page.keyboard.press("Escape")
    expect(talk.page.locator(".source .text")).to_be_focused()


def test_a_removed_transcripts_quotes_stay_and_say_so(talk: Corrected) -> None:
    choose(talk.page, FISHERMEN)
    talk.page.get_by_role("button", name="Collect", exact=True).click()
    talk.page.get_by_role("button", name="Done").click()
    talk.page.get_by_role("button", name="Library").click()
    talk.page.get_by_role("button", name="Remove: harbour").click()
    expect(talk.page.locator(".confirm")).to_contain_text("1 collected quote of it stays")
    talk.page.get_by_role("button", name="Yes, remove").click()
    talk.page.get_by_role("button", name="Collected", exact=True).click()
    card = talk.page.locator(".collection .card[data-item]")
    expect(card).to_contain_text(FISHERMEN)
    expect(card).to_contain_text("not in the library any more")
    expect(card.get_by_role("button", name="Open")).to_have_count(0)


def test_a_saved_answers_new_name_stays(answered: Page) -> None:
    answered.get_by_role("button", name="Save this answer").click()
    answered.locator(".card .star").first.click()
    answered.get_by_role("button", name="Collected", exact=True).click()
    answered.locator(".saved-answers summary").click()
    answered.locator(".saved-answers input").fill("Barrels")
    answered.keyboard.press("Tab")
    answered.wait_for_timeout(300)
    answered.get_by_role("combobox", name="Label", exact=True).select_option("without a label")
    expect(answered.locator(".saved-answers input")).to_have_value("Barrels")


def test_an_answer_is_saved_and_asked_again_with_what_is_new_marked(answered: Page, talk: Corrected) -> None:
    answered.get_by_role("button", name="Save this answer").click()
    expect(answered.locator(".save")).to_have_attribute("aria-pressed", "true")
    talk.file.write_text(
        f"{TALK}\nVisitor: So your daughter counts the barrels every morning, in winter too.\n", "utf-8"
    )
    add([talk.file], talk.store, TinyEncoder())
    answered.get_by_role("button", name="Collected", exact=True).click()
    answered.locator(".saved-answers summary").click()
    answered.get_by_role("button", name="Ask again").click()
    again = answered.locator(".exchange.answered").nth(1)
    expect(again.locator(".note")).to_contain_text("1 quote is new")
    expect(again.locator(".quote", has=answered.locator(".new"))).to_contain_text("in winter too")


def test_a_codebook_is_imported_into_an_empty_one_and_again(talk: Corrected) -> None:
    page, file = talk.page, talk.file.with_name("codes.qdc")
    codes = (
        '<Code name="Ropes" color="#112233"><Description>what\nholds</Description><Code name="Knots"/></Code><Code/>'
    )
    file.write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{codes}</Codes></CodeBook>', "utf-8")
    page.get_by_role("button", name="Collected", exact=True).click()
    for said in (
        "2 labels added, already there: 0. 1 code without a name was left out.",
        "0 labels added, already there: 2.",
    ):
        with page.expect_file_chooser() as choosing:
            page.get_by_role("button", name="Import a codebook (.qdc)").click()
        choosing.value.set_files(file)
        expect(page.locator(".notices")).to_contain_text(said)
    expect(page.locator(".codebook summary")).to_have_text("Codebook: 2 labels")
    expect(page.get_by_role("textbox", name="Description: Ropes")).to_have_value("what\nholds")
    expect(page.get_by_label("Colour: Ropes")).to_have_value("#112233")
    expect(page.get_by_role("combobox", name="Stands under: Knots")).to_have_value(re.compile(".+"))
    file.write_text("no codebook", "utf-8")
    page.locator(".codebook input[type=file]").set_input_files(file)
    expect(page.locator(".notices .failure")).to_contain_text("codes.qdc: no XML")
    expect(page.locator(".codebook summary")).to_have_text("Codebook: 2 labels")
