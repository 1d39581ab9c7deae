"""The head of one line, read from left to right: marks, a time, a name, what stands behind it, a colon."""

import re

from ingest.candidates import Candidate, Shape, as_a_name
from ingest.names import Likeness, likeness
from ingest.nicknames import name_around
from ingest.stamps import BARE, MARKED, OF_A_DAY, OF_A_MESSAGE, seconds
from ingest.tags import is_tag, name_in_element
from ingest.titled_names import name_with_office, titles_at

COLONS = ":：︰﹕∶꞉"
_LONGEST = 60  # characters of a name
_HEADING = re.compile(r"#{1,6}\s+")
_QUOTED = re.compile(r">{1,3}\s{0,2}")
_BOLD = re.compile(r"\*\*\*|\*\*|__|\*(?=[^\s*])|(?<=\S)\*|_(?=[^\s_])|<(?:b|strong|i|em|u)>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<name>\w+)>")
_BULLET = re.compile(r"\[\*\]\s{0,2}(?=\S)|[■□●○◆◇▲△▼▽►▶★☆◎※\U0001f300-\U0001faff]\ufe0f?\s{0,2}(?=\S)")
_SEAM = re.compile(r"(?P<mark>\*\*|__)(?P<gap>\s?)(?P=mark)")
_COLON_AHEAD = re.compile(rf"(?:\*\*|__)?[^\S\n]?[{COLONS}]")
_BEFORE_COLON = rf"(?:\d{{1,2}}:)?\d{{1,2}}:\d{{2}}(?=[{COLONS}]\s*$)"  # Name 00:12:31: above the words
_CLEAR = rf"(?=\s|[*_\]]|[{COLONS}]|$)"
_STAMP = re.compile(
    rf"(?P<emphasis>[*_]{{1,2}})(?:{MARKED}|{BARE})(?P=emphasis)|(?P<at>{MARKED})|{BARE}{_CLEAR}|{_BEFORE_COLON}"
)
_MARKED = re.compile(rf"(?P<emphasis>[*_]{{1,2}}){MARKED}(?P=emphasis)|{MARKED}")
_COLUMN = re.compile(rf"(?:\t(?={BARE}\t)|[^\S\n]+(?={BARE}$))")
_SPOKEN_DASH = re.compile(r"(?:[^\S\n]{1,3}(?:[-–—]{1,2}|\|)[^\S\n]{1,3}|[^\S\n]{0,3}｜[^\S\n]{0,3})(?=\S)")
_BEHIND_DASH = re.compile(
    rf"[^\S\n]{{0,3}}[-–—|｜/]{{1,2}}[^\S\n]{{0,3}}(?P<role>[^\n{COLONS}.!?。！？*_\[\]()（）]{{2,50}})"
    rf"(?=[{COLONS}](?:\s|$|[^\x00-\x7f]))"
)
_OF_A_DAY, _OF_A_MESSAGE = re.compile(OF_A_DAY), re.compile(OF_A_MESSAGE)
_BEHIND_TIME = re.compile(rf"\s{{0,4}}(?:[-–—|]\s{{1,4}}|[{COLONS}]\s)?")
_DASH = re.compile(r"\s{0,4}[-–—|/,，·•]\s{0,4}")
_SPACE = re.compile(r"[^\S\n]+")
_COLON = re.compile(rf"[^\S\n]?[{COLONS}](?:：|[{COLONS}](?=\s|[*_<]|$)|(?!(?<=:)[\d:]))")  # twice by a slip
_OPEN = re.compile(r"\\?(?P<open>[\[(（{<【「])")
_PAIRS = {"[": "]", "(": ")", "（": "）", "{": "}", "<": ">", "【": "】", "「": "」"}
_ASIDE = re.compile(
    r"\s{0,2}(?P<emphasis>[*_]{0,2})(?:\((?:[^()\n]|\([^()\n]{1,40}\)){0,60}\)|（[^（）\n]{1,60}）"
    r"|\[[^\[\]\n]{1,60}\])(?P=emphasis)"
    r"|,\s(?P<mark>[*_])(?=[^\s*_])[^*_\n]{1,50}(?P=mark)"
)
_TIME_ENDS = rf"\s+(?:{BARE}(?=[\s*_]|$)|{_BEFORE_COLON})|{OF_A_DAY}"
_ENDS = rf"\s*(?:[{COLONS}]|\*\*|__|\*|</|[\[(（{{<【]|\\\[|$)|｜|{_TIME_ENDS}|\s+[-–—|]{{1,2}}\s"
_NAME_ENDS, _UNDERLINED_NAME_ENDS = re.compile(_ENDS), re.compile(rf"_(?=[\s*<{COLONS}]|$)|{_ENDS}")
_BY = re.compile(
    r"(?:EXAMINATION\s+)?BY\s+(?=[A-Z])|(?:Further )?(?:Cross-|Re-)?[Ee]xamin(?:ed"
    r"|ation)(?: \([a-z]{2,12}\))? by\s+(?=[A-Z])"
)


class HeadScan:
    """Reads the head of one line from left to right."""

    def __init__(self, text: str, length: int, rest: str = "") -> None:
        self._text, self._length, self._rest_of_paragraph = text, length, rest
        self._at = 0
        self._bolds: list[str] = []
        self._closes = ""
        self._bold = self._heading = self._strong = False
        self._time: float | None = None
        self._marked = self._long = self._dated = self._outside = self._explained = False

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return found

    def label(self) -> Candidate | None:
        """Return the label, None where the head of the line has not the shape of one."""
        self._heading = self._take(_HEADING) is not None
        self._take(_QUOTED)
        self._take(_BULLET)
        self._before()
        by = self._take(_BY) is not None
        named = name_in_element(self._text, self._at)
        opened = None if named else self._take(_OPEN)
        name = (
            self._in_element(named) if named else self._named(_PAIRS[opened["open"]]) if opened else self._unbracketed()
        )
        if name is None:
            return None
        colon = self._after()
        if self._bolds and not (colon and self._goes_on_bold()):
            return None
        shape = self._shape(colon=colon, bracketed=bool(opened or named))
        written = as_a_name(name, shape, timed=self._time is not None, bold=self._bold) if shape else None
        if shape is None or written is None or self._leads_to_an_address():
            return None
        return Candidate(
            written,
            self._at,
            self._time,
            shape,
            self._bold,
            self._heading,
            own_line=self._at == self._length,
            by=by and colon,
            outside=self._outside,
            closes=self._closes,
            explained=self._explained and colon,
        )

    def _leads_to_an_address(self) -> bool:
        """Whether two slashes stand directly behind the colon; behind a space they say that people speak at once."""
        return self._text.startswith("//", self._at) and not self._text[self._at - 1].isspace()

    def _before(self) -> None:
        """Skip what stands before a name: emphasis, a time, a dash behind it; a chat's date and time."""
        self._take(_OF_A_MESSAGE)
        for _ in range(6):
            if self._take(_SPACE):
                continue
            stamp = self._stamp()
            if stamp:
                self._take(_BEHIND_TIME)
                continue
            bold = self._take(_BOLD)
            if bold is None:
                return
            tag = _TAG.fullmatch(bold.group())
            self._bolds.append(f"</{tag['name']}>" if tag else bold.group())
            self._bold = self._bold or len(bold.group()) > 1

    def _goes_on_bold(self) -> bool:
        """Whether the words are emphasised with the label, the whole line or paragraph or the first of them: it is
        written as those of plain lines are, unless the label alone is bold.
        """
        self._bold, self._closes = self._strong, "".join(reversed(self._bolds))
        line, _, after = self._rest_of_paragraph.partition("\n")
        words, after = (self._text[self._at :] + line).rstrip(), after.rstrip()
        if words.endswith(self._closes):
            return True
        if self._closes in words:
            return len(self._bolds) == 1 and len(self._closes) > 1
        return bool(after) and after.find(self._closes) == len(after) - len(self._closes)

    def _stamp(self) -> bool:
        if self._time is not None:
            return False
        stamp = self._take(_STAMP)
        if stamp is None:
            return False
        self._time = seconds(stamp.group())
        self._marked, self._long = stamp["at"] is not None, stamp.group().count(":") == 2
        return True

    def _unbracketed(self) -> str | None:
        held = name_with_office(self._text, self._at)
        if held:
            name, self._at, self._explained = held
            return name
        titles, self._at = titles_at(self._text, self._at)
        around = name_around(self._text, self._at)
        if around:
            name, self._at = around
            return titles + name
        pattern = _UNDERLINED_NAME_ENDS if "_" in self._bolds else _NAME_ENDS
        ends = pattern.search(self._text, self._at, self._at + _LONGEST + 12)
        if ends is None or not 0 < ends.start() - self._at <= _LONGEST:
            return None
        name = self._text[self._at : ends.start()]
        self._at = ends.start()
        return titles + name + self._rest(name)

    def _rest(self, name: str) -> str:
        """Return the rest of a bold name before a colon that editors broke into several runs, `**First** **Last:**`."""
        at, rest = self._at, ""
        while self._bolds and (seam := _SEAM.match(self._text, at)):
            ends = _NAME_ENDS.search(self._text, seam.end(), seam.end() + _LONGEST)
            if ends is None:
                return ""
            rest, at = rest + seam["gap"] + self._text[seam.end() : ends.start()], ends.start()
        if not _COLON_AHEAD.match(self._text, at) or likeness(name + rest) < Likeness.SINGLE:
            return ""
        self._at = at
        return rest

    def _named(self, closer: str) -> str | None:
        """Return the name in brackets, the scan behind them."""
        end = self._text.find(closer, self._at, self._at + _LONGEST + 2)
        if end < 0:
            return None
        name = self._text[self._at : end].rstrip("\\")
        if closer == ">" and is_tag(name):
            return None
        self._at = end + 1
        inner = _COLON.search(name)
        return name[: inner.start()] if inner and inner.end() == len(name) else name

    def _in_element(self, named: re.Match[str]) -> str:
        """Return the name in an element, the scan before the colon behind it."""
        self._at = named.start("colon") if named["colon"] else named.end()
        return named["name"]

    def _after(self) -> bool:
        """Skip what stands behind a name; return whether a colon does."""
        colon = False
        for _ in range(12):
            if self._bolds and self._closes_in_part():
                continue
            if self._bolds and self._text.startswith(self._bolds[-1], self._at):
                closed = self._bolds.pop()
                reopened = len(closed) == 2 and self._text.startswith(2 * closed, self._at)
                self._closes = closed if reopened else ""
                self._at += len(closed) * (1 + reopened)
            elif not colon and self._take(_COLON):
                colon, self._outside = True, self._bold and not self._bolds
            elif not colon and self._take(_OF_A_DAY):
                self._dated = True
            elif self._marked_stamp() if colon else self._stamp():
                continue
            elif self._spoken_dash() and not colon:
                if not self._role_behind_dash():
                    break
            elif self._take(_SPACE) or (not colon and self._at < self._length and (self._aside() or self._dash())):
                continue
            else:
                break
        return colon

    def _aside(self) -> bool:
        """Skip what stands in brackets behind a name: a party or place, with a capital, explains it."""
        aside = self._take(_ASIDE)
        explains = aside is not None and aside.group().strip()[1:2].isupper()
        self._explained = self._explained or explains
        return aside is not None

    def _closes_in_part(self) -> bool:
        """Skip marks behind which emphasis goes on: of `***Name:** words*` two, and one that opens it again."""
        if self._bolds[-1] == "***" and self._text.startswith("**", self._at) and self._text[self._at + 2 :][:1] != "*":
            self._bolds[-1], self._strong = "*", True
            self._at += 2
            return True
        opens = self._strong and self._text[self._at - 1].isspace() and self._text.startswith("*", self._at)
        if opens and not self._text[self._at + 1 :][:1].isspace():
            self._at += 1
            return True
        return False

    def _marked_stamp(self) -> bool:
        """Take a time behind the colon: in marks of its own, in a column of its own, or alone to the line's end."""
        if self._time is None and self._take(_COLUMN):
            return self._stamp()
        return _MARKED.match(self._text, self._at) is not None and self._stamp()

    def _spoken_dash(self) -> bool:
        """Whether the name ends before a dash that words follow, no time."""
        dash = _SPOKEN_DASH.match(self._text, self._at)
        return dash is not None and not _STAMP.match(self._text, dash.end())

    def _role_behind_dash(self) -> bool:
        """Skip what somebody is, between a dash behind the name and a colon, as in `Jane Doe – Harbour Trust: …`."""
        found = _BEHIND_DASH.match(self._text, self._at)
        if found is None or likeness(found["role"].strip()) < Likeness.LOOSE:
            return False
        self._at = found.end()
        return True

    def _dash(self) -> bool:
        """Skip a dash between a name and its time."""
        dash = _DASH.match(self._text, self._at)
        if dash is None or not _STAMP.match(self._text, dash.end()):
            return False
        self._at = dash.end()
        return True

    def _shape(self, *, colon: bool, bracketed: bool) -> Shape | None:
        if colon:
            return "colon"
        if bracketed:
            return "bracket"
        if self._dated or self._at == self._length:
            return "timed" if self._dated else "line"
        if self._time is not None and (self._bold or self._marked or self._long):
            self._take(_SPOKEN_DASH)
            return "timed"
        if self._take(_SPOKEN_DASH):
            return "dash"
        return "run-in" if self._bold else None
