"""The recording that a transcript was made from: a file on this machine, or an address of another host."""

from pathlib import Path, PurePath

from corpus.transcript import TranscriptInfo

MEDIA_TYPES = {
    ".aac": "audio/aac", ".flac": "audio/flac", ".m4a": "audio/mp4", ".mp3": "audio/mpeg", ".oga": "audio/ogg",
    ".ogg": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav",
    ".m4v": "video/mp4", ".mov": "video/quicktime", ".mp4": "video/mp4", ".ogv": "video/ogg", ".webm": "video/webm",
}  # fmt: skip
"""By what a file's name ends in: what browsers play, no other file is ever taken for a recording."""


def is_address(media: str) -> bool:
    """Whether a recording is somewhere else."""
    return media.startswith(("https://", "http://"))


def media_type(path: PurePath) -> str | None:
    """Return the MIME type of a recording, None for any other file."""
    return MEDIA_TYPES.get(path.suffix.casefold())


def local_recording(info: TranscriptInfo) -> Path | None:
    """Return the file that a transcript's recording is in, None where it has none or the file is not there."""
    if info.media is None or is_address(info.media):
        return None
    path = Path(info.media)
    return path if media_type(path) and path.is_file() else None
