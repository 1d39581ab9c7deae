"""Adding several files at once: each has its own progress, and its own error."""

from playwright.sync_api import Page, expect

DROP = """(files) => {
    const transfer = new DataTransfer();
    for (const [name, text] of files) transfer.items.add(new File([text], name, { type: "text/plain" }));
    const event = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector(".drop").dispatchEvent(event);
}"""


def _talk(what: str, turns: int) -> str:
    return "".join(f"{('Ada', 'Bob')[n % 2]}: The {what} number {n} is counted at noon.\n\n" for n in range(turns))


def drop(page: Page, files: dict[str, str]) -> None:
    page.get_by_role("navigation").get_by_role("button", name="Add").click()
    page.evaluate(DROP, list(files.items()))


def test_each_dropped_file_is_read_and_added_by_itself(slow_page: Page) -> None:
    files = {"sails.txt": _talk("sail", 200), "empty.txt": "", "ropes.txt": _talk("rope", 4), "map.png": "no text"}
    drop(slow_page, files)
    sails, ropes = (slow_page.locator(f"[data-name='{name}']") for name in ("sails.txt", "ropes.txt"))
    expect(slow_page.locator("[data-name='empty.txt'] .failure")).to_contain_text("empty")
    expect(slow_page.locator(".notices")).to_contain_text("no kind that is read: map.png")
    expect(ropes).to_contain_text("check and add")
    slow_page.get_by_role("button", name="Add all 2").click()
    expect(sails.locator("progress[value]")).to_be_visible(timeout=15_000)
    shown = sails.locator("progress").evaluate("bar => [bar.value, bar.max]")
    assert 0 < shown[0] <= shown[1] <= 200
    expect(ropes).to_contain_text("check and add")
    expect(sails.locator(".pill")).to_have_text("added", timeout=30_000)
    expect(ropes.locator(".pill")).to_have_text("added", timeout=30_000)
    expect(slow_page.locator(".stats")).to_contain_text("3 transcripts")


def test_a_file_that_is_broken_says_so_and_the_others_go_on(slow_page: Page) -> None:
    drop(slow_page, {"broken.pdf": "%PDF-1.7 and nothing more", "ropes.txt": _talk("rope", 4)})
    expect(slow_page.locator("[data-name='broken.pdf'] .failure")).to_contain_text("broken.pdf")
    ropes = slow_page.locator("[data-name='ropes.txt']")
    ropes.get_by_label("Title").fill("Ropes & <b>knots</b>")
    ropes.get_by_role("button", name="Add to the library").click()
    expect(ropes.locator(".pill")).to_have_text("added", timeout=30_000)
    slow_page.get_by_role("navigation").get_by_role("button", name="Library").click()
    expect(slow_page.locator("[data-id='ropes.txt'] .title")).to_have_text("Ropes & <b>knots</b>")


def test_an_address_in_the_network_that_serves_the_page_is_refused(slow_page: Page) -> None:
    slow_page.get_by_role("navigation").get_by_role("button", name="Add").click()
    slow_page.get_by_label("or an address").fill("http://127.0.0.1:9/talk")
    slow_page.keyboard.press("Enter")
    expect(slow_page.locator(".notices")).to_contain_text("127.0.0.1 is in a private network")
    expect(slow_page.get_by_role("button", name="Fetch")).to_be_enabled()
    slow_page.get_by_role("button", name="简体中文").click()
    expect(slow_page.locator(".address input")).to_have_value("http://127.0.0.1:9/talk")
