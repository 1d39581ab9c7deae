"""How files are added, and what became of them."""

from dataclasses import dataclass, field

from ingest.fetching.fetcher import Fetcher
from ingest.metadata import Metadata
from ingest.progress import Progress, Silent
from ingest.readers import read
from ingest.transcripts import Reader

_NAMED = 5  # of the files that are left alone


@dataclass(slots=True)
class Summary:
    """What became of the files. `failed` holds (name, reason), `left_alone` the names of files of kinds that are not
    read; `turns` and `passages` count what is new.
    """

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    turns: int = 0
    passages: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        counts = (("added", self.added), ("replaced", self.replaced), ("unchanged", self.unchanged))
        parts = [f"{len(names)} {what}" for what, names in counts if names]
        parts += [f"{len(self.failed)} failed"] if self.failed else []
        files = len(self.added) + len(self.replaced) + len(self.unchanged) + len(self.failed)
        told = (
            f"{files} file{'s' * (files != 1)} ({', '.join(parts) or 'nothing to do'}), "
            f"{self.turns} turns, {self.passages} passages, {self.seconds:.1f} s"
        )
        more = len(self.left_alone) - _NAMED
        names = ", ".join(self.left_alone[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        return told + (f"\nnot read for their kind: {names}" if names else "")


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are added."""

    overrides: Metadata = field(default_factory=Metadata)
    """What is said of every file; it counts more than side files and catalogues."""
    progress: Progress = field(default_factory=Silent)
    """Is told how far things are."""
    reader: Reader = read
    """Decodes bytes."""
    lock_timeout: float = 600.0
    """Seconds to wait for other writers."""
    fetcher: Fetcher = field(default_factory=Fetcher)
    """Asks for what stands at addresses."""
    whisper: str | None = None
    """The model that hears recordings: a folder, or a name on the hub."""
    diariser: str | None = None
    """What tells who speaks in them: the name that a package gives it."""
