"""Who works when several ask at once."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from answer import turns
from answer.stopping import Stopped
from answer.turns import Turns


def _wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.001)


@pytest.mark.parametrize("allowed", [1, 3])
def test_first_come_first_served_and_no_more_at_once(allowed: int) -> None:
    order, at_once, most = Turns(allowed), [0], [0]
    told: list[int] = []
    go = threading.Event()

    def work(number: int) -> None:
        with order.turn():
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
            told.append(number)
            go.wait()
            at_once[0] -= 1

    threads = []
    for number in range(6):
        threads.append(threading.Thread(target=work, args=[number]))
        threads[-1].start()
        _wait_until(lambda n=number: len(told) + order.waiting == n + 1)
    go.set()
    for thread in threads:
        thread.join()
    assert sorted(told) == list(range(6))
    assert allowed > 1 or told == list(range(6))
    assert most == [allowed]


def test_one_who_is_not_waited_for_leaves_the_others_their_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    order = Turns(1)

    def nobody_waits() -> None:
        raise Stopped

    def stopped() -> None:
        with suppress(Stopped), order.turn():
            raise AssertionError

    with order.turn():
        monkeypatch.setattr(turns, "checkpoint", nobody_waits)
        leaving = threading.Thread(target=stopped)
        leaving.start()
        leaving.join()
    with order.turn():
        pass
