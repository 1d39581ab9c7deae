"""Headings: of Markdown, numbered, in bold, and plain lines that stand alone above what they name."""

import re

from corpus.entities import decoded
from corpus.language import cjk_share, fold
from corpus.sentences import QUESTION_MARKS, STOPS, ends_as_a_question
from ingest.lines import Line, blocks
from ingest.names import begins_letter
from ingest.stamps import is_named_time, marked_stamps, stamp_at_head
from ingest.unlabelled_questions import only_speaker

_ATX = re.compile(r"#{1,6}\s+(?=\S)")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、.．章节節部]|[（(][一二三四五六七八九十]{1,3}[）)]|(?:chapter|part|section)\s+\w{1,6}\b"
    r"|\d{1,2}(?:\.\d{1,2}){0,2}[.、．]?\s)\s*\S",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*]+)\1")
_TAGGED = re.compile(
    r"(?:<(?:strong|b|h[1-6])>(?:<span[^<>]{0,200}>)?)(?P<words>[^<>]+)(?:</span>)?</(?:strong|b|h[1-6])>",
    re.IGNORECASE,
)
_TAGS = re.compile(r"</?(?:strong|b|h[1-6]|span)\b[^<>]{0,200}>", re.IGNORECASE)
_ITALIC = re.compile(r"\*(?!\*)")
_BAR = re.compile(r"[|｜▎▍■◆●▌]\s*(?=\S)")
_DECORATION = re.compile(r"^(?:#{1,6}\s+|[|｜▎▍■◆●▌]\s*|\*\*|__)+|(?:\*\*|__|\s#+)+$")
_FIRST_PERSON = re.compile(r"[我咱]|\b(?:I|we|my|our|me|us)\b", re.IGNORECASE)
_SECOND_PERSON = re.compile(r"[你您]|\b(?:you|your)\b", re.IGNORECASE)
_STOPS = "".join(mark for mark in STOPS if mark not in QUESTION_MARKS)
_OPEN_END = re.compile(rf"[{_STOPS},，、،:：;；؛.~～—-][\"”'’»」』）)]*$")
_SENTENCE = re.compile(rf"[{_STOPS.replace('!', '').replace('…', '')}]|[.!]\s")
_IN_BRACKETS = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_LEADS_ON = re.compile(
    r"[:：;；؛,，、،][\"”'’」』]?$|(?:以及|[及或和與与]|\b(?:and|or|und|oder|et|ou|y|o|e|и|или|і|або|و|أو))$"
)
_LONGEST = 80  # characters of any heading
_LONGEST_QUESTION = 600  # characters of one that stands as a heading of Markdown
_ASKS = 0.1  # of the paragraphs of somebody who asks hold a question
_BETWEEN = 3  # stretches that may stand between a name and the words
_USUAL = 3  # plain headings that a dialogue has, for a doubtful line to be one


def words_of(line: Line) -> str:
    """Return a heading's words, without the marks that make it one; they are shown, and never quoted."""
    text = _TAGS.sub("", line.text) if "<" in line.text else line.text
    return decoded(_DECORATION.sub("", text).strip(" *_#|").strip() or line.text)


def mark_title(lines: list[Line], title: str | None) -> None:
    """Recognise the title: a heading that begins no section, and furniture where it is repeated.

    It is the line that says what `title` says; where that is None, as a guess, the first line if it stands
    alone and is no sentence.
    """
    if any(line.title for line in lines):
        return
    wanted = fold(title).strip() if title else ""
    same = (line for line in lines if wanted and line.open and fold(words_of(line)).strip() == wanted)
    found = next(same, None) if title else _first_line(lines)
    if found is None:
        return
    for line in lines:
        if line.open and line.text == found.text:
            line.role = "furniture"
    found.role, found.title = "heading", True


def _first_line(lines: list[Line]) -> Line | None:
    first = next((block for block in blocks(lines) if any(line.open or line.label for line in block)), [])
    opens = [line for line in first if line.open]
    if any(line.label for line in first) or (opens and _behind_a_time(opens[0], lines)):
        return None
    if len(opens) != 1 or not opens[0].text or opens[0].item or begins_letter(opens[0].text):
        return None
    line, level = opens[0], _ATX.match(opens[0].text)
    if is_named_time(line.text) or _has_a_time(line.text):
        return None
    if level:
        return line if level.group().strip() == "#" else None
    follows = any((after.open or after.label) and after.start > line.start for after in lines)
    closed = (line.ends_sentence and not _BOLD.fullmatch(line.text)) or line.text.endswith(("?**", "？**", "?*", "？*"))
    return line if follows and not closed and len(line.text) <= 120 and not _NUMBERED.match(line.text) else None


def _has_a_time(text: str) -> bool:
    """Whether a line begins with a time and a dash, or ends with a time in marks: it is a chapter of a recording."""
    stamp = stamp_at_head(text)
    begins = stamp is not None and text[stamp.end :].startswith(("–", "-", "—", "|"))
    return begins or any(stamp.start > 0 and stamp.end == len(text) for stamp in marked_stamps(text))


def _behind_a_time(line: Line, lines: list[Line]) -> bool:
    """Whether a time alone is the last line with words before a line: what follows is said then."""
    before = next((other.text for other in reversed(lines[: line.number]) if other.text), "")
    stamp = stamp_at_head(before)
    return stamp is not None and stamp.end == len(before)


def mark_headings(lines: list[Line]) -> None:
    """Recognise headings among the lines that nothing is recognised on yet."""
    stretches = blocks(lines)
    before: Line | None = None
    for block in stretches:
        for at, line in enumerate(block):
            listed, before = _is_listed(line, before), line
            if not line.open or listed:
                continue
            numbered = len(block) == 1 and not line.cuts and _NUMBERED.match(line.text)
            underlined = at == 0 and len(block) == 2 and _UNDERLINE.fullmatch(block[1].text)
            if _marked(line, at == 0) or ((numbered or underlined) and _brief(line)):
                line.role = "heading"
    if _punctuated(stretches):
        _mark_plain(stretches)


def _is_listed(line: Line, before: Line | None) -> bool:
    """Whether a line with a number in brackets is a part of the sentence that the line before leads into, or leads on
    itself: `(一)  the number of permits; and`.
    """
    leads_on = before is not None and before.role is None and _LEADS_ON.search(before.text[-12:])
    return _IN_BRACKETS.match(line.text) is not None and bool(leads_on or _LEADS_ON.search(line.text[-12:]))


def _marked(line: Line, begins: bool) -> bool:
    """Whether the line itself says that it is a heading."""
    text = line.text
    if _ATX.match(text):
        return len(text) <= (_LONGEST_QUESTION if ends_as_a_question(text) else 2 * _LONGEST)
    if len(text) > 4 * _LONGEST:
        return False
    if _BAR.match(text):
        return _brief(line) and "|" not in text[1:]
    bold = _BOLD.fullmatch(text) or _TAGGED.fullmatch(text)
    if bold:
        asks = ends_as_a_question(bold["words"])  # as interviews without speakers are printed
        return asks or (len(text) <= _LONGEST and not _OPEN_END.search(bold["words"]))
    return begins and text[0] in "一二三四五六七八九十（(第" and _NUMBERED.match(text) is not None and _brief(line)


def _brief(line: Line) -> bool:
    """Whether a line is short enough for a heading and neither ends nor holds a sentence."""
    text = line.text
    limit = 36 if cjk_share(text) >= 0.2 else _LONGEST
    return len(text) <= limit and not _OPEN_END.search(text) and not _SENTENCE.search(text.lstrip("0123456789. "))


def _punctuated(stretches: list[list[Line]]) -> bool:
    """Whether most speech ends with punctuation: without it a line that does not end so tells nothing."""
    last = [block[-1] for block in stretches if block[-1].role is None and len(block[-1].text) > 20]
    return bool(last) and sum(line.ends_sentence for line in last) >= 0.6 * len(last)


def _mark_plain(stretches: list[list[Line]]) -> None:
    """Recognise plain lines between blank ones: in a dialogue above a speaker, elsewhere above a paragraph.

    Backwards, so that of two headings in a row the first is recognised by the second. A question at the end of the turn
    of somebody who asks is their own, unless they have asked in it before and headings are usual here.
    """
    stretches = _without_notes_of_the_head(stretches)
    labelled = [at for at, block in enumerate(stretches) if any(line.label for line in block)]
    speakers, askers, asked = _speakers(stretches), _askers(stretches), _asked(stretches)
    of_one = only_speaker([name for name in speakers if name is not None]) is not None
    headings: list[Line] = []
    doubtful: list[Line] = []
    for at in range(len(stretches) - 2, 0, -1):
        line = stretches[at][0]
        if len(stretches[at]) != 1 or not line.open or not _plain(line):
            continue
        before, after = _line_before(stretches, at), stretches[at + 1][0]
        if before.label is not None and before.label.end >= before.first + len(before.text):
            continue  # the first words of a turn
        asks = ends_as_a_question(line.text)
        if asks and line.unnamed and of_one:
            continue  # between the answers of one person somebody else asks it
        above = after.label is not None or (after.role == "heading" and not asks)
        if not labelled or not labelled[0] <= at + 1 <= labelled[-1] + 1:
            above = not asks and (after.role == "heading" or (after.open and after.prose))
        elif above and asks and len(stretches[at - 1]) == 1 and _asks_alone(before):
            above = False  # one after the other: they want no answer
        elif above and asks and speakers[at] in askers and speakers[at + 1] != speakers[at]:
            above = False
            doubtful += [line] if asked[at] else []
        if above:
            line.role = "heading"
            headings.append(line)
    for line in doubtful if len(headings) >= _USUAL else ():
        line.role = "heading"


def _line_before(stretches: list[list[Line]], at: int) -> Line:
    """Return the line before a stretch, what stands between a name and the words left out: who somebody is."""
    near = (line for before in range(at - 1, max(-1, at - 1 - _BETWEEN), -1) for line in reversed(stretches[before]))
    return next((line for line in near if line.role != "furniture"), stretches[at - 1][-1])


def _without_notes_of_the_head(stretches: list[list[Line]]) -> list[list[Line]]:
    """Return the stretches, without those before the first label that nobody says: a heading may stand above them."""
    first = next((at for at, block in enumerate(stretches) if any(line.label for line in block)), 0)
    head = [block for block in stretches[1:first] if any(line.role != "furniture" for line in block)]
    return [*stretches[: min(first, 1)], *head, *stretches[first:]]


def _asks_alone(line: Line) -> bool:
    return line.label is None and line.role is None and ends_as_a_question(line.text)


def _speakers(stretches: list[list[Line]]) -> list[str | None]:
    """Return who speaks at the end of each stretch, None before the first speaker."""
    found: list[str | None] = []
    for block in stretches:
        labels = [line.label.speaker for line in block if line.label is not None]
        found.append(labels[-1] if labels else found[-1] if found else None)
    return found


def _asked(stretches: list[list[Line]]) -> list[bool]:
    """Return, for each stretch, whether whoever speaks there has asked in stretches before it since they began."""
    found: list[bool] = []
    so_far = False
    for block in stretches:
        if any(line.label for line in block):
            so_far = False
        found.append(so_far)
        so_far = so_far or any("?" in line.text or "？" in line.text for line in block)
    return found


def _askers(stretches: list[list[Line]]) -> set[str | None]:
    """Return the speakers who ask now and then, beside questions that stand alone."""
    asked: dict[str | None, list[bool]] = {}
    for speaker, block in zip(_speakers(stretches), stretches, strict=True):
        asks = any("?" in line.text or "？" in line.text for line in block)
        alone = len(block) == 1 and block[0].label is None and ends_as_a_question(block[0].text)
        asked.setdefault(speaker, []).append(asks and not alone)
    return {speaker for speaker, questions in asked.items() if speaker and sum(questions) >= _ASKS * len(questions)}


def _plain(line: Line) -> bool:
    """Whether the words of a line could be a heading."""
    text = line.text
    if text[0] in "[(（【" and text[-1] in "])）】":
        return False
    if line.item or _ITALIC.match(text) or not _brief(line) or line.twin is not None or text[0].islower():
        return False
    if ends_as_a_question(text):
        return not _SECOND_PERSON.search(text) and not re.search("[?？].", text)
    return not _FIRST_PERSON.search(text)
