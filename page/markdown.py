"""A conversation as Markdown: each question with its answer, every quote with its citation and address."""

import re
from collections.abc import Sequence
from urllib.parse import quote as percent

from answer.model import Answer, Prose, Quote
from corpus.language import Language
from page.words import say

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def conversation_markdown(answers: Sequence[Answer], language: Language, base: str) -> str:
    """Return a conversation in Markdown.

    `base` is the page's own address, to which links that open a citation are added; the words around the
    quotes are in `language`.
    """
    title = f"# {say(language, 'title')}\n\n" if len(answers) > 1 else ""
    return title + "\n".join(_answer(answer, language, base) for answer in answers)


def citation_link(address: str, base: str) -> str:
    """Return the link that opens a citation in the page."""
    return f"{base}?cite={percent(address, safe='@:')}"


def who(quote: Quote, language: Language) -> str:
    """Return whose words a quote holds, as a citation says it."""
    if quote.voice == "writer" or quote.speaker is None:
        return say(language, "voice_unnamed" if quote.voice == "unnamed" else "voice_writer")
    return f"{quote.speaker} ({say(language, 'voice_host')})" if quote.voice == "host" else quote.speaker


def place(quote: Quote, language: Language) -> str:
    """Return where in its account a quote stands, as far as that is known."""
    parts = [quote.section] if quote.section else []
    if quote.page is not None:
        parts.append(say(language, "page", n=quote.page))
    if quote.time is not None:
        parts.append(clock(quote.time))
    return " · ".join(parts)


def clock(seconds: float) -> str:
    """Return a time as h:mm:ss, or m:ss within the first hour."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _answer(answer: Answer, language: Language, base: str) -> str:
    lines = [f"## {escaped(answer.question)}", ""]
    if answer.kind == "abstained":
        lines += [f"*{say(language, 'abstained')}* {say(language, 'nearest')}", ""]
    elif answer.kind == "library":
        lines += [answer.answer, ""]
    lines += _prose(answer.prose, language) if answer.prose else []
    for quote in answer.quotes:
        lines += _quote(quote, language, base)
    return "\n".join(lines)


def _prose(prose: Prose, language: Language) -> list[str]:
    """Return what a language model wrote, marked as its, and struck through what the quotes do not bear out."""
    if not prose.sentences:
        return []
    told = [
        f"{escaped(one.text) if one.borne_out else f'~~{escaped(one.text)}~~'} {''.join(f'[{n}]' for n in one.quotes)}"
        for one in prose.sentences
    ]
    return [f"*{escaped(say(language, 'prose_by', model=prose.model))}:* {' '.join(told)}", ""]


def _quote(quote: Quote, language: Language, base: str) -> list[str]:
    words = [f"> {escaped(line)}" for line in quote.text.splitlines()]
    kind = say(language, f"kind_{quote.kind}")
    about = [f"[{quote.n}] {escaped(who(quote, language))}", f"{escaped(quote.title)} ({kind})"]
    where = place(quote, language)
    if where:
        about.append(escaped(where))
    return [*words, ">", f"> — {' · '.join(about)} · [{quote.address}]({citation_link(quote.address, base)})", ""]


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)
