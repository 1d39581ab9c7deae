"""The lexical index: which passages share words with a question, ranked by BM25 (tantivy).

It is a cache beside the store: each process brings it up to date with the versions that a snapshot names, and it can
be deleted at any time. Words come from `corpus.language.words`, each passage's as its language has them.
"""

import json
import logging
import re
import shutil
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from corpus.database import PassageKey, Snapshot
from corpus.database.snapshot import Among
from corpus.files import write_text
from corpus.language import CJK, fold, words
from corpus.transcript import Passage
from corpus.words_of_packages import installed

FOLDER = "lexical-6"
"""Named with the form of the index, and with the packages that bring words: another is another folder."""
VERSIONS_FILE = "versions.json"
WRITER_MEMORY = 50_000_000
"""Bytes tantivy may use while adding."""
LOCK_SECONDS = 30.0
RUN = 3
"""Words."""
MOST_RUNS = 40

_WRITTEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")

_log = logging.getLogger(__name__)


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("version", "voice"):
        builder.add_text_field(field, stored=False, tokenizer_name="raw", index_option="basic")
    for field in ("text", "context", "written"):
        builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()


class LexicalIndex:
    """The index of one store, in its folder. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the store's."""
        self._folder = folder / "-".join(filter(None, (FOLDER, installed())))
        self._index: Any = None
        self._lock = threading.Lock()

    def at(self, snapshot: Snapshot) -> "LexicalSearcher":
        """Return what searches the words of a snapshot, after bringing the index up to date with it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock:
            try:
                with FileLock(self._folder.with_suffix(".lock")).acquire(timeout=LOCK_SECONDS):
                    self._open()
                    self._synchronise(snapshot)
            except Timeout:
                _log.warning("another process is still indexing %s; answering from the index as it is", self._folder)
                self._open()
            self._index.reload()
            return LexicalSearcher(self._index, snapshot)

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

    def _synchronise(self, snapshot: Snapshot) -> None:
        known, live = self._known_versions(), set(snapshot.versions)
        if known == live:
            return
        writer = self._index.writer(WRITER_MEMORY, 1)
        for version in known - live:
            writer.delete_documents_by_term("version", str(version))
        for version in live - known:
            # An addition that was interrupted before `versions.json` was written would otherwise count twice.
            writer.delete_documents_by_term("version", str(version))
            for passage in snapshot.read(snapshot.versions[version].id).speech():
                writer.add_document(_document(passage, version))
        writer.commit()
        writer.wait_merging_threads()
        write_text(self._folder / VERSIONS_FILE, json.dumps(sorted(live)))

    def _known_versions(self) -> set[int]:
        try:
            return set(json.loads((self._folder / VERSIONS_FILE).read_text("utf-8")))
        except (FileNotFoundError, ValueError):
            return set()


class LexicalSearcher:
    """Searches the words of one snapshot's passages. Safe to use from several threads."""

    def __init__(self, index: Any, snapshot: Snapshot) -> None:
        self._schema, self._searcher = index.schema, index.searcher()
        self._snapshot = snapshot

    def search(
        self, terms: Sequence[str], limit: int, among: Among | None = None, context_weight: float = 0.0
    ) -> list[tuple[PassageKey, float]]:
        """Return the keys of passages with any of the terms and their BM25 score, best first.

        Terms are in the form of `words`, for each language that is searched. `context_weight` adds that much of the
        score of the passage's context (its heading and question); `among` restricts the passages.
        """
        import tantivy

        if not terms or (among is not None and not among):
            return []
        occur, query = tantivy.Occur, tantivy.Query
        whole = query.boolean_query([(occur.Should, part) for part in self._parts(terms, context_weight)])
        if among is not None:
            whole = query.boolean_query([(occur.Must, whole), (occur.Must, self._only(among))])
        hits = self._searcher.search(whole, limit, count=False).hits
        keys = (PassageKey.from_number(int(self._searcher.doc(address)["passage"][0])) for _, address in hits)
        found = zip(keys, (float(score) for score, _ in hits), strict=True)
        return [(key, score) for key, score in found if key.version in self._snapshot.versions]

    def _only(self, among: Among) -> Any:
        """Return a query that all passages of a selection meet, without adding to their score."""
        import tantivy

        occur, query = tantivy.Occur, tantivy.Query
        versions, voices = [], []
        for source, speakers in among.items():
            if source in self._snapshot.infos:
                version = self._snapshot.version(source)
                versions += [str(version)] if speakers is None else []
                voices += [_voice(version, speaker) for speaker in speakers or ()]
        parts = [
            (occur.Should, query.term_set_query(self._schema, field, sorted(values)))
            for field, values in (("version", versions), ("voice", voices))
            if values
        ]
        return query.const_score_query(query.boolean_query(parts), 0.0)

    def _parts(self, terms: Sequence[str], context_weight: float) -> list[Any]:
        import tantivy

        schema, query = self._schema, tantivy.Query
        parts = [query.term_query(schema, "text", term) for term in terms]
        if context_weight:
            parts += [query.boost_query(query.term_query(schema, "context", t), context_weight) for t in terms]
        return parts

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each term stands."""
        return {term: int(self._searcher.doc_freq("text", term)) for term in terms}

    def mentions(self, term: str) -> bool:
        """Whether a term stands anywhere."""
        return any(self._searcher.doc_freq(field, term) for field in ("text", "context"))

    def mentions_together(self, terms: Sequence[str]) -> bool:
        """Whether terms, two or more, stand one after the other in a passage or its context."""
        import tantivy

        phrase = tantivy.Query.phrase_query
        wanted: list[str | tuple[int, str]] = list(terms)
        return any(self._searcher.search(phrase(self._schema, f, wanted), 1).hits for f in ("text", "context"))

    def runs(self, text: str, limit: int) -> list[PassageKey]:
        """Return the keys of the passages that share most runs of RUN words with a text, best first, common words and
        single Chinese characters included: for texts that hold no others.
        """
        import tantivy

        written = _written(text)
        runs = {tuple(written[i : i + RUN]) for i in range(max(1, len(written) - RUN + 1))} if written else set()
        occur, query = tantivy.Occur, tantivy.Query
        parts = [
            query.phrase_query(self._schema, "written", list(run))
            if len(run) > 1
            else query.term_query(self._schema, "written", run[0])
            for run in sorted(runs)[:MOST_RUNS]
        ]
        if not parts:
            return []
        hits = self._searcher.search(query.boolean_query([(occur.Should, part) for part in parts]), limit, count=False)
        keys = [PassageKey.from_number(int(self._searcher.doc(address)["passage"][0])) for _, address in hits.hits]
        return [key for key in keys if key.version in self._snapshot.versions]

    def size(self) -> int:
        """Return how many passages are indexed."""
        return int(self._searcher.num_docs)


def _written(text: str) -> list[str]:
    """Return every word of a text, and of Chinese every character, as written but for script and case."""
    return _WRITTEN.findall(fold(text))


def _voice(version: int, speaker: str | None) -> str:
    return f"{version} {speaker or ''}"


def _document(passage: Passage, version: int) -> Any:
    import tantivy

    return tantivy.Document(
        passage=str(PassageKey(version, passage.index).number),
        version=str(version),
        voice=_voice(version, passage.speaker),
        text=" ".join(words(passage.text, passage.language)),
        context=" ".join(words(passage.context, passage.language)),
        written=" ".join(_written(passage.text)),
    )
