"""Importing from tools of qualitative analysis: a codebook of REFI-QDA (.qdc), as they export it.

Elements are known by their names alone: tools write different namespaces, `urn:QDA-XML:codebook:1.0` and `…:1:0`, or
none. Labels here nest once: a code that is deeper in the file comes in under its topmost one, and its name says
what stood between them. Sets of codes are not read.
"""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from corpus.collection import LONGEST_NAME, Label
from corpus.errors import UnreadableFile

LARGEST = 5 * 2**20
"""Bytes: a thousand codes with long descriptions are 2 MB."""
BETWEEN = " › "
_COLOUR = re.compile("#([0-9a-f]{3}|[0-9a-f]{6})")


@dataclass(frozen=True, slots=True)
class ImportedCodebook:
    """The labels of a file, each after the one that it stands under, and how many of its codes had no name."""

    labels: list[Label]
    nameless: int


def read_codebook(data: bytes, name: str) -> ImportedCodebook:
    """Read a codebook; `name` is its file's. A code without a name is left out, and what stands under it moves up.

    A name that is too long, mostly for what stands above it, is shortened, and begins the description in full.

    Raises:
        UnreadableFile: it is none, has no codes or is too large.
    """
    codes = _codes(data, name)
    labels: list[Label] = []
    taken: set[str] = set()
    # for the codes in a code: the label that they come under, and the names between
    inside: dict[Any, tuple[str | None, tuple[str, ...]]] = {}
    for code in codes:
        top, path = inside.get(code.getparent(), (None, ()))
        if own := " ".join(code.get("name", "").split()):
            label_id, path = _id(code, taken), (*path, own)
            taken.add(label_id)
            labels.append(_label(code, label_id, path, top))
            inside[code] = (label_id, ()) if top is None else (top, path)
        else:
            inside[code] = (top, path)
    if not labels:
        raise UnreadableFile(f"{name}: there are no codes with a name in it; export the codebook again, as .qdc")
    return ImportedCodebook(labels, len(codes) - len(labels))


def _codes(data: bytes, name: str) -> list[Any]:
    """Return the elements of all codes, in the file's order."""
    from lxml import etree

    if len(data) > LARGEST:
        raise UnreadableFile(f"{name}: larger than {LARGEST // 2**20} MB; export the codebook alone, as .qdc")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"{name}: no XML, or broken ({error.msg}); export the codebook again, as .qdc") from error
    if root.getroottree().docinfo.doctype or etree.QName(root).localname != "CodeBook":
        raise UnreadableFile(f"{name}: no codebook of REFI-QDA; export it as .qdc from the tool that you made it with")
    return [code for codes in root.iterfind("{*}Codes") for code in codes.iter("{*}Code")]


def _label(code: Any, label_id: str, path: tuple[str, ...], top: str | None) -> Label:
    """Make the label of a code; `path` is its name, after those that stand between it and the topmost code."""
    full, found = BETWEEN.join(path), code.find("{*}Description")
    description = "" if found is None else "".join(found.itertext()).strip()
    name = full
    if len(full) > LONGEST_NAME:  # of a path, the end is what tells it from others
        name = f"…{full[1 - LONGEST_NAME :]}" if len(path) > 1 else f"{full[: LONGEST_NAME - 1]}…"
        description = f"{full}\n{description}".strip()
    return Label(label_id, name, _colour(code.get("color", "")), description, top)


def _id(code: Any, taken: set[str]) -> str:
    """Return the code's own id, or a new one where it has none or another's."""
    try:
        own = str(uuid.UUID(code.get("guid", "")))
    except ValueError:
        own = ""
    return own if own and own not in taken else str(uuid.uuid4())


def _colour(written: str) -> str:
    """Return a colour as #rrggbb, "" where there is none."""
    found = _COLOUR.fullmatch(written.strip().casefold())
    if found is None:
        return ""
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return f"#{digits}"
