"""Exporting from the page: answers, and what is collected, as files."""

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from answer.model import Answer
from corpus.collection import Codebook, Collection
from corpus.database import Snapshot, Store
from corpus.language import Language
from page.exports.documents import by_label, csv_table, markdown_text, word_document
from page.exports.qda import codebook, project
from page.exports.quotes import ExportedQuote, from_collected, from_quote
from page.exports.verified import verified_page
from page.keeping import AnswerCache
from page.markdown import conversation_markdown
from page.references import bibtex, csl_json
from page.words import page_language, say

Payload = Mapping[str, Any]
View = dict[str, Any]
Sections = list[tuple[str, list[ExportedQuote]]]


class Exporting:
    """Exports from one library. A file is returned as `text` or, where it is none, as `bytes` in base64."""

    def __init__(self, store: Store, kept: AnswerCache) -> None:
        self._store, self._kept = store, kept
        self.handlers: dict[str, Callable[[Payload], View]] = {
            "export": self.export,
            "export_collected": self.export_collected,
        }

    def export(self, request: Payload) -> View:
        """Return answers, by their `keys`, as a file of a `format`."""
        answers = [self._kept.get(str(key)) for key in request["keys"]]
        base, form, snapshot = str(request["base"]), request["format"], self._store.snapshot()
        language = page_language(request.get("language"))
        if form == "csl":
            return {"text": csl_json(answers, snapshot, base)}
        if form == "bibtex":
            return {"text": bibtex(answers, snapshot, base)}
        if form == "html":
            sections = _sections(answers, snapshot, language)
            return {"text": verified_page(say(language, "title"), sections, snapshot, language)}
        if form == "word":
            sections = _sections(answers, snapshot, language)
            return _bytes(word_document(sections, say(language, "title"), base))
        return {"text": conversation_markdown(answers, language, base)}

    def export_collected(self, request: Payload) -> View:
        """Return collected quotes, by their `ids`, as a file of a `format`.

        Raises:
            NothingToExport: there is nothing that the format could hold.
        """
        snapshot, labels = self._store.snapshot(), Codebook(self._store.database).all()
        wanted = {str(one) for one in request["ids"]}
        collected = [one for one in Collection(self._store.database).all(snapshot) if one.id in wanted]
        form = request["format"]
        if form == "qdc":
            return _bytes(codebook(labels))
        if form == "qdpx":
            return _bytes(project(collected, labels, snapshot))
        language = page_language(request.get("language"))
        quotes = [from_collected(one, labels, snapshot, language) for one in collected]
        title, sections, base = say(language, "tab_collected"), [*by_label(quotes, language)], str(request["base"])
        if form == "csv":
            return {"text": csv_table(quotes)}
        if form == "word":
            return _bytes(word_document(sections, title, base))
        if form == "html":
            return {"text": verified_page(title, sections, snapshot, language)}
        return {"text": markdown_text(quotes, language, base)}


def _sections(answers: Sequence[Answer], snapshot: Snapshot, language: Language) -> Sections:
    """Return each question with the quotes of its answer; where the interviews don't say, that is said."""
    sections = []
    for answer in answers:
        quotes = [from_quote(quote, snapshot, language) for quote in answer.quotes]
        abstained = f" — {say(language, 'abstained')} {say(language, 'nearest')}"
        sections.append((answer.question + (abstained if answer.kind == "abstained" else ""), quotes))
    return sections


def _bytes(data: bytes) -> View:
    return {"bytes": base64.b64encode(data).decode()}
