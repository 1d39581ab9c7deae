"""What stands behind a colon and is not said there: a link alone, and whose interview a page holds."""

import re

LINK = re.compile(r"\s*(?:<?https?://\S+>?|\[[^\[\]]*\]\(\S+\))\s*")
"""An address or a link alone."""
_HEADLINE = re.compile(
    r"(?:(?:an?|the|eine?|une?|una?|um|uma) )?(?:(?:oral history|exclusive) )?"
    r"(?:interview|conversation|entrevista|entretien|intervista|gespräch|wywiad|rozmowa|интервью|беседа|разговор)"
    r" (?:with|mit|avec|con|com|au?|ao|à|al?|z|ze|со?|of)\b[^.!?…]{2,80}"
    r"|[^。！？]{0,24}(?:访谈|訪談|专访|專訪|对谈|對談|インタビュー|対談|인터뷰|대담)(?:录|錄|实录|實錄|記録)?",
    re.IGNORECASE,
)


def is_of_the_page(words: str) -> bool:
    """Whether words behind a colon tell of the page, where they stand before anybody speaks."""
    bare = words.strip(" *_")
    return LINK.fullmatch(bare) is not None or _HEADLINE.fullmatch(bare) is not None
