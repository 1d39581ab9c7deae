"""Translate words of a transcript by a language model: each span once, kept, and checked against its source."""

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from answer.language_model.numbers_and_names import missing_names, missing_numbers
from answer.language_model.prompts import translation_messages
from answer.language_model.server import LanguageModel
from answer.model import Translation
from corpus.alignment.names import Gazetteer
from corpus.database import Snapshot
from corpus.database.connection import Database
from corpus.database.tables import translations
from corpus.errors import CitationGone
from corpus.language import Language
from corpus.transcript import Span

LONGEST = 8_000
"""Characters of what is translated at once: the longest row of the reader has some 3,000."""


class Translator:
    """Translates by one model and keeps what it made in one database."""

    def __init__(self, model: LanguageModel, database: Database) -> None:
        self._model, self._database = model, database

    def translation(self, span: Span, language: Language, snapshot: Snapshot, known: Gazetteer) -> Translation:
        """Return the translation of what stands at a span, made if there is none yet.

        Args:
            span: the words, at most LONGEST characters.
            language: what they are translated into.
            snapshot: the library.
            known: what names mean the same.

        Raises:
            CitationGone: the span does not lie in its transcript, or is too long.
            LanguageModelFailed: the model wrote none, or a part of one.
            NoSuchTranscript: there is no such transcript.
            StoreUnavailable: the database cannot be read or written.
        """
        transcript = snapshot.read(span.transcript)
        text = transcript.text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(transcript.text) or len(text) > LONGEST:
            raise CitationGone(f"{span.transcript} has no words at {span.start}-{span.end} that can be translated")
        key = {
            "transcript": span.transcript,
            "hash": transcript.info.text_hash,
            "start": span.start,
            "end": span.end,
            "language": language,
            "model": self._model.name[:200],
        }
        return self._kept(key) or self._made(key, text, known)

    def _kept(self, key: Mapping[str, Any]) -> Translation | None:
        query = sa.select(translations.c.data).where(*(translations.c[name] == value for name, value in key.items()))
        data: str | None = self._database.read(lambda connection: connection.scalar(query))
        return self._from(key, json.loads(data)) if data else None

    def _made(self, key: Mapping[str, Any], text: str, known: Gazetteer) -> Translation:
        written = self._model.complete(translation_messages(text, key["language"]))
        data = {"text": written, "differences": differences(text, written, known)}
        with self._database.change() as connection:
            there = sa.select(translations.c.data).where(*(translations.c[n] == value for n, value in key.items()))
            if connection.scalar(there) is None:  # somebody else may have asked for it meanwhile
                connection.execute(translations.insert(), {**key, "data": json.dumps(data, ensure_ascii=False)})
        return self._from(key, data)

    def _from(self, key: Mapping[str, Any], data: Mapping[str, Any]) -> Translation:
        return Translation(data["text"], key["language"], self._model.name, tuple(data["differences"]))


def differences(text: str, translated: str, known: Gazetteer) -> list[str]:
    """Return the numbers and names that stand in a text or in its translation alone, as they are written there."""
    pairs = ((text, translated), (translated, text))
    found = (one for pair in pairs for one in (*missing_numbers(*pair), *missing_names(*pair, known)))
    return list(dict.fromkeys(found))
