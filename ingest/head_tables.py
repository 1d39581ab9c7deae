"""Tables of facts in the head of a text, `Projekt: …`, `Aufnahme: …`, and what each label stands for: nobody says them.

One line alone may be somebody's; several of a paragraph, some of which surely tell of a recording, are a table.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.language import fold
from ingest.dates import date_in
from ingest.head_facts import is_about
from ingest.head_keys import is_spoken, parted
from ingest.legends import legend_in, shortens
from ingest.lines import Line
from ingest.names import Likeness, likeness
from ingest.roster import Roster

_FEWEST = 2  # lines that surely tell of the recording, half of all
_LONGEST_KEY = 5  # words
_LONGEST_HEADED = 120  # characters of a line in which what stands before its colon is looked for
_LONGEST_VALUE = 160  # characters
_INITIALS = re.compile(r"[^\W\d_a-z]{2,4}")
_TELLS = re.compile(
    r"(?:projekt|projet|proyecto|progetto|projeto|проект|archiv[eo]?|archief|archiwum|архив|sammlung|bestand"
    r"|fonds?|fondo"
    r"|aufnahme|aufzeichnung|enregistrement|grabación|gravação|registrazione|opname|nagranie|inspelning"
    r"|optagelse|запись"
    r"|dato|plaats|miejsce|plats|sted|duur|czas trwania|längd|varighed|продолжительность|thème|tytuł|название"
    r"|transkri(?:ption|pt|bient|bentin|bent|bierende?r?|biert)|transcri(?:ption|pteur|ptrice|pción|ptora?|ção"
    r"|tora?|ptie)"
    r"|trascri(?:zione|ttore|ttrice)|transkrypcja|расшифровка|bearbeitung|anonymi[sz](?:ation|ed|ierung)|anonimización"
    r"|anonymisering|interview|interviewpartner(?:in)?|entretien|entrevista|intervista|wywiad|интервью|signatur|cote"
    r"|headline|byline|dateline|section|network|station|anchors?|guests?|participants?|consent|language|sprache|langue"
    r"|idioma|lingua|taal|język|язык)(?:[ -](?:id|nr\.?|no\.?|n[°º]|nummer|number|numéro|número|datum|ort|von"
    r"|durch|par|por"
    r"|da|di|de|door|przez))?"
)
_WITH = re.compile(
    r"(?:interview|gespräch) mit|entretien avec|entrevista (?:a|con|com)|intervista (?:a|con)|wywiad z|интервью с"
    r"|interview met|intervju med"
)
_PRESIDES = re.compile(
    r"(?:de )?voorzitter|griffier|vorsitz(?:ende[rs]?)?|leitung|protokoll(?:führung)?|présidence(?: de)?|secrétaire"
    r"|presidencia(?: de)?|presidência|presidenza(?: del presidente)?|przewodniczy|ordförande|ordfører"
)


def keys_of(lines: Sequence[Line]) -> Counter[str]:
    """Return how often what stands before colons stands there, folded."""
    return Counter(fold(parted(line.text[:_LONGEST_HEADED])[0]) for line in lines if line.text)


def read_tables(
    left: Sequence[Line], facts: Sequence[bool], roster: Roster, lines: Sequence[Line], keys: Counter[str]
) -> list[bool]:
    """Read a paragraph of the head into the roster as a table; return which of its lines are facts, those that were
    known before, `facts`, among them. `keys` are those of all lines, as of `keys_of`.
    """
    found = [
        fact or _initials(line, roster, lines) or _presides(line, keys) for line, fact in zip(left, facts, strict=True)
    ]
    if any(found) and all(_is_of_a_title_page(line) for line in left):
        roster.date = roster.date or next(filter(None, (date_in(line.text) for line in left)), None)
        return [True] * len(left)
    lead = list(takewhile(lambda line: not _recurs(line, keys), left))
    table = [at for at, line in enumerate(lead) if _is_field(line)]
    sure = [at for at in table if found[at] or _tells(lead[at])]
    last = _last_of_table(left, lead, table, sure, lines)
    if len(sure) < _FEWEST or 2 * len(sure) < len(table) or last is None:
        return found
    within = range(table[0], last + 1)
    if any(at not in table and (lead[at].ends_sentence or is_spoken(lead[at].text)) for at in within):
        return found
    for at in within:
        _read(lead[at], roster, lines)
    return [fact or at in within for at, fact in enumerate(found)]


def _is_of_a_title_page(line: Line) -> bool:
    """Whether a line is in capitals and nobody's: of a paragraph that says who was interviewed, and where."""
    return line.text.isupper() and not line.ends_sentence and ":" not in line.text


def _last_of_table(
    left: Sequence[Line], lead: Sequence[Line], table: Sequence[int], sure: Sequence[int], lines: Sequence[Line]
) -> int | None:
    """Return where a table ends: with its paragraph, where others speak below; else with its last sure line. None
    without any.
    """
    if not sure:
        return None
    below = Counter(fold(parted(line.text)[0]) for line in lines[left[-1].number + 1 :] if parted(line.text)[1])
    whole = len(lead) == len(left) and any(count > 1 for count in below.values())
    return table[-1] if whole else sure[-1]


def _recurs(line: Line, keys: Counter[str]) -> bool:
    key, colon, _ = parted(line.text)
    return bool(colon) and keys[fold(key)] > 1


def _is_field(line: Line) -> bool:
    key, colon, value = parted(line.text)
    short = 0 < len(key.split()) <= _LONGEST_KEY and key[:1].isupper() and len(value) <= _LONGEST_VALUE
    return (
        bool(colon.strip() in (":", "：")) and short and bool(value) and not is_spoken(value) and value[-1] not in "?!"
    )


def _tells(line: Line) -> bool:
    key = fold(parted(line.text)[0]).strip()
    return _TELLS.fullmatch(key) is not None or _WITH.fullmatch(key) is not None or is_about(key)


def _read(line: Line, roster: Roster, lines: Sequence[Line]) -> None:
    """Read what a line of a table says of people into the roster."""
    key, _, value = parted(line.text)
    name = re.split(r"\s?[,;(]", value, maxsplit=1)[0].strip()
    if _WITH.fullmatch(fold(key).strip()) and likeness(name) is Likeness.FULL:
        roster.answering.append(name)
    legend = legend_in(replace(line, text=value), lines)
    roster.short.update(legend)
    roster.people.extend(name for name in legend.values() if likeness(name) is Likeness.FULL)


def _initials(line: Line, roster: Roster, lines: Sequence[Line]) -> bool:
    """Read whose initials a line gives, `JANE DOE:  JD`, into the roster; return whether labels below are so."""
    key, colon, value = parted(line.text)
    if not colon or not _INITIALS.fullmatch(value) or likeness(key) is not Likeness.FULL or not shortens(value, key):
        return False
    if not any(other is not line and other.text.startswith((f"{value}:", f"{value} :")) for other in lines):
        return False
    name = key.title() if key.isupper() else key
    roster.short.setdefault(value, name)
    roster.people.append(name)
    return True


def _presides(line: Line, keys: Counter[str]) -> bool:
    """Whether a line says who presides, and does so once."""
    key, colon, value = parted(line.text)
    told = bool(colon) and _PRESIDES.fullmatch(fold(key).strip()) is not None and keys[fold(key)] == 1
    return told and likeness(value) is Likeness.FULL and not line.ends_sentence
