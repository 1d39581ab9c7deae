"""The transcripts that answers cite as references: CSL-JSON and BibTeX."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from answer.model import Answer, Quote
from corpus.catalogue import Catalogue
from corpus.store import Store
from corpus.transcript import AccountKind, TranscriptInfo
from page.markdown import citation_link
from page.views import main_names

_CSL_TYPES: dict[AccountKind, str] = {
    "transcript": "interview",
    "translation": "interview",
    "narration": "broadcast",
    "article": "article-magazine",
    "digest": "document",
}
_BIBTEX_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def csl_json(answers: Sequence[Answer], store: Store, base: str) -> str:
    """Return one CSL-JSON item for each transcript that the answers cite; its note lists the citations."""
    catalogue = store.catalogue()
    items = [_csl_item(info, quotes, catalogue, base) for info, quotes in _cited(answers, store)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def bibtex(answers: Sequence[Answer], store: Store, base: str) -> str:
    """Return one BibTeX entry for each transcript that the answers cite."""
    catalogue = store.catalogue()
    return "\n".join(_bibtex_entry(info, quotes, catalogue, base) for info, quotes in _cited(answers, store))


def _cited(answers: Iterable[Answer], store: Store) -> list[tuple[TranscriptInfo, list[Quote]]]:
    """Return the transcripts that are cited and are still there, in order of first citation, with their quotes."""
    quotes: dict[str, dict[str, Quote]] = {}
    for answer in answers:
        for quote in answer.quotes if answer.kind != "abstained" else ():
            quotes.setdefault(quote.source, {})[quote.address] = quote
    infos = {info.id: info for info in store.infos()}
    return [(infos[source], list(found.values())) for source, found in quotes.items() if source in infos]


def _speakers(info: TranscriptInfo, catalogue: Catalogue) -> list[str]:
    return main_names(info, catalogue) or list(catalogue.conversation(info.conversation).participants)


def _date(info: TranscriptInfo, catalogue: Catalogue) -> str | None:
    return info.date or catalogue.conversation(info.conversation).date


def _note(quotes: Iterable[Quote], base: str) -> str:
    return "; ".join(citation_link(quote.address, base) for quote in quotes)


def _csl_item(info: TranscriptInfo, quotes: list[Quote], catalogue: Catalogue, base: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": info.id,
        "type": _CSL_TYPES[info.kind],
        "title": info.title,
        "author": [{"literal": name} for name in _speakers(info, catalogue)],
        "genre": info.kind,
        "language": info.language,
        "note": _note(quotes, base),
    }
    date = _date(info, catalogue)
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


def _bibtex_entry(info: TranscriptInfo, quotes: list[Quote], catalogue: Catalogue, base: str) -> str:
    date = _date(info, catalogue)
    fields = {
        "title": f"{{{_bibtex_text(info.title)}}}",
        "author": " and ".join(f"{{{_bibtex_text(name)}}}" for name in _speakers(info, catalogue)),
        "year": date[:4] if date and _is_date(date) else "",
        "publisher": _bibtex_text(info.publisher or ""),
        "howpublished": info.kind,
        "url": info.url or "",
        "langid": {"en": "english", "zh-Hans": "chinese", "zh-Hant": "chinese"}[info.language],
        "note": _bibtex_text(_note(quotes, base)),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    key = re.sub(r"[^\w.:-]+", "-", info.id.rpartition(".")[0] or info.id)
    return f"@misc{{{key},\n{body}\n}}\n"


def _bibtex_text(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(character, character) for character in text)
