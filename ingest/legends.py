"""Who the labels of a text stand for, where it says so itself: legends, and what somebody is called hereafter.

`問：記者；鄭：鄭小驊`, `(JD = Jane Doe, AP = Ann Poe)`; `山田太郎（以下、山田）：`, `Jane Doe (hereafter JD):`.
"""

import re
from collections.abc import Sequence

from corpus.language import fold
from corpus.roles import is_role
from ingest.lines import Line
from ingest.names import Likeness, has_title, likeness

_BETWEEN = re.compile(r"\s{0,4}[;；/｜|,，、]\s{0,4}|\s{1,20}(?=[^\s:：=＝]{1,4}\s?[:：=＝])")
_PAIR = re.compile(r"(?P<short>[^\W\d_]{1,4}\d?)\s?[:：=＝]\s{0,2}(?P<name>[^\s:：=＝][^:：=＝]{0,40})")
_IN_BRACKETS = re.compile(r"[(（](?P<legend>[^()（）]{5,200})[)）]\W{0,4}$")
_LONGEST = 300  # characters of a line that holds a legend
_HEREAFTER = re.compile(
    r"[(（](?:[^()（）]{0,40}[,，、;；]\s?)?"
    r"(?:이하|以下[简簡]称|以下簡稱|以下|下[称稱]|[简簡]称|簡稱|(?i:here(?:in)?after(?: called| referred to as)?))"
    r"\s?[、,，:：]?\s?[「『“\"'‘]?(?P<alias>[^\s()（）「」『』“”\"'‘’、,，]{1,20})[」』”\"'’]?\s?[)）]"
)
_KIN = re.compile(r"(?:之[女子妻夫父母]|的?(?:女儿|女兒|儿子|兒子|妻子|丈夫|父亲|父親|母亲|母親))(?=[^()（）]{2,4}$)")
_INITIALS = re.compile(r"[*_#>\s]*(?P<name>[^\W\d_][^\n()（）:：,]{0,50}?)\s?[(（](?P<alias>[^\W\d_a-z]{2,5})[)）]")


def legend_in(line: Line, lines: Sequence[Line]) -> dict[str, str]:
    """Return what a line says of the labels of others, by the label; {} where it is no legend: two or more pairs, one
    of them a name in full that begins as its label does, or has its initials, or stands beside a role.
    """
    bare = line.text.strip("*_#> ") if len(line.text) <= _LONGEST else ""
    within = _IN_BRACKETS.search(bare)
    parts = _BETWEEN.split(within["legend"] if within else bare)
    pairs = [_PAIR.fullmatch(part.strip()) for part in parts]
    found = {pair["short"]: pair["name"].strip() for pair in pairs if pair}
    if len(found) < 2 or len(found) < len(parts) or any(likeness(name) < Likeness.SINGLE for name in found.values()):
        return {}
    told = any(_stands_for(short, name) for short, name in found.items())
    others = [other.text for other in lines if other is not line]
    used = {short: sum(_begins_with(text, {short: name}) for text in others) for short, name in found.items()}
    told = told or min(used.values()) > 0  # every one of them labels others
    return found if told and any(used.values()) else {}


def _stands_for(short: str, name: str) -> bool:
    begins = len(name) > len(short) and fold(name).startswith(fold(short))
    initials = "".join(word[0] for word in name.split())
    full = likeness(name) is Likeness.FULL
    return (begins and not is_role(name)) or (full and (is_role(short) or fold(initials) == fold(short)))


def _begins_with(text: str, labels: dict[str, str]) -> bool:
    bare = text[:12].lstrip("*_#> ")
    return any(bare.startswith(label) and bare[len(label) :].lstrip("*_ ")[:1] in (":", "：") for label in labels)


def alias_at(head: str) -> str | None:
    """Return what somebody is called hereafter by the head of a line that names them in full: what it says itself, or
    initials in brackets; None without.
    """
    found = _HEREAFTER.search(head)
    if found is None and (short := _INITIALS.match(head)) and shortens(short["alias"], short["name"]):
        found = short
    return found["alias"] if found else None


def called_in(value: str) -> tuple[str, str] | None:
    """Return who a line of a head says is there, and what they are called hereafter: `罗德义（简称“罗”），钳工`; of
    somebody's daughter or husband the own name. None where it says neither.
    """
    found = _HEREAFTER.search(value)
    name = value[: found.start()].strip() if found else ""
    if (
        found is None
        or re.search(r"[，,、；;]", name)
        or value[found.end() :][:1] not in ("", "，", ",", "；", ";", "。")
    ):
        return None
    kin = _KIN.search(name)
    name = name[kin.end() :] if kin else name
    return (name, found["alias"]) if likeness(name) >= Likeness.SINGLE else None


def shortens(short: str, name: str) -> bool:
    """Whether letters behind a name may be its initials, and no party's: FSM behind Frederico, JD behind Host."""
    initials = "".join(word[0] for word in name.split() if not has_title(word)).upper()
    return is_role(name) or _in_order(initials, short) or _in_order(short, initials)


def _in_order(letters: str, all_letters: str) -> bool:
    rest = iter(all_letters)
    return all(letter in rest for letter in letters)
