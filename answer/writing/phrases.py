"""The frame of an answer, in three languages. Everything between the frames is quoted, never made."""

from collections.abc import Mapping

from corpus.language import Language
from corpus.transcript import AccountKind

Phrases = Mapping[str, str]

_ENGLISH: Phrases = {
    "machine": "Written by a machine ({model}):",
    "left_out": "({n} without a quote left out)",
    "open_quote": "“",
    "close_quote": "”",
    "comma": ", ",
    "separator": " · ",
    "accounts": "in {count} of the {all} accounts",
    "also": "Also said:",
    "silent": "Not found in: {titles}.",
    "dependent": "Counted once, being made from another: {titles}.",
    "differ_number": "The accounts differ in a number",
    "differ_name": "The accounts differ in a name",
    "differ_date": "The accounts differ in a date",
    "differ_place": "The accounts differ in a place",
    "differ_negation": "The accounts contradict each other",
    "abstained": "The interviews don't say.",
    "nearest": "Nearest, but no answer:",
    "try": "They do answer, for example: {questions}",
    "empty": "The library is empty. Add transcripts: python -m ingest add FILE…",
    "by_writer": "the writer",
    "by_unnamed": "speaker not named",
    "by_host": "host",
    "written": "written “{name}”",
    "page": "p. {page}",
    "greeting": "Hello. Ask what was said in the interviews; I answer with verbatim quotes and show where they stand.",
    "identity": "I look up what was said in these interviews and quote it word for word, with citations. I don't make "
    "up answers: where the interviews are silent, I say so.",
    "thanks": "You're welcome.",
    "bye": "Goodbye.",
    "listing": "The library holds {transcripts} transcripts of {conversations} conversations:",
    "speakers": "These people speak in the interviews:",
    "can_ask": "Ask about anything the interviews speak of. For example:",
}
_SIMPLIFIED: Phrases = {
    "machine": "由机器撰写（{model}）：",
    "left_out": "（略去 {n} 句无引文的话）",
    "open_quote": "“",
    "close_quote": "”",
    "comma": "，",
    "separator": " · ",
    "accounts": "{all} 份记录中有 {count} 份提到",
    "also": "还提到：",
    "silent": "未在以下文稿中找到：{titles}。",
    "dependent": "由另一份改写而来，只计一次：{titles}。",
    "differ_number": "各份记录的数字不一致",
    "differ_name": "各份记录的名称不一致",
    "differ_date": "各份记录的时间不一致",
    "differ_place": "各份记录的地点不一致",
    "differ_negation": "各份记录互相矛盾",
    "abstained": "这些访谈里没有说到。",
    "nearest": "最接近的内容（并不回答这个问题）：",
    "try": "可以这样问：{questions}",
    "empty": "资料库是空的。添加访谈：python -m ingest add 文件…",
    "by_writer": "作者",
    "by_unnamed": "说话人未注明",
    "by_host": "主持人",
    "written": "原文写作“{name}”",
    "page": "第 {page} 页",
    "greeting": "你好。问我访谈里说过什么，我用原话回答，并标明出处。",
    "identity": "我在这些访谈里查找说过的话，逐字引用并注明出处。我不编造答案：访谈没有说的，我会直说。",
    "thanks": "不客气。",
    "bye": "再见。",
    "listing": "资料库里有 {conversations} 场对话的 {transcripts} 份记录：",
    "speakers": "访谈中说话的人：",
    "can_ask": "访谈谈到的都可以问，例如：",
}
_TRADITIONAL: Phrases = {
    **_SIMPLIFIED,
    "machine": "由機器撰寫（{model}）：",
    "left_out": "（略去 {n} 句無引文的話）",
    "open_quote": "「",
    "close_quote": "」",
    "accounts": "{all} 份記錄中有 {count} 份提到",
    "also": "還提到：",
    "silent": "未在以下文稿中找到：{titles}。",
    "dependent": "由另一份改寫而來，只計一次：{titles}。",
    "differ_number": "各份記錄的數字不一致",
    "differ_name": "各份記錄的名稱不一致",
    "differ_date": "各份記錄的時間不一致",
    "differ_place": "各份記錄的地點不一致",
    "differ_negation": "各份記錄互相矛盾",
    "abstained": "這些訪談裡沒有說到。",
    "nearest": "最接近的內容（並不回答這個問題）：",
    "try": "可以這樣問：{questions}",
    "empty": "資料庫是空的。加入訪談：python -m ingest add 檔案…",
    "by_writer": "作者",
    "by_unnamed": "說話人未註明",
    "by_host": "主持人",
    "written": "原文寫作「{name}」",
    "page": "第 {page} 頁",
    "greeting": "你好。問我訪談裡說過什麼，我用原話回答，並標明出處。",
    "identity": "我在這些訪談裡查找說過的話，逐字引用並註明出處。我不編造答案：訪談沒有說的，我會直說。",
    "thanks": "不客氣。",
    "bye": "再見。",
    "listing": "資料庫裡有 {conversations} 場對話的 {transcripts} 份記錄：",
    "speakers": "訪談中說話的人：",
    "can_ask": "訪談談到的都可以問，例如：",
}
PHRASES: Mapping[Language, Phrases] = {"en": _ENGLISH, "zh-Hans": _SIMPLIFIED, "zh-Hant": _TRADITIONAL}


def frame_language(language: Language, otherwise: Language = "en") -> Language:
    """Return the language that an answer is framed in: a question's where there are phrases in it, else another."""
    return next((tag for tag in (language, otherwise) if tag in PHRASES), "en")


KIND_NAMES: Mapping[Language, Mapping[AccountKind, str]] = {
    "en": {
        "transcript": "transcript",
        "machine": "heard by a machine",
        "translation": "translated transcript",
        "narration": "narration",
        "article": "article",
        "digest": "digest",
    },
    "zh-Hans": {
        "transcript": "实录",
        "machine": "机器听写",
        "translation": "翻译实录",
        "narration": "解说",
        "article": "报道",
        "digest": "摘要",
    },
    "zh-Hant": {
        "transcript": "實錄",
        "machine": "機器聽寫",
        "translation": "翻譯實錄",
        "narration": "解說",
        "article": "報導",
        "digest": "摘要",
    },
}
