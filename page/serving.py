"""How the page is served: its own files, Gradio's settings, and what is checked before anything is loaded."""

import hashlib
import socket
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from corpus.database import Store
from corpus.errors import InterviewQAError
from page.listening import recording_route
from page.options import Options
from page.safety import Guard

ASSETS = Path(str(resources.files("page"))) / "assets"
ASSETS_PATH = "/page-assets"
STYLES = ("styles.css", "reading.css", "collecting.css")

FRAME = '<div id="interviews"><p class="loading" role="status">…</p></div>'

LOADER = """
const prefix = new URL(window.gradio_config.root || "/", location.href).pathname.replace(/[/]+$/, "");
const assets = location.origin + prefix + props.assets;
const styles = props.styles.map((name) => new Promise((resolve) => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: assets + "/" + name, onload: resolve, onerror: resolve });
  document.head.append(link);
}));
Promise.all([import(assets + "/main.js"), ...styles]).then(([page]) =>
  page.start(element.querySelector("#interviews"), props, server, upload));
"""
"""Runs in the browser when Gradio has shown the frame."""


class PortTaken(InterviewQAError):
    """Raised when another program listens on the page's address."""


def require_free(host: str, port: int) -> None:
    """Check that the page can be served on this address.

    Raises:
        PortTaken: another program is there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"cannot serve on {host} port {port} ({error.strerror}); choose another port: "
                "--port N or GRADIO_SERVER_PORT=N"
            ) from error


def assets_version() -> str:
    """Return a name for the page's files as they are, so that a browser never mixes old with new ones."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


async def _asset(request: Request) -> Response:
    """Give out one of the page's files; its address changes with it, so a browser may keep it."""
    path = {path.name: path for path in ASSETS.iterdir()}.get(request.path_params["name"])
    if path is None:
        return PlainTextResponse("no such file", 404)
    return FileResponse(path, headers={"Cache-Control": "public, max-age=31536000, immutable"})


def frame_props(words: Any) -> dict[str, Any]:
    """Return what the page's JavaScript is started with."""
    return {"assets": f"{ASSETS_PATH}/{assets_version()}", "styles": STYLES, "words": words}


def launch_settings(options: Options, store: Callable[[], Store]) -> dict[str, Any]:
    """Return the arguments of Gradio's launch; `store` gives the library when it is asked for something of it."""
    import gradio as gr
    from starlette.middleware import Middleware
    from starlette.routing import Route

    fonts = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans CJK SC", "sans-serif"]
    assets = Route(f"{ASSETS_PATH}/{assets_version()}/{{name}}", _asset)
    return {
        "server_name": options.host,
        "server_port": options.port,
        "auth": options.auth,
        "root_path": options.root_path,
        "max_file_size": f"{options.max_upload}mb",
        "mcp_server": options.mcp,
        "theme": gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"]),
        "app_kwargs": {"routes": [assets, recording_route(store)], "middleware": [Middleware(Guard)]},
        "footer_links": [],
        "share": False,
        "ssr_mode": False,
        "quiet": True,
    }
