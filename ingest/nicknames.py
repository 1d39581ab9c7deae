"""Names with another one inside, in brackets or quotation marks: `Jane (Jo) Doe:`, `Ann (née Poe) Ray:`."""

import re
from collections.abc import Collection

from corpus.language import fold
from ingest.names import has_title

_PART = r"[^\W\d_][\w.’'-]{0,25}"
_MAIDEN = r"(?:née?|nee|born|formerly|geborene?|geb\.|ur\.|z domu|rozená|född|fødd?|o\.s\.)"
_INSIDE = re.compile(
    rf"(?P<first>{_PART}(?:\s{_PART}){{0,2}})\s"
    rf"(?:[(（][\"“‘'„]?(?P<maiden>{_MAIDEN}\s)?(?P<inner>{_PART}(?:\s{_PART})?)[\"”’'“]?[)）]"
    rf"|[\"“„](?P<quoted>{_PART})[\"”“])\s"
    rf"(?P<last>{_PART}(?:\s{_PART}){{0,2}})(?=[*_]{{0,3}}\s{{0,2}}[:：])"
)


def name_around(text: str, at: int) -> tuple[str, int] | None:
    """Return the name before a colon that another name stands inside of, without that one, and where it ends; None
    where there is none: `Jane (laughs) Doe:`, `Hon. (Dr) Jane Doe:`.
    """
    found = _found(text, at)
    return (f"{found['first']} {found['last']}", found.end()) if found else None


def other_forms(head: str, spoken: Collection[str]) -> list[str]:
    """Return what else somebody is called whose label has another name inside: `Jo Doe`; `Jo`, where nobody else among
    the labels that occur is called so.
    """
    found = _found(head.lstrip("*_#> "), 0)
    if found is None:
        return []
    inner = found["inner"] or found["quoted"]
    if found["maiden"]:
        forms = [f"{found['first']} {inner}", f"{found['first'].split()[0]} {inner}"]
    else:
        forms = [f"{inner} {found['last']}", f"{inner} {found['last'].split()[-1]}"]
    own = {fold(form) for form in (*forms, f"{found['first']} {found['last']}")}
    others = {fold(word) for label in spoken if fold(label) not in own and " " in label for word in label.split()}
    return forms if fold(inner) in others else [*forms, inner]


def _found(text: str, at: int) -> re.Match[str] | None:
    found = _INSIDE.match(text, at)
    if found is None:
        return None
    inner = found["inner"] or found["quoted"]
    words = f"{found['first']} {inner} {found['last']}".split()
    return found if all(word[0].isupper() for word in (words[0], inner, words[-1])) and not has_title(inner) else None
