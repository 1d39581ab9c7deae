"""The transcripts that answers cite as references: CSL-JSON and BibTeX."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote as percent

from answer.model import Answer, Quote
from corpus.database import Snapshot
from corpus.transcript import AccountKind, TranscriptInfo
from page.markdown import citation_link
from page.views import main_names

_CSL_TYPES: dict[AccountKind, str] = {
    "transcript": "interview",
    "machine": "interview",
    "translation": "interview",
    "narration": "broadcast",
    "article": "article-magazine",
    "digest": "document",
}
_BABEL = dict(
    pair.split("=")
    for pair in (
        "af=afrikaans ar=arabic bg=bulgarian bn=bengali ca=catalan cs=czech cy=welsh da=danish de=ngerman el=greek "
        "en=english es=spanish et=estonian eu=basque fa=persian fi=finnish fr=french ga=irish gl=galician he=hebrew "
        "hi=hindi hr=croatian hu=hungarian hy=armenian id=indonesian is=icelandic it=italian ja=japanese ka=georgian "
        "km=khmer ko=korean lo=lao lt=lithuanian lv=latvian mk=macedonian mr=marathi ms=malay nl=dutch no=norwegian "
        "pl=polish pt=portuguese ro=romanian ru=russian sk=slovak sl=slovene sq=albanian sr=serbian sv=swedish "
        "ta=tamil te=telugu th=thai tr=turkish uk=ukrainian ur=urdu vi=vietnamese zh=chinese"
    ).split()
)
"""What LaTeX's babel calls languages."""
_HASH_LENGTH = 8
_BIBTEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def csl_json(answers: Sequence[Answer], snapshot: Snapshot, base: str) -> str:
    """Return one CSL-JSON item for each transcript that the answers cite; its note lists the citations."""
    items = [_csl_item(info, quotes, snapshot, base) for info, quotes in _cited(answers, snapshot)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def bibtex(answers: Sequence[Answer], snapshot: Snapshot, base: str) -> str:
    """Return one BibTeX entry for each transcript that the answers cite."""
    return "\n".join(_bibtex_entry(info, quotes, snapshot, base) for info, quotes in _cited(answers, snapshot))


def _cited(answers: Iterable[Answer], snapshot: Snapshot) -> list[tuple[TranscriptInfo, list[Quote]]]:
    """Return the transcripts that are cited and are still there, in order of first citation, with their quotes."""
    quotes: dict[str, dict[str, Quote]] = {}
    for answer in answers:
        for quote in answer.quotes if answer.kind != "abstained" else ():
            quotes.setdefault(quote.source, {})[quote.address] = quote
    infos = snapshot.infos
    return [(infos[source], list(found.values())) for source, found in quotes.items() if source in infos]


def _speakers(info: TranscriptInfo, snapshot: Snapshot) -> list[str]:
    return main_names(info, snapshot) or list(snapshot.catalogue.conversation(info.conversation).participants)


def _date(info: TranscriptInfo, snapshot: Snapshot) -> str | None:
    return info.date or snapshot.catalogue.conversation(info.conversation).date


def _note(quotes: Iterable[Quote], base: str) -> str:
    return "; ".join(citation_link(quote.address, base) for quote in quotes)


def _csl_item(info: TranscriptInfo, quotes: list[Quote], snapshot: Snapshot, base: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": info.id,
        "type": _CSL_TYPES[info.kind],
        "title": info.title,
        "author": [{"literal": name} for name in _speakers(info, snapshot)],
        "genre": info.kind,
        "language": info.language,
        "note": _note(quotes, base),
    }
    date = _date(info, snapshot)
    numbers = [int(part) for part in date.split("T")[0].split("-")] if date and _is_date(date) else None
    if numbers:
        item["issued"] = {"date-parts": [numbers]}
    if info.publisher:
        item["publisher"] = info.publisher
    if info.url:
        item["URL"] = info.url
    return item


def _is_date(text: str) -> bool:
    return re.fullmatch(r"\d{4}(-\d{2}){0,2}(T.*)?", text) is not None


def _bibtex_entry(info: TranscriptInfo, quotes: list[Quote], snapshot: Snapshot, base: str) -> str:
    date = _date(info, snapshot)
    fields = {
        "title": f"{{{_bibtex_text(info.title)}}}",
        "author": " and ".join(f"{{{_bibtex_text(name)}}}" for name in _speakers(info, snapshot)),
        "year": date[:4] if date and _is_date(date) else "",
        "publisher": _bibtex_text(info.publisher or ""),
        "howpublished": info.kind,
        "url": _address(info.url or ""),
        "langid": _BABEL.get(info.language.partition("-")[0], ""),
        "note": _bibtex_text(_note(quotes, base)),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{_bibtex_key(info)},\n{body}\n}}\n"


def _bibtex_key(info: TranscriptInfo) -> str:
    """Return a key that no other transcript has: ids are unique, and where characters of one cannot stand in a key, the
    beginning of the file's hash is added.
    """
    key = re.sub(r"[^A-Za-z0-9.:-]+", "-", info.id)
    return key if key == info.id else f"{key}-{info.hash[:_HASH_LENGTH]}"


def _address(url: str) -> str:
    """Return an address without what would end a field of BibTeX's before its time."""
    return percent(url, safe=":/?#[]@!$&'()*+,;=%~")


def _bibtex_text(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(character, character) for character in text)
