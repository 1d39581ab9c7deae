"""Who is who in one transcript: initials, Q and A, titles and family names to the full names that the file gives."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, groupby, pairwise

from corpus.language import fold
from corpus.roles import INTERVIEWER, answers, is_diarised
from ingest.names import PARTICLES, Likeness, has_title, joined_names, likeness
from ingest.offices import begins_with_office
from ingest.roster import Roster, family_name

_TURNS = 6  # with numbers, of two people, for these to count them
_NUMBERED = re.compile(r"(?P<role>.*?[^\W\d])[\s_-]?(?P<number>\d{1,3})")
_INITIAL = re.compile(r"\b([^\W\d_])\.\s+(?=[^\W\d_])")
_KIN = frozenset(
    "chồng vợ mẹ má bố cháu husband wife ehemann ehefrau муж жена мать сын дочь чоловік дружина мати".split()
)
"""Words before somebody's label that name another person: Chồng NTL, husband of NTL."""
_SURELY_JOINED = re.compile(r"\s(?:and|und|et|&|\+|/)\s|[&＆＋、]|(?<=\w)/(?=\w)", re.IGNORECASE)
_INITIALS = frozenset(map(chr, filter(lambda code: chr(code).isalpha(), range(0x61, 0x250)))) - {"m"}
"""Letters, folded, that given names begin with; M. is Monsieur, too."""
_SPELLED = re.compile(
    r"(?:question|answer|pregunta|respuesta|pergunta|resposta|domanda|risposta|réponse|frage|antwort|вопрос|ответ)\.?",
    re.IGNORECASE,
)
_SEXES = {"mr": "m", "sir": "m", "herr": "m"} | dict.fromkeys(("mrs", "ms", "miss", "frau", "madam", "lady"), "f")


def identities(labels: Iterable[str], roster: Roster) -> dict[str, str]:
    """Return the labels that stand for somebody whom the file names more fully, each with the full name. `labels` are
    in the order in which people speak.

    A form of a name counts only where it can be one person's: Mr. and Mrs. of one family name stay themselves.
    """
    spoken = [label for label, _ in groupby(labels)]
    people = _People(spoken, roster)
    usual: dict[str, str] = {}
    persons: dict[str, str] = {}
    for label, _ in Counter(spoken).most_common():
        usual.setdefault(_written(label), label)  # Answer, where ANswer is a slip
        if person := people.person(label):
            persons.setdefault(_written(label), person)
    found = {label: persons.get(_written(label)) or usual[_written(label)] for label in people.labels}
    return {label: name for label, name in found.items() if name != label}


def _written(label: str) -> str:
    """Return what is equal for a name that is written with other capitals, another ё, or no space behind initials."""
    return _INITIAL.sub(r"\1.", fold(label)).replace("ё", "е")


class _People:
    """The names of one transcript, by their words."""

    def __init__(self, spoken: Sequence[str], roster: Roster) -> None:
        labels = list(dict.fromkeys(spoken))
        self.labels, self._roster = labels, roster
        self._answering = {frozenset(pair) for pair in pairwise(spoken)}  # they answer each other: two people
        self._roles = {label: found["role"] for label in labels if (found := _NUMBERED.fullmatch(label))}
        self._in_turn = _take_turns(spoken)
        self._counted = self._in_turn or _are_counted(spoken)
        self._initials: dict[str, set[str]] = defaultdict(set)
        self._full: dict[tuple[str, ...], str] = {}
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._sexes: dict[str, set[str]] = defaultdict(set)
        self._titled: dict[tuple[str, str | None], str] = {}
        groups = _groups(spoken, roster)
        own = [label for label in labels if roster.short.get(label, label) == label]
        full = [label for label in own if likeness(label) is Likeness.FULL and label not in groups]
        whole = [*roster.everybody, *full]
        self._plain = {fold(label): label for label in full}
        full = [label for label in full if not any(_shortens(_words(label), _words(name)) for name in whole)]
        full = [label for label in full if self._behind_office(label) is None]
        for name in (*roster.everybody, *roster.titled, *full):
            self._initials["".join(word[0] for word in _words(name) if word)].add(name)
        for name in (*roster.everybody, *full):
            self._add(name)
        for name in roster.everybody:
            if family := family_name(name):
                self._by_word[fold(family)].add(name)
        for label in labels:
            self._see(label)

    def _add(self, name: str) -> None:
        """Add a full name, the first of those that differ in case and titles only."""
        words = tuple(_words(name))
        if words[0] in _KIN:
            return
        if (len(words) > 1 or not name.isascii()) and words not in self._full:
            self._full[words] = name
            for word in {words[0], words[-1]} if len(words) > 1 and not words[-1].isdigit() else ():
                self._by_word[word].add(name)

    def _see(self, label: str) -> None:
        words, sex = _words(label), _sex(label)
        if words and sex is not None:
            self._sexes[words[-1]].add(sex)
        if len(words) == 1 and " " in label:
            self._titled.setdefault((words[0], sex), label)

    def person(self, label: str) -> str | None:
        """Return whom a label stands for, None where the file does not say or it may be several."""
        listed = self._roster.short.get(label) or self._roster.short.get(label.upper())
        if listed:
            return listed
        if INTERVIEWER.fullmatch(label):
            return self._in_role(label, self._roster.asking) or self._spelled(label)
        if answers(label):
            return self._in_role(label, self._roster.answering) or self._spelled(label)
        if is_diarised(label):
            return self._roles.get(label) if self._in_turn else None
        initials = label.replace(".", "")
        short = _sole(list(self._initials[initials.casefold()])) if initials.isupper() else None
        return short or self._spelled(label) or self._fuller(label)

    def _in_role(self, label: str, names: Sequence[str]) -> str | None:
        """Return who asks or answers: numbers count the questions, or else tell people apart."""
        role = self._roles.get(label)
        if role is not None and not self._counted and list(self._roles.values()).count(role) > 1:
            return None
        return _sole(names) or (role if self._counted else None)

    def _behind_office(self, label: str) -> str | None:
        """Return the full name behind an office, where it is a label, too: President of Finland Aarne Salo."""
        words = label.split() if begins_with_office(label) else []
        shorter = (" ".join(words[at:]) for at in range(2, len(words) - 1))
        return next((self._plain[fold(name)] for name in shorter if fold(name) in self._plain), None)

    def _spelled(self, letter: str) -> str | None:
        """Return the label that spells out what a letter stands for, as the press does once: PREGUNTA., then P."""
        begins = fold(letter.rstrip("."))
        spelled = [label for label in self.labels if _SPELLED.fullmatch(label) and fold(label).startswith(begins)]
        return _sole(spelled) if len(begins) == 1 else None

    def _fuller(self, label: str) -> str | None:
        words = _words(label)
        if not words or not any(map(str.isalpha, label)):
            return None
        whole = self._full.get(tuple(words)) or self._behind_office(label)
        fitting = {whole} if whole else self._by_word.get(words[0], set()) if len(words) == 1 else set()
        fitting = fitting or {name for full, name in self._full.items() if _shortens(words, full)}
        bare = {name for name in fitting if not has_title(name.split()[0])}
        if _sex(label) is not None and any(frozenset((label, name)) in self._answering for name in bare):
            return None
        if len(fitting) != 1:
            return self._titled.get((words[0], _sex(label))) if len(words) == 1 and " " in label else None
        return next(iter(fitting)) if len(self._sexes[words[-1]]) < 2 else None


def _groups(spoken: Sequence[str], roster: Roster) -> set[str]:
    """Return the labels that name several people at once: joined by a word or mark, or one behind the other where each
    is a label by itself and they answer each other. `spoken` are the labels in the order in which people speak.
    """
    alone = {fold(label) for label in spoken}
    answering = {frozenset(map(fold, pair)) for pair in pairwise(spoken)}
    known = {fold(name) for name in roster.everybody}
    found: set[str] = set()
    for label in dict.fromkeys(spoken):
        parts = [fold(part) for part in joined_names(label)]
        words = fold(label).split()
        joined = _SURELY_JOINED.search(label) is not None or (len(parts) > 1 and alone.issuperset(parts))
        beside = len(words) > 1 and fold(label) not in known and alone.issuperset(words)
        if joined or (beside and any(frozenset(pair) in answering for pair in combinations(words, 2))):
            found.add(label)
    return found


def _are_counted(spoken: Sequence[str]) -> bool:
    """Whether numbers count questions and their answers: Q1, A1, Q2, A2, each once."""
    numbers: dict[bool, list[str]] = {True: [], False: []}
    for label in spoken:
        found = _NUMBERED.fullmatch(label)
        if found and (INTERVIEWER.fullmatch(label) or answers(label)):
            numbers[INTERVIEWER.fullmatch(label) is not None].append(found["number"])
    once = all(len(set(said)) == len(said) for said in numbers.values())
    return once and len(set(numbers[True]).intersection(numbers[False])) > 1


def _take_turns(spoken: Sequence[str]) -> bool:
    """Whether numbers count the turns of two who ask and answer: I1, R1, I2, R2, I3, R3, all in order."""
    found = [(one["role"], int(one["number"])) for label in spoken if (one := _NUMBERED.fullmatch(label))]
    roles = list(dict.fromkeys(role for role, _ in found))
    expected = [(role, number) for number in range(1, len(found) // 2 + 2) for role in roles]
    return len(roles) == 2 and len(found) >= _TURNS and found == expected[: len(found)]


def _shortens(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are a name with initials for given names, J. Doe, or what follows them from `von` or `de la` on."""
    if len(words) < 2 or words[-1] != name[-1] or len(words[-1]) < 2:
        return False
    if len(words) == len(name):
        pairs = list(zip(words[:-1], name[:-1], strict=True))
        shorter = all(word == other or (word in _INITIALS and other.startswith(word)) for word, other in pairs)
        return shorter and list(words) != list(name)
    return words[0] in PARTICLES and list(words) == list(name[-len(words) :])


def _sole(names: Sequence[str]) -> str | None:
    return names[0] if len(set(names)) == 1 else None


def _words(name: str) -> list[str]:
    """Return a name's words without titles and points, folded."""
    words = [fold(word).strip(".,") for word in name.split()]
    return [word for at, word in enumerate(words) if at == len(words) - 1 or not has_title(word)]


def _sex(name: str) -> str | None:
    return next((sex for word in name.split() if (sex := _SEXES.get(fold(word).strip(".")))), None)
