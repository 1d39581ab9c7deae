"""What the words before a colon can be: a role, a full name, one word that may be a name, a heading of a note, ….

Looked at alone, without the file that they stand in; whether they name a speaker there is decided in `speakers`.
"""

import re
from enum import IntEnum
from functools import lru_cache

from corpus.language import CJK, fold
from corpus.roles import ROLES
from corpus.scripts import MARKS
from ingest.houses import house_in
from ingest.lead_ins import leads_in
from ingest.offices import is_office


class Likeness(IntEnum):
    """How much words look like a speaker's name, from not at all to surely."""

    NOTHING = 0
    LEAD_IN = 1
    """For example, Zum Beispiel, 总之, May 1968: words of whoever speaks, which lead into what they say next."""
    NOISE = 2
    """A break, a jingle, an advertisement: what follows is not spoken in the interview."""
    WORD = 3
    """Note, Source, Author: words that stand before colons and are nobody."""
    LOOSE = 4
    """A few words without capitals, or with them where names have none: what people call themselves in calls."""
    SINGLE = 5
    """One word that may be a name: Maria, Teacher, 老板."""
    FULL = 6
    """Two capitalised words, a title, a Chinese family name: written as only names are."""
    ROLE = 7
    """Host, Q, participant 3, SPEAKER_01, THE COURT."""


_NOISE = re.compile(
    r"(?:sponsor(?:ed|s|ship)?|commercial|ad|ads|advert(?:s|isements?|ising)?|break|music|theme|jingle|intro|outro|promo|trailer"
    r"|mid-?roll|pre-?roll|sound(?: effects?)?|sfx|applause|laughter|silence|pause)"
    r"(?: (?:break|message|music|jingle|read|spot|song|clip|plays?|\d{1,2}))?"
    r"|片头|片尾|广告|音乐|间奏|间奏曲|口播|片头曲|片尾曲|音效|休息|广告时间",
    re.IGNORECASE,
)
_PART_OF_A_TEXT = re.compile(
    r"(?:slide|page|chapter|part|section|figure|fig|table|step|week|day|lesson|unit|episode|scene|act|item|point|topic|lecture|module"
    r"|psalm|verse|genesis|number|plan|interview|session|segment|clip|track|tape|side|cassette|disc|reel|exhibit|appendix|phase|stage|rule|tip|example|option|exercise"
    r"|folie|seite|kapitel|teil|abschnitt|schritt|diapositiv[ae]|página|capítulo|paso|parte|chapitre|partie|étape|слайд|глава|часть|шаг"
    r"|幻灯片|投影片|スライド|슬라이드|图|表|步骤|例)\.?"
    r"(?:\s?(?:#|no\.\s?)?\d{1,4}(?:\.\d{1,3})?[a-z]?(?:\s.{1,50})?"
    r"|\s(?:[a-z]|[ivxlc]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:,? (?:side|track) \w{1,5})?)"
    r"|(?:(?:oral history )?interview|conversation|transcript|transcription|oral history)\s(?:with|of|by)\s.{1,60}"
    r"|第\s?[一二三四五六七八九十百零\d]{1,4}\s?[章节页部集讲步题张回幕场课期段条点件阶层].{0,20}",
    re.IGNORECASE,
)
MASKED = re.compile(r"\+?\d{2,5}[*•]{2,8}\d{2,5}")
"""A telephone number with stars for some of its digits, which stands for a name in meetings."""
_SALUTATION = re.compile(
    r"(?:my |our )?(?:dear(?:est)?|sehr geehrte[rs]?|liebe[rs]?|chère?|estimad[oa]|querid[oa]|prezad[oa]"
    r"|уважаем(?:ый|ая)|дорог(?:ой|ая))"
    r"\s.+|(?:亲爱的|尊敬的|敬爱的).+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[*_]{0,2}(?P<words>[^,，:：!！.?]{3,60})[,，:：!！]")
_NOT_A_NAME = frozenset(
    "note notes nb tip tips warning source sources date title author authors editor url link links summary "
    "abstract keywords introduction update edit disclaimer subject from to cc re time duration chapter part "
    "section figure table week day http https location place thanks yeah hello hi wow transcript recording tape "
    "resource reference "
    "length language topic topics project collection copyright caption photo image video audio 注 注意 备注 附注 "
    "提示 说明 来源 作者 编辑 编译 翻译 译者 校对 整理 日期 时间 地点 链接 地址 项目地址 标题 摘要 关键词 结论 "
    "总结 图 表 附 附录 参考 参考链接 参考资料 引言 前言 目录 背景 导语 编者按 简介 问题 版权声明 "
    "题图来源 封面来源 图片来源".split()
)
_SHORTEST_PLURAL = 3  # letters
_PRONOUNS = frozenset("me myself moi ich yo io eu ik я 我 私 僕 나".split())
_EDITORIAL = re.compile(
    r"(?:(?:editor|translator|transcriber|author|analyst|researcher|coder)(?:['’]?s)? )?(?:note|notes|nb|n\.b)"
    r"|update|disclaimer"
    r"|anm|anmerkung|anmerkung der redaktion|nota|nota del editor|note de la rédaction|ndlr"
    r"|注|备注|附注|译注|译者注|编者注|编者按|编按|编注|说明",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset(
    "is are was were be been am do does did has have had will would can could should may might must that this "
    "these those "
    "it its he she they we you i my your his her their our me him them us not no never always what when where "
    "why who how "
    "which if then than but and or so because as at by for from in into of on onto to with about after before between "
    "very just only more most some any all there here a an one two three thing things said says".split()
)
_KNOWN = {
    Likeness.NOISE: (_NOISE,),
    Likeness.ROLE: ROLES,
}
_HOUSES = {"reporter": Likeness.FULL, "counted": Likeness.SINGLE}
_TITLES_BEFORE = re.compile(
    r"(?:mr|mrs|ms|miss|dr|prof|professor|sir|madam|lord|lady|sen|senator|rep|representative|judge|justice|hon|rev|fr|eng"
    r"|president|chairman|chairwoman|chairperson|chair|secretary|minister|gov|governor|mayor|gen|general|col|capt|captain"
    r"|sgt|lt|rtd|retd|maj|major|adm|admiral|cllr|councill?or|dipl\.?-ing|ing|mag|herr|frau|señora?|sra?|monsieur|mme|madame|the|el|la|le)\.?$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    r"(?:议员|先生|女士|小姐|太太|夫人|教授|博士|老师|医生|大夫|律师|法官|主席|主任|局长|司长|部长|市长|省长|县长|校长|院长|处长|科长|署长"
    r"|秘书长|秘书|总裁|总经理|经理|董事长|总监|工程师|记者|导演|同学|师傅|上校|将军|大使|委员|代表|分析师|专员|专家|研究员|署长|组长|执行长|召集人|さん|氏|様|君|先生方|씨|님|의원|장관|교수)$"
)
_NOT_A_PERSON = re.compile(
    r"(?:团体|选区|界别|机构|公司|部门|委员会|大会|小组|情况|内容|问题|结果|方面|部分|之一|来说|而言|时候|地方|时间|原因|办法|特点|好处|坏处"
    r"|句话|件事|说法|例子|意见|建议|观点|数据|说|道|问道|答道|表示|认为|写道|指出|强调|补充|回忆|是|为|到|想|写|称|题|点)$"
)
_CJK_NAME = re.compile(rf"[{CJK}]{{1,16}}(?:[·•・‧.][{CJK}A-Za-z]{{1,10}}){{0,4}}")
_OF_A_SENTENCE = re.compile("[的了是在这那吗呢吧就都我你您他她很]|(?:说|道|问|写|想)$")
_SAYS = re.compile("[说道是到想写称题点不什么怎]|时候|地方|时间")
_VERBS = re.compile("[不要能为什么怎]|(?<![社议工协员大学商农发民选委])会(?![展议计长员社])")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_LATIN_WORD = re.compile(
    rf"[^\W\d_{CJK}](?:[^\W\d_{CJK}.’'-]|[{MARKS}])*(?:[.’'\"״-](?:[^\W\d_{CJK}]|[{MARKS}])*)*\d{{0,3}}"
)
_CJK_SUFFIX = re.compile(rf"[{CJK}]{{1,6}}$")
PARTICLES = frozenset(
    "de da di del della der den van von zu bin ibn al el la le du dos das do y e und and et of the st".split()
)
"""Words in small letters within names, folded: of families, and of what people are."""
_ADDRESSES = frozenset("heer mevrouw señor señora senhor senhora signor signora pan pani poseł posłanka".split())
"""Words before a name that some languages write small."""
_JOINED = re.compile(
    r"\s*[,，](?:\s*(?:and|und|et|y|e)\s)?\s*|\s(?:and|und|et|y|e|en|i|og|och|ja|и|&|\+|/)\s|[&＆＋+/、]|(?<=\S)[和与與](?=\S)",
    re.IGNORECASE,
)
_LOOSE_WORD = re.compile(r"[^\W_][\w.’'@#+-]*|#?\d{1,4}|[&/]|\(\d{1,3}\)")


def is_function_word(word: str) -> bool:
    """Whether a word joins others and is in no name: the, what, because."""
    return word.casefold() in _FUNCTION_WORDS


def joined_names(name: str) -> list[str]:
    """Return the names that words or marks between them join, several people's; the name itself where none does."""
    return [part.strip() for part in _JOINED.split(name)]


def is_part_of_a_text(name: str) -> bool:
    """Whether words count the parts of what is shown or printed: Slide 9, Chapter II, 第三章. They name nobody."""
    return _PART_OF_A_TEXT.fullmatch(fold(name)) is not None


def is_salutation(words: str) -> bool:
    """Whether words address somebody in a letter: Dear Jane. They name the one who does not speak."""
    return _SALUTATION.fullmatch(fold(words)) is not None


def is_editorial(name: str) -> bool:
    """Whether words stand before what those say who printed a talk, and nobody in it: Editor's note, 注."""
    return _EDITORIAL.fullmatch(fold(name).rstrip(".")) is not None


def begins_letter(line: str) -> bool:
    """Whether a line addresses somebody at its head, as letters do: Dear Jane, …."""
    found = _ADDRESS.match(line)
    return found is not None and is_salutation(found["words"])


@lru_cache(maxsize=20_000)
def likeness(name: str) -> Likeness:
    """Return how much the words before a colon look like a speaker's name."""
    folded = fold(name).rstrip(".,!")
    if is_office(name) or MASKED.fullmatch(name):
        return Likeness.FULL
    if not folded or len(folded) > 60:
        return Likeness.NOTHING
    known = _known(name, folded)
    if known is not None:
        return known
    if _CJK_NAME.match(name):
        return _chinese(name, folded)
    latin = _CJK_SUFFIX.sub("", name)
    if _latin_name(latin):
        return Likeness.FULL if len(latin.split()) >= 2 or "·" in name else Likeness.SINGLE
    return Likeness.LOOSE if _loose(name) else Likeness.NOTHING


def _known(name: str, folded: str) -> Likeness | None:
    """Return what is told by lists of words, None for other words."""
    known = next((like for like, words in _KNOWN.items() if any(word.fullmatch(folded) for word in words)), None)
    if known is None and leads_in(name):
        return Likeness.LEAD_IN
    if known is None and folded in _PRONOUNS:
        return Likeness.LOOSE
    house = house_in(name) if known is None else None
    if house in _HOUSES:
        return _HOUSES[house]
    plural = folded.rstrip("s") if len(folded) > _SHORTEST_PLURAL else folded  # RES is no plural of re
    nobody = folded in _NOT_A_NAME or plural in _NOT_A_NAME or is_part_of_a_text(name)
    return Likeness.WORD if known is None and nobody else known


def _chinese(name: str, folded: str) -> Likeness:
    found = _CJK_NAME.match(folded)
    first = found.group() if found else ""
    rest = name[len(first) :].strip()
    if rest and not rest.isdigit() and not _latin_name(rest):
        return Likeness.NOTHING
    if _OF_A_SENTENCE.search(first):
        return Likeness.NOTHING
    named = len(first) == 3 and first[0] in _SURNAMES and not _SAYS.search(first)
    if not named and (_NOT_A_PERSON.search(first) or _VERBS.search(first)):
        return Likeness.WORD
    if _TITLE_AFTER.search(first) and len(first) > 2:
        return Likeness.FULL
    if len(first) == 1 and not rest and first not in _SURNAMES:
        return Likeness.LOOSE
    full = "·" in name or "•" in name or (2 <= len(first) <= 4 and first[0] in _SURNAMES) or bool(rest)
    return Likeness.FULL if full else Likeness.SINGLE if len(first) <= 6 else Likeness.LOOSE


def _latin_name(name: str) -> bool:
    parts = name.replace("&", " ").replace("/", " ").split()
    if not 1 <= len(parts) <= 6 or not _names_somebody(parts[-1]):
        return False
    return all(
        (part.strip("()#").isdigit() and at > 0)
        or part.casefold() in PARTICLES
        or (part in _ADDRESSES and at < len(parts) - 1)
        or (_LATIN_WORD.fullmatch(part) and _capital(part))
        for at, part in enumerate(parts)
    )


def _names_somebody(last: str) -> bool:
    return last.casefold() not in PARTICLES or last[0].isupper()


def _capital(word: str) -> bool:
    """Whether a word has a capital, or is of a script without them; iPhone has one."""
    return any(letter.isupper() for letter in word) or not (word[0].isascii() or word[0].islower())


def _loose(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 5 or not any(map(str.isalpha, name)):
        return False
    return all(_LOOSE_WORD.fullmatch(word) and word.casefold() not in _FUNCTION_WORDS for word in words)


def has_title(word: str) -> bool:
    """Whether a word is what stands before a name: Dr., Ms, Senator."""
    return _TITLES_BEFORE.match(word) is not None
