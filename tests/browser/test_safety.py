"""Safe by default: a login that holds, nothing for other sites, and a path prefix behind a proxy."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from page.safety import checker, hashed
from tests.browser.conftest import Served, free_port

PREFIX = "/talks"


@pytest.fixture
def locked(serve: Callable[..., Served], tmp_path: Path) -> Served:
    users = tmp_path / "users"
    users.write_text("# who may read\n" + hashed("ada", "lovelace") + "\n")
    return serve(auth=checker(str(users)))


def test_nothing_is_given_without_the_login(locked: Served) -> None:
    assert httpx.get(f"{locked.url}/gradio_api/info").status_code == 401
    call = httpx.post(f"{locked.url}/gradio_api/component_server", json={"data": {"do": "library"}, "fn_name": "call"})
    assert call.status_code == 401
    wrong = httpx.post(f"{locked.url}/login", data={"username": "ada", "password": "wrong"})
    assert wrong.status_code == 400


def test_the_login_opens_the_page(browser: Browser, locked: Served) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(locked.url)
    page.get_by_label("username", exact=False).fill("ada")
    page.get_by_label("password", exact=False).fill("lovelace")
    page.get_by_role("button", name="Login").click()
    page.wait_for_selector("#question")
    context.close()


@pytest.mark.parametrize(("locale", "label"), [("zh-CN", "登录"), ("zh-TW", "登入")])
def test_the_login_speaks_the_browsers_language(browser: Browser, locked: Served, locale: str, label: str) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(locked.url)
    expect(page.get_by_role("button", name=label)).to_be_visible()
    context.close()


def test_another_sites_page_cannot_change_anything(served: Served) -> None:
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = httpx.post(f"{served.url}/gradio_api/component_server", json={}, headers=headers)
        assert answer.status_code == 403


def test_the_page_keeps_to_itself(served: Served) -> None:
    headers = httpx.get(served.url).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_an_upload_that_is_too_large_is_refused(serve: Callable[..., Served]) -> None:
    small = serve(max_upload=1)
    files = {"files": ("big.txt", b"x" * 2_000_000)}
    assert httpx.post(f"{small.url}/gradio_api/upload", files=files).status_code == 413


@pytest.fixture
def proxied(serve: Callable[..., Served]) -> Iterator[str]:
    """The page behind a proxy that serves it under a prefix."""
    behind = serve(root_path=PREFIX)
    client = httpx.AsyncClient(base_url=behind.url, timeout=30)

    async def forward(request: Request) -> Response:
        path = request.url.path.removeprefix(PREFIX) + (f"?{request.url.query}" if request.url.query else "")
        headers = [(name, value) for name, value in request.headers.items() if name != "accept-encoding"]
        headers.append(("accept-encoding", "identity"))
        answer = await client.request(request.method, path or "/", headers=headers, content=await request.body())
        kept = {name: value for name, value in answer.headers.items() if name not in {"content-length", "connection"}}
        return Response(answer.content, answer.status_code, kept)

    app = Starlette(routes=[Route(PREFIX + "{path:path}", forward, methods=["GET", "POST", "HEAD"])])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}{PREFIX}"
    server.should_exit = True
    thread.join()


def test_it_works_behind_a_proxy_under_a_prefix(browser: Browser, proxied: str) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(proxied) else None)
    page.goto(proxied + "/")
    page.fill("#question", "How big is the pre-training team?")
    page.keyboard.press("Enter")
    page.locator(".card .chip").first.click()
    expect(page.locator("mark.here")).to_be_visible()
    assert outside == []
    context.close()
