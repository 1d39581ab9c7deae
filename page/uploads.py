"""Files that a browser sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from corpus.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the browser sent: where it lies, and its own name."""

    path: Path
    name: str


class Uploads:
    """The only folder that files are taken from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def upload(self, request: Mapping[str, Any]) -> Upload:
        """Return the file that is meant (`path`, `name`), if it is one that was uploaded: a browser may name any path.

        Raises:
            UnreadableFile: it is not.
        """
        path = Path(str(request["path"])).resolve()
        name = PurePath(str(request["name"]).replace("\\", "/")).name
        if not path.is_relative_to(self._folder) or not path.is_file() or name in {"", "..", "."}:
            raise UnreadableFile(f"{name}: it was not uploaded; choose the file again")
        return Upload(path, name)
