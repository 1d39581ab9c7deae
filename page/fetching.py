"""Addresses that readers name: what stands there, to be looked at and added like a file from their own machine.

Only the public internet is asked, whatever reaches the page: who may add need not be who may see this network.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableFile
from corpus.recordings import is_address
from ingest.fetching.addresses import Addresses
from ingest.fetching.fetcher import Fetcher
from ingest.fetching.networks import is_public
from ingest.files import Incoming


class Fetching:
    """Finds what stands at addresses, and keeps it in a store's folder. `most` files are named at once."""

    def __init__(self, folder: Path, most: int = 200, fetcher: Fetcher | None = None) -> None:
        self._addresses = Addresses(folder, fetcher or Fetcher(is_allowed=is_public))
        self._most = most
        self._found: dict[str, Incoming] = {}

    def find(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the files that an address holds and the library does not: their names, and keys to add them by;
        `is_all` says whether these are all of them.

        Raises:
            InterviewQAError: it is no address, or there is nothing to read.
        """
        address = str(request["address"]).strip()
        if not is_address(address):
            raise UnreadableFile(f"{address[:200]}: an address begins with http:// or https://")
        found = self._addresses.find(address).files
        named = {file.path.parent.name: file for file in found[: self._most] if file.path}
        self._found |= named
        return {
            "files": [{"key": key, "name": file.name} for key, file in named.items()],
            "is_all": len(found) <= self._most,
        }

    def file(self, key: str) -> Incoming:
        """Return a file that was found.

        Raises:
            UnreadableFile: None was, since the page was served.
        """
        if key not in self._found:
            raise UnreadableFile("it was not fetched since the page was started; give its address again")
        return self._found[key]
