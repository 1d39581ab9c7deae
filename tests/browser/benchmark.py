"""How long a reader waits: `python -m tests.browser.benchmark [STORE] [STARTS]`.

Each line is one start of app.py: the seconds until it serves the page, until the question box is there, from
pressing Enter until the first answer is shown, and the longest of the later ones. A STORE that is not there is
built at the first start, so that line tells how long the very first one takes.
"""

import os
import sys
import time

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.serving import started

FIRST = "How big is the pre-training team?"
LATER = (
    "预训练团队有多少人？",
    "At what age did Sebastian Borgeaud start programming?",
    "什么是合成数据？",
    "What is said of scaling laws?",
    "他怎麼看長上下文?",
    "Who won the football match?",
)
ASK = """async (question) => {
    const [box, before] = [document.querySelector("#question"), document.querySelectorAll(".exchange.answered").length];
    const start = performance.now();
    box.value = question;
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    while (document.querySelectorAll(".exchange.answered").length === before) await new Promise(requestAnimationFrame);
    return (performance.now() - start) / 1000;
}"""
"""Asks in the page; returns the seconds until the answer is in it."""


def main(arguments: list[str]) -> None:
    """Start the page some times and print what was measured."""
    store = ["--store", arguments[0]] if arguments else []
    print("served   box  first  later  load")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(int(arguments[1]) if len(arguments) > 1 else 3):
            began = time.perf_counter()
            with started(store) as address:
                served = time.perf_counter() - began
                page = browser.new_page()
                page.goto(address)
                page.wait_for_selector("#question")
                box = time.perf_counter() - began
                first, later = _asked(page, FIRST), max(_asked(page, question) for question in LATER)
                page.close()
            print(f"{served:6.1f} {box:5.1f} {first:6.2f} {later:6.2f}  {os.getloadavg()[0]:.1f}", flush=True)
        browser.close()


def _asked(page: Page, question: str) -> float:
    return float(page.evaluate(ASK, question))


if __name__ == "__main__":
    main(sys.argv[1:])
