"""Asking for an address: politely, with limits, and only again where something may have changed."""

import asyncio
import email.utils
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from corpus.errors import UnreadableFile

if TYPE_CHECKING:
    import httpx

    from ingest.fetching.networks import IsAllowed

_Result = TypeVar("_Result")
_UNPACKED = {"", "identity", "gzip", "deflate"}
"""Of these, what comes in one piece is at most a thousand times as large when it is unpacked."""
_WAIT = {429, 503}
"""Answers of a server that is asked too much."""
_REST = 60
"""Seconds for which it is left alone where it does not say for how long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from a server, and how long it is waited for."""

    largest: int = 20_000_000
    """Bytes, unpacked."""
    longest: float = 120.0
    """Seconds for one address, with everything that it redirects to."""
    silence: float = 20.0
    """Seconds without a byte."""
    redirects: int = 5
    pause: float = 1.0
    """Seconds between two requests to one host."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of an address when it was fetched, to be asked whether it still holds; None: nothing."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at an address. `address` is where redirects led; `kind` is the content type, "" without one."""

    data: bytes
    address: str
    kind: str
    seen: Seen


class Fetcher:
    """Fetches addresses, of one host one at a time, for all threads. `is_allowed` tells which addresses of the network
    may be asked; None for all of them, and then by way of the proxy that the environment names.
    """

    def __init__(self, limits: Limits | None = None, is_allowed: "IsAllowed | None" = None) -> None:
        self._limits = limits or Limits()
        self._is_allowed = is_allowed
        self._asked: dict[str, float] = {}
        self._resting: dict[str, tuple[float, str]] = {}
        self._turns: dict[str, threading.Lock] = {}

    def fetch(self, address: str, seen: Seen | None = None) -> Fetched | None:
        """Return what stands at an address, None where it is as it was when it was `seen`.

        Raises:
            UnreadableFile: There is nothing, or more than is taken, or it may not be asked for.
        """
        import httpx

        try:
            with self._turns.setdefault(httpx.URL(address).host, threading.Lock()):
                return _run(self._in_time(address, seen or Seen()))
        except TimeoutError:
            raise UnreadableFile(f"{address}: not there after {self._limits.longest:.0f} s; try again later") from None
        except httpx.TooManyRedirects as error:
            raise UnreadableFile(f"{address}: redirects without end; open it in a browser and save it") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            what = str(error) or type(error).__name__
            raise UnreadableFile(f"{address}: cannot be fetched ({what}); check the address") from error

    async def _in_time(self, address: str, seen: Seen) -> Fetched | None:
        async with asyncio.timeout(self._limits.longest):
            async with self._client() as client:
                await self._pause(address)
                async with client.stream("GET", address, headers=_conditions(seen)) as response:
                    is_same = response.status_code == 304 and seen != Seen()
                    return None if is_same else await self._taken(address, response)

    def _client(self) -> "httpx.AsyncClient":
        import httpx

        from ingest.fetching.networks import CheckedTransport

        return httpx.AsyncClient(
            transport=CheckedTransport(self._is_allowed) if self._is_allowed else None,
            headers={"User-Agent": "interview-qa", "Accept-Encoding": "gzip"},
            follow_redirects=True,
            max_redirects=self._limits.redirects,
            timeout=self._limits.silence,
        )

    async def _pause(self, address: str) -> None:
        """Wait until a host may be asked again.

        Raises:
            UnreadableFile: It asked not to be asked for some time.
        """
        import httpx

        host = httpx.URL(address).host
        until, reason = self._resting.get(host, (0.0, ""))
        if time.monotonic() < until:
            raise UnreadableFile(f"{address}: not asked for, as {reason}")
        await asyncio.sleep(self._asked.get(host, 0.0) + self._limits.pause - time.monotonic())
        self._asked[host] = time.monotonic()

    async def _taken(self, address: str, response: "httpx.Response") -> Fetched:
        import httpx

        if response.status_code in _WAIT:
            wait = _seconds(response.headers.get("retry-after", ""))
            rest = _REST if wait is None else wait
            reason = f"{response.url.host} is asked too much; try again in {rest:,} s"
            self._resting[httpx.URL(address).host] = (time.monotonic() + rest, reason)
            raise UnreadableFile(f"{address}: {reason}")
        if response.status_code != 200:
            raise UnreadableFile(
                f"{address}: the server says {response.status_code} {response.reason_phrase}; open it in a browser"
            )
        data = await self._read(address, response)
        seen = Seen(response.headers.get("etag"), response.headers.get("last-modified"))
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(data, str(response.url.copy_with(userinfo=b"")), kind, seen)

    async def _read(self, address: str, response: "httpx.Response") -> bytes:
        packed = response.headers.get("content-encoding", "").strip().lower()
        if packed not in _UNPACKED:
            raise UnreadableFile(f"{address}: sent in a form that was not asked for ({packed}); save it in a browser")
        data = bytearray()
        async for part in response.aiter_bytes():
            data += part
            if len(data) > self._limits.largest:
                most = self._limits.largest / 1e6
                raise UnreadableFile(f"{address}: more than {most:g} MB; save it, and add it as a file")
        return bytes(data)


def _run(fetching: Coroutine[None, None, _Result]) -> _Result:
    """Wait for a coroutine, also where the caller runs an event loop, as a notebook does: then in another thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(fetching)
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, fetching).result()


def _conditions(seen: Seen) -> dict[str, str]:
    asked = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
    return {name: value for name, value in asked.items() if value and value.isascii()}


def _seconds(retry_after: str) -> int | None:
    """Return how long a server wants to be left alone, None where it does not say."""
    if retry_after.isdecimal():
        return int(retry_after[:9])
    try:
        until = email.utils.parsedate_to_datetime(retry_after)
        return max(0, round((until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()))
    except (ValueError, OverflowError):
        return None
