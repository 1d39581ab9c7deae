"""Page furniture: what is on the page but was not said. It stays in the text and is never retrieved.

Each function decides about lines that nothing is recognised on yet. All of them are guesses; they are kept
narrow, because speech that is taken for furniture is not found any more.
"""

import re

from ingest.headings import words_of
from ingest.lines import Line, blocks
from ingest.names import Likeness, likeness

_TIME = re.compile(r"\d{1,3}(?::\d{2}){1,2}")
_LONGEST_PATTERN = 400  # characters: a longer line is text
_ALONE = re.compile(
    r"(?:[-*_=~#—–]\s*){3,}"  # a rule
    r"|[^\w]+"  # no letter and no digit
    r"|\[[\w-]+=[^\[\]]*\]"  # [model=…]
    r"|!?\[[^\[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)"  # a link or an image
    r"|<?(?:https?://|www\.)\S+>?"
    r"|\[[^\[\]]{1,100}\]:\s*<?(?:https?://|www\.|mailto:|[./#])\S+>?(?:\s+[\"'(].{0,200}[\"')])?"  # [1]: https://…
    r"|<!--.*-->"
    r"|[\[(（【]\s*(?:\w+ ){0,2}(?:music|applause|laugh\w*|silence|crosstalk|inaudible|unintelligible|indistinct"
    r"|foreign|pause"
    r"|paus\w+|sighs?|coughs?|noises?|clapping|cheer\w*|beeps?|no audio|background|off the record|recess"
    r"|whereupon|discussion"
    r"|minutes?\S* pause|音乐|音樂|掌声|掌聲|笑声|笑聲|笑|停顿|停頓|沉默|听不清|聽不清|鼓掌)"
    r"[^\])）】]{0,60}[\])）】]"
    r"|[♪♫].{0,200}"
    r"|[\[(（](?-i:[a-z])[^\[\]()（）.!?。\d]{2,40}[\])）]",  # (smiling)
    re.IGNORECASE,
)
_TAPE_WITHIN = re.compile(
    r"[\[(]?\b(?:END|BEGIN|BEGINNING|START) (?:OF )?TAPE [A-Z0-9#]{1,6}(?:,? SIDE [A-Z0-9]{1,3})?[\])]?[.;,]?\s*"
)
_SPONSORED = re.compile(
    r"\W*(?:this|today['’]s|support|our) .{0,40}(?:brought to you|sponsored|supported|made possible) by\b",
    re.IGNORECASE,
)
_CLERK = re.compile(
    r"\W*(?:(?:transcribed|transkribiert|transcription|transcript)(?: \w+){0,3} (?:by|mit|with|von|par)\b.{0,80}"
    r"|(?:audio ?(?:source|file|datei)|audiodatei)\s*:.{0,120}|\(start \(hh:mm:ss\).{0,120}"
    r"|.{1,60} (?:started|stopped) (?:the )?(?:transcription|recording)|(?:meeting|call) (?:ended|started) .{0,30}"
    r"|\(?\d{1,2}:\d{2}\s?[ap]\.?m\.?(?:\s[a-z]{2,4})?\)?"
    r"|.{1,30}(?:开始|停止|结束|開始|結束)(?:转录|录制|录音|轉錄|錄製|錄音))\W*",
    re.IGNORECASE,
)
_TAPE = frozenset(
    "clip tape cassette reel side disc disk recording audio interview session transcript transcription track "
    "video".split()
)
_MOVES = frozenset(
    "begin begins beginning start starts started end ends ended stop stops stopped resume resumes resumed".split()
)
_BESIDE = frozenset(
    "of the is on off a b c d one two three four five six and number no part file continue continues continued paused "
    "turned first second third".split()
)
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
_DETAILS = re.compile(r"(?:</?details[^<>]*>|<summary[^<>]*>[^<>]*</summary>|\s)+", re.IGNORECASE)
_DETAILS_OPEN = re.compile(r"<details[^<>]*>", re.IGNORECASE)
_DETAILS_CLOSE = re.compile(r"</details\s*>", re.IGNORECASE)
_COUNT = re.compile(
    r"\d[\d,.]*\s*[万萬kKmM]?\+?\s*(?:次|人)?\s*"
    r"(?:点击|點擊|阅读|閱讀|浏览|瀏覽|播放|评论|評論|点赞|點讚|views?|reads?|comments?|likes?)"
)
_DATE = re.compile(r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\b\d{1,2}:\d{2}\b")
_PREAMBLE = re.compile(
    r"(?:好的|好啊|当然|當然|没问题|沒問題|以下是|这是一份|這是一份"
    r"|(?:sure|certainly|of course|here(?:'s| is| are)|okay|absolutely)\b)",
    re.IGNORECASE,
)
_PREAMBLE_TASK = re.compile(
    r"整理|总结|總結|摘要|翻译|翻譯|提炼|提煉|归纳|歸納|润色|transcri|summar|translat|rewrit|cleaned|formatted|version",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:(?:文章|全文|本文|访谈|訪談|采访|採訪|内容|內容)?.{0,4}(?:到这里|到這裡|到此|至此).{0,4}(?:结束|結束)"
    r"|[（(—-]{1,4}\s*(?:完|全文完|end|the end)\s*[)）—-]{1,4}$|全文完$|the end\.?$"
    r"|(?:参考|參考|相关|相關|延伸|推荐|推薦)(?:链接|連結|鏈接|资料|資料|文献|文獻|阅读|閱讀|文章)\s*[:：]?$"
    r"|(?:references|further reading|related (?:articles|posts|links)|see also|sources?)\s*:?$"
    r"|(?:本?文章?|内容|內容|本文)(?:来自|來自|来源|來源|转载|轉載|首发|首發)"
    r"|版权(?:声明|所有)|版權(?:聲明|所有)|免责声明|免責聲明|扫码|掃碼|关注我们|關注我們"
    r"|all rights reserved|copyright\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?<=[。.!?！？])\s*[（(][^()（）。.!?！？]{2,30}[)）]$")
_LONGEST_HEADER = 2_000  # characters
_TAIL_FROM = 0.6  # of the text: what looks like an end before that is none


def mark_details(lines: list[Line]) -> None:
    """Take the tags of `<details>` blocks for furniture and number the stretches inside closed ones."""
    opened: int | None = None
    count = 0
    for at, line in enumerate(lines):
        if "<" not in line.text[:1] or len(line.text) > _LONGEST_PATTERN or not _DETAILS.fullmatch(line.text):
            continue
        line.role = "furniture"
        if _DETAILS_OPEN.search(line.text):
            opened = at
        if opened is not None and _DETAILS_CLOSE.search(line.text):
            count += 1
            for inner in lines[opened : at + 1]:
                inner.twin = count
            opened = None


def mark_patterns(lines: list[Line]) -> None:
    """Take for furniture what can be told from one line: rules, links alone, click counts, sound notes."""
    for line in lines:
        if line.open and len(line.text) <= _LONGEST_PATTERN and _is_pattern(line.text):
            line.role = "furniture"


def _is_pattern(text: str) -> bool:
    if text[0] in "[(（【" and likeness(_TIME.sub("", text).strip(" []()（）【】")) is Likeness.NOISE:
        return True
    sponsored = text[0] in "*_[(" and _SPONSORED.match(text) is not None
    return sponsored or bool(_ALONE.fullmatch(text) or _CLERK.fullmatch(text)) or _counts(text) or _marks_tape(text)


def mark_tapes_within(lines: list[Line]) -> None:
    """Cut out the marks of tapes that stand among words, in capitals: END OF TAPE ONE."""
    for line in lines:
        for found in _TAPE_WITHIN.finditer(line.text) if line.role is None and "TAPE" in line.text else ():
            start, end = line.first + found.start(), line.first + found.end()
            spoken = line.label.end if line.label is not None else line.first
            if start >= spoken and all(end <= a or b <= start for a, b in line.cuts):
                line.cuts.append((start, end if found.end() < len(line.text) else line.end))
                line.cuts.sort()


def _marks_tape(text: str) -> bool:
    """Whether a line says that a tape or the interview begins or ends: [END OF TAPE 1, SIDE A]."""
    words = re.findall(r"[^\W_]+", text.casefold()) if len(text) <= 80 and not text.startswith("#") else []
    if not words or not _TAPE.intersection(words) or text.endswith("?"):
        return False
    known = all(word in _TAPE or word in _MOVES or word in _BESIDE or word.isdigit() for word in words)
    told = text[0] in "[(（*" or text.isupper() or words[0] in _MOVES or any(word.isdigit() for word in words)
    return known and told and (bool(_MOVES.intersection(words)) or any(word.isdigit() for word in words))


def _counts(text: str) -> bool:
    """Whether a short line is nothing but a click count or a date, give or take a word."""
    if len(text) > 60:
        return False
    rest, counts = _COUNT.subn("", text)
    rest, dates = _DATE.subn("", rest)
    return bool(counts or dates) and sum(character.isalpha() for character in rest) <= (8 if counts else 0)


def mark_preamble(lines: list[Line]) -> None:
    """Take the chatty first paragraph of a language model ("好的，这是一份…整理稿") for furniture."""
    first = next((block for block in blocks(lines) if any(line.open for line in block)), [])
    if first and first[0].open and _PREAMBLE.match(first[0].text):
        said = " ".join(line.text for line in first)
        if len(said) <= _LONGEST_PATTERN and _PREAMBLE_TASK.search(said):
            for line in first:
                line.role = line.role or "furniture"


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
        several = len(block) > 1 and not any(line.item for line in block)
        for line in block:
            if line.open and (several or seen[line.text] > 1) and not line.text.startswith(("## ", "### ")):
                line.role = "furniture"


def _begins(line: Line) -> bool:
    """Whether the transcript itself has begun: somebody speaks, or there is a whole sentence."""
    return line.label is not None or (line.open and line.prose)


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
        if at <= spoken or line.start < length * _TAIL_FROM or not line.open:
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
