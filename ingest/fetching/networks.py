"""Which addresses of the network may be asked: a page that others use must not reach what only this machine reaches."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
IsAllowed = Callable[[Address], bool]

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Where networks without IPv4 put its addresses: RFC 6052."""


class NotAllowed(httpx.TransportError):
    """Raised for a host that may not be asked, also where a redirect leads there."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, also by what it carries within it."""
    inner = _carried(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: Address) -> Address | None:
    """Return the IPv4 address that an IPv6 one stands for, None where it stands for itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    tunnel = address.teredo
    return address.ipv4_mapped or address.sixtofour or (tunnel[1] if tunnel else None)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Looks up every host itself, checks all that its name leads to, and connects to what was checked: a name that
    leads elsewhere a moment later is of no use.
    """

    def __init__(self, is_allowed: IsAllowed) -> None:
        limits = httpx.Limits(max_keepalive_connections=0)  # a connection belongs to one name, not to its address
        self._transport = httpx.AsyncHTTPTransport(limits=limits)
        self._is_allowed = is_allowed

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address of its host that answers.

        Raises:
            NotAllowed: The host has an address that may not be asked; nothing was sent.
        """
        host = request.url.raw_host.decode("ascii")
        found = await self._addresses(host, request)
        for address in found[:-1]:
            try:
                return await self._transport.handle_async_request(_sent_to(address, host, request))
            except httpx.ConnectError:
                continue
        return await self._transport.handle_async_request(_sent_to(found[-1], host, request))

    async def _addresses(self, host: str, request: httpx.Request) -> list[str]:
        try:
            rows: list[Any] = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpx.ConnectError(f"{host} is not known", request=request) from error
        found = list(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows))
        if not all(self._is_allowed(ipaddress.ip_address(address)) for address in found):
            raise NotAllowed(f"{host} is in a private network", request=request)
        return found

    async def aclose(self) -> None:
        """Close what is open."""
        await self._transport.aclose()


def _sent_to(address: str, host: str, request: httpx.Request) -> httpx.Request:
    """Return the request, to an address instead of a name; what is asked and whose certificate counts stay."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
