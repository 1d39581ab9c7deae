"""The examples for programs are run against a page."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Served

PAGE = Path(__file__).resolve().parents[2] / "docs" / "programs.md"
TEXT = PAGE.read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs(example: str, served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example.replace("http://127.0.0.1:7860", served.url), PAGE.name, "exec"), {})
    assert capsys.readouterr().out


def test_every_name_is_told(served: Served) -> None:
    from gradio_client import Client

    client = Client(served.url, verbose=False, analytics_enabled=False)
    names = client.view_api(return_format="dict")["named_endpoints"]
    client.close()
    assert [name for name in names if f"`{name.strip('/')}`" not in TEXT] == []
