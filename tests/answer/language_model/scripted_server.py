"""A server of the chat completions protocol that says what a test tells it to, in the forms of several programs."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Play = Callable[["Handler", dict[str, Any]], None]
"""Answers one request: the handler to write to, and the request's JSON."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        asked = json.loads(self.rfile.read(length))
        self.server.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}, asked))  # type: ignore[attr-defined]
        try:
            self.server.play(self, asked)  # type: ignore[attr-defined]
        except (BrokenPipeError, ConnectionResetError):
            self.server.left.set()  # type: ignore[attr-defined]
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def refuse(self, status: int, body: Any, **headers: str) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def begin(self, kind: str = "text/event-stream") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, data: Any) -> None:
        self.wfile.write(f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode())
        self.wfile.flush()


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, play: Play) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.play = play
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.left = threading.Event()
        """Set when a client has gone in the middle of an answer."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def asked(self) -> list[str]:
        """What each request's last message says."""
        return [asked["messages"][-1]["content"] for _, _, asked in self.requests]


@contextmanager
def scripted(play: Play) -> Iterator[Server]:
    server = Server(play)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chunk(content: str | None = None, reason: str | None = None, **delta: Any) -> dict[str, Any]:
    """A piece of a stream as the protocol has it."""
    choice = {"index": 0, "delta": {"content": content, **delta}, "finish_reason": reason}
    return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}


def says(text: str, pause: float = 0.0) -> Play:
    """Write a text word by word."""
    return by_task(lambda _: text, pause)


def by_task(answer: Callable[[str], str], pause: float = 0.0) -> Play:
    """Write what a function of the request's messages, joined, gives."""

    def play(handler: Handler, asked: dict[str, Any]) -> None:
        text = answer("\n".join(message["content"] for message in asked["messages"]))
        handler.begin()
        for word in text.split(" "):
            handler.event(chunk(f"{word} "))
            time.sleep(pause)
        handler.event(chunk(reason="stop"))
        handler.event("[DONE]")

    return play
