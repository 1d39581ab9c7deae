"""Who may use the page, and what a browser may do with it."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import InterviewQAError

Checker = Callable[[str, str], bool]
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
"""Gradio's own frontend needs inline scripts; no other host is ever asked for anything."""

_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


class BadAuth(InterviewQAError):
    """Raised when --auth is neither user:password nor a file of hashes."""


def hashed(user: str, password: str) -> str:
    """Return a line of a file for --auth: `user:salt:scrypt hash`, both in hexadecimal."""
    salt = secrets.token_bytes(16)
    return f"{user}:{salt.hex()}:{_scrypt(password, salt).hex()}"


def checker(auth: str) -> Checker:
    """Return what tells whether a user's password is right.

    Args:
        auth: `user:password`, or the path of a file with lines as `python -m page password USER` prints them.

    Raises:
        BadAuth: it is neither.
    """
    if Path(auth).is_file():
        return _file_checker(Path(auth))
    user, colon, password = auth.partition(":")
    if not (user and colon and password):
        raise BadAuth(f"--auth {user!r}: no such file, and not of the form user:password")
    lines = [hashed(user, password)]
    return _hash_checker(lines)


def _file_checker(path: Path) -> Checker:
    lines = [line.strip() for line in path.read_text("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(_is_hash_line(line) for line in lines):
        raise BadAuth(f"{path}: each line must be as `python -m page password USER` prints it")
    return _hash_checker(lines)


def _is_hash_line(line: str) -> bool:
    parts = line.rsplit(":", 2)
    return len(parts) == 3 and all(set(part) <= set("0123456789abcdef") and part for part in parts[1:])


def _hash_checker(lines: list[str]) -> Checker:
    known = {}
    for line in lines:
        user, salt, digest = line.rsplit(":", 2)
        known[user] = (bytes.fromhex(salt), bytes.fromhex(digest))
    nobody = (b"nobody", bytes(64))

    def check(user: str, password: str) -> bool:
        salt, digest = known.get(user, nobody)  # an unknown name takes as long as a known one
        return hmac.compare_digest(_scrypt(password, salt), digest)

    return check


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, **_SCRYPT)


def is_local(host: str) -> bool:
    """Whether only this machine reaches a server on this address."""
    return host in {"localhost", "::1"} or host.startswith("127.")


def is_logged_in(request: Request) -> bool:
    """Whether whoever asks may see the page; told as Gradio's routes tell it, by the cookie of its login."""
    app = request.app
    if app.auth is None:
        return True
    cookies = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    return app.tokens.get(next(filter(None, map(request.cookies.get, cookies)), None)) is not None


class Guard:
    """Adds headers that keep the page to itself, and refuses changes that another site's page asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "POST" and _is_foreign(Headers(scope=scope)):
            await PlainTextResponse("refused: the request comes from another site", 403)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self._app(scope, receive, send_guarded)


def _is_foreign(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return False  # a program, not a browser
    return urlsplit(origin).netloc not in {headers.get("host"), headers.get("x-forwarded-host")}
