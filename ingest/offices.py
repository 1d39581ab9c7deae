"""Offices on labels: The Minister for Roads (Mr. Name): …, Name, Minister für Verkehr: …, Minister for Roads: …."""

import re

_NOUNS = (
    "Minister Secretary Under-Secretary Undersecretary Chancellor Attorney Solicitor Leader Whip Member Speaker"
    " Chairman Chairwoman Chairperson Chair President Vice-President Commissioner Director Governor Ambassador"
    " Counsel Clerk Mayor Treasurer Advocate Representative"
).split()
_NOUN = "(?:" + "|".join(form for noun in _NOUNS for form in (noun, noun.upper())) + ")"
_WORD = r"[^\W\d_a-z][\w’'-]*"
_JOINING = "(?:for|of|to|and|the|in|on|with|without|at|&)"
_OFFICE = (
    rf"(?:the\s|The\s)?(?:{_WORD}\.?\s){{0,6}}?{_NOUN}(?:\sGeneral)?"
    rf"(?=,?\s(?:for|of|to|and|FOR|OF|TO|AND|{_WORD})\s)(?:,?\s(?:{_JOINING}\s(?:the\s)?){{0,2}}{_WORD}){{1,12}}"
)
_ALONE = re.compile(_OFFICE)
_AT = re.compile(
    rf"(?P<office>{_OFFICE})(?:\s?[(\[](?P<person>[^()\[\]\n]{{3,60}})[)\]])?(?=[*_]{{0,2}}\s?[:：([]|\s*$)"
)
_HELD = (
    r"[^\W\d_]{0,30}(?:[Mm]inister|[Kk]anzler|[Ss]ekretär|[Pp]räsident|[Ss]enator|[Bb]ürgermeister|[Bb]erichterstatter"
    r"|[Aa]ntragsteller|[Ss]chriftführer)(?:in)?|Abgeordneter?|[Mm]inistre|[Mm]inistr[oa]|[Ss]ecrétaire|" + _NOUN
)
_PARTY = r"(?:\s\((?=[^\W\d_a-z])[^\n:：()]{1,40}\))?"
_HOLDER = re.compile(
    rf"(?P<name>[^\W\d_][^\n:：,;!?()\[\]]{{1,40}}){_PARTY},\s(?P<rest>(?:[^\W\d_][\w.-]*\s){{0,3}}?"
    rf"(?:{_HELD})(?=[\s,:：])[^\n:：.;!?()\[\]]{{0,100}})(?={_PARTY}[:：])"
)
_IN_A_PARTY = re.compile(
    r"(?P<name>[^\W\d_][^\n:：,;!?()\[\]]{1,40})\s\((?=\w{0,3}[^\W\d_a-z]\w{0,3}[^\W\d_a-z])[^\W\d_/-]{2,10}\),\s"
    r"(?P<rest>[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*){0,7})(?=[:：])"
)
_IN_CAPITALS = re.compile(
    rf"(?P<name>[^\W\d_a-z][^\n:：,;!?()\[\]]{{2,50}}){_PARTY},\s(?P<rest>(?:[^\n:：;!?()\[\]]|\([^\n()]{{1,20}}\)\s){{3,120}})"
    r"(?=(?:\s\([^\n()]{2,40}\))?[:：](?:\s|$))"
)
_SPOKEN = re.compile(r"\b(?:I|ME|MY|WE|YOU|YOUR|IT|THIS|THAT|HERE|IS|WAS|ARE|LET|DO|DOES|SAID|SAYS|WHAT|HOW|WHY)\b")
_TITLE = r"(?i:mr|mrs|ms|miss|dr|sir|prof|(?:the )?hon|lord|lady|shri|shrimati|smt)\b\.?"
_OF_A_CHAIR = re.compile(
    rf"(?P<office>(?:The|THE)(?:\s(?:{_WORD}|{_JOINING})){{1,10}})\s?[(\[](?P<person>{_TITLE}\s[^()\[\]\n]{{2,50}})[)\]]"
    r"(?=[*_]{0,2}\s?[:：])"
)
_HOLDS = rf"(?:{_HELD}|(?:Pod)?[Ss]ekretarz|Dyrektor|Zastępca|Naczelnik|(?:Wice)?[Pp]rezes|Przedstawiciel(?:ka)?)"
_BEFORE_NAME = re.compile(rf"(?P<office>{_HOLDS}(?:\s[^\W\d_][\w’'-]*){{2,10}}(?:\s{_WORD}){{2}})(?P<person>)")
_PARTY_AND_COLON = re.compile(rf"{_PARTY}[*_]{{0,2}}[:：]\s*$")
_BEGINS = re.compile(rf"(?:[^\W\d_][\w’'-]*\s){{0,2}}{_HOLDS}\b")
_LONG = 60  # characters of an office and a name, more than of any name alone
_LONGEST = 120  # characters of an office


def is_office(name: str) -> bool:
    """Whether words are an office for, of or to something: The Minister for Roads."""
    if len(name) > _LONGEST:
        return False
    return bool(_ALONE.fullmatch(name) or (len(name) > _LONG and _BEFORE_NAME.fullmatch(name)))


def begins_with_office(words: str) -> bool:
    """Whether words begin with what somebody holds: President of Finland."""
    return _BEGINS.match(words) is not None


def office_at(text: str, at: int) -> re.Match[str] | None:
    """Return the office that a label may begin with, its groups `office` and `person`, who stands behind it in
    brackets.
    """
    found = _OF_A_CHAIR.match(text, at) or _AT.match(text, at)
    behind = _BEFORE_NAME.match(text, at) if found is None else None
    long = behind and len(behind.group()) > _LONG and _PARTY_AND_COLON.match(text, behind.end())
    return behind if long else found


def holder_at(text: str, at: int) -> re.Match[str] | None:
    """Return the name and the office behind a comma that stand before a colon, the groups `name` and `rest`. A party
    in brackets may stand behind either; behind one in capitals, SPD, whatever somebody is stands for an office, as it
    does where all before the colon is in capitals and nobody says it.
    """
    return _HOLDER.match(text, at) or _IN_A_PARTY.match(text, at) or _in_capitals(text, at)


def _in_capitals(text: str, at: int) -> re.Match[str] | None:
    found = _IN_CAPITALS.match(text, at)
    if found is None or " " not in found["name"] or not (found["name"] + found["rest"]).isupper():
        return None
    return None if _SPOKEN.search(found["rest"]) else found
