"""Labels that say what somebody does in a talk, or only that somebody speaks, and not who it is."""

import re

from corpus.language import fold

INTERVIEWER = re.compile(
    r"(?:q|i|int|iv|问|問|提问|提問|提问者|主持|主持人|主播|记者|記者|采访者|採訪者|采访人|採訪人|访问者|訪問者|访谈[者员]|訪談[者員]|司会|[聞闻聴听]き手|[質质]問"
    r"|インタビュアー|진행자|질문|질문자|사회자|기자|인터뷰어|면담자|(?:co-?)?host|interviewer(?:in)?|moderator(?:in)?|presenter"
    r"|pergunta|pregunta|domanda|frage|вопрос|питання|запитання|pytanie|सवाल|प्रश्न"
    r"|سؤال|السؤال|سوال|پرسش|pvv|hỏi|câu hỏi|soru"
    r"|anchor|reporter|question|facilitator|researcher|entrevistador[ae]?|periodista|presentador[a]?|intervieweu[rs]e?"
    r"|animateur|animatrice|journaliste|intervistatore|интервьюер|ведущ(?:ий|ая)|корреспондент)[\s_-]?\d{0,2}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:q|a|question|frage|pregunta|pergunta|domanda|вопрос|pytanie|[问問答]|[質质]問|질문)[\s_-]?\d{1,3}",
    re.IGNORECASE,
)
_ANSWERER = re.compile(
    r"(?:resposta|respuesta|risposta|réponse|antwort|ответ|відповідь|odpowiedź"
    r"|जवाब|उत्तर|جواب|الجواب|پاسخ|đáp|trả lời|cevap|yanıt"
    r"|a|answer|答|回答|回答者|嘉宾|嘉賓|受访者|受訪者|受访人|受訪人|被访者|被訪者|被采访者|[話话]し手|[語语]り手|答え|답변자?|구술자|응답자|인터뷰이|guest|interviewee|narrator"
    r"|respondent|informant|witness|the witness|befragte[r]?|entrevistad[oa]|interviewé[e]?"
    r"|intervistat[oa])[\s_-]?\d{0,3}",
    re.IGNORECASE,
)
_DIARISED = re.compile(
    r"(?:speaker|spk|person|channel|voice|sprecher(?:in)?|locuteur|locutrice|hablante|orador|falante|relatore|parlante"
    r"|spreker|спикер|говорящий|说话人|說話人|发言人|發言人|发言者|發言者|讲者|講者|话者|話者|スピーカー|발화자|화자|참석자|참가자)"
    r"(?:[\s_-]?(?:\d{1,3}|[a-z]))?|(?:s|p|r|b|id|pp|sp)[\s_-]?\d{1,3}",
    re.IGNORECASE,
)
_OTHER_ROLE = re.compile(
    r"(?:原告|被告|审判长|審判長|书记员|書記員|证人|證人|原|被|审|審"
    r"|旁白|解说|解說|观众|觀眾|听众|聽眾|网友|主席|男|女|甲|乙|丙|丁|audience(?: (?:member|question))?"
    r"|(?:question|comment|voice|(?:some|any)(?:one|body)) (?:from|in) the (?:audience|floor)|caller|participant"
    r"|panell?ist|subject"
    r"|the court|the clerk|the reporter|the chair(?:man|woman|person)?|the president|the speaker|judge|bailiff"
    r"|court reporter"
    r"|agent|customer|operator|client|student|patient|(?:fe)?male(?: (?:voice|speaker))?|(?:wo)?man|child"
    r"|teilnehmer(?:in)?|participante?|moderation|зритель)[\s_#-]?\d{0,3}",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth) (?:(?:fe)?male )?"
    r"(?:speaker|participant|interviewe[er]|respondent|informant|voice|caller|panell?ist|student|witness)"
    r"|(?:\d{1,2}\.|erste[rs]?|zweite[rs]?|dritte[rs]?|vierte[rs]?) (?:sprecher|teilnehmer|befragter?)(?:in)?"
    r"|(?:\d{1,2}(?:er|ère|e|è?me)|premi(?:er|ère)|deuxième|troisième) (?:intervenante?|participante?|locuteur)"
    r"|(?:\d{1,2}[ºª°]|primer[ao]?|segund[oa]|tercer[ao]?) participante",
    re.IGNORECASE,
)
DASHES = "――"
"""The name of whoever asks behind dashes, as Japanese interviews are printed: nobody's."""
_SEVERAL = re.compile(
    r"(?:an?|some|several|many|other) (?:hon\.?|honou?rable) (?:members?|senators?|gentlem[ae]n)"
    r"|(?:a|une|uma|una|een|eine) (?:voice|voix|voz|voce|stem|stimme)(?: (?:from|in|aus|de|da|dal|du|dans) .{3,30})?"
    r"|(?:some|several|des|plusieurs|diverses|varias|várias|varie|alcune|mehrere)"
    r" (?:voices|voix|voces|vozes|voci|stimmen)(?: (?:from|in|aus|de|da|dal|du|dans) .{3,30})?"
    r"|une? (?:député|députée|sénateur|sénatrice)|(?:des|plusieurs) (?:députés|députées|sénateurs)"
    r"|(?:un|una|varios|varias) (?:diputad[oa]|senador|senadora|diputad[oa]s|senadores)"
    r"|głosy? z sali|众人|眾人",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:unknown|unidentified|unnamed|unbekannte?r?|inconnue?|desconocid[oa]|sconosciut[oa]|неизвестный)"
    r"(?: (?:speaker|voice|person|(?:fe)?male|(?:wo)?man|participant|sprecher|caller|reporter|member"
    r"|students?)s?)?(?: #?\d{1,2})?|inaudible|\?{1,3}|[a-z]\d{0,2}\?"
    r"|(?:(?:会|會)(?:后|後|上|间|間))?有(?:外国|外國|中外|现场|現場)?(?:记者|記者|媒体|媒體)(?:追|提)?[问問](?:道)?"
    r"|未知|未知(?:说话人|发言人|讲者|人员)|不明|不明(?:说话人|发言人)|不[詳详]|――",
    re.IGNORECASE,
)
_DIALLED = re.compile(r"\+\d(?:[ ().*-]{0,2}[\d*]){6,16}")
"""The telephone number of whoever calls in, as programs for calls write it, some of its digits hidden."""
ROLES = (INTERVIEWER, _ANSWERER, _DIARISED, _OTHER_ROLE, _ORDINAL, _SEVERAL, _NOBODY, _DIALLED)


def is_role(name: str) -> bool:
    """Whether a label names a role and nobody: Host, Q, participant 3, SPEAKER_01, THE COURT."""
    folded = fold(name).rstrip(".,!")
    return any(role.fullmatch(folded) for role in ROLES)


def is_nobody(name: str) -> bool:
    """Whether a label says that it is not known who speaks."""
    return _NOBODY.fullmatch(fold(name)) is not None


def answers(name: str) -> bool:
    """Whether a label is the role of who is interviewed."""
    return _ANSWERER.fullmatch(name) is not None


def counts_questions(name: str) -> bool:
    """Whether a label is a question's number, or an answer's: Q1, Question 12."""
    return _COUNTED.fullmatch(name) is not None


def is_dialled(name: str) -> bool:
    """Whether a label is only the telephone number of whoever calls in."""
    return _DIALLED.fullmatch(name) is not None


def is_diarised(name: str) -> bool:
    """Whether a label only tells voices apart: Speaker 1, SPEAKER_01, 说话人 1."""
    return _DIARISED.fullmatch(fold(name)) is not None
