"""Where what was fetched is kept: for every address a folder of its own, that holds the file, what was said of it
beside it (a side file as of any transcript), and in `.fetched.json` what to ask the server with again.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

import yaml

from corpus.errors import StoreUnavailable
from corpus.files import write_text
from ingest.fetching.fetcher import Fetched, Seen
from ingest.metadata import side_file

_RECORD = ".fetched.json"


class Kept:
    """What is kept of one address."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder / hashlib.sha256(address.encode()).hexdigest()[:16]
        self.address = address
        self._record = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads((self._folder / _RECORD).read_text("utf-8"))
        except (OSError, ValueError):  # not there yet, or a disk that was full: it is fetched again
            return {}
        return found if isinstance(found, dict) and (self._folder / str(found.get("name"))).is_file() else {}

    def place(self, name: str) -> Path:
        """Return where a file of this name is kept, there already or not."""
        return self._folder / name

    def name_like(self, name: str) -> str:
        """Return the name that it is kept under, another one where nothing of that form is kept."""
        known = str(self._record.get("name", name))
        return known if PurePath(known).suffix == PurePath(name).suffix else name

    @property
    def path(self) -> Path:
        """The file that was fetched."""
        return self._folder / str(self._record["name"])

    @property
    def seen(self) -> Seen:
        """What the server said of it."""
        return Seen(self._record.get("etag"), self._record.get("modified"))

    @property
    def is_there(self) -> bool:
        """Whether a file of it is kept."""
        return bool(self._record)

    @property
    def is_added(self) -> bool:
        """Whether it went into the library: then it is not added by itself again, even if it was removed there."""
        return bool(self._record.get("added"))

    def keep(self, fetched: Fetched, name: str, said: Mapping[str, Any]) -> Path:
        """Keep a file, and what is said of it unless somebody has said something; return where.

        Raises:
            StoreUnavailable: It cannot be written there.
        """
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            growing = self._folder / ".growing"
            growing.write_bytes(fetched.data)
            growing.replace(path)
            if said and side_file(path) is None:
                beside = path.with_name(f"{name}.yaml")
                write_text(beside, yaml.safe_dump(dict(said), allow_unicode=True, sort_keys=False))
            self._note(name=name, etag=fetched.seen.etag, modified=fetched.seen.modified, address=self.address)
        except OSError as error:
            raise StoreUnavailable(f"{path}: cannot be written ({error.strerror or error}); make room there") from error
        return path

    def added(self) -> None:
        """Note that it is in the library."""
        self._note(added=True)

    def _note(self, **changes: Any) -> None:
        self._record = {**self._record, **changes}
        write_text(self._folder / _RECORD, json.dumps(self._record, ensure_ascii=False))
