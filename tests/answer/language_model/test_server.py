"""Asking a server: the forms of several programs, and what goes wrong."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from answer.language_model.server import LanguageModel, LanguageModelFailed, Message, without_thinking
from answer.language_model.settings import LanguageModelSettings
from answer.stopping import Pending, Stopped, stoppable
from tests.answer.language_model.scripted_server import Handler, Play, chunk, says, scripted

ASKED = [Message("user", "How hot is the kiln?")]
SAID = "It reaches 1,280 degrees."


def ollama(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event(chunk("It reaches ", role="assistant"))
    handler.event(chunk("", role="assistant", reasoning="hm"))
    handler.event(chunk("1,280 degrees."))
    handler.event(chunk("", "stop"))
    handler.event("[DONE]")


def llama_cpp(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event(chunk(None, role="assistant"))
    handler.event(chunk(None, reasoning_content="hm"))
    handler.event(chunk(SAID))
    handler.event(chunk(None, "stop") | {"timings": {"predicted_n": 7}})
    handler.event({"id": "c", "choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 7}})
    handler.event("[DONE]")


def vllm(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin("text/event-stream; charset=utf-8")
    handler.event(chunk("", role="assistant"))
    for character in SAID:
        handler.event(chunk(character))
    handler.event(chunk("", "stop") | {"usage": None})
    handler.event("[DONE]")


def lm_studio(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event(chunk("<think>\nThe reader asks … </th"))
    handler.event(chunk("ink>\n\nIt reaches 1,280"))
    handler.event(chunk(" degrees."))
    handler.event(
        {"id": "c", "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    )
    handler.event("[DONE]")


@pytest.fixture
def model() -> Iterator[Callable[..., LanguageModel]]:
    """Makes the model of a server that plays something."""
    opened = []

    def make(play: Play, **limits: Any) -> LanguageModel:
        context = scripted(play)
        server = context.__enter__()
        opened.append(context)
        return LanguageModel(LanguageModelSettings(server.url, "tiny-llm", "secret", **{"seconds": 5.0, **limits}))

    yield make
    for context in opened:
        context.__exit__(None, None, None)


@pytest.mark.parametrize("play", [ollama, llama_cpp, vllm, lm_studio])
def test_the_forms_of_several_programs_are_read(model: Callable[..., LanguageModel], play: Play) -> None:
    assert model(play).complete(ASKED) == SAID


def refused(status: int, **headers: str) -> Play:
    return lambda handler, _: handler.refuse(status, {"error": {"message": "no"}}, **headers)


def cut(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event(chunk("It reaches"))


def endless(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    while True:
        handler.event(chunk("and so on " * 20))


def dribbling(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    while True:
        handler.event(chunk("a"))
        time.sleep(0.05)


def silent(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.server.left.wait(10)  # type: ignore[attr-defined]


def no_json(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event("<html>Bad gateway</html>")


def no_completion(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event({"choices": "none"})


def error_in_stream(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event({"error": {"message": "the model was\nunloaded", "code": 500}})


def cut_by_length(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    handler.event(chunk("It rea"))
    handler.event(chunk("", "length"))


FAULTS = [
    (refused(401), {}, "refuses the key .*INTERVIEW_QA_LLM_KEY"),
    (refused(404), {}, "not known there"),
    (refused(429, Retry_After="0"), {}, "out of quota"),
    (refused(500, Retry_After="0"), {}, "HTTP 500"),
    (refused(307, Location="http://127.0.0.1:9/v1/chat/completions"), {}, "sends elsewhere .* not followed"),
    (cut, {}, "broke off"),
    (endless, {"tokens": 20}, "more than the 20 tokens"),
    (dribbling, {"seconds": 0.3}, "took more than 0.3 s"),
    (silent, {"seconds": 1.0}, "did not answer within 1 s|cannot be reached"),
    (no_json, {}, "no chat completion"),
    (no_completion, {}, "no chat completion"),
    (error_in_stream, {}, "the model was unloaded"),
    (cut_by_length, {}, "reached the limit of 600 tokens"),
    (says(""), {}, "wrote nothing"),
]


@pytest.mark.parametrize(("play", "limits", "told"), FAULTS, ids=[told[:24] for _, _, told in FAULTS])
def test_a_fault_is_told_in_one_line(
    model: Callable[..., LanguageModel], play: Play, limits: dict[str, Any], told: str
) -> None:
    asked = model(play, **limits)
    with pytest.raises(LanguageModelFailed, match=told) as failure:
        asked.complete(ASKED)
    assert "\n" not in str(failure.value)
    assert "secret" not in str(failure.value)


def test_a_server_that_is_away_is_told() -> None:
    asked = LanguageModel(LanguageModelSettings("http://127.0.0.1:9/v1", "m"))
    with pytest.raises(LanguageModelFailed, match="is the server running"):
        asked.complete(ASKED)


def test_nothing_but_the_question_is_sent() -> None:
    with scripted(says(SAID)) as server:
        settings = LanguageModelSettings(server.url, "tiny-llm", "secret", tokens=50)
        LanguageModel(settings).complete(ASKED)
        (path, headers, asked), *others = server.requests
    assert not others
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer secret"
    assert (asked["model"], asked["max_tokens"], "tools" in asked) == ("tiny-llm", 50, False)


def test_a_text_that_nobody_waits_for_is_left(model: Callable[..., LanguageModel]) -> None:
    pending = Pending()
    with stoppable(pending):
        pieces = model(dribbling).stream(ASKED)
        next(pieces)
        pending.stop()
        with pytest.raises(Stopped):
            list(pieces)


def test_texts_take_turns() -> None:
    running: list[int] = []
    most = 0
    lock = threading.Lock()

    def play(handler: Handler, asked: dict[str, Any]) -> None:
        nonlocal most
        with lock:
            running.append(1)
            most = max(most, len(running))
        time.sleep(0.1)
        with lock:
            running.pop()
        says(SAID)(handler, asked)

    with scripted(play) as server:
        asked = LanguageModel(LanguageModelSettings(server.url, "m", at_once=2))
        threads = [threading.Thread(target=asked.complete, args=(ASKED,)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 2


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["<th", "ink>a</think>", "b"], "b"),
        (["\n<think>a", "b</think> c", " d"], " c d"),
        (["<", "b>"], "<b>"),
        (["a <think>", "b"], "a <think>b"),
        (["<think>never ends"], ""),
    ],
)
def test_thinking_aloud_is_left_out(pieces: list[str], text: str) -> None:
    assert "".join(without_thinking(iter(pieces))) == text
