"""What lines of a head say before a colon: words for who asks, who answers, when and where it was."""

import re

ASKS = re.compile(
    r"enquêt(?:eur|rice)s?"
    r"|(?:interview(?:ed|er|ers|s)|conducted)(?: and \w+)? by|interviewers|hosts|采访者|访谈者|访问者|采访人|提问人"
    r"|(?:采访|访谈|采写|访问)(?:(?:[、/和及与·,]| )?(?:整理|撰文|文字|编辑|记录|摄影))*"
    r"|인터뷰어|면담자"
)
"""What stands before who asks, folded."""
ANSWERS = re.compile(
    r"enquêtée?s?|interviewees|narrators|respondents|name of interviewee|name|interview (?:with|of)"
    r"|oral history (?:interview )?(?:with|of)"
    r"|来宾|(?:受访|被访|被采访|受采访|采访对象|访谈对象)[者人]?(?:姓名)?"
    r"|인터뷰 ?대상|인터뷰이|구술자"
)
"""What stands before who answers, folded."""
ABOUT = re.compile(
    r"(?:(?:meeting|call|event|programme?) )?(?:date|place|location|time|length|duration|recorded|recording"
    r"|tape|tapes|session|project|collection|interview|file|audio|video"
    r"|media|transcri\w+|edit\w+|audit\w+|typed|proofread|reviewed|source|title|subject|topics?|language"
    r"|keywords|url|link|note|notes"
    r"|call number|accession|rights|copyright|summary|abstract|access|format|born|birth ?date|occupation|age|sex"
    r"|gender|background"
    r"|published|publisher|series|episode|show|venue|日期|时间|地点|采访时间|采访地点|访谈时间|访谈地点|整理"
    r"|整理者|记录|记录者|转写|录音|时长"
    r"|来源|发布(?:日期|时间)?|播出(?:日期|时间)|节目|原始链接|原文(?:链接)?|链接|编号|主题|题目|标题|文字整理|出品"
    r"|案号|案號|案由|案件(?:编号|編號)|(?:访谈|訪談|采访|採訪|档案|檔案)(?:编号|編號)|播客|平台|发布平台"
    r"|音频(?:名称|时长)"
    r"|datum|ort|dauer|länge|thema|titel|lieu|durée|sujet|titre|fecha|lugar|duración|tema|título|data|luogo"
    r"|durata|titolo"
    r"|local|duração|дата|место|длительность|тема|tarih|yer|süre|konu"
    r"|날짜|일시|장소|시간|녹취|정리)(?:[ -](?:of|by|in|on|at|and|number|no\.?|date|time|place|name"
    r"|interview|recording|file|source"
    r"|keywords|media|the|audio|tape|conducted|start|end|id|\w+ed))*"
)
"""What stands before facts about a talk, folded: Date, Place, Case number."""
