"""Credits: lines that say who made a programme or a page, and when it was sent: `Producer: Ann Poe`."""

import re

from corpus.language import CJK, fold
from corpus.roles import is_role
from ingest.head_lists import BETWEEN
from ingest.names import Likeness, likeness

_CHINESE = (
    r"(?:(?:责任|責任|图片|圖片|值班|实习|實習|核稿|视频|影音|本期|文字|美术)?(?:编辑|編輯)|责编|图编|(?:责任"
    r"|責任)?(?:校对|校對)|审校|核稿"
    r"|监制|監製|出品人?|策划|策劃|制作人?|製作人?|制片人?|剪辑|剪輯|后期|後期|美编|排版|视觉|摄影|攝影|撰文"
    r"|撰稿|采写|採寫"
    r"|采访|採訪|整理|翻译|翻譯|文字|文字(?:记录|記錄|整理)|审核|终审|签发|作者|记者|(?:题图|題圖|封面|头图"
    r"|图片|圖片)(?:来源|來源|提供)?|图源"
    r"|まえがき|あとがき|聞き手|構成|撮影|写真|編集|取材|協力|制作)"
)
_EUROPEAN = (
    r"(?:(?:executive |series |supervising |coordinating |assistant |associate |technical |web )?producers?"
    r"|(?:series |copy |sound |audio )?editors?|reporters?|presenters?|researchers?|(?:sound|audio|studio) engineers?"
    r"|sound(?: design(?:er)?)?|(?:original )?music|(?:photograph|photo|image"
    r"|picture)s?(?: credits?)?|fact[ -]checkers?"
    r"|script(?: by)?|director|transcri(?:pt|ption|bed)(?: by)?"
    r"|redaktion|regie|schnitt|ton|technik|moderation|produktion|bild(?:er)?|übersetzung|transkription"
    r"|réalisation|production|rédaction|photographies?|montage|prise de son|attachée? de production|traduction"
    r"|entretien"
    r"|producción|edición|gui[oó]n|realización|fotografías?|montaje|sonido|redacción|traducción|transcripción"
    r"|regia|produzione|montaggio|redazione|traduzione|produção|edição|roteiro|fotografia|direção|fotos?"
    r"|фото|редактор|корректор|текст|расшифровка|röportaj|söyleşi|fotoğraf(?:lar)?|kamera|kurgu|yapım"
    r"|ถอดเทปโดย|เรียบเรียง(?:โดย)?|ภาพ(?:โดย)?|สัมภาษณ์โดย"
    r"|تحرير|تصوير|إعداد|(?:مقدم|ضيف)ة? الحلقة|ضيوف الحلقة|ảnh|thực hiện|biên tập"
    r"|방송|진행|대담|편집|사진|취재|제작)"
)
_SENT = (
    r"(?:(?:first |original )?(?:broadcast|transmission|air date)|sendung|sendetermin|diffusion|emisión|in onda"
    r"|اسم البرنامج|عنوان الحلقة|تاريخ الحلقة)"
)
_CHINESE_KEYS = rf"{_CHINESE}(?:\s?[、/／和与及·・&]\s?{_CHINESE})*"
_EUROPEAN_KEYS = rf"{_EUROPEAN}(?:(?:\s?[/&,]\s?|\s(?:and|und|et|y|e)\s){_EUROPEAN})*"
_KEY = rf"(?:{_CHINESE_KEYS}|{_EUROPEAN_KEYS}|{_SENT})"
_LINE = re.compile(
    rf"(?P<key>{_KEY})(?:\s*[:：｜丨／|]\s*|\s+[-–—|]\s+|(?<=[{CJK}])\s+)(?P<value>\S.{{0,80}})", re.IGNORECASE
)
_SENT_KEY = re.compile(_SENT, re.IGNORECASE)
_ANOTHER = re.compile(rf"[\s，,；;]+(?={_CHINESE}\s*[:：｜丨／])")
_CHINESE_NAME = re.compile(rf"[{CJK}]{{2,4}}")
_SPACED_NAME = re.compile(rf"[{CJK}]{{1,3}}\s[{CJK}]{{1,3}}")
_MARKS = "*_#>■□●○◆◇▶▷※・• "
_SAID = re.compile(r"[?？!！。…]|(?<=[^\W\d_]{3})\.(?:\s|$)|[我你您]|\b(?:I|you|we)\b", re.IGNORECASE)


def is_credit(text: str) -> bool:
    """Whether a line says who made a programme or a page, or when it was sent, and nothing else. What roles are said
    to have must be full names: reporters speak, too.
    """
    parts = _ANOTHER.split(text.strip(_MARKS)) if len(text) <= 200 else []
    return bool(parts) and all(map(_is_one, parts))


def _is_one(text: str) -> bool:
    found = _LINE.fullmatch(text)
    if found is None or _SAID.search(found["value"]):
        return False
    if _SENT_KEY.fullmatch(found["key"]):
        return True
    if text[len(found["key"])].isspace() and not found["key"].isascii() and _CHINESE_NAME.fullmatch(found["value"]):
        return likeness(found["value"]) >= Likeness.SINGLE
    names = [part for part in BETWEEN.split(re.sub(r"[(（][^()（）]*[)）]", "", found["value"])) if part]
    full = [likeness(name) is Likeness.FULL or _SPACED_NAME.fullmatch(name) is not None for name in names]
    if not found["key"].isascii() and not is_role(fold(found["key"])) and not text[len(found["key"])].isspace():
        return len(found["value"]) <= 40
    namelike = (known or likeness(name) >= Likeness.SINGLE for name, known in zip(names, full, strict=True))
    return bool(full) and full[0] and all(namelike)


def key_of(text: str) -> str | None:
    """Return what stands before who did it on a line that begins as a credit does, None on others."""
    found = _LINE.fullmatch(text.strip(_MARKS))
    return fold(found["key"]) if found else None
