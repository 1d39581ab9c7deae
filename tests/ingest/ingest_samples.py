"""What the tests of ingesting share."""

from typing import Any

TALK = """\
Jane Doe: How did it all begin? Tell us about the first year of the team.

Bob Ray: It began with a small team of ten people, number {n}. We had very little data in that first year.

Jane Doe: And what was the hardest part?

Bob Ray: The evaluation was the hardest part of all. Nobody had done it before us at that size.
"""


class Counting:
    """An encoder that counts the texts it is given."""

    def __init__(self, encoder: Any) -> None:
        self.name = encoder.name
        self.texts: list[str] = []
        self._encoder = encoder

    def encode_passages(self, texts: list[str]) -> Any:
        self.texts.extend(texts)
        return self._encoder.encode_passages(texts)
