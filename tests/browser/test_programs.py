"""The page's API, as programs use it."""

from collections.abc import Iterator

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from corpus.database import Store
from tests.browser.conftest import Served


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[Client]:
    client = Client(served.url, verbose=False, analytics_enabled=False)
    yield client
    client.close()


def test_ask_returns_the_answer_of_the_contract(client: Client, served: Served) -> None:
    answer = client.predict("How big is the pre-training team?", api_name="/ask")
    assert answer["answered"]
    assert {"question", "language", "answer", "points", "quotes", "seconds"} <= set(answer)
    for quote in answer["quotes"]:
        text = Store(served.store).snapshot().read(quote["source"]).text
        assert text[quote["start"] : quote["end"]] == quote["text"]


def test_ask_keeps_to_a_transcript(client: Client) -> None:
    answer = client.predict("How big is the team?", source="borgeaud-article.md", api_name="/ask")
    assert {quote["source"] for quote in answer["quotes"]} == {"borgeaud-article.md"}


def test_ask_everybody_returns_a_row_for_each_who_answers(client: Client) -> None:
    rows = client.predict("How big is the team?", "kilpatrick-gemini-leads", api_name="/ask_everybody")
    assert {row["speaker"] for row in rows} >= {"Jeff Dean", "Oriol Vinyals", "Noam Shazeer"}
    assert {row["state"] for row in rows} <= {"answered", "asked", "not_asked", "unknown"}


def test_search_returns_passages_of_the_source(client: Client, served: Served) -> None:
    passages = client.predict("合成数据", limit=3, api_name="/search")
    assert len(passages) == 3
    for passage in passages:
        text = Store(served.store).snapshot().read(passage["source"]).text
        assert text[passage["start"] : passage["end"]] == passage["text"]


def test_list_and_get_give_whole_transcripts(client: Client, served: Served) -> None:
    listed = client.predict(api_name="/list_transcripts")
    assert {one["id"] for one in listed} == set(Store(served.store).snapshot().infos)
    piece = client.predict("borgeaud-article.md", 10, 60, api_name="/get_transcript")
    assert piece["text"] == Store(served.store).snapshot().read("borgeaud-article.md").text[10:60]


def test_get_overview_says_what_is_in_a_transcript(client: Client, served: Served) -> None:
    found = client.predict("borgeaud-51cto-interview.txt", api_name="/get_overview")
    text = Store(served.store).snapshot().read("borgeaud-51cto-interview.txt").text
    assert found["divided_by"] == "sections"
    assert all(text[part["start"] : part["end"]] == part["text"] for part in (*found["parts"], *found["questions"]))


def test_check_quote_says_where_words_stand(client: Client, served: Served) -> None:
    text = Store(served.store).snapshot().read("borgeaud-article.md").text[300:330]
    checked = client.predict(text, api_name="/check_quote")
    assert checked["verdict"] == "exact"
    assert checked["places"][0]["source"] == "borgeaud-article.md"
    draft = client.predict(f"She wrote: “{text}” and “that nobody wrote.”", api_name="/check_draft")
    assert [one["verdict"] for one in draft] == ["exact", "not_found"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"question": " ", "api_name": "/ask"}, "empty"),
        ({"question": "x" * 100_000, "api_name": "/ask"}, "at most 2,000"),
        ({"source": "no-such.txt", "api_name": "/get_transcript"}, "no transcript 'no-such.txt'"),
    ],
)
def test_errors_say_what_is_wrong(client: Client, call: dict[str, str], message: str) -> None:
    with pytest.raises(AppError, match=message):
        client.predict(**call)


def test_every_program_is_described(client: Client) -> None:
    described = client.view_api(return_format="dict")["named_endpoints"]
    assert {"/ask", "/search", "/list_transcripts", "/get_transcript", "/check_quote", "/check_draft"} <= set(described)
    types = {parameter["parameter_name"]: parameter["type"] for parameter in described["/search"]["parameters"]}
    assert types["limit"]["type"] == "integer"
