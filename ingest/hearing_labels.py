"""Labels without a colon: Q. and A., names as hearings and parliaments print them before a full stop, dashes and wide
spaces as Japanese interviews have them, angles as Korean ones do; and labels before a semicolon, a slip for a colon.
"""

import re

from corpus.language import COMPACT, fold
from corpus.roles import DASHES, answers
from corpus.scripts import MARKS
from ingest.candidates import Candidate, asks, is_sentence
from ingest.names import Likeness, has_title, likeness
from ingest.offices import holder_at

_DOTTED = re.compile(
    r"(?P<bold>\*\*|__)?(?P<name>[QA问答問]\d{0,3})(?:[.)](?:\*\*|__)?(?P<gap>\s*)|(?=\s{3,}|\t)(?P<wide>\s+))"
)
_SPACED = re.compile(
    r"(?P<name>[QA])[^\S\n]{1,2}(?!(?:S(?:enho)?r|Dr|Prof)(?:\.ª|a\b)|\([^()\n]{1,40}\)\s?[:：])(?=[A-Z\"“‘'(\[])"
)
_DASHES = re.compile(rf"(?:[―—─]{{2}}|--(?=[^\S\n]{{0,3}}[{COMPACT}「『]))\s*(?=\S)")
_WIDE = re.compile(
    rf"(?![{COMPACT}]\u3000+[{COMPACT}](?:\u3000|$))"  # 被　　告　Name, a word that is spread out
    rf"[○◯●]?(?P<name>[A-ZＡ-Ｚ]?[{COMPACT}々・]{{1,12}}|[A-ZＡ-Ｚ])(?:（[^（）\n]{{1,20}}）)?\u3000+(?=\S)(?![{COMPACT}]{{1,2}}\s?[:：])"
)
_SLIP = re.compile(
    r"(?P<bold>\*\*|__)?(?P<name>[^\W_][^\W_ ]{0,20}(?: \w{1,12})?)(?:\*\*|__)?\s?[;；](?:\*\*|__)?\s*(?=\S)"
)
_ROLE_DASH = re.compile(
    rf"(?P<bold>\*\*|__)?(?P<name>[^\W\d_](?:[^\W_]|[{MARKS}]){{0,20}}(?:\s?\d{{1,3}})?)[-–—](?:\*\*|__)?\s{{1,3}}"
    r"(?!(?:and|or|und|oder|bzw|y|o|e|et|ou)\b)(?=\S)"
)
_LETTER = re.compile(
    r"(?P<bold>\*\*|__)?(?P<name>[DPR])\.(?:(?P<dash>\s?[-–—])(?:\*\*|__)?\s*|(?:\*\*|__)?\s+)(?=[¿¡«“\"(]?[^\W\d_])"
)
_ARABIC = re.compile(r"(?P<name>[سج])\s?(?P<dash>[-–—ـ])\s*(?=\S)")
_ANGLED = re.compile(
    r"(?P<bullet>[◇◆□■○●▷▶△▲☎☏]\ufe0f?\s?)?(?P<name>[^\W\d_](?:[^\n<>:：.!?()（）]{0,28}[^\W_])?)"
    r"\s?(?:[(（][^()（）\n]{1,30}[)）])?\s?(?:>{1,2}|〉)\s{1,3}(?=[^\s<>])(?(bullet)|(?=\D))"
)
_QUOTING = re.compile(rf"(?P<name>[{COMPACT}々・]{{1,10}})(?=「)")
_HOOKS = re.compile("[「」]")
_TITLED = re.compile(
    r"(?P<name>The (?:Chairman|Chairwoman|Chair|Clerk|President|Speaker|Witness)"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Chairman|Chairwoman|Senator|Representative|Secretary|Administrator|Governor|General|Admiral|Judge|Justice"
    r"|Ambassador|Director|Commissioner)\.?(?:\s[A-Z]\.){0,2}(?:\s(?:[A-Z][\w’'-]+|de|la|van|von|of [A-Z]\w+)){1,3})"
    r"(?:\s[(\[][^()\[\]]{1,40}[)\]])?\.\s+(?=[A-Z\[(\"“])"
)
_FRENCH = re.compile(
    r"(?P<name>(?:M\.|Mme|Mlle)(?:\sl[ea]\s[a-zé]{4,20}|(?:\s(?:[A-ZÀ-Þ][\w’'-]+|d[eu]|la|le)){1,4}))"
    r"(?:\s\([^.()\n]{2,40}\))?(?:,\s[^.,:]{3,60})?\.\s+(?=[A-ZÀ-Þ\[(«])"
)
_DASHED = re.compile(
    r"(?P<name>[^\W\d_][^\n.:;,!?()]{3,40}?)(?:\s\([^()\n]{1,40}\))?(?:,\s[^\n.:;!?()]{3,60})?\.\s?(?P<dash>[–—-])\s+(?=\S)"
)
_LONGEST_TITLE = 4  # letters of one that a name follows: DR., PROF.
_LARGE = r"[^\W\d_a-z](?:[^\W\d_a-z]|[’'-](?=[^\W\d_a-z])){1,30}"
_SHOUTED = re.compile(
    rf"(?P<name>{_LARGE}(?:\s{_LARGE}){{0,4}}(?P<initials>\s[^\W\d_a-z]\.\s?[^\W\d_a-z])?)"
    r"(?:\s[(\[][^()\[\]]{1,40}[)\]])?(?:,\s[^\n.:;!?()]{3,120})?\.\s+(?=[«“\"(]?[^\W\d_])"
)
_HEARING = re.compile(
    r"(?P<name>(?:[^\W\d_][\w’'.-]*\s{1,3}){0,4}[^\W\d_a-z](?:[^\W\d_a-z]|[’'-](?=[^\W\d_a-z])){1,30})"
    r"(?:\s[(\[][^()\[\]]{1,40}[)\]])?\.(?P<dash>\s?[-–—])?\s+(?=\S)"
)


def dotted_label(text: str, length: int) -> Candidate | None:
    """Return Q. and A., Q and A before a space, dashes and names before wide spaces, as Japanese interviews have them,
    and names before a full stop, as hearings and parliaments print them.
    """
    return _mark(text, length) or _japanese(text) or _titled(text) or _in_capitals(text) or _dashed(text)


def _mark(text: str, length: int) -> Candidate | None:
    mark = _DOTTED.match(text)
    if mark and (mark["gap"] or mark["wide"] or mark.end() == length):
        own_line = mark.end() == length
        return Candidate(mark["name"].upper(), mark.end(), None, "dotted", bool(mark["bold"]), own_line=own_line)
    spaced = _SPACED.match(text)
    return Candidate(spaced["name"], spaced.end(), None, "spaced") if spaced else None


def _japanese(text: str) -> Candidate | None:
    dashes, wide = _DASHES.match(text), _WIDE.match(text)
    if dashes:
        return Candidate(DASHES, dashes.end(), None, "spaced")
    return Candidate(wide["name"], wide.end(), None, "dash") if wide else None


def _titled(text: str) -> Candidate | None:
    found = _TITLED.match(text) or _FRENCH.match(text)
    return Candidate(found["name"], found.end(), None, "dotted") if found and not is_sentence(found["name"]) else None


def _dashed(text: str) -> Candidate | None:
    found = _DASHED.match(text)
    least = Likeness.FULL if found is None or found["dash"] == "-" else Likeness.SINGLE
    if found is None or likeness(found["name"]) < least or is_sentence(found["name"]):
        return None
    return Candidate(found["name"], found.end(), None, "dash")


def _in_capitals(text: str) -> Candidate | None:
    name = _HEARING.match(text)
    if name is None or holder_at(text, 0):
        return None
    words = name["name"].split()
    titles = all(has_title(word) or word.isupper() for word in words[:-1])
    if not titles or not (name["dash"] or (len(words) > 1 and has_title(words[0]))):
        return None
    return Candidate(" ".join(words), name.end(), None, "dotted")


def shouted_label(text: str) -> Candidate | None:
    """Return a name in capitals before a full stop, its party in brackets or its office between them."""
    name = _SHOUTED.match(text)
    if name is None or not name["name"].isupper() or likeness(name["name"]) < Likeness.SINGLE:
        return None
    if has_title(name["name"]) and len(name["name"]) <= _LONGEST_TITLE:
        return None
    return Candidate(name["name"] + "." * bool(name["initials"]), name.end(), None, "dash")


def angled_label(text: str) -> Candidate | None:
    """Return the name before an angle that opens to it, as the press prints talks on the radio: `◇ Name> words`."""
    name = _ANGLED.match(text)
    if name is None or likeness(name["name"]) < Likeness.SINGLE:
        return None
    return Candidate(name["name"], name.end(), None, "dash")


def letter_label(text: str, *, surely: bool) -> Candidate | None:
    """Return the letter of Pregunta, Domanda, Risposta, … before a full stop, or of an Arabic question or answer before
    a dash; `surely`, if a dash is behind it.
    """
    letter = _LETTER.match(text) or _ARABIC.match(text)
    if letter is None or (surely and not letter["dash"]):
        return None
    return Candidate(letter["name"], letter.end(), None, "letter", bool(letter.groupdict().get("bold")))


def quoting_label(text: str, rest: str) -> Candidate | None:
    """Return the name before a line that is in hooked brackets as a whole: `山本「…」`; `rest` is what the line goes on
    with.
    """
    quoting = _QUOTING.match(text)
    words = text[quoting.end() :] + rest if quoting else ""
    if quoting is None or not words.endswith("」"):
        return None
    depth = 0
    for hook in _HOOKS.finditer(words):
        depth += 1 if hook.group() == "「" else -1
        if depth == 0:
            return Candidate(quoting["name"], quoting.end(), None, "dash") if hook.end() == len(words) else None
    return None


def role_before_dash(text: str) -> Candidate | None:
    """Return the role of who asks or answers before a dash that stands where a colon might: `Q- words`, `प्रश्न- …`; no
    word that is begun anew, `I- I mean`.
    """
    found = _ROLE_DASH.match(text)
    role = fold(found["name"]) if found else ""
    if found is None or not (asks(role) or answers(role)) or fold(text[found.end() :]).startswith(role[:2]):
        return None
    return Candidate(found["name"], found.end(), None, "letter", bool(found["bold"]))


def slipped_label(text: str) -> Candidate | None:
    """Return a label that a semicolon stands behind where a colon was meant: `答；`."""
    slip = _SLIP.match(text)
    if slip is None or likeness(slip["name"]) < Likeness.LOOSE:
        return None
    return Candidate(slip["name"], slip.end(), None, "slip", bool(slip["bold"]))
