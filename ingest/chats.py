"""Chats as their programs save them: who writes each message, and what the program writes among the messages.

Who joined and left, what was pinned, what somebody reacted or replied to, and pictures left out stay in the text and
are never retrieved.
"""

import re
from collections.abc import Sequence

from ingest.lines import Label, Line
from ingest.stamps import OF_A_DAY, OF_A_MESSAGE, seconds

_FEWEST = 2  # messages that make a chat
_BEFORE, _BEHIND = re.compile(OF_A_MESSAGE), re.compile(rf"[^\S\n][-–—](?={OF_A_DAY})")
_LONGEST_DATE = 40  # characters
_LEFT_OUT = re.compile(
    r"\u200e?(?:[<\[(]\s?(?:(?:media|image|video|audio|gif|sticker|document|contact card) omitted|attached: .{1,80}"
    r"|省略影音[内內]容|已忽略(?:媒体|媒體)|(?:图片|圖片|表情|语音|語音|视频|視頻|动画表情))\s?[>\])]"
    r"|(?:image|video|audio|gif|sticker|document|contact card) omitted"
    r"|this message was deleted|you deleted this message|\S{1,80} \(file attached\))\.?",
    re.IGNORECASE,
)
_SAVED = re.compile(
    r"(?P<clock>\d{2}:\d{2}:\d{2})(?:\t(?!\s*From\s)(?P<name>[^\t\n:]{1,80}):(?:\t|$)"
    r"|[^\S\n]{1,3}From[^\S\n]{1,3}(?P<sender>(?:(?![^\S\n]{1,3}[Tt]o[^\S\n]|[^\S\n]:)[^\n:]){1,80})"
    r"(?:[^\S\n]{1,3}[Tt]o[^\S\n]{1,3}[^\n:]{1,80})?[^\S\n]?:(?:[^\S\n]|$))"
)
"""A time, who writes and a colon between tabs; or From, who writes, and perhaps to whom: a call's chat."""
_REACTED = re.compile(
    r"(?:reacted to|replying to) [\"“].{0,400}[\"”](?: with \S{1,20})?|reacted \S{1,20} to [\"“].{0,400}[\"”]"
    r"|removed an? \S{1,20} reaction from [\"“].{0,400}[\"”]",
    re.IGNORECASE,
)


def mark_messages(lines: Sequence[Line]) -> None:
    """Label the messages of a call's chat with who writes them, whatever people call themselves; what the program says
    of a message that somebody reacts or replies to is furniture.
    """
    found = [(line, message) for line in lines if line.open and (message := _SAVED.match(line.text))]
    if len(found) < _FEWEST:
        return
    for line, message in found:
        name = " ".join((message["name"] or message["sender"]).split())
        line.label = Label(name, line.first + message.end(), seconds(message["clock"]))
    for line in lines[found[0][0].number :]:
        line.goes_on = line.label is None
        said = line.label.end - line.first if line.label is not None else 0
        if line.role is None and _REACTED.fullmatch(line.text, said):
            line.role = "furniture"


def is_message(text: str) -> bool:
    """Whether a line begins as a message of a call's chat does."""
    return _SAVED.match(text) is not None


def mark_notices(lines: Sequence[Line]) -> None:
    """Take notices among the messages of a chat for furniture, and messages of which nothing was kept."""
    dated = [line for line in lines if _is_dated(line)]
    if sum(line.label is not None for line in dated) >= _FEWEST:
        for line in dated:
            if line.open:
                line.role = "furniture"
    for line in lines:
        if line.label is not None and line.role is None and _LEFT_OUT.fullmatch(line.text, line.label.end - line.first):
            line.role = "furniture"


def _is_dated(line: Line) -> bool:
    """Whether a line has date and time as a chat's messages have, before them or behind who writes."""
    return bool(_BEFORE.match(line.text)) or (bool(line.text) and bool(_BEHIND.search(line.text[-_LONGEST_DATE:])))
