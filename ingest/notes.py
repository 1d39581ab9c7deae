"""Notes of those who print a talk: how it was transcribed and edited, by whom, what may be done with it, what else they
offer. They stand before a talk or behind it, and nobody says them.
"""

import re

from ingest.procedure_notes import FEET

_LEAD = "*_#>※•-–—[(（【 "
_MADE = (
    r"(?:created|typed|transcribed|produced|provided|generated|prepared|edited|condensed|abridged|shortened"
    r"|translated)"
)
_ENGLISH = (
    r"(?:\w+ ){0,3}(?:transcripts?|interview|conversation|q&a) (?:(?:are|is|was|were|has been|have been|may be)"
    rf" (?:\w+ly )?(?:being )?{_MADE}\b|may contain (?:\w+ ){{0,3}}(?:typos?|errors|mistakes|inaccuracies))"
    rf"|(?:this |the )?(?:interview|transcript|conversation) (?:and \w+ )?{_MADE} (?:and \w+ )?by\b"
    r"|(?:[^.!?]{0,40}, )?(?:this|the (?:following|below)) (?:transcript|interview|conversation)"
    r" (?:has been|was|is) (?:\w+ly )?(?:edited|condensed|transcribed)"
    r"|due to [^.!?]{1,60} legal conditions"
    r"|what (?:you(?:['’]re| are) (?:welcome|allowed)|is (?:not )?(?:allowed|permitted))\b[^:]{0,20}:"
    r"|accuracy and availability of \S{1,20} transcripts?\b|this is (?:an? )?(?:rush|unedited|uncorrected) transcript\b"
    r"|to order (?:videotapes|transcripts|copies)\b|the original content of this program is licensed\b"
    r"|content and programming copyright\b|sign up (?:to|for) (?:our|the) .{0,40}newsletter\b"
    r"|aired \w{3,9} \d{1,2}, (?:19|20)\d\d\b.{0,20}$"
    r"|thank(?:s| you) for reading\b.{0,100}\bsubscribe|.{1,60} is a reader-supported (?:publication|newsletter)"
    r"|discussion about this (?:episode|post|podcast|video)$|start your substack$|ready for more\?$"
    r"|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed\b"
    r"|copyright\b(?: ©)?.{0,60}\ball rights reserved"
    r"|posted (?:on|in|by) (?=.{0,60}\b(?:19|20)\d\d\b)[^!?]{1,80}$"
    r"|(?:first )?(?:recorded|published|broadcast|aired) (?:on |in )?(?:\w+day,? )?(?:the )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? \w{3,9}|\w{3,9} \d{1,2}(?:st|nd|rd|th)?),? (?:19|20)\d\d\W*$"
    r"|(?:intro\. )?\[recording date: [^\[\]]{4,30}\]$"
    r"|you can (?:also )?(?:watch|listen to|download|find) (?:the |a )?(?:\w+ ){0,2}(?:video|audio|episode"
    r"|transcript)\b.{0,60}\bhere\W*$"
)
_GERMAN = (
    r"(?:die )?äußerungen unserer gesprächspartner"
    r"|das (?:gespräch|interview) wurde (?:[^.!?]{0,60} )?(?:geführt|aufgezeichnet|gekürzt|redigiert|übersetzt)\b"
    r"|(?:das|dieses) transkript wurde\b|(?:die|diese) abschrift\b|mit material von\b"
)
_ROMANCE = (
    r"propos (?:retranscrits|traduits|rapportés)\b|cet entretien (?:a été )?(?:réalisé|mené|conduit) par\b"
    r"|(?:cette )?transcription (?:réalisée|automatique)|entrevista concedida a\b"
    r"|transcripción (?:realizada )?(?:por|de)\b|las opiniones (?:expresadas|vertidas)\b|as opiniões expressas\b"
    r"|a cura di\b|trascrizione (?:di|a cura)\b"
    r"|le opinioni espresse\b"
)
_SLAVIC = (
    r"(?:бесед(?:у )?(?:вела?|овала?|провел[аи]?)|интервью (?:взяла?|провел[аи]?|вела?|подготовил[аи]?)"
    r"|записала?|подготовил[аи]?"
    r"|розмовля(?:в|ла)|спілкува(?:вся|лася)|rozmawiał[ai]?) (?-i:[А-ЯЁІЇЄA-ZŁŚŻ])|читайте (?:также|також)\b"
)
_ABOUT = (
    r"(?:本|以上|上述)(?:期|次|篇|页|頁)?(?:全部)?(?:内容|內容|文章?|文稿|文字稿?|笔录|筆錄|访谈|訪談|采访|採訪|对话|對話"
    r"|录音|錄音|记录|記錄|稿件?|逐字稿|节目|節目)"
)
_CHINESE = (
    rf"{_ABOUT}[^？?]{{0,30}}(?:转载|轉載|授权|授權|仅供参考|僅供參考|不代表|核对|核對|看过|看過"
    rf"|[无無][误誤訛讹]|机器|機器|自动|自動"
    r"|语音识别|語音辨識|經?经?(?:编辑|編輯|删减|刪減|刪節|整理)|释出|釋出|CC\b)"
    r"|.{0,24}未[经經](?:.{0,6}(?:授权|授權|允许|允許|许可|許可|同意))[^？?]{0,12}(?:不得|禁止|请勿|請勿|严禁|嚴禁)"
    r"|[应應]受[访訪]者(?:要求|請求)|文中.{0,12}(?:化名|均[为為])|(?:实习生|實習生).{1,12}(?:对本文|對本文)"
    r"|更多精彩(?:内容|內容)|(?:欢迎|歡迎)(?:扫码|掃碼|长按|長按)|(?:点击|點擊).{0,6}(?:阅读原文|閱讀原文)"
    r"|\[?注\d?[:：]"
)
_OTHERS = (
    r".{0,80}यहा[ँं] क्लिक|인터뷰를? 인용\s?보도|기술적 한계로|(?:본|이) (?:인터뷰|녹취록"
    r"|기사)[는은를을] .{0,40}(?:바랍니다|있습니다|금합니다)"
    r"|[ぁ-んァ-ヶー]{1,12}[・＝=\s][ぁ-んァ-ヶー]{1,12}[\s　]+.{0,14}(?:19|20)\d\d年.{0,24}生まれ"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{0,14}(?:掲載|公開|収録|取材)\W{0,3}$"
)
_NOTE = re.compile("|".join((_ENGLISH, _GERMAN, _ROMANCE, _SLAVIC, _CHINESE, _OTHERS)), re.IGNORECASE)
_OFFERS = re.compile(
    r"\btry [\w.]{2,20}(?: for)? (?:free|today)|\bbest\b[^.]{0,60}\btranscription (?:service|software|tool|platform)"
    r"|\bautomatic(?:ally)?\b[^.]{0,60}\btranscri\w+[^.]{0,80}\b(?:sign up|free)\b",
    re.IGNORECASE,
)
_ONE_OWN = re.compile(
    r"\b(?:I|me|my|ich|mir|mich|meine?|je|mon|ma|yo|mi|io|eu|meu|minha|мне|меня|мой|я)\b|我(?!们|們)", re.IGNORECASE
)
_TO_READERS = re.compile(r"please (?:enjoy|note|excuse)\b.{0,40}\btranscripts?\b", re.IGNORECASE)
_TRANSCRIBES = re.compile(r"\btranscri(?:be|ption)", re.IGNORECASE)
_LONGEST = 2_000  # characters


def is_note(text: str) -> bool:
    """Whether a paragraph is a note of those who print a talk, by how it begins or what it offers."""
    bare = text.lstrip(_LEAD)
    if len(text) > _LONGEST or not bare:
        return False
    if _TO_READERS.match(bare) or (_OFFERS.search(text) and _TRANSCRIBES.search(text)):
        return True
    told = _NOTE.match(bare) is not None or FEET.fullmatch(bare) is not None
    return told and not _ONE_OWN.search(text)  # who says I, speaks
