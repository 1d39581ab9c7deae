"""A web site of a test's own on this machine, with the feeds that podcasts have and the manners that servers have."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.fetching.fetcher import Limits

PODCAST = "https://podcastindex.org/namespace/1.0"
QUICK = Limits(largest=100_000, longest=60.0, silence=30.0, redirects=3, pause=0.0)
HASTY = replace(QUICK, longest=3.0, silence=1.0)
"""For servers that never end."""


@dataclass
class Site:
    """What the site answers, by path: (content type, body), or what answers by itself. `asked` are the requests."""

    port: int = 0
    pages: dict[str, tuple[str, str | bytes] | Callable[[Any], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths asked for since the last call."""
        found = [path for path, _ in self.asked]
        self.asked.clear()
        return found


def feed(*items: str, head: str = "<language>en</language>") -> tuple[str, str]:
    return "application/rss+xml", (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:podcast="{PODCAST}"><channel><title>Night &amp; Tide</title>'
        f"{head}{''.join(items)}</channel></rss>"
    )


def item(title: str, *more: str) -> str:
    return (
        f"<item><title>{title}</title><pubDate>Tue, 03 Mar 2026 06:00:00 +0100</pubDate><link>/about</link>"
        f'<enclosure url="/{len(title)}.mp3" length="9" type="audio/mpeg"/>{"".join(more)}</item>'
    )


def transcript(path: str, kind: str, language: str = "") -> str:
    said = f' language="{language}"' if language else ""
    return f'<podcast:transcript url="{path}" type="{kind}"{said}/>'


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        answer = self.site.pages.get(self.path)
        if callable(answer):
            answer(self)
        elif answer is None:
            self.send_error(404)
        else:
            self._send(*answer)

    def _send(self, kind: str, body: str | bytes) -> None:
        data = body.encode() if isinstance(body, str) else body
        tag = f'"{abs(hash(data))}"'
        is_same = self.headers.get("If-None-Match") == tag
        self.send_response(304 if is_same else 200)
        for name, value in (("Content-Type", kind), ("ETag", tag), ("Content-Length", 0 if is_same else len(data))):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(b"" if is_same else data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served_site() -> Iterator[Site]:
    """Serve a site on every address of this machine, as long as it is needed."""
    found = Site()
    server = ThreadingHTTPServer(("0.0.0.0", 0), type("Handler", (_Handler,), {"site": found}))
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()
