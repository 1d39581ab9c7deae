"""The web chat: `python app.py` serves it at http://127.0.0.1:7860; `--help` lists what can be set."""

import gc
import logging
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import corpus.threads  # noqa: F401 - before numpy and torch
from corpus.errors import InterviewQAError

if TYPE_CHECKING:
    from page.opening import Library
    from page.options import Options

WARMING = 5.0
"""Seconds that the page waits for its first answers to be quick; it is served then all the same."""

INTERRUPTED = 130
"""Exit code of what Ctrl-C ended."""

_log = logging.getLogger("interview-qa")


def main(arguments: list[str] | None = None) -> int:
    """Serve the page until it is stopped; return the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    for name in ("interview-qa", "page"):
        logging.getLogger(name).setLevel(logging.INFO)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from page.options import parse

        serve(parse(arguments))
    except InterviewQAError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    except KeyboardInterrupt:  # before anything is loaded
        return INTERRUPTED
    return 0


def serve(options: "Options") -> None:
    """Open the library and serve the page."""
    from page.serving import require_free

    require_free(options.host, options.port)
    with TemporaryDirectory(prefix="interview-qa-") as uploads:
        os.environ["GRADIO_TEMP_DIR"] = uploads
        with _ended_at_once(Path(uploads)):
            with _collecting_nothing():
                page, settings = _made_ready(options, Path(uploads))
            warn_if_open(options)
            page.launch(**settings, prevent_thread_lock=True)
        host = "localhost" if options.host in {"0.0.0.0", "::"} else options.host
        _log.info("Interview Q&A is at http://%s:%s", host, options.port)
        page.block_thread()


@contextmanager
def _ended_at_once(uploads: Path) -> Iterator[None]:
    """Let Ctrl-C end the process by itself: libraries are loaded here by threads that nothing stops, and an exception
    in the middle of an import leaves what another thread waits for. A store that is being built stands a kill.
    """

    def end(*_: object) -> None:
        shutil.rmtree(uploads, ignore_errors=True)
        os.write(sys.stderr.fileno(), b"\n")  # below the terminal's own ^C
        os._exit(INTERRUPTED)

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else whoever started us wants it ignored
        signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _made_ready(options: "Options", uploads: Path) -> tuple[Any, dict[str, Any]]:
    """Return the page, its first answers quick, and the settings to launch it with."""
    from page.opening import open_library
    from page.serving import launch_settings

    with ThreadPoolExecutor(1) as beside:  # the model is loaded while Gradio is imported
        opened = beside.submit(open_library, options.location, options.model, options.language_model)
        settings = launch_settings(options, lambda: opened.result().store)
        library = opened.result()
    warming = threading.Thread(target=library.answerer.warm, name="warm", daemon=True)
    warming.start()
    page = build(library, options, uploads)
    warming.join(WARMING)
    return page, settings


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Look for no garbage while the libraries are imported: they stay, and the search is a fifth of the start."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def warn_if_open(options: "Options") -> None:
    """Say so where anyone on the network could use the page."""
    from page.safety import is_local

    if options.auth is None and not is_local(options.host):
        _log.warning("warning: %s is open to the network and asks for no login; see --auth", options.host)


def build(library: "Library", options: "Options", uploads: Path) -> Any:
    """Build the page: one frame that the page's own JavaScript fills, and the API for programs."""
    import gradio as gr

    from page.adding import Adding
    from page.desk import PageApi, Payload, View
    from page.fetching import Fetching
    from page.programs import Programs
    from page.serving import FRAME, LOADER, frame_props
    from page.words import all_words, say

    fetching = Fetching(library.store.folder, options.max_files)
    api = PageApi(library, Adding(library, uploads, options.added, fetching), options)

    def call(request: Payload) -> View:
        return api.call(request)

    with gr.Blocks(title=say("en", "title"), analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            html_template=FRAME,
            js_on_load=LOADER,
            server_functions=[call],
            apply_default_css=False,
            **frame_props(all_words()),
        )
        for program in Programs(library).all():
            gr.api(program, api_name=program.__name__, queue=False)
    return page


if __name__ == "__main__":
    sys.exit(main())
