"""Servers as they are: slow, endless, broken, redirecting, tired."""

import asyncio
import gzip
import ipaddress
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from websites import HASTY, QUICK, Site

from corpus.errors import UnreadableFile
from ingest.fetching.fetcher import Fetcher, Seen
from ingest.fetching.networks import is_public


def sent(status: int, body: bytes = b"", **headers: str) -> Callable[[Any], None]:
    def answer(request: Any) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def endless(pause: float, part: bytes) -> Callable[[Any], None]:
    def answer(request: Any) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(part)
                time.sleep(pause)
        except OSError:
            return

    return answer


def never_a_head(request: Any) -> None:
    try:
        for number in range(200):
            request.wfile.write(b"HTTP/1.1 200 OK\r\n" if not number else b"X-More: x\r\n")
            time.sleep(0.05)
    except OSError:
        return


TOO_MUCH: dict[str, Callable[[Any], None]] = {
    "endless": endless(0, b"x" * 65_536),
    "bomb": sent(200, gzip.compress(bytes(3_000_000)), Content_Encoding="gzip"),
}
HOSTILE: dict[str, tuple[Callable[[Any], None], str]] = {
    "dripping": (endless(0.1, b"x"), "not there after 3 s"),
    "silent": (endless(5, b""), "cannot be fetched"),
    "head without end": (never_a_head, "not there after 3 s"),
    "other packing": (sent(200, b"x", Content_Encoding="br"), "was not asked for (br)"),
    "broken packing": (sent(200, b"no gzip", Content_Encoding="gzip"), "cannot be fetched"),
    "cut off": (sent(200, b"half", Content_Length="100"), "cannot be fetched"),
    "not http": (lambda request: request.wfile.write(b"hello\r\n\r\n"), "cannot be fetched"),
    "in circles": (sent(302, Location="/x"), "redirects without end"),
    "to a file": (sent(302, Location="file:///etc/passwd"), "cannot be fetched"),
    "unasked 304": (sent(304), "says 304"),
    "gone": (sent(410), "says 410"),
}


@pytest.mark.parametrize(("answer", "says"), HOSTILE.values(), ids=HOSTILE)
def test_what_servers_do_ends_in_a_line_that_says_so(answer: Callable[[Any], None], says: str, site: Site) -> None:
    site.pages["/x"] = answer
    with pytest.raises(UnreadableFile) as failed:
        Fetcher(HASTY).fetch(site.url("/x"))
    assert says in str(failed.value)
    assert str(failed.value).startswith(site.url("/x"))


@pytest.mark.parametrize("answer", TOO_MUCH.values(), ids=TOO_MUCH)
def test_no_more_is_taken_than_the_limit(answer: Callable[[Any], None], site: Site, fetcher: Fetcher) -> None:
    site.pages["/x"] = answer
    with pytest.raises(UnreadableFile, match=r"more than 0\.1 MB"):
        fetcher.fetch(site.url("/x"))


def test_asked_again_only_for_what_changed(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = ("text/plain", "first")
    site.pages["/b"] = sent(302, Location="/a")
    fetched = fetcher.fetch(site.url("/b"))
    assert fetched is not None
    assert (fetched.data, fetched.kind, fetched.address) == (b"first", "text/plain", site.url("/a"))
    assert fetcher.fetch(site.url("/a"), fetched.seen) is None
    site.pages["/a"] = ("text/plain", "second")
    again = fetcher.fetch(site.url("/a"), fetched.seen)
    assert again is not None
    assert again.data == b"second"


def test_a_tired_server_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.pages["/x"] = sent(429, Retry_After="60")
    for path in ("/x", "/y"):
        with pytest.raises(UnreadableFile, match="try again in 60 s"):
            fetcher.fetch(site.url(path))
    assert site.paths() == ["/x"]


@pytest.mark.parametrize("said", [{}, {"Retry_After": f"Tue, 03 Mar {'9' * 30} 06:00:00 GMT"}])
def test_a_tired_server_that_does_not_say_for_how_long(said: dict[str, str], site: Site, fetcher: Fetcher) -> None:
    site.pages["/x"] = sent(503, **said)
    with pytest.raises(UnreadableFile, match="try again in 60 s"):
        fetcher.fetch(site.url("/x"))


def test_a_server_that_is_rested_is_asked_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/x"] = sent(429, Retry_After="0")
    with pytest.raises(UnreadableFile, match="asked too much"):
        fetcher.fetch(site.url("/x"))
    site.pages["/x"] = ("text/plain", "x")
    assert fetcher.fetch(site.url("/x")) is not None


def test_a_host_is_given_a_pause(site: Site) -> None:
    site.pages["/a"] = ("text/plain", "x")
    unhurried = Fetcher(type(QUICK)(pause=0.3))
    started = time.monotonic()
    unhurried.fetch(site.url("/a"))
    unhurried.fetch(site.url("/a"), Seen("other"))
    assert time.monotonic() - started >= 0.3


def test_of_one_host_one_thing_at_a_time(site: Site, fetcher: Fetcher) -> None:
    inside, most = [], []

    def answer(request: Any) -> None:
        inside.append(request)
        most.append(len(inside))
        time.sleep(0.05)
        inside.remove(request)
        sent(200, b"x")(request)

    site.pages["/x"] = answer
    with ThreadPoolExecutor() as readers:
        assert all(readers.map(fetcher.fetch, [site.url("/x")] * 4))
    assert most == [1, 1, 1, 1]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433"])
def test_what_only_this_machine_reaches_is_not_asked_for_others(host: str, site: Site) -> None:
    site.pages["/a"] = ("text/plain", "secret")
    with pytest.raises(UnreadableFile, match="private network"):
        Fetcher(QUICK, is_public).fetch(site.url("/a", host))
    assert site.asked == []


def test_a_redirect_into_the_network_is_not_followed(site: Site) -> None:
    site.pages |= {"/a": sent(302, Location=site.url("/b", "127.0.0.2")), "/b": ("text/plain", "secret")}
    outside = Fetcher(QUICK, lambda address: address == ipaddress.ip_address("127.0.0.1"))
    with pytest.raises(UnreadableFile, match=r"127\.0\.0\.2 is in a private network"):
        outside.fetch(site.url("/a"))
    assert site.paths() == ["/a"]


def test_a_checked_name_is_asked_by_its_name(site: Site) -> None:
    site.pages["/a"] = ("text/plain", "x")
    fetched = Fetcher(QUICK, lambda _: True).fetch(site.url("/a", "localhost"))
    assert fetched is not None
    assert fetched.address == site.url("/a", "localhost")
    assert site.asked[0][1]["Host"] == f"localhost:{site.port}"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_public_addresses(address: str, expected: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is expected


def test_it_fetches_where_an_event_loop_runs(site: Site) -> None:
    site.pages["/a"] = ("text/plain", "Ada: The safe opens at nine.")

    async def in_a_notebook() -> bytes:
        fetched = Fetcher(QUICK).fetch(site.url("/a"))
        return fetched.data if fetched else b""

    with ThreadPoolExecutor(1) as notebook:
        found = notebook.submit(lambda: asyncio.run(in_a_notebook())).result()
    assert found == b"Ada: The safe opens at nine."
