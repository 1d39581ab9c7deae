"""Timed text: TTML and DFXP, as broadcasters, Apple's podcasts and YouTube write it, paragraphs joined into turns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.errors import UnreadableFile
from ingest.readers.bilingual_cues import in_two_languages
from ingest.readers.cue import Cue
from ingest.readers.cues import attribute, clean, flow, source_of
from ingest.readers.subtitles import set_apart
from ingest.source import Source

_ROOT = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:\w{1,20}:)?tt\s[^>]{0,2000}"
    r"(?:ns/ttml|2006/\d\d/ttaf1)",
    re.DOTALL,
)
_CLOCK = re.compile(
    r"(?P<hours>\d{1,4}:)?(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2}(?:[.,]\d{1,9})?)(?:[:;](?P<frames>\d{1,3}))?"
)
_AMOUNT = re.compile(r"(?P<number>\d{1,12}(?:\.\d{1,9})?)(?P<unit>h|ms|m|s|f|t)?")
_RATE = re.compile(r"[1-9]\d{0,8}")
_FRAME_RATE, _TICK_RATE = 30.0, 1.0  # of a second, where the file does not say
_SURELY = ("full", "alias")  # the types of names that are whole


@dataclass(frozen=True, slots=True)
class _Rates:
    """How many frames and ticks a second has."""

    frames: float
    ticks: float


def begins_like(text: str) -> bool:
    """Whether a text of unknown format is timed text."""
    return _ROOT.match(text) is not None


def read(data: bytes, name: str) -> Source:
    """Read timed text: turns, with a mark wherever a paragraph begins; the title, where it has one.

    Raises:
        UnreadableFile: The bytes are not XML, or hold no paragraph with words.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name}: not valid XML ({flow(str(error))}); export it again") from error
    cues = list(_cues(root))
    source = source_of(in_two_languages(attribute(set_apart(cues))), _metadata(root))
    if not source.text:
        raise UnreadableFile(f'{name}: no timed text found; expected paragraphs such as <p begin="00:00:01.000">…</p>')
    return source


def _plain(tag: Any) -> str:
    """Return the name of an element or attribute without its namespace, empty for what is none."""
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def _attributes(element: Any) -> dict[str, str]:
    return {_plain(key): str(value) for key, value in element.attrib.items()}


def _metadata(root: Any) -> dict[str, str]:
    titles = (flow("".join(one.itertext())) for one in root.iter() if _plain(one.tag) == "title")
    title = next(filter(None, titles), None)
    return {"title": title} if title else {}


def _cues(root: Any) -> Iterator[Cue]:
    written = _attributes(root)
    rates = _Rates(_rate(written.get("frameRate"), _FRAME_RATE), _rate(written.get("tickRate"), _TICK_RATE))
    agents = {
        found["id"]: _name(one)
        for one in root.iter()
        if _plain(one.tag) == "agent" and "id" in (found := _attributes(one))
    }
    body = next((one for one in root if _plain(one.tag) == "body"), None)
    for cue in () if body is None else _within(body, 0.0, None, rates):
        yield Cue(cue.text, cue.start, agents.get(cue.speaker or "", "") or cue.speaker)


def _rate(written: str | None, usual: float) -> float:
    return float(written) if written and _RATE.fullmatch(written) else usual


def _name(agent: Any) -> str:
    """Return what somebody is called, the whole name where the file has it in parts as well."""
    written = [one for one in agent if _plain(one.tag) == "name"]
    names = {_attributes(one).get("type", ""): flow("".join(one.itertext())) for one in written}
    whole = next((names[kind] for kind in _SURELY if names.get(kind)), "")
    return whole or " ".join(filter(None, (names.get(kind) for kind in ("", "given", "family"))))


def _within(element: Any, since: float, agent: str | None, rates: _Rates) -> Iterator[Cue]:
    """Yield what is said in the paragraphs of an element, whose times count from `since`."""
    written = _attributes(element)
    begin = _seconds(written.get("begin"), rates)
    agent = written.get("agent", "").split(" ")[0].lstrip("#") or agent
    if _plain(element.tag) == "p":
        yield from _said(element, since + (begin or 0) if begin is not None or since else None, agent, rates)
        return
    for child in element:
        yield from _within(child, since + (begin or 0), agent, rates)


def _said(paragraph: Any, start: float | None, agent: str | None, rates: _Rates) -> Iterator[Cue]:
    """Yield a paragraph, its sentences one by one where they have times of their own."""
    spans = [one for one in paragraph if _plain(one.tag) == "span"]
    begins = [_seconds(_attributes(one).get("begin"), rates) for one in spans]
    bare = (paragraph.text or "") + "".join(one.tail or "" for one in paragraph)
    if bare.strip() or len(spans) < 2 or any(begin is None for begin in begins):
        agents = {_attributes(one).get("agent") for one in spans}
        own = agents.pop() if len(agents) == 1 and not bare.strip() else None
        yield Cue(_words(paragraph).strip(), start, own or agent)
        return
    counted = begins[0] is not None and start is not None and begins[0] < start  # from the paragraph's beginning
    for span, begin in zip(spans, begins, strict=True):
        at = (begin or 0) + (start or 0 if counted else 0)
        yield Cue(_words(span).strip(), at, _attributes(span).get("agent") or agent)


def _words(element: Any) -> str:
    """Return the words in an element, its breaks as line ends."""
    if _plain(element.tag) == "br":
        return "\n"
    if not _plain(element.tag) or _plain(element.tag) in ("metadata", "desc", "title"):
        return ""
    found = [clean(element.text or "").replace("\n", " ")]
    for child in element:
        found.extend([_words(child), clean(child.tail or "").replace("\n", " ")])
    return "".join(found)


def _seconds(written: str | None, rates: _Rates) -> float | None:
    """Return the seconds of a time such as 00:00:01.5, 00:00:01:12, 1.5, 12.5s, 500ms or 100t; None for no time."""
    clock = _CLOCK.fullmatch(written or "")
    if clock is not None:
        whole = int((clock["hours"] or "0").rstrip(":")) * 3600 + int(clock["minutes"]) * 60
        return whole + float(clock["seconds"].replace(",", ".")) + int(clock["frames"] or 0) / rates.frames
    amount = _AMOUNT.fullmatch(written or "")
    if amount is None:
        return None
    scale = {"h": 3600, "m": 60, "ms": 1e-3, "f": 1 / rates.frames, "t": 1 / rates.ticks}.get(amount["unit"] or "s", 1)
    return round(float(amount["number"]) * scale, 3)
