"""Elements of XML that stand around what is said in plain text, as corpora are tagged.

`<interviewer>words</interviewer>`, `<speech><speaker>Jane Doe</speaker> words</speech>`.
"""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.roles import is_role
from ingest.labels import label_at
from ingest.names import Likeness, likeness
from ingest.tags import NAMING, is_known_tag, name_in_element

_CLOSED = re.compile(r"</(?P<tag>[A-Za-z][\w.-]{0,20})\s*>")
_FEWEST = 2  # that are closed, for a word between `<` and `>` to be an element


def tags_around(texts: Sequence[str]) -> list[str]:
    """Return what matches the tags of a text's own elements, none of HTML's, that stand around what is said: those that
    end what somebody in a role says, and those that begin and end others, where labels stand in them.
    """
    found = Counter(closed["tag"] for text in texts if "</" in text for closed in _CLOSED.finditer(text))
    own = [tag for tag, count in found.items() if count >= _FEWEST and not is_known_tag(tag)]
    own = [tag for tag in own if tag.casefold() not in NAMING]
    roles = "|".join(re.escape(tag) for tag in own if is_role(tag))
    others = "|".join(re.escape(tag) for tag in own if not is_role(tag))
    opens = re.compile(rf"(?:<(?:{others})(?:\s[^<>]*)?>\s*)+") if others else None
    labelled = opens is not None and any(_is_labelled(text, opens) for text in texts if text.startswith("<"))
    forms = [rf"</(?:{roles})\s*>"] if roles else []
    return [*forms, rf"</?(?:{others})(?:\s[^<>]*)?>"] if labelled else forms


def _is_labelled(text: str, opens: re.Pattern[str]) -> bool:
    """Whether a label stands behind the tags that a line begins with."""
    begins = opens.match(text)
    if begins is None:
        return False
    label = label_at(text[begins.end() :])
    named = label is not None and label.shape in ("colon", "timed") and likeness(label.name) >= Likeness.SINGLE
    return named or name_in_element(text, begins.end()) is not None
