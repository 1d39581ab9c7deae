"""An answer that nobody waits for ends at its next checkpoint."""

import pytest

from answer.stopping import Pending, Stopped, checkpoint, stoppable


def test_a_stopped_answer_goes_no_further() -> None:
    pending = Pending()
    with stoppable(pending):
        checkpoint()
        pending.stop()
        with pytest.raises(Stopped):
            checkpoint()
    checkpoint()


def test_nobody_stops_another_answer() -> None:
    Pending().stop()
    with stoppable(Pending()):
        checkpoint()
