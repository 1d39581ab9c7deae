"""Answer small talk and questions about the library itself, from what the library holds."""

import re
from collections.abc import Sequence
from typing import Literal, cast

from answer.question.patterns import patterns
from answer.writing.phrases import KIND_NAMES, PHRASES
from corpus.catalogue import Catalogue
from corpus.language import Language, simplify
from corpus.settings import as_typed
from corpus.transcript import TranscriptInfo

Topic = Literal["greeting", "thanks", "bye", "identity", "can_ask", "listing", "speakers"]

_POLITE = r"(?:[\s,，。.!！?？~～呀啊呢哦哈吧]|please|请|請|there|everyone|all|大家)*"
_LEAD_IN = re.compile(r"^(?:(?:hi|hello|hey|你好|您好|请问|那|那么|so|and|ok)[\s,，!！。]*)+", re.IGNORECASE)


def topic_of(question: str) -> Topic | None:
    """Return what a question asks of the library itself; None if it asks of what was said."""
    plain = " ".join(simplify(question).split())
    bare = _LEAD_IN.sub("", plain)
    for topic, pattern in patterns("topics.yaml", end=_POLITE).items():
        if pattern.fullmatch(plain) or (bare and pattern.fullmatch(bare)):
            return cast(Topic, topic)
    return None


def library_answer(
    topic: Topic, language: Language, infos: Sequence[TranscriptInfo], catalogue: Catalogue, examples: Sequence[str]
) -> str:
    """Return the answer to a question about a library, or to small talk: Markdown, made of what the library holds."""
    phrases = PHRASES[language]
    if not infos:
        return as_typed(phrases["empty"])
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
