"""What the lines of a head say: who asks, who answers, who else is there, when it was; nobody says such lines.

`Interviewee: First Last`, `Participants: First Last (FL), …`, `FL = First Last`, `Interviewed by …`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.language import CJK, fold
from corpus.roles import INTERVIEWER, answers, is_role
from corpus.sentences import split
from ingest.candidates import is_sentence
from ingest.credits import is_credit
from ingest.dates import date_in, is_only_a_date
from ingest.head_keys import is_spoken, parted
from ingest.head_lists import BETWEEN, PEOPLE, some_names
from ingest.head_words import ABOUT, ANSWERS, ASKS
from ingest.introduced import introduced
from ingest.labels import label_at
from ingest.legends import called_in, legend_in
from ingest.lines import Line
from ingest.names import Likeness, likeness
from ingest.roster import Roster

INITIALS = re.compile(r"(?P<name>[^()（）,;，；、\n]{2,60}?)\s*[(（](?P<short>[^()（）\s]{1,12})[)）]")
_PHRASE = re.compile(
    r"(?P<how>(?i:interview(?:ed)? (?:with|of|by)|oral history (?:of|with)|(?:interview |was )?conducted by"
    r"|interviewer is|interviewee is))\s+"
    r"(?P<name>(?:[^\W\d_a-z][\w.’'-]*\s?){2,4})"
)
_CLERK = re.compile(
    r"(?:transcribed|transcript(?:ion)?|transkribiert|typed|edited|audited|proofread|recorded|interviewed"
    r"|conducted|prepared)"
    r"(?: \w+){0,3} (?:by|mit|with|on)\b.{0,80}",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:(?:the |this )?interview (?:took place|happened|was (?:held|conducted|recorded|done|made))\b"
    r"|(?:interviewer|interviewee) (?:is|was) (?-i:[A-Z])|(?:interviewed|conducted) by (?-i:[A-Z])"
    r"|transcri(?:bed|pt|ption)\b.{0,30} by\b)",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"(?:代理)?(?:审判员|審判員|(?:人民)?陪审员|陪審員|法官助理|记录人|記錄人|記録者|公诉人"
    r"|翻译(?:人员)?|書記官|法官)"
)
_KEY_WITHIN = re.compile(r"(?<!\S)(?P<key>[^\W\d_a-z][^\W\d_]{2,14}):(?=\s)")
_SHORT = re.compile(r"[^\W\d_a-z]{1,4}\d?")
_LETTER = re.compile(r"[A-Z]\s?(?:[(（][^()（）]{1,40}[)）])?")
_FEWEST_LETTERS = 4  # of a role that is spelled out
_LONGEST_VALUE = 160  # characters
_LONGEST_PREFACE = 800  # characters of a paragraph that says whose interview it is
_HEADLINE = re.compile(
    r"(?:an? )?(?:oral history )?(?:interview|transcript)(?: transcript)?:?"
    r"|(?:transkript|transcription|transcripción|trascrizione|transcrição|расшифровка|文字记录|文字記錄|文字稿"
    r"|逐字稿|녹취록)[:：]?",
    re.IGNORECASE,
)


def read_quoted_facts(block: Sequence[Line], roster: Roster) -> bool:
    """Read a head in which every line is quoted and has a key of its own, `> **Guest**: Name`, into the roster and take
    it for furniture; return whether it is one. People may be called by one name there.
    """
    cells = [parted(line.text) for line in block if line.quoted]
    keys = [fold(key).strip() for key, _, _ in cells]
    if len(cells) < max(2, len(block)) or not all(value for _, _, value in cells) or len(set(keys)) < len(keys):
        return False
    lists = [_list_for(key, roster) for key in keys]
    names = [_names(value, roster) or some_names(value) for _, _, value in cells]
    named = [bool(where is not None and found) for where, found in zip(lists, names, strict=True)]
    facts = [
        ABOUT.fullmatch(key) is not None and not is_spoken(value) for key, (*_, value) in zip(keys, cells, strict=True)
    ]
    if sum(named) + sum(facts) < 2 or not any(facts):
        return False
    for where, found, known in zip(lists, names, named, strict=True):
        if where is not None and known:
            where.extend(found)
    dates = (date_in(value) for fact, (*_, value) in zip(facts, cells, strict=True) if fact)
    roster.date = roster.date or next(filter(None, dates), None)
    for line in block:
        line.role = "furniture"
    return True


def read_facts(left: Sequence[Line], roster: Roster, lines: Sequence[Line]) -> list[bool]:
    """Read the lines of one paragraph into the roster; return which of them are facts. Once somebody is heard in it who
    is called by a role or a letter, what stands behind such labels is said, too: `Q: Who built it?`, `A: Carl Stone`.
    """
    facts: list[bool] = []
    heard = False
    for line in left:
        key = parted(line.text)[0].strip()
        called = is_role(key) or _SHORT.fullmatch(key) is not None
        told = _legend(line, roster, lines) or _called_once(line, roster, lines)
        said = heard and called
        facts.append(told or (not said and (read_fact(line, roster) or introduced(line, roster, lines))))
        heard = heard or (called and not facts[-1] and line.ends_sentence and begins_to_speak(line))
    return _with_officers(left, facts)


def _with_officers(left: Sequence[Line], facts: list[bool]) -> list[bool]:
    """Return which lines of a paragraph are facts, those among them that say who has a role, `书记员：陈默`, where all
    others are.
    """
    cells = [parted(line.text) for line in left]
    keys = Counter(fold(key) for key, _, _ in cells)
    officers = [
        bool(colon)
        and keys[fold(key)] == 1
        and (is_role(key) or _OFFICER.fullmatch(key) is not None)
        and _is_name(value)
        for key, colon, value in cells
    ]
    every = sum(facts) > 1 and all(map(any, zip(facts, officers, strict=True)))
    return [True] * len(facts) if every else facts


def _is_name(value: str) -> bool:
    brief = len(value) <= 4 if re.match(f"[{CJK}]", value) else likeness(value) is Likeness.FULL
    return brief and likeness(value) >= Likeness.SINGLE and value[-1:] not in "?？!！。."


def read_roles(lines: Sequence[Line], roster: Roster) -> None:
    """Read into the roster who asks and who answers, as lines of front matter say it."""
    for line in lines:
        key, colon, _ = parted(line.text)
        if colon and any(_list_for(fold(key).strip(), roster) is some for some in (roster.asking, roster.answering)):
            read_fact(line, roster)


def read_fact(line: Line, roster: Roster) -> bool:
    """Read one line of a head, on its own, into the roster; return whether it is a fact, which nobody says; two may
    stand beside each other.
    """
    cells = _columns(line.text, roster)
    facts = [_read_cell(replace(line, text=cell), roster) for cell in cells]  # each, whatever those before are
    return all(facts)


def _read_cell(line: Line, roster: Roster) -> bool:
    key, colon, value = parted(line.text)
    if not colon or is_only_a_date(line.text):
        return _told(line, roster)
    if not value:
        return _HEADLINE.fullmatch(key.strip("*_ ")) is not None
    if len(value) > _LONGEST_VALUE:
        return False
    if _read_people(key, value, roster) or _read_short(line, roster):
        return True
    about = (is_about(fold(key).strip()) and not is_spoken(value)) or is_credit(line.text)
    if about:
        roster.date = roster.date or date_in(value)
    return about


def _read_people(key: str, value: str, roster: Roster) -> bool:
    """Read who is there, `Interviewee: Ann Poe`, and what they are called hereafter."""
    folded = fold(key).strip()
    called = called_in(value)
    if called is not None:
        roster.short[called[1]] = called[0]
    names = [called[0]] if called else _names(value, roster)
    names = names or (_some_full(value) if PEOPLE.fullmatch(folded) else [])
    where = _list_for(folded, roster) if names else None
    where = roster.people if where is None and called else where
    if where is not None:
        where.extend(names)
    return where is not None


def _read_short(line: Line, roster: Roster) -> bool:
    """Read whose initials a label is, `AP: Ann Poe`, or whose first character, `黎＝黎德明`."""
    key, colon, value = parted(line.text)
    if not _SHORT.fullmatch(key):
        return False
    names = _names(value, roster)
    if len(names) == 1 and not line.ends_sentence:
        roster.short.setdefault(key, names[0])
        roster.people.append(names[0])
        return True
    begins = colon.strip() == "＝" and value.startswith(key) and likeness(value) >= Likeness.SINGLE
    if begins:
        roster.short.setdefault(key, value)
    return begins


def is_about(key: str) -> bool:
    """Whether the folded words before a colon say that a fact about the recording stands behind it."""
    return ABOUT.fullmatch(key) is not None


def begins_to_speak(line: Line) -> bool:
    """Whether the head is over: somebody speaks, and does not tell whose interview it is."""
    label = label_at(line.text)
    if label is None or _PHRASE.search(line.text):
        return False
    spoken = label.shape in ("colon", "timed", "dotted", "bracket") and not label.heading
    return spoken and likeness(label.name) >= Likeness.SINGLE


def _columns(text: str, roster: Roster) -> list[str]:
    """Return the facts that stand beside each other on a line: `Interviewee: …   Location: …`."""
    keys = list(_KEY_WITHIN.finditer(text)) if len(text) <= _LONGEST_VALUE else []
    known = [one for one in keys if is_about(fold(one["key"])) or _list_for(fold(one["key"]), roster) is not None]
    starts = [one.start("key") for one in known if one.start("key") == 0 or text[one.start("key") - 1].isspace()]
    if len(starts) < 2 or starts[0] != 0:
        return [text]
    return [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]


def _called_once(line: Line, roster: Roster, lines: Sequence[Line]) -> bool:
    """Read who is there by one name only, `Interviewee: Agnes`, into the roster; return whether a line says so, or
    which letter stands for them: its key stands on no other line, as that of somebody who speaks would, nor does that
    of the line below.
    """
    key, colon, value = parted(line.text)
    where = (
        _list_for(fold(key).strip(), roster) if colon and (len(key) >= _FEWEST_LETTERS or not key.isascii()) else None
    )
    named = value.isalpha() and value.istitle() and likeness(value) is Likeness.SINGLE
    letter = _LETTER.fullmatch(value) is not None
    if where is None or not (named or letter):
        return False
    below = next((other.text for other in lines[line.number + 1 :] if other.text), "")
    keys = Counter(fold(parted(other.text)[0]) for other in lines if other.text)
    if max(keys[fold(key)], keys[fold(parted(below)[0])]) > 1:
        return False
    where += [value] if named else []
    return True


def _legend(line: Line, roster: Roster, lines: Sequence[Line]) -> bool:
    """Read who labels stand for into the roster; return whether a line says nothing else."""
    legend = legend_in(line, lines)
    roster.short.update(legend)
    roster.people.extend(name for name in legend.values() if likeness(name) is Likeness.FULL)
    return bool(legend)


def _told(line: Line, roster: Roster) -> bool:
    """Read a line such as Interview with First Last, conducted by First Last; return whether nobody says it."""
    found = list(_PHRASE.finditer(line.text)) if len(line.text) <= _LONGEST_PREFACE else []
    for phrase in found:
        name = _plain(" ".join(phrase["name"].split()).removesuffix(" on"))
        if likeness(name) is Likeness.FULL:
            how = phrase["how"].casefold()
            (roster.asking if how.endswith("by") or "interviewer" in how else roster.answering).append(name)
    told = found and all(_TOLD.match(line.text, start) for start, _ in split(line.text))
    if found:
        roster.date = roster.date or date_in(line.text)
    if told or _HEADLINE.fullmatch(line.text.strip("*_ ")) or is_credit(line.text):
        return True
    if _CLERK.fullmatch(line.text) is not None and not line.ends_sentence:
        return True
    alone = date_in(line.text) if len(line.text) <= 60 and not line.prose else None
    if alone and is_only_a_date(line.text):
        roster.date = roster.date or alone
        return True
    return False


def _list_for(key: str, roster: Roster) -> list[str] | None:
    """Return the list that a line of a head belongs to by its key: who asks, who answers, who else is there."""
    if ASKS.fullmatch(key) or INTERVIEWER.fullmatch(key):
        return roster.asking
    if ANSWERS.fullmatch(key) or answers(key):
        return roster.answering
    return roster.people if PEOPLE.fullmatch(key) else None


def _names(value: str, roster: Roster) -> list[str]:
    """Return the names in a list of names, [] where it is none; initials behind them go into the roster."""
    for pair in INITIALS.finditer(value):
        name = BETWEEN.sub("", pair["name"]).strip()
        if likeness(name) is Likeness.FULL:
            roster.short[pair["short"]] = name
    bare = re.sub(r"[(（][^()（）]*[)）]|\s(?:공동 )?진행$", "", value).strip()
    parts = [part for part in BETWEEN.split(bare) if part]
    full = [part for part in parts if likeness(part) is Likeness.FULL]
    known = all(likeness(part) >= Likeness.SINGLE for part in parts)
    said = bare[-1:] in "?？!！。" or is_sentence(bare.removesuffix("."))
    return full if full and known and not said else []


def _some_full(value: str) -> list[str]:
    """Return the full names in a list in which others are called by one word: Ann Poe, Me."""
    return [name for name in some_names(value) if likeness(name) is Likeness.FULL]


def _plain(name: str) -> str:
    """Return a name without the full stop of its sentence, and not in capitals."""
    name = name if re.search(r"\b[^\W\d_]\.$", name) else name.rstrip(".")
    return name.title() if name.isupper() else name
