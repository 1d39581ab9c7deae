"""The page's API as MCP tools, used by a real MCP client."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.browser.conftest import Served

mcp = pytest.importorskip("mcp", reason="the extra gradio[mcp] is not installed")


async def _used(url: str) -> tuple[dict[str, Any], Any]:
    from mcp.client.streamable_http import streamable_http_client

    async with (
        streamable_http_client(f"{url}/gradio_api/mcp/") as (read, write, _),
        mcp.ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        result = await session.call_tool("ask", {"question": "How big is the pre-training team?"})
        return tools, result


@pytest.mark.filterwarnings("ignore::DeprecationWarning:mcp", "ignore::DeprecationWarning:gradio")
def test_a_client_finds_the_tools_and_asks(serve: Callable[..., Served]) -> None:
    url = serve(mcp=True).url
    with ThreadPoolExecutor(1) as elsewhere:  # the browser's driver has an event loop running here
        tools, result = elsewhere.submit(lambda: asyncio.run(_used(url))).result()
    assert {"ask", "search", "list_transcripts", "get_transcript", "check_quote"} <= set(tools)
    assert "verbatim quotes" in (tools["ask"].description or "")
    assert tools["search"].inputSchema["properties"]["limit"]["type"] == "integer"
    assert not result.isError
    answer = json.loads(result.content[0].text)
    assert answer["answered"]
    assert answer["quotes"]
