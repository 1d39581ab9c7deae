"""Collecting as the page asks for it: by address, shown in answers, in the reader and in the library."""

from typing import Any

import pytest

from page.desk import PageApi
from tests.page.test_correcting import END, START, TALK, WORDS, api, correct, opened

__all__ = ["api"]  # the fixture


def collect(api: PageApi, start: int = START, end: int = END) -> dict[str, Any]:
    transcript = opened(api)["transcript"]
    address = f"{transcript['id']}@{transcript['text_hash']}:{start}-{end}"
    return api.call({"do": "collect", "address": address})["item"]


def test_what_is_collected_is_shown_in_the_reader_and_in_answers(api: PageApi) -> None:
    item = collect(api)
    assert (item["text"], item["speaker"], item["voice"], item["title"]) == (WORDS, "Bob", "speaker", "talk")
    assert opened(api)["collected"] == [item]
    answer = api.ask({"question": "When did the mill burn?", "ticket": "1"})
    assert any(quote["text"] == WORDS for quote in answer["quotes"])
    assert answer["collected"] == [item]
    assert api.call({"do": "cite", "address": item["address"]})["quote"]["text"] == WORDS


def test_labels_and_a_note_are_kept_and_follow_a_correction(api: PageApi) -> None:
    item = collect(api)
    label = api.call({"do": "put_label", "label": {"name": "Fire"}})["label"]
    request = {"do": "annotate", "id": item["id"], "source": "talk.txt", "labels": [label["id"]], "note": "so"}
    assert api.call(request)["item"] == {**item, "labels": [label["id"]], "note": "so"}
    correct(api, {"written": "Bob", "name": "Bob Ray"})
    (shown,) = api.call({"do": "collected"})["items"]
    assert (shown["speaker"], shown["labels"], shown["note"]) == ("Bob Ray", [label["id"]], "so")
    assert api.start({})["labels"] == [label]


def test_words_of_several_are_given_to_all_of_them(api: PageApi) -> None:
    item = collect(api, TALK.index("sleeps"), END)
    assert (item["speaker"], item["speakers"]) == ("Ada, Bob", ["Ada", "Bob"])
    correct(api, {"start": START, "end": END, "speaker": None})
    (shown,) = opened(api)["collected"]
    assert shown["speaker"] == "Ada, …"


def test_what_was_removed_comes_back(api: PageApi) -> None:
    item = collect(api)
    assert api.call({"do": "uncollect", "id": item["id"]}) == {}
    assert api.call({"do": "collected"}) == {"items": [], "labels": [], "can_undo": True}
    assert api.call({"do": "undo_removal"})["items"] == [item]


def test_removing_the_transcript_keeps_it(api: PageApi) -> None:
    collect(api)
    api.call({"do": "remove", "source": "talk.txt"})
    (shown,) = api.call({"do": "collected"})["items"]
    assert (shown["state"], shown["text"], shown["speaker"]) == ("gone", WORDS, "Bob")


@pytest.mark.parametrize("wrong", ["talk.txt@00000000:1-5", "nobody.txt@00000000:1-5", "talk.txt"])
def test_what_stands_nowhere_is_refused_in_one_line(api: PageApi, wrong: str) -> None:
    assert "\n" not in api.call({"do": "collect", "address": wrong})["failure"]
