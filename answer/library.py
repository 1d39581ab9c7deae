"""Answer small talk and questions about the library itself, from what the library holds."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from answer.phrases import KIND_NAMES, PHRASES
from corpus.catalogue import Catalogue
from corpus.language import Language, simplify
from corpus.transcript import TranscriptInfo

Topic = Literal["greeting", "thanks", "bye", "identity", "can_ask", "listing", "speakers"]

_POLITE = r"(?:[\s,，。.!！?？~～呀啊呢哦哈吧]|please|请|請|there|everyone|all|大家)*"
_TOPICS: Mapping[Topic, str] = {
    "greeting": rf"(?:hi|hello|hey|howdy|good (?:morning|afternoon|evening|day)|你好|您好|嗨|哈喽|哈罗|早上好|早安|早|下午好|晚上好|在吗|在么){_POLITE}",
    "thanks": rf"(?:thanks?(?: you)?(?: (?:very much|so much|a lot))?|thx|cheers|great|ok(?:ay)?|谢谢(?:你|您)?|多谢|感谢|谢啦|好的|好|明白了|知道了){_POLITE}",
    "bye": rf"(?:bye(?:[- ]?bye)?|good ?bye|see you(?: later)?|再见|拜拜|回头见){_POLITE}",
    "identity": rf"(?:who are you|what are you|what (?:do|can) you do|how do(?:es)? (?:you|this|it) work|are you (?:an? )?(?:ai|bot|robot|human|chatgpt|gemini)|"
    rf"what is this(?: (?:site|page|app|tool|program))?|你是谁|你是什么|你是(?:不是)?(?:机器人|人工智能|ai|真人)吗?|你是做什么的|你会(?:做)?什么|你能(?:做|干)(?:什么|啥|些什么)|这是什么(?:网站|工具|程序)?|你叫什么(?:名字)?|怎么用|如何使用){_POLITE}",
    "can_ask": rf"(?:what (?:can|could|should|may) i ask(?: you| about| here)*|what questions can i ask.*|help|give me (?:some )?examples?.*|"
    rf"(?:我)?(?:可以|能|该)(?:问|问你|问些|问你些)(?:什么|哪些|啥)(?:问题)?|有(?:什么|哪些)(?:可以|能)问(?:的)?|怎么问|帮助|举(?:个|几个)例子?){_POLITE}",
    "listing": rf"(?:(?:which|what|how many) (?:interviews?|transcripts?|conversations?|documents?|sources?|files?)(?: (?:do you have|are (?:there|here|in (?:the|your) library)|have you got|can i (?:ask|read).*|do you know|is this based on))?|"
    rf"(?:list|show)(?: me)?(?: all)?(?: the| your)? (?:interviews?|transcripts?|conversations?|documents?|sources?)|what(?:'s| is) in (?:the|your) library|"
    rf"(?:你|这里|库里|资料库里)?(?:都)?有(?:哪些|什么|多少(?:篇|份|场|个)?|几(?:篇|份|场|个))(?:访谈|采访|文稿|文档|资料|对话|记录|文件)(?:稿|记录)?|(?:列出|显示)(?:所有|全部)?(?:的)?(?:访谈|采访|文稿|文档|资料)){_POLITE}",
    "speakers": rf"(?:who (?:was|were|is|are|has been|got) (?:being )?interviewed(?: here)?|who (?:speaks|talks|is speaking|is talking|spoke|talked)(?: (?:here|in (?:these|the) interviews?))?|who are the (?:speakers?|guests?|people|interviewees?)(?: here| in .*)?|"
    rf"(?:谁|哪些人|什么人|有谁|都有谁)(?:接受了?|参加了?|参与了?)(?:采访|访谈|对话)(?:了)?|(?:采访|访谈)(?:了|的)?(?:都)?(?:是|有)?(?:谁|哪些人|什么人)|(?:嘉宾|受访者|受访人|说话人)(?:都)?(?:是|有)(?:谁|哪些(?:人)?|哪几位)|有哪些(?:嘉宾|受访者|人)){_POLITE}",
}
_COMPILED = {topic: re.compile(pattern, re.IGNORECASE) for topic, pattern in _TOPICS.items()}
_LEAD_IN = re.compile(r"^(?:(?:hi|hello|hey|你好|您好|请问|那|那么|so|and|ok)[\s,，!！。]*)+", re.IGNORECASE)


def topic_of(question: str) -> Topic | None:
    """Return what a question asks of the library itself; None if it asks of what was said."""
    plain = " ".join(simplify(question).split())
    bare = _LEAD_IN.sub("", plain)
    for topic, pattern in _COMPILED.items():
        if pattern.fullmatch(plain) or (bare and pattern.fullmatch(bare)):
            return topic
    return None


def library_answer(
    topic: Topic, language: Language, infos: Sequence[TranscriptInfo], catalogue: Catalogue, examples: Sequence[str]
) -> str:
    """Return the answer as Markdown, made of what the library holds."""
    phrases = PHRASES[language]
    if not infos:
        return phrases["empty"]
    asking = "\n".join([phrases["can_ask"], *(f"- {example}" for example in examples)])
    if topic == "listing":
        return _listing(language, infos, catalogue)
    if topic == "speakers":
        return "\n".join([phrases["speakers"], *(f"- {line}" for line in _speakers(infos, catalogue))])
    if topic == "can_ask":
        return asking
    return "\n\n".join([phrases[topic], asking]) if topic in {"greeting", "identity"} else phrases[topic]


def _listing(language: Language, infos: Sequence[TranscriptInfo], catalogue: Catalogue) -> str:
    conversations = dict.fromkeys(info.conversation for info in infos)
    lines = [PHRASES[language]["listing"].format(transcripts=len(infos), conversations=len(conversations))]
    for identifier in conversations:
        lines.append(f"- **{catalogue.conversation(identifier).title}**")
        members = [info for info in infos if info.conversation == identifier]
        lines += [f"  - {info.title} ({KIND_NAMES[language][info.kind]})" for info in members]
    return "\n".join(lines)


def _speakers(infos: Sequence[TranscriptInfo], catalogue: Catalogue) -> list[str]:
    """Return a line a conversation: its participants, or the names on its speaker lines where none are given."""
    lines = []
    for identifier in dict.fromkeys(info.conversation for info in infos):
        conversation = catalogue.conversation(identifier)
        written = (name for info in infos if info.conversation == identifier for name in info.speakers)
        people = conversation.participants or tuple(dict.fromkeys(catalogue.canonical(name) for name in written))
        if people:
            lines.append(f"**{conversation.title}**: {', '.join(people)}")
    return lines
