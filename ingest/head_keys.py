"""The lines of a head that say what stands for what: `Interviewee: First Last`."""

import re

_COLON = re.compile(r"\s*[:：︰﹕=＝]\s*|\s+[–—-]\s+")
_BOXED = re.compile(r"【(?P<key>[^【】]{1,12})】\s*(?=\S)")


def parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the first colon of a line or in a box at its head, the colon or box, and what stands
    behind it, each perhaps "".
    """
    bare = text.strip("*_#> ").replace("**", "").replace("__", "")
    found = _BOXED.match(bare) or _COLON.search(bare)
    if found is None:
        return bare, "", ""
    key = found["key"] if found.re is _BOXED else bare[: found.start()]
    return key, found.group(), bare[found.end() :]


def is_spoken(value: str) -> bool:
    """Whether a value is a sentence and not a fact."""
    return len(value.split()) > 4 and value.rstrip().endswith((".", "?", "!", "。", "？", "！"))
