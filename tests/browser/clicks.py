"""How long clicks take in a large library: `python -m tests.browser.clicks STORE [ROUNDS]`.

Each line is a click: the median and the longest of the milliseconds from the click until what it leads to is shown.
"""

import sys
from collections import defaultdict
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.browser.benchmark import ASK
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.serving import started

QUESTION = "What did you do before you founded the company?"
CLICK = """async ([clicked, shown]) => {
    const start = performance.now();
    document.querySelector(clicked).click();
    while (!document.querySelector(shown)) await new Promise(requestAnimationFrame);
    return performance.now() - start;
}"""
"""Clicks on the first of a selector; returns the milliseconds until there is one of another."""
TABS = {
    "library": ".library tbody tr",
    "add": ".panel.add",
    "compare": ".panel select, .panel .soft",
    "matrix": ".panel.matrix",
    "check": ".panel .tall",
    "collected": ".panel.collection h2",
    "ask": "#question",
}


def main(arguments: list[str]) -> None:
    """Click through the page and print how long each click took."""
    store, rounds = arguments[0], int(arguments[1]) if len(arguments) > 1 else 5
    taken: dict[str, list[float]] = defaultdict(list)
    with sync_playwright() as playwright, started(["--store", store]) as address:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector("#question")
        page.evaluate(ASK, QUESTION)
        for _ in range(rounds):
            for name, milliseconds in _clicks(page):
                taken[name].append(milliseconds)
        browser.close()
    for name, all_of_it in taken.items():
        print(f"{name:32} {median(all_of_it):6.0f} ms, longest {max(all_of_it):6.0f} ms")


def _clicks(page: Page) -> list[tuple[str, float]]:
    """Click once through everything; return what was clicked, and the milliseconds."""
    found = []

    def click(name: str, clicked: str, shown: str) -> None:
        found.append((name, float(page.evaluate(CLICK, [clicked, shown]))))

    click("a citation", ".chip", "mark.here")
    click("a star", ".card .star", ".collecting")
    click("done with its label", ".collecting .go", ".exchange:not(:has(.collecting))")
    click("the search in the transcript", ".source-tools [title^=Find]", ".find:not([hidden])")
    click("close", ".source-tools [title=Close]", ".source:not(:has(.source-head))")
    for tab, shown in TABS.items():
        click(f"the tab {tab}", f"[data-tab={tab}]", shown)
        if tab == "library":
            click("a transcript", ".library .title", ".source .row")
            page.locator("[data-tab=library]").click()
            page.locator(TABS["library"]).first.wait_for()
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
