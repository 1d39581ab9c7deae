"""The file beside a transcript that describes it: corrections are written into it, all else of it stays as it is."""

import io
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import CannotCorrect
from ingest.corrections import Correction, corrections_from
from ingest.frontmatter import load_mapping
from ingest.metadata import side_file
from ingest.readers import SUPPORTED

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap

_KEY = "corrections"
_LONGEST_LINE = 1_000_000  # characters: no line that stands there is broken anew


def place_beside(path: Path) -> Path:
    """Return the side file, there already or not, that only this transcript has: NAME.yaml speaks of NAME.srt as well
    as of NAME.txt.
    """
    beside = side_file(path)
    names = (file for file in path.parent.iterdir() if file.suffix.casefold() in SUPPORTED)
    is_shared = sum(file.stem == path.stem for file in names) > 1
    return path.with_name(f"{path.name}.yaml") if beside is None or is_shared else beside


def corrections_in(text: str, where: str) -> list[Correction]:
    """Return the corrections in a side file's text.

    Raises:
        BadCatalogue: It is not what it should be; `where` names it.
    """
    return corrections_from(load_mapping(text, where).get(_KEY) or [], where)


def with_corrections(text: str, corrections: Sequence[Correction], where: str) -> str:
    """Return a side file's text with these corrections instead of its own.

    Raises:
        BadCatalogue: The text is not what it should be; `where` names it.
        CannotCorrect: It cannot be changed without changing something else of it.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.error import YAMLError

    yaml, written = YAML(), io.StringIO()
    yaml.preserve_quotes, yaml.width = True, _LONGEST_LINE
    before, known = load_mapping(text, where), corrections_in(text, where)
    try:
        content = yaml.load(text)
        if content is None:  # nothing but comments
            content = CommentedMap()
            written.write(text)
        content[_KEY] = listed = content.get(_KEY) or CommentedSeq()
        for at in reversed(range(len(listed))):
            if known[at] not in corrections:
                del listed[at]
        listed.extend(_entry(one) for one in corrections if one not in known)
        if not listed:
            del content[_KEY]
        if content:
            yaml.dump(content, written)
        elif not written.getvalue():
            written.writelines(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    except YAMLError as error:
        raise CannotCorrect(f"{where}: cannot be changed ({' '.join(str(error).split())[:200]})") from error
    after = load_mapping(written.getvalue(), where)
    wanted = {**before, _KEY: [asdict(one) for one in corrections]} if corrections else before
    if {**after, _KEY: None} != {**wanted, _KEY: None} or corrections_in(written.getvalue(), where) != [*corrections]:
        raise CannotCorrect(f"{where}: cannot be changed without changing something else; write the corrections there")
    return written.getvalue()


def _entry(one: Correction) -> "CommentedMap":
    """Return a correction on one line, its names in quotes: `No` and `1:30` are no names without them."""
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    def value(of: Any) -> Any:
        return DoubleQuotedScalarString(of) if isinstance(of, str) else of

    entry = CommentedMap((key, value(of)) for key, of in asdict(one).items())
    entry.fa.set_flow_style()
    return entry


def write(place: Path, text: str) -> None:
    """Put a side file in its place as a whole; one that says nothing goes.

    Raises:
        OSError: It cannot be written there.
    """
    if not text.strip():
        place.unlink(missing_ok=True)
        return
    growing = place.with_name(f".{place.name}.new")
    growing.write_text(text, "utf-8", newline="")
    growing.replace(place)
