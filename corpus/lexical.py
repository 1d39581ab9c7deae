"""The lexical index: which passages share words with a question, ranked by BM25 (tantivy).

It is a cache beside the store: each process brings it up to date with the versions that the store names, and
it can be deleted at any time. Words come from `corpus.language.words`, so the three scripts meet in one index.
"""

import json
import logging
import shutil
import tempfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from corpus.files import write_text
from corpus.gloss import glosses
from corpus.language import is_chinese, words
from corpus.records import Place, passage_id, passage_place
from corpus.store import Store
from corpus.transcript import Passage

FOLDER = "lexical-4"
"""Named with the form of the index: another form is another folder."""
VERSIONS_FILE = "versions.json"
WRITER_MEMORY = 50_000_000
"""Bytes tantivy may use while adding."""
LOCK_SECONDS = 30.0
GLOSS_WEIGHT = 0.5
"""Of a word that a dictionary supplies, against one that stands there."""

_log = logging.getLogger(__name__)


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("place", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("version", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("source", stored=False, tokenizer_name="raw", index_option="basic")
    for field in ("text", "context", "gloss"):
        builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


class LexicalIndex:
    """Searches the words of one store's passages."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._generation = -1
        base = store.folder or Path(tempfile.mkdtemp(prefix="interview-qa-"))
        self._folder = base / FOLDER
        self._index: Any = None

    def search(
        self, terms: Sequence[str], limit: int, among: Collection[str] | None = None, context_weight: float = 0.0
    ) -> list[tuple[Place, float]]:
        """Return the places of passages with any of the terms and their BM25 score, best first.

        A term also counts where it is the dictionary's English for a Chinese word of the passage, and a Chinese
        term where its English stands in the passage. `context_weight` adds that much of the score of the
        passage's context (its heading and question); `among` restricts to transcripts of these ids.
        """
        import tantivy

        self.update()
        if not terms or (among is not None and not among):
            return []
        occur, query = tantivy.Occur, tantivy.Query
        whole = query.boolean_query([(occur.Should, part) for part in self._parts(terms, context_weight)])
        if among is not None:
            only = query.const_score_query(query.term_set_query(self._index.schema, "source", sorted(among)), 0.0)
            whole = query.boolean_query([(occur.Must, whole), (occur.Must, only)])
        searcher = self._index.searcher()
        hits = searcher.search(whole, limit, count=False).hits
        found = ((passage_place(searcher.doc(address)["place"][0]), float(score)) for score, address in hits)
        live = self._store.view().versions
        return [(place, score) for place, score in found if place[0] in live]

    def _parts(self, terms: Sequence[str], context_weight: float) -> list[Any]:
        import tantivy

        schema, query = self._index.schema, tantivy.Query
        parts = [query.term_query(schema, "text", term) for term in terms]
        if context_weight:
            parts += [query.boost_query(query.term_query(schema, "context", t), context_weight) for t in terms]
        english = [term for term in terms if not is_chinese(term)]
        parts += [query.boost_query(query.term_query(schema, "gloss", t), GLOSS_WEIGHT) for t in english]
        parts += [query.boost_query(query.term_query(schema, "text", t), GLOSS_WEIGHT) for t in glosses(terms)]
        return parts

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each term stands."""
        self.update()
        searcher = self._index.searcher()
        return {term: int(searcher.doc_freq("text", term)) for term in terms}

    def mentions(self, term: str) -> bool:
        """Whether a term stands anywhere, or is the dictionary's English for a Chinese word that does."""
        self.update()
        searcher = self._index.searcher()
        return any(searcher.doc_freq(field, term) for field in ("text", "context", "gloss"))

    def mentions_together(self, terms: Sequence[str]) -> bool:
        """Whether terms, two or more, stand one after the other in a passage or its context."""
        import tantivy

        self.update()
        searcher, phrase = self._index.searcher(), tantivy.Query.phrase_query
        wanted: list[str | tuple[int, str]] = list(terms)
        return any(searcher.search(phrase(self._index.schema, f, wanted), 1).hits for f in ("text", "context"))

    def size(self) -> int:
        """Return how many passages are indexed."""
        self.update()
        return int(self._index.searcher().num_docs)

    def update(self) -> None:
        """Bring the index up to date with the store, if the store has changed."""
        view = self._store.view()
        if view.generation == self._generation and self._index is not None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._folder.with_suffix(".lock")).acquire(timeout=LOCK_SECONDS):
                self._open()
                self._synchronise(set(view.versions))
        except Timeout:
            _log.warning("another process is still indexing %s; answering from the index as it is", self._folder)
            self._open()
        self._index.reload()
        self._generation = view.generation

    def _open(self) -> None:
        import tantivy

        if self._index is not None:
            return
        try:
            self._index = tantivy.Index(_schema(), path=str(self._folder), reuse=True)
        except ValueError:
            # A file is damaged or of another version of tantivy: the index is a cache, so begin again.
            shutil.rmtree(self._folder)
            self._folder.mkdir(parents=True)
            self._index = tantivy.Index(_schema(), path=str(self._folder), reuse=True)

    def _synchronise(self, live: set[str]) -> None:
        known = self._known_versions()
        if known == live:
            return
        writer = self._index.writer(WRITER_MEMORY, 1)
        for version in known - live:
            writer.delete_documents_by_term("version", version)
        for version in live - known:
            # An addition that was interrupted before `versions.json` was written would otherwise count twice.
            writer.delete_documents_by_term("version", version)
            self._add(writer, version)
        writer.commit()
        writer.wait_merging_threads()
        write_text(self._folder / VERSIONS_FILE, json.dumps(sorted(live)))

    def _add(self, writer: Any, version: str) -> None:
        info = self._store.view().versions[version]
        for passage in self._store.read(info.id).speech():
            writer.add_document(_document(passage, version, info.id))

    def _known_versions(self) -> set[str]:
        try:
            return set(json.loads((self._folder / VERSIONS_FILE).read_text("utf-8")))
        except (FileNotFoundError, ValueError):
            return set()


def _document(passage: Passage, version: str, source: str) -> Any:
    import tantivy

    found = words(passage.text)
    return tantivy.Document(
        place=passage_id(version, passage.index),
        version=version,
        source=source,
        text=" ".join(found),
        context=" ".join(words(passage.context)),
        gloss=" ".join(glosses(found)),
    )
