"""What a model of Whisper hears in a recording: faster-whisper, an optional extra, on this machine."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import UnreadableFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000
"""Samples of a second, as Whisper takes them."""
_HOW = "name it with --whisper: a folder in the form of faster-whisper, or a name such as small, fetched from the hub"


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording's samples, in the range -1 to 1."""

    samples: "NDArray[np.float32]"

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE


def sound_of(path: Path) -> Sound:
    """Decode a recording, of sound or with pictures, in any form that FFmpeg reads.

    Raises:
        UnreadableFile: It cannot be decoded, holds no sound, or what decodes it is not installed.
    """
    decode_audio = _library().audio.decode_audio
    from av.error import FFmpegError

    try:
        return Sound(decode_audio(str(path), sampling_rate=RATE))
    except (FFmpegError, IndexError, OSError, ValueError) as error:
        what = " ".join(str(error).split()) or type(error).__name__
        raise UnreadableFile(f"{path.name}: no sound that can be decoded ({what}); convert it to mp3 or wav") from error


class Whisper:
    """A model of Whisper, loaded when it is made."""

    def __init__(self, name: str | None) -> None:
        """Load a model by its folder or its name on the hub, which is asked only for a name.

        Raises:
            UnreadableFile: There is none, or what runs it is not installed.
        """
        library = _library()
        if name is None:
            raise UnreadableFile(f"a recording is heard by a model of Whisper: {_HOW}")
        try:
            self._model = library.WhisperModel(
                name, compute_type="auto", cpu_threads=os.cpu_count() or 1, local_files_only=Path(name).is_dir()
            )
        except (OSError, RuntimeError, ValueError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise UnreadableFile(f"the model {name!r} of Whisper cannot be loaded ({reason}); {_HOW}") from error

    def hear(self, sound: Sound, since: float = 0.0, language: str | None = None) -> Iterator[dict[str, Any]]:
        """Yield what is said from a second on, piece by piece, as Whisper's JSON has it, with times of every word.

        Args:
            sound: The recording.
            since: Seconds from its beginning; a piece ends there.
            language: Its tag; None to tell it from what is heard.
        """
        samples = sound.samples[int(since * RATE) :]
        if not len(samples):
            return
        pieces, info = self._model.transcribe(
            samples, language=language, word_timestamps=True, vad_filter=True, condition_on_previous_text=False
        )
        for piece in pieces:
            words = [
                {"word": word.word, "start": _later(word.start, since), "end": _later(word.end, since)}
                for word in piece.words or ()
            ]
            yield {
                "start": _later(piece.start, since),
                "end": _later(piece.end, since),
                "text": piece.text.strip(),
                "words": words,
                "language": info.language,
            }


def _later(second: float, since: float) -> float:
    return round(float(second) + since, 2)


def _library() -> Any:
    try:
        import faster_whisper
    except ImportError as error:
        raise UnreadableFile(
            "recordings are heard by faster-whisper, which is not installed: pip install 'interview-qa[recordings]'"
        ) from error
    return faster_whisper
