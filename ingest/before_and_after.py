"""What stands before a talk and behind it: heads of archives and sites, lists of chapters, credits, rights.

It stays in the text and is never retrieved. Like those of `furniture`, these are guesses, kept narrow.
"""

import re
from itertools import takewhile

from corpus.language import fold
from ingest.furniture import marks_tape
from ingest.headings import words_of
from ingest.lines import Line, blocks
from ingest.stamps import STAMP

_ABOUT_RIGHTS = re.compile(
    r"copyright|rights to (?:the|this) (?:interview|transcript|recording)"
    r"|literary rights|all rights|rights (?:are )?reserved|permission|may not be (?:quoted|reproduced"
    r"|published)|research purposes"
    r"|public domain|recommended citation|should be cited|cite(?:d)? (?:this|as)|oral history (?:program|project"
    r"|collection|center)"
    r"|版权|版權|著作权|著作權",
    re.IGNORECASE,
)
_ABOUT_PEOPLE = re.compile(
    r"about the (?:interview\w*|speakers?|guests?|narrators?)|biograph\w*(?: \w+)?|copyright(?: \w+)?"
    r"|rights(?: \w+)*|restrictions?"
    r"|access(?: \w+)*|use restrictions|preferred citation|preface|foreword|acknowledg\w+|disclaimer",
    re.IGNORECASE,
)
_ABOUT_SPEECH = re.compile(
    r"(?:the |full )?(?:interview|transcript)(?: transcript| text)?|访谈(?:正文|全文|实录)?|訪談(?:正文|全文"
    r"|實錄)?|正文|逐字稿|采访(?:正文|实录)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:(?:文章|全文|本文|访谈|訪談|采访|採訪|内容|內容)?.{0,4}(?:到这里|到這裡|到此|至此).{0,4}(?:结束|結束)"
    r"|[（(—-]{1,4}\s*(?:完|全文完|end|the end)\s*[)）—-]{1,4}$|全文完$|the end\.?$"
    r"|(?:参考|參考|相关|相關|延伸|推荐|推薦)(?:链接|連結|鏈接|资料|資料|文献|文獻|阅读|閱讀|文章)\s*[:：]?$"
    r"|(?:references|further reading|related (?:articles|posts|links)|see also|sources?)\s*:?$"
    r"|(?:本?文章?|内容|內容|本文)(?:来自|來自|来源|來源|转载|轉載|首发|首發)"
    r"|版权(?:声明|所有)|版權(?:聲明|所有)|免责声明|免責聲明|扫码|掃碼|关注我们|關注我們"
    r"|all rights reserved|copyright\b|©|\(c\) ?\d{4}"
    r"|(?:(?:episode|show) )?(?:credits|show notes|links|resources|acknowledge?ments|transcript notes)\W*$"
    r"|end of (?:the )?(?:interview|transcript|recording|tape)\b.{0,30}$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?<=[。.!?！？])\s*[（(][^()（）。.!?！？]{2,30}[)）]$")
_CONTENTS = re.compile(
    r"(?:(?:video |episode )?chapters?|time ?stamps|time ?codes?|timeline|(?:table of )?contents|outline|topics|agenda"
    r"|kapitel(?:marken)?|inhalt|chapitres|sommaire|capítulos|índice|(?:本期|本集)?(?:目录|时间轴|时间线|时间戳|时间码|章节|内容提要|要点)|目次|チャプター|챕터|목차)",
    re.IGNORECASE,
)
_ENTRY = re.compile(rf"\s*(?:[-*•·+]\s+|\d{{1,2}}[.)]\s+)?[*_]{{0,2}}{STAMP}")
_LONGEST_HEADER = 2_000  # characters
_TAIL_FROM = 0.6  # of the text: what looks like an end before that is none


def mark_front(lines: list[Line]) -> None:
    """Take what an archive prints before an interview for furniture: everything up to the heading Interview, where
    what stands before it states rights.
    """
    rights = False
    for at, line in enumerate(lines):
        rights = rights or (line.open and _ABOUT_RIGHTS.search(line.text) is not None)
        if rights and line.open and _ABOUT_SPEECH.fullmatch(words_of(line).strip(": ")):
            for before in lines[:at]:
                before.role = before.role or ("furniture" if before.text else None)
            return


def mark_about(lines: list[Line]) -> None:
    """Take for furniture, before somebody speaks, the sections whose headings say that they are about people or rights,
    and paragraphs that state rights.
    """
    first = next((at for at, line in enumerate(lines) if line.label is not None), 0)
    about = False
    for line in lines[:first]:
        heading = line.text.startswith(("#", "**")) or (len(line.text) <= 60 and not line.ends_sentence)
        if line.open and heading:
            about = _ABOUT_PEOPLE.fullmatch(words_of(line).strip(": ")) is not None
        if line.open and (about or (line.prose and _ABOUT_RIGHTS.search(line.text))):
            line.role = "furniture"


def mark_header(lines: list[Line]) -> None:
    """Take the site's header for furniture: stretches of two or more lines without a sentence or a speaker,
    before the first paragraph, and single lines there that come again at the end.
    """
    seen: dict[str, int] = {}
    for line in lines:
        if line.open:
            seen[line.text] = seen.get(line.text, 0) + 1
    stretches = blocks(lines)
    begins = next((at for at, block in enumerate(stretches) if any(_begins(line) for line in block)), None)
    if begins is None or stretches[begins][0].start > _LONGEST_HEADER:
        return
    for block in stretches[:begins]:
        several = len(block) > 1 and not any(line.open and line.item for line in block)
        for line in block:
            if line.open and (several or seen[line.text] > 1) and not line.text.startswith(("## ", "### ")):
                line.role = "furniture"


def _begins(line: Line) -> bool:
    """Whether the transcript itself has begun: somebody speaks, or there is a whole sentence."""
    return line.label is not None or (line.open and line.prose)


def mark_chapters(lines: list[Line]) -> set[int]:
    """Take a list of chapters for furniture, where a line above it says that it is one: a time each, and their titles.
    Return the offsets in it, at which nothing is said.
    """
    listed: set[int] = set()
    stretches = blocks(lines)
    for block, after in zip(stretches, [*stretches[1:], []], strict=False):
        if _CONTENTS.fullmatch(fold(words_of(block[0])).strip(": ：")) is None:
            continue
        entries = list(takewhile(lambda line: _ENTRY.match(line.text), block[1:] or after))
        for line in (block[0], *entries) if len(entries) > 1 else ():
            line.role = "furniture"
            listed.update(range(line.start, line.end))
    return listed


def mark_contents(lines: list[Line]) -> set[int]:
    """Take a table of contents for furniture: before the first speaker, three lines and more with a time each. Return
    the offsets in it, at which nothing is said.
    """
    listed: set[int] = set()
    if not any(line.label for line in lines):
        return listed
    for block in blocks(lines):
        if any(line.label for line in block):
            return listed
        entries = [line for line in block if line.cuts and not line.prose]
        if len(entries) >= 3:
            for line in entries:
                line.role = "furniture"
                listed.update(range(line.start, line.end))
    return listed


def mark_tail(lines: list[Line]) -> None:
    """Take for furniture what follows the end: reference links, "this article is from", advertisements.
    Nothing before the last speaker, nor in the first part of the text, is taken.
    """
    length = lines[-1].end if lines else 0
    spoken = max((at for at, line in enumerate(lines) if line.label), default=-1)
    for at, line in enumerate(lines):
        ended = line.role == "furniture" and marks_tape(line.text)
        if at <= spoken or line.start < length * _TAIL_FROM or not (line.open or ended):
            continue
        if len(line.text) <= 120 and line.twin is None and _TAIL.match(line.text.lstrip("*#>【[ ")):
            for after in lines[at:]:
                if after.text:
                    after.role = "furniture"
            return


def credit_at_end(lines: list[Line]) -> int | None:
    """Return where a publisher's name in brackets after the last sentence begins, None if there is none."""
    last = next((line for line in reversed(lines) if line.text and line.role is None), None)
    if last is None:
        return None
    found = _CREDIT.search(last.text, max(0, len(last.text) - 40))
    return last.first + found.start() if found else None
