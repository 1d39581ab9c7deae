"""What stands before a talk and behind it: heads of archives and sites, tables of contents, credits, rights.

It stays in the text and is never retrieved. Like those of `furniture`, these are guesses, kept narrow.
"""

import re
from itertools import takewhile

from corpus.language import fold
from ingest.headings import words_of
from ingest.lines import Line, blocks
from ingest.notes import is_note

_ABOUT_RIGHTS = re.compile(
    r"copyright|rights to (?:the|this) (?:interview|transcript|recording)"
    r"|literary rights|all rights (?:are )?reserved|rights (?:are )?reserved|may not be (?:quoted|reproduced|published)"
    r"|recommended citation|should be cited|cite(?:d)? (?:this|as)|版权|版權|著作权|著作權"
    r"|저작권|연구 목적으로만|모든 권리는",
    re.IGNORECASE,
)
_MAY_BE_RIGHTS = re.compile(
    r"all rights|permission|research purposes|public domain|oral history (?:program|project|collection|center)",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\b(?:quot|reproduc|publi(?:sh|cation)|cit(?:e|ation)|transcri|interview|recording|collection|archiv|librar|manuscript)",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:I|my|me)\b")
_ABOUT_PEOPLE = re.compile(
    r"about the (?:interview\w*|speakers?|guests?|narrators?)|biograph\w*(?: \w+)?|copyright(?: \w+)?"
    r"|rights(?: \w+)*|restrictions?"
    r"|저작권(?: \w+)?|이용 (?:조건|안내)|인터뷰이?에 대하여"
    r"|access(?: \w+)*|use restrictions|preferred citation|preface|foreword|acknowledg\w+|disclaimer",
    re.IGNORECASE,
)
_ABOUT_SPEECH = re.compile(
    r"(?:the |full )?(?:interview|transcript)(?: transcript| text)?|访谈(?:正文|全文|实录)?|訪談(?:正文|全文"
    r"|實錄)?|正文|逐字稿|采访(?:正文|实录)?|인터뷰(?: (?:본문|전문))?|구술(?: (?:본문|전문))?|녹취록",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:(?:文章|全文|本文|访谈|訪談|采访|採訪|内容|內容)?.{0,4}(?:到这里|到這裡|到此|至此).{0,4}(?:结束|結束)"
    r"|[（(—-]{1,4}\s*(?:完|全文完|end|the end)\s*[)）—-]{1,4}$|全文完$|the end\.?$"
    r"|(?:参考|參考|相关|相關|延伸|推荐|推薦)(?:链接|連結|鏈接|资料|資料|文献|文獻|阅读|閱讀|文章)\s*[:：]?$"
    r"|(?:references|further reading|related (?:articles|posts|links)|see also|sources?|footnotes|endnotes)\s*:?$"
    r"|(?:fu(?:ß|ss)noten|anmerkungen|notes de bas de page|notas (?:al pie|de rodapé)|note a piè di pagina"
    r"|脚注|腳註|尾注|注释|註釋|각주)\s*[:：]?$"
    r"|(?:本?文章?|内容|內容|本文)(?:来自|來自|来源|來源|转载|轉載|首发|首發)"
    r"|版权(?:声明|所有)|版權(?:聲明|所有)|免责声明|免責聲明|扫码|掃碼|关注我们|關注我們"
    r"|(?:no comments|\d{1,4} comments?)\s?:?$|(?:post|leave) a (?:comment|reply)$|(?:newer|older) posts?$"
    r"|keine kommentare:$|kommentar (?:veröffentlichen|hinterlassen)$|aucun commentaire:$|enregistrer un commentaire$"
    r"|no hay comentarios:$|publicar un comentario$|nenhum comentário:$|nessun commento:$|posta un commento$"
    r"|tidak ada komentar:$|posting komentar$|(?:沒有|没有)(?:留言|評論|评论)[:：]$|コメントを投稿$|댓글 \d{0,4}개?:?$"
    r"|(?:duration: \d{1,3} min(?:ute)?s?|call participants)\W*$"
    r"|all rights reserved|copyright\b|©|\(c\) ?\d{4}"
    r"|(?:(?:episode|show) )?(?:credits|show notes|links|resources|acknowledge?ments|transcript notes)\W*$"
    r"|(?:about the (?:authors?|interview(?:er|ee)s?|speakers?|guests?)|(?:photo|image)s?(?: credits?| by)?"
    r"|filed under|subscribe|follow us(?: on \w+)?|über (?:die|den) (?:autor|interview)\w*|fotos?"
    r"|à propos de l['’]auteure?|sobre (?:el|la|o|a) autora?"
    r"|об авторе|(?:题图|題圖|封面|头图|頭圖|图片|圖片)(?:来源|來源)"
    r"|(?:关于|關於)?(?:作者|受访者|受訪者)(?:简介|簡介)|プロフィール|저자 소개)\s?(?:[:：]|$)"
    r"|end of (?:the )?(?:interview|transcript|recording|tape)\b.{0,30}$)",
    re.IGNORECASE,
)
_LEADS_TO = re.compile(r"[^:：\n]{1,60}[:：]\s{0,3}<?https?://\S{1,300}>?")
_CREDIT = re.compile(r"(?<=[。.!?！？])\s*[（(][^()（）。.!?！？]{2,30}[)）]$")
_LISTED = re.compile(
    r"(?:meeting )?(?:attendees|participants|invitees|agenda|action items|next steps|(?:meeting )?(?:notes|minutes)"
    r"|apologies|decisions)"
    r"|in attendance|present|absent|teilnehmer(?:innen)?|tagesordnung|participantes|asistentes|ordre du jour|asistencia"
    r"|出席者|参加者|出席|议题|アジェンダ|与会(?:人员|者)|参(?:会|与)(?:人员|者)|出席人员|列席(?:人员|者)?|会议?议程|议程"
    r"|待办(?:事项)?|行动项|会议纪要|참석자|참가자|회의 안건|안건",
    re.IGNORECASE,
)
_LONGEST_TAIL = 120  # characters of a line that begins what is behind a talk
_LONGEST_HEADER = 2_000  # characters
_LONGEST_LISTED = 40  # characters of a heading above a list
_LONGEST_LIST = 200  # lines
_SPEAK = 2  # labels, for people to talk with each other
_NOTES_FROM = 0.4  # of the text, for notes that nobody could say and what little follows them
_LONGEST_NOTES = 800  # characters from there to the end
_TAIL_FROM = 0.6  # of the text: what looks like an end before that is none


def front_of(lines: list[Line]) -> int:
    """Return how many lines an archive prints before an interview: all up to the heading Interview, where what stands
    before it states rights; 0 otherwise.
    """
    rights = False
    for at, line in enumerate(lines):
        rights = rights or (line.open and _states_rights(line.text))
        if rights and line.open and _ABOUT_SPEECH.fullmatch(words_of(line).strip(": ")):
            return at
    return 0


def mark_front(front: list[Line]) -> None:
    """Take what an archive prints before an interview for furniture."""
    for line in front:
        line.role = line.role or ("furniture" if line.text else None)


def mark_about(lines: list[Line]) -> None:
    """Take for furniture, before somebody speaks, the sections whose headings say that they are about people or rights,
    paragraphs that state rights, and links with what they lead to.
    """
    first = next((at for at, line in enumerate(lines) if line.label is not None), 0)
    about = False
    for line in lines[:first]:
        heading = line.text.startswith(("#", "**")) or (len(line.text) <= 60 and not line.ends_sentence)
        if line.open and heading:
            about = _ABOUT_PEOPLE.fullmatch(words_of(line).strip(": ")) is not None
        told = about or _LEADS_TO.fullmatch(line.text) is not None
        if line.open and (told or (line.prose and _states_rights(line.text))):
            line.role = "furniture"


def mark_lists(lines: list[Line]) -> None:
    """Take for furniture the lists of who is there, of what is to be spoken of and done, below headings that say so: up
    to the first label, the next heading, or what is no item; where people are labelled.
    """
    if sum(line.label is not None for line in lines) < _SPEAK:
        return
    for at, line in enumerate(lines):
        if not line.open or len(line.text) > _LONGEST_LISTED or not _is_heading_of(line, lines):
            continue
        entries = list(takewhile(_may_be_listed, lines[at + 1 : at + 1 + _LONGEST_LIST]))
        for entry in entries:
            entry.role = entry.role or ("furniture" if entry.text else None)
        if any(entry.text for entry in entries):
            line.role = "furniture"


def _is_heading_of(line: Line, lines: list[Line]) -> bool:
    """Whether a line is the heading of such a list, by marks of its own or alone in its place."""
    marked = line.text.startswith(("#", "**", "__")) or line.text.endswith((":", "："))
    alone = line.number == 0 or not lines[line.number - 1].text
    return (marked or alone) and _LISTED.fullmatch(fold(words_of(line)).strip("*_: ：")) is not None


def _may_be_listed(line: Line) -> bool:
    return not line.text or (line.open and line.item)


def _states_rights(text: str) -> bool:
    """Whether a paragraph says who may print what: in plain words, or in such as people also use who speak."""
    if _ABOUT_RIGHTS.search(text):
        return True
    return bool(_MAY_BE_RIGHTS.search(text) and _PRINTED.search(text)) and not _SAYS.search(text)


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
        late = line.start >= length * _NOTES_FROM and length - line.start <= _LONGEST_NOTES
        noted = line.open and (late or line.start >= length * _TAIL_FROM) and is_note(line.text)
        headed = line.headed and line.role == "heading" and not line.title
        may_end = line.open or line.role == "furniture" or headed
        if at <= spoken or not may_end or not (noted or line.start >= length * _TAIL_FROM):
            continue
        ends = len(line.text) <= _LONGEST_TAIL and _TAIL.match(line.text.lstrip("*#>【[ "))
        if line.twin is None and (ends or noted):
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
