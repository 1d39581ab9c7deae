"""Readers: the bytes of a file become a `Source`, one module a format."""

from ingest.readers.formats import SUPPORTED, read

__all__ = ["SUPPORTED", "read"]
