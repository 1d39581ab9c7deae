"""Correcting who speaks, where a transcript is read: what is wrong is given to who said it, seen as such, undone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from answer import Answerer
from corpus.database import Store
from ingest import add
from page.opening import Library
from tests.browser.conftest import Served
from tests.conftest import TinyEncoder

READING = 60_000
"""Milliseconds that a transcript may take to be read again, on a machine that is busy."""
WORDS = "Who mends the nets?"
TALK = f"""Visitor: When was the old crane sold? 🏗️

Keeper: It was sold in 1987. {WORDS} The fishermen mend them themselves.

Visitor: And who counts the barrels?

Keeper: My daughter counts them, every morning.
"""


@dataclass(frozen=True)
class Corrected:
    """A library of one transcript, its page, and the file that it is from."""

    page: Page
    store: Store
    file: Path

    def turn(self, words: str) -> Locator:
        return self.page.locator(".row.turn", has_text=words)

    def open_form(self, words: str) -> Locator:
        self.turn(words).hover()
        self.turn(words).get_by_role("button", name="Correct who speaks").click()
        return self.page.get_by_role("form", name="Correct who speaks")

    def correct(self, words: str, name: str, what: str | None = None) -> None:
        form = self.open_form(words)
        if what:
            form.get_by_role("combobox", name="What to correct").select_option(what)
        who = form.get_by_role("combobox", name="Who speaks")
        known = who.locator("option", has_text=name).count()
        who.select_option(label=name if known else "somebody else…")
        if not known:
            form.get_by_role("textbox", name="Name").fill(name)
        form.get_by_role("button", name="Correct").click()
        expect(form).to_have_count(0, timeout=READING)

    def speakers(self) -> list[str | None]:
        return [turn.speaker for turn in self.store.snapshot().read("harbour.txt").turns()]


@pytest.fixture
def talk(context: BrowserContext, serve: Callable[..., Served], tmp_path: Path, store_dir: Path) -> Corrected:
    file = tmp_path / "harbour.txt"
    file.write_text(TALK, "utf-8")
    store, encoder = Store(store_dir), TinyEncoder()
    add([file], store, encoder)
    page = context.new_page()
    page.goto(serve(Library(store, encoder, Answerer(store, encoder))).url)  # type: ignore[arg-type]
    page.locator(".nothing").get_by_role("button", name="harbour").click()
    page.locator(".row.turn").first.wait_for()
    return Corrected(page, store, file)


def choose(page: Page, words: str) -> None:
    """Select words of the text, as with the mouse."""
    script = """(words) => {
        const walker = document.createTreeWalker(document.querySelector(".source .text"), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) getSelection().setBaseAndExtent(node, at - 1, node, at + words.length);
        }
    }"""
    page.evaluate(script, words)


def test_a_turn_is_given_to_somebody_else_and_the_correction_undone(talk: Corrected) -> None:
    talk.correct("counts the barrels", "Ada Quill")
    turn = talk.turn("counts the barrels")
    for text in ("Ada Quill", "corrected", "source: Visitor"):
        expect(turn.locator(".name")).to_contain_text(text)
    assert 'speaker: "Ada Quill"' in talk.file.with_name("harbour.txt.yaml").read_text("utf-8")
    assert talk.speakers() == ["Visitor", "Keeper", "Ada Quill", "Keeper"]
    talk.page.locator(".corrections summary").click()
    expect(talk.page.locator(".corrections li")).to_contain_text("Visitor → Ada Quill")
    talk.page.get_by_role("button", name="Undo").click()
    expect(talk.page.locator(".corrections")).to_have_count(0, timeout=READING)
    expect(turn.locator(".name")).to_contain_text("Visitor")
    assert talk.speakers() == ["Visitor", "Keeper", "Visitor", "Keeper"]
    assert not talk.file.with_name("harbour.txt.yaml").exists()


def test_chosen_words_become_a_turn_of_their_own(talk: Corrected) -> None:
    choose(talk.page, WORDS)
    talk.correct(WORDS, "Visitor")
    expect(talk.turn(WORDS).locator(".side")).to_have_text(WORDS)
    (kept,) = talk.store.snapshot().info("harbour.txt").corrections
    assert TALK[kept["start"] : kept["end"]] == WORDS
    assert talk.speakers()[:4] == ["Visitor", "Keeper", "Visitor", "Keeper"]


def test_a_speaker_is_renamed_everywhere_and_in_the_answers(talk: Corrected) -> None:
    talk.correct("My daughter", "Ruth Quillon", what="label")
    expect(talk.page.locator(".name b", has_text="Ruth Quillon")).to_have_count(2)
    expect(talk.turn("My daughter").locator(".name")).to_contain_text("written “Keeper”")
    talk.page.fill("#question", "Who counts the barrels every morning?")
    talk.page.keyboard.press("Enter")
    expect(talk.page.locator(".card .who").first).to_contain_text("Ruth Quillon")


def test_nobody_may_be_named_and_a_label_needs_a_name(talk: Corrected) -> None:
    talk.correct("My daughter", "speaker not named")
    expect(talk.turn("My daughter").locator(".name")).to_contain_text("speaker not named")
    form = talk.open_form("counts the barrels")
    form.get_by_role("combobox", name="What to correct").select_option("label")
    expect(form.get_by_role("textbox", name="Name")).to_have_value("Visitor")
    form.get_by_role("textbox", name="Name").fill("")
    form.get_by_role("button", name="Correct").click()
    expect(form.locator("input:invalid")).to_have_count(1)
    talk.page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    assert talk.speakers()[-1] is None


def test_what_cannot_be_corrected_says_why_in_one_line(talk: Corrected) -> None:
    talk.file.unlink()
    form = talk.open_form("counts the barrels")
    form.get_by_role("button", name="Correct").click()
    expect(talk.page.locator(".notices .failure")).to_contain_text(
        "corrections are kept beside its file", timeout=READING
    )
    expect(form.get_by_role("button", name="Correct")).to_be_enabled()


def test_the_quote_that_is_open_stays_marked(talk: Corrected) -> None:
    talk.page.fill("#question", "Who counts the barrels every morning?")
    talk.page.keyboard.press("Enter")
    mark = talk.page.locator("mark.here")
    expect(mark).to_be_visible()
    marked = mark.text_content() or ""
    talk.correct("My daughter", "Ruth Quillon")
    expect(mark).to_have_text(marked)
    expect(talk.turn("My daughter").get_by_role("button", name="Correct who speaks")).to_be_focused()
