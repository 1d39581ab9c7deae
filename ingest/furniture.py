"""Page furniture: what is on the page but was not said. It stays in the text and is never retrieved.

Each function decides about lines that nothing is recognised on yet. All of them are guesses; they are kept
narrow, because speech that is taken for furniture is not found any more.
"""

import re

from corpus.roles import is_dialled
from ingest.lines import Line, blocks
from ingest.names import Likeness, likeness

_TIME = re.compile(r"\d{1,3}(?::\d{2}){1,2}")
_LONGEST_PATTERN = 400  # characters: a longer line is text
_ALONE = re.compile(
    r"(?:[-*_=~#—–]\s*){3,}"  # a rule
    r"|[^\w]+"  # no letter and no digit
    r"|\[[\w-]+=[^\[\]]*\]"  # [model=…]
    r"|!?\[[^\[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)"  # a link or an image
    r"|>\s*[^\[\]]{0,60}!?\[[^\[\]]*\]\([^()\s]*\)[）)\]。.]*"  # > see [a link](…)
    r"|<?(?:https?://|www\.)\S+>?|<?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,40}){1,5}>?"
    r"|retrieved from\W{0,6}(?:https?://|www\.)\S+\W{0,6}"  # at the foot of a wiki's page
    r"|\[[^\[\]]{1,100}\]:\s*<?(?:https?://|www\.|mailto:|[./#]"
    r"|\{\{)\S+>?(?:\s+[\"'(].{0,200}[\"')])?"  # [1]: https://…
    r"|<!--.*-->"
    r"|\{:[^{}]{0,200}\}|\{%.{0,390}%\}|\{\{[<%]\s*(?!transcript)[^\s].{0,390}[>%]\}\}"  # marks of Jekyll and Hugo
    r"|(?:</?(?:center|br)\s*/?>\s*)+|(?:&nbsp;\s*)+"
    r"|</?(?:script|style|iframe|noscript|svg|object|embed)\b.{0,300}"  # escaped where a page was made
    r"|(?:\*{3}|-!-)\s[^*]{1,300}"  # what a chat's server says
    r"|[\[(（【<]\s*(?:\w+ ){0,2}(?:music|applause|laugh\w*|silence|crosstalk|inaudible|unintelligible|indistinct"
    r"|foreign|pause"
    r"|paus\w+|sighs?|coughs?|noises?|clapping|cheer\w*|beeps?|no audio|background|off the record|recess"
    r"|whereupon|discussion"
    r"|minutes?\S* pause|音乐|音樂|掌声|掌聲|笑声|笑聲|[一-鿿]{0,4}笑|停顿|停頓|沉默|听不清|聽不清|鼓掌|拍手)"
    r"[^\])）】]{0,60}[\])）】>]"
    r"|[\[(（【<]\s*(?:lach(?:en|t)|gelächter|heiterkeit|beifall|applaus|rires?|applaudissements"
    r"|risas?|aplausos?|risos?|palmas"
    r"|risate|applausi|gelach|skratt\w*|śmiech\w*|smiech|oklaski|smích|potlesk|смех|смеётся|смеется"
    r"|аплодисменты|웃음|박수)"
    r"[\s.!]*[\])）】>]"
    r"|[\[(（【](?:(?:\w+ )?sound(?:bite|s)? of\b|soundbite|musik|geräusch|jingle|atmo\b|sinton[ií]a|música"
    r"|suenan?\b|ruidos?\b|entra (?:la )?música"
    r"|(?:\w+[ '’]){0,3}(?:grabación|enregistrement|registrazione|gravação|aufnahme|aufzeichnung|запис[иь]"
    r"|nagrani[ae])\b|musique|bruits?\b|générique|sigla\b|musica|rumor[ei]\b"
    r"|mikrofon\w*|vinheta|музыка|звук|шум"
    r"|müzik|nhạc|hết băng|เสียง|เงียบ"
    r"|موسيقى|فاصل|음악|[一-鿿]{1,4}(?:声|聲|音效)(?=[\])）】])|片头曲|片尾曲"
    r"|片頭曲)[^\[\]()（）【】.!?]{0,60}[.]?[\])）】]"
    r"|[\[(](?:corrected|updated|revised) (?:copy|transcript|version)\b[^\[\]()]{0,200}[\])]"
    r"|[♪♫].{0,200}"
    r"|[\[(（](?-i:[a-z])[^\[\]()（）.!?。\d]{2,40}[\])）]"  # (smiling)
    r"|(?P<dash>[-–—])\s?\d{1,4}\s?(?P=dash)"  # a page's number
    r"|\[\d{1,4}\.\d\]"  # how many seconds were spoken
    r"|\(\d{2,4}\)|\(\d{1,2}[.,]\d{1,2}\)|\(\.{1,3}\)|\[(?:translation|interpretation|traduction|interprétation"
    r"|english|french|français|japanese"
    r"|chinese|mandarin|cantonese|spanish|german|technical difficulty)\]"
    r"|<(?:media|image|video|audio|gif|sticker|document) omitted>"
    r"|(?-i:(?:ACTION ITEM|SCREEN SHARING|HIGHLIGHT|BOOKMARK): .{1,300} - \[?WATCH\b).{0,200}"  # a recorder's notes
    r"|(?-i:VIEW RECORDING - )\d.{0,200}",
    re.IGNORECASE,
)
_TAPE_WITHIN = re.compile(
    r"[\[(]?\b(?:END|BEGIN|BEGINNING|START) (?:OF )?TAPE [A-Z0-9#]{1,6}(?:,? SIDE [A-Z0-9]{1,3})?[\])]?[.;,]?\s*"
)
_DURATION = re.compile(r"(?<=\d\])\s?\[\d{1,4}\.\d\]$")
_SPONSORED = re.compile(
    r"\W*(?:this|today['’]s|support|our) .{0,40}(?:brought to you|sponsored|supported|made possible) by\b",
    re.IGNORECASE,
)
_CLERK = re.compile(
    r"\W*(?:(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation)"
    r"|(?:return|back) to (?:\w+ ){0,2}(?:main page|home ?page)|zum inhalt springen|vai al contenuto"
    r"|(?:aller au contenu|saltar al contenido|ir al contenido)(?: principal)?"
    r"|본문으로 바로가기|跳到主要內容(?:區塊)?|跳至主要(?:内容|內容)"
    r"|(?:transcribed|transkribiert|transcription|transcript)(?: \w+){0,3} (?:by|mit|with|von|par)\b.{0,80}"
    r"|(?:audio ?(?:source|file|datei)|audiodatei)\s*:.{0,120}|\(start \(hh:mm:ss\).{0,120}"
    r"|.{1,60} (?:started|stopped) (?:the )?(?:transcription|recording)|(?:meeting|call) (?:ended|started) .{0,30}"
    r"|this editable transcript was computer[ -]generated\b.{0,200}"
    r"|\(?\d{1,2}:\d{2}\s?[ap]\.?m\.?(?:\s[a-z]{2,4})?\)?"
    r"|(?:whereupon,? )?(?:at \d.{1,20}, )?(?:the )?"
    r"(?:(?:sub)?committee|hearing|meeting|sitting|session|council|house|court|proceedings)"
    r" (?:(?:was|were|then) )?(?:adjourned|recessed|rose|concluded|reconvened|suspended|resumed|ended) at \d.{0,30}"
    r"|la seduta (?:comincia|inizia|riprende|sospesa|è sospesa|termina|è tolta) alle (?:ore )?\d.{0,20}"
    r"|la séance (?:est|a été) (?:ouverte|suspendue|reprise|levée) à .{2,40}"
    r"|se (?:abre|levanta|suspende|reanuda) la sesión a .{2,40}"
    r"|(?:開會|散會|休息|開議|散会|闭会|閉會|休会|休會)[（(][^（）()]{2,20}[)）]"
    r"|(?:เริ่ม|เลิก|ปิด|พัก|เปิด)(?:การ)?ประชุม(?:เวลา)? .{2,30}"
    r"|sidang (?:dibuka|ditutup|diskors) pukul \d.{0,20}"
    r"|.{1,30}(?:开始|停止|结束|開始|結束)(?:转录|录制|录音|轉錄|錄製|錄音)"
    r"|(?:录音|录制|录像|采访|访谈|錄音|錄影|採訪|訪談)(?:开始|结束|完毕|中断|暂停|開始|結束|完畢|中斷|暫停))\W*",
    re.IGNORECASE,
)
_TOOL = re.compile(
    r"\W{0,4}(?:Created|Generated|Produced|Exported|Converted|Made|Powered|Captioned)(?: automatically)?"
    r" (?:with|by|using|in|from) (?:[^.?!]|\.(?=\S)){1,80}"
    r"(?:(?:https?://|www\.)\S{1,200}|\b(?:SDK|Tool|Software|Converter|App)\b[^.?!]{0,40})\W{0,4}"
)
_TAPE = frozenset(
    "clip tape videotape audiotape cassette reel side disc disk recording audio interview session transcript "
    "transcription track video".split()
)
_MOVES = frozenset(
    "begin begins beginning start starts started end ends ended stop stops stopped resume resumes resumed".split()
)
_COUNTED = frozenset("a b c d one two three four five six".split())
_BESIDE = frozenset(
    "of the is on off a b c d one two three four five six and number no part file continue continues continued paused "
    "turned first second third".split()
)
_DETAILS = re.compile(
    r"(?:</?details[^<>]*>|<summary[^<>]*>(?:[^<>]|</?(?:h[1-6]|b|strong|i|em)>){0,200}</summary>|\s)+", re.IGNORECASE
)
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
    r"整理|总结|總結|摘要|翻译|翻譯|提炼|提煉|归纳|歸納|润色|transcri|summar|translat|rewrit|cleaned|formatted"
    r"|version",
    re.IGNORECASE,
)


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
        words = f"> {line.text}" if line.quoted else line.text
        if line.open and len(line.text) <= _LONGEST_PATTERN and (_is_pattern(line.text) or _is_pattern(words)):
            line.role = "furniture"


def _is_pattern(text: str) -> bool:
    if text[0] in "[(（【" and likeness(_TIME.sub("", text).strip(" []()（）【】")) is Likeness.NOISE:
        return True
    sponsored = text[0] in "*_[(" and _SPONSORED.match(text) is not None
    written = _ALONE.fullmatch(text) or _CLERK.fullmatch(text) or is_of_a_tool(text)
    return sponsored or bool(written) or _counts(text) or marks_tape(text)


def is_of_a_tool(text: str) -> bool:
    """Whether words say which program made a file, and nothing about it: Created by Foo SDK 3."""
    return _TOOL.fullmatch(text) is not None


def mark_tapes_within(lines: list[Line]) -> None:
    """Cut out the marks of tapes that stand among words, in capitals: END OF TAPE ONE."""
    for line in lines:
        for found in _TAPE_WITHIN.finditer(line.text) if line.role is None and "TAPE" in line.text else ():
            start, end = line.first + found.start(), line.first + found.end()
            spoken = line.label.end if line.label is not None else line.first
            if start >= spoken and all(end <= a or b <= start for a, b in line.cuts):
                line.cuts.append((start, end if found.end() < len(line.text) else line.end))
                line.cuts.sort()


def mark_durations(lines: list[Line]) -> None:
    """Cut out how many seconds were spoken, behind the time at a line's end: `[00:00:22][6.4]`."""
    for line in lines:
        found = _DURATION.search(line.text) if line.role is None and line.text.endswith("]") else None
        if found is not None:
            line.cuts = sorted([*line.cuts, (line.first + found.start(), line.end)])


def marks_tape(text: str) -> bool:
    """Whether a line says that a tape or the interview begins or ends: [END OF TAPE 1, SIDE A]."""
    words = re.findall(r"[^\W_]+", text.casefold()) if len(text) <= 80 and not text.startswith("#") else []
    if not words or not _TAPE.intersection(words) or text.endswith("?"):
        return False
    known = all(word in _TAPE or word in _MOVES or word in _BESIDE or word.isdigit() for word in words)
    told = text[0] in "[(（*" or text.isupper() or words[0] in _MOVES or any(word.isdigit() for word in words)
    counted = any(word.isdigit() or word in _COUNTED for word in words)
    return known and told and (bool(_MOVES.intersection(words)) or counted)


def _counts(text: str) -> bool:
    """Whether a short line is nothing but a click count or a date, give or take a word."""
    if len(text) > 60:
        return False
    rest, counts = _COUNT.subn("", text)
    rest, dates = _DATE.subn("", rest)
    if is_dialled(rest.strip()):
        return False
    return bool(counts or dates) and sum(character.isalpha() for character in rest) <= (8 if counts else 0)


def mark_preamble(lines: list[Line]) -> None:
    """Take the chatty first paragraph of a language model ("好的，这是一份…整理稿") for furniture."""
    first = next((block for block in blocks(lines) if any(line.open for line in block)), [])
    if first and first[0].open and _PREAMBLE.match(first[0].text):
        said = " ".join(line.text for line in first)
        if len(said) <= _LONGEST_PATTERN and _PREAMBLE_TASK.search(said):
            for line in first:
                line.role = line.role or "furniture"
