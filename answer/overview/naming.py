"""The people and things that a talk names most, in English and Chinese."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.alignment.names import Gazetteer, gazetteer, names
from corpus.catalogue import Catalogue
from corpus.language import Language, fold
from corpus.transcript import Passage

LEAST = 3
"""Times that something is named, to be listed."""
MOST = 12
_NO_NAME = re.compile(r"I(?:[’'].*)?|[A-Z]|.*[=&/].*|(?:.*\.)?(?:html?|jpe?g|png)")
_COMMON = frozenset("网络 网路 互联网 时代 上都 英文 中文 英语 法语 德语 汉语 世界 english chinese internet".split())
"""Words that the dictionary lists as names, folded."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something named `count` times; `name` as it is mostly written."""

    name: str
    count: int


def known_names(catalogue: Catalogue, language: Language) -> Gazetteer | None:
    """Return what names mean the same in texts of a language; None for one in which names are not told from words."""
    if language.startswith("zh"):
        return gazetteer(catalogue)
    if language != "en":
        return None
    return Gazetteer({fold(name): fold(person.name) for person in catalogue.people for name in person.names})


def named_most(passages: Iterable[Passage], known: Gazetteer, speakers: Sequence[str]) -> list[Named]:
    """Return what is named LEAST times at least, most often first, at most MOST of them; those who speak are left out.

    Args:
        passages: of speech.
        known: what names mean the same.
        speakers: main names.
    """
    written: dict[str, Counter[str]] = {}
    for passage in passages:
        for name in names(passage.text, known):
            form, key = passage.text[name.start : name.end], name.key
            if not _NO_NAME.fullmatch(form) and key not in _COMMON and fold(form) not in _COMMON:
                written.setdefault(key.removesuffix("'s").removesuffix("’s"), Counter())[form] += 1
    own = {word for name in speakers for word in (fold(name), *fold(name).split())}
    found = [
        Named(forms.most_common(1)[0][0].removesuffix("'s").removesuffix("’s"), forms.total())
        for key, forms in written.items()
        if key not in own and forms.total() >= LEAST
    ]
    return sorted(found, key=lambda one: -one.count)[:MOST]
