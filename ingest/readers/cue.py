"""A piece of speech as a format hands it over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of speech. `start` is in seconds from the beginning; `speaker` as the format writes it; `fresh`
    says that another speaker begins here although nothing names them. `twin` numbers the pieces that say in another
    language what stands before them. `aside` says that it is no speech, as [Music]. None means not known.
    """

    text: str
    start: float | None = None
    speaker: str | None = None
    fresh: bool = False
    twin: int | None = None
    aside: bool = False
