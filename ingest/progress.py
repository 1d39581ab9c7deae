"""How far things are, told to whoever asks to be."""

import sys
from typing import Any, Protocol


class Progress(Protocol):
    """Is told how far things are."""

    def begin(self, count: int, unit: str = "file") -> None:
        """So many are to be done."""

    def encoded(self, name: str, done: int, of: int) -> None:
        """So many passages of one transcript are encoded."""

    def heard(self, name: str, seconds: float, of: float) -> None:
        """So many seconds of one recording are heard."""

    def done(self, message: str = "") -> None:
        """One more is done; the message, if there is one, is worth a line."""

    def end(self) -> None:
        """All is done."""


class Silent:
    """Shows nothing."""

    def begin(self, count: int, unit: str = "file") -> None:
        """Show nothing."""

    def encoded(self, name: str, done: int, of: int) -> None:
        """Show nothing."""

    def heard(self, name: str, seconds: float, of: float) -> None:
        """Show nothing."""

    def done(self, message: str = "") -> None:
        """Show nothing."""

    def end(self) -> None:
        """Show nothing."""


class Bar:
    """A progress bar on standard error; on no terminal only the messages."""

    def __init__(self) -> None:
        self._bar: Any = None

    def begin(self, count: int, unit: str = "file") -> None:
        """Show an empty bar."""
        from tqdm import tqdm

        self._bar = tqdm(total=count, unit=unit, file=sys.stderr, disable=None, leave=False, dynamic_ncols=True)

    def encoded(self, name: str, done: int, of: int) -> None:
        """Name what is being done beside the bar."""
        self._bar.set_postfix_str(f"{name[:40]} {done}/{of} passages")

    def heard(self, name: str, seconds: float, of: float) -> None:
        """Name what is being heard beside the bar, in minutes."""
        self._bar.set_postfix_str(f"{name[:40]} {seconds / 60:.1f}/{of / 60:.1f} min heard")

    def done(self, message: str = "") -> None:
        """Advance the bar; write the message above it."""
        self._bar.update()
        if message:
            self._bar.write(message, file=sys.stderr)

    def end(self) -> None:
        """Take the bar away."""
        self._bar.close()
