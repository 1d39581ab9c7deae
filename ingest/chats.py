"""What a chat's program writes among its messages: who joined and left, what was pinned, pictures left out.

It stays in the text and is never retrieved.
"""

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.stamps import OF_A_DAY, OF_A_MESSAGE

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
