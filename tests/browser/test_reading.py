"""Reading an answer and its sources: cards on hover, marks, the ways between quotes, both languages, long texts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from page.serving import ASSETS_PATH, assets_version
from tests.browser.conftest import Served
from tests.browser.test_adding import drop

Ask = Callable[[str], None]


def test_hovering_over_a_citation_shows_its_quote(page: Page, ask: Ask) -> None:
    ask("How big is the pre-training team?")
    quote = page.locator(".card .quote").first
    card = page.locator(".hover-card")
    expect(card).to_be_hidden()
    quote.locator(".chip").hover()
    expect(card).to_be_visible()
    expect(card.locator(".words")).to_have_text(quote.locator("blockquote").text_content() or "")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_focusing_a_citation_shows_its_quote(page: Page, ask: Ask) -> None:
    ask("How big is the pre-training team?")
    page.locator(".log").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".chip:focus")).to_have_count(1)
    expect(page.locator(".hover-card")).to_be_visible()
    expect(page.locator(".chip:focus")).to_have_attribute("aria-describedby", "hover-card")


def test_the_other_quotes_are_marked_and_lead_to_each_other(page: Page, ask: Ask) -> None:
    ask("How big is the pre-training team?")
    page.locator(".card .chip").first.click()
    expect(page.locator(".between")).to_be_visible()
    count = int((page.locator(".between span").text_content() or "").split(" of ")[1])
    assert count > 1
    seen = set()
    for _ in range(count):
        mark = page.locator("mark.here")
        expect(mark).to_be_in_viewport()
        seen.add(mark.get_attribute("data-start"))
        page.get_by_role("button", name="Next quote").click()
        page.wait_for_timeout(100)
    assert len(seen) == count


def test_what_was_said_in_two_languages_stands_side_by_side(page: Page, ask: Ask) -> None:
    ask("How many people work on pre-training every day?")
    page.locator(".card .quote", has_text="also in").first.locator(".chip").click()
    paired = page.locator(".paired:has(mark.here)")
    expect(paired).to_be_visible()
    first, other = paired.locator(".side").first, paired.locator(".other").first
    assert {first.get_attribute("lang"), other.get_attribute("lang")} == {"zh-Hans", "en"}
    page.get_by_role("button", name="Widen").click()
    expect(page.locator(".paired mark.here")).to_be_in_viewport()
    one, two = first.bounding_box(), other.bounding_box()
    assert one is not None
    assert two is not None
    assert one["x"] + one["width"] <= two["x"]
    assert abs(one["y"] - two["y"]) < 2


def test_a_transcript_of_300_pages_is_shown_through_a_window(page: Page) -> None:
    page.get_by_role("button", name="Library").click()
    page.get_by_role("button", name="long", exact=True).click()
    text = page.locator(".source .text")
    expect(text.locator(".row").first).to_contain_text("In round 0 ")
    assert text.locator(".row").count() < 400
    text.evaluate("element => { element.scrollTop = element.scrollHeight; }")
    expect(text).to_contain_text("In round 2999 ")
    assert text.locator(".row").count() < 400
    assert _slowest_frame(page) < 150


def test_a_quote_below_text_that_is_lower_than_was_guessed_is_in_view(slow_page: Page) -> None:
    tall = "".join(f"{('Ada', 'Bob')[n % 2]}: No.\n\n" for n in range(1_200))
    low = "".join(f"{('Ada', 'Bob')[n % 2]}: {'The tide went out again that day. ' * 40}\n\n" for n in range(20))
    found = "Ada: A violet lighthouse was painted by Morwenna.\n\n"
    drop(slow_page, {"uneven.txt": low + found + tall})
    slow_page.locator("[data-name='uneven.txt']").get_by_role("button", name="Add to the library").click()
    expect(slow_page.locator("[data-name='uneven.txt'] .pill")).to_have_text("added", timeout=60_000)
    slow_page.get_by_role("navigation").get_by_role("button", name="Ask").click()
    slow_page.get_by_role("textbox", name="Question").fill("Who painted the violet lighthouse?")
    slow_page.keyboard.press("Enter")
    slow_page.locator(".quote", has_text="Morwenna").locator(".chip").first.click(timeout=30_000)
    expect(slow_page.locator(".source .row", has_text="The tide went out").last).to_be_attached()  # drawn late
    expect(slow_page.locator("mark.here", has_text="Morwenna")).to_be_in_viewport()


def _slowest_frame(page: Page) -> float:
    """Scroll through the text and return the longest time between two frames, in milliseconds."""
    script = """async () => {
        const text = document.querySelector(".source .text");
        let [slowest, last] = [0, performance.now()];
        for (let step = 0; step < 60; step += 1) {
            text.scrollTop -= 400;
            await new Promise(requestAnimationFrame);
            slowest = Math.max(slowest, performance.now() - last);
            last = performance.now();
        }
        return slowest;
    }"""
    return float(page.evaluate(script))


def test_scrolling_up_does_not_lose_the_place(page: Page, ask: Ask) -> None:
    ask("cobalt barrel 1500")
    page.locator(".card .chip").first.click()
    mark = page.locator("mark.here")
    expect(mark).to_be_in_viewport()
    page.wait_for_timeout(500)
    before = mark.bounding_box()
    page.wait_for_timeout(500)
    assert mark.bounding_box() == before


def test_on_a_phone_the_source_slides_over_the_conversation(page: Page, ask: Ask) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    ask("How big is the pre-training team?")
    source, chip = page.locator(".source"), page.locator(".card .chip").first
    expect(source).to_be_hidden()
    chip.click()
    expect(page.locator("mark.here")).to_be_in_viewport()
    box = source.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    assert page.evaluate("document.querySelector('#interviews').scrollWidth") == 390
    page.get_by_role("button", name="Back to the answer").click()
    expect(source).to_be_hidden()
    expect(chip).to_be_focused()


def test_where_quotes_overlap_the_open_one_is_one_whole_mark(page: Page, served: Served) -> None:
    script = """async (address) => {
        const { sideView } = await import(address);
        const side = { start: 10, text: "# One **two**\\n\\nthree four.", language: "en" };
        const box = sideView(side, [{ start: 12, end: 30, n: 1 }, { start: 16, end: 30, n: 2, here: true }]);
        return [box.textContent, ...[...box.querySelectorAll("mark.here")].map((mark) => mark.textContent)];
    }"""
    shown = page.evaluate(script, f"{served.url}{ASSETS_PATH}/{assets_version()}/rows.js")
    assert shown == ["# One **two**\n\nthree four.", "**two**\n\nthree"]


def test_marks_of_markdown_are_dimmed_and_stay_in_the_text(page: Page, served: Served) -> None:
    script = """async (address) => {
        const { appendDimmed } = await import(`${address}/quotes.js`);
        const { sideView } = await import(`${address}/rows.js`);
        const text = "Well \\\\[laughter\\\\] it **was**.\\n\\nC:\\\\dos <span class='key'>so</span> "
            + "[we](https://a.org/b_(c)) said [x](y) if a<b";
        const side = sideView({ start: 0, text, language: "en" }, []);
        const dimmed = (view) => [...view.querySelectorAll(".dim")].map((dim) => dim.textContent);
        const views = [appendDimmed(document.createElement("p"), text), side];
        return views.map((view) => [view.textContent === text, ...dimmed(view)]);
    }"""
    shown = page.evaluate(script, f"{served.url}{ASSETS_PATH}/{assets_version()}")
    assert shown == 2 * [[True, "\\", "\\", "**", "**", "<span class='key'>", "</span>", "[", "](https://a.org/b_(c))"]]


def test_dots_stand_beside_words_that_are_cut_out_of_their_sentence(page: Page, served: Served) -> None:
    script = """async (address) => {
        const { wordsBox } = await import(address);
        const dots = (cut) => {
            const box = wordsBox({ language: "en", cut });
            document.querySelector("#interviews").append(box);
            return ["::before", "::after"].map((side) => getComputedStyle(box, side).content);
        };
        return [dots([true, false]), dots([false, true]), dots(undefined)];
    }"""
    shown = page.evaluate(script, f"{served.url}{ASSETS_PATH}/{assets_version()}/quotes.js")
    assert shown == [['"… "', "none"], ["none", '" …"'], ["none", "none"]]


def test_a_mark_stands_where_its_quote_does_after_characters_that_javascript_counts_twice(
    page: Page, served: Served
) -> None:
    script = """async (address) => {
        const { sideView } = await import(address);
        const side = { start: 10, text: "🙂🙂 one **two** three", language: "en" };
        const box = sideView(side, [{ start: 19, end: 22, n: 1, here: true }]);
        return [box.textContent, box.querySelector("mark").textContent];
    }"""
    shown = page.evaluate(script, f"{served.url}{ASSETS_PATH}/{assets_version()}/rows.js")
    assert shown == ["🙂🙂 one **two** three", "two"]


def test_a_side_ends_where_the_source_counts_it(page: Page, served: Served) -> None:
    script = "async (address) => (await import(address)).endOf({ start: 10, text: '🙂🙂 one' })"
    assert page.evaluate(script, f"{served.url}{ASSETS_PATH}/{assets_version()}/marking.js") == 16
