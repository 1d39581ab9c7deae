"""The tables of the present schema. A change here needs a numbered migration, see `migrations/versions`."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()
_Number = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER counts by itself in SQLite

library = Table(
    "library",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("generation", BigInteger, nullable=False),
    Column("model", Text),
)
"""One row, with id 1. `generation` counts changes; `model` is None as long as there are no vectors."""

versions = Table(
    "versions",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("transcript", Text, nullable=False, index=True),
    Column("model", Text, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("state", String(8), nullable=False, index=True),
    Column("retired", Float),
    sqlite_autoincrement=True,
)
"""`content` is `TranscriptInfo.version`. `state`: "writing" until it is there as a whole, "staged" where it waits for a
rebuild to end, "live", "retired" (at a time in seconds since 1970) when another took its place.
"""

transcripts = Table(
    "transcripts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", BigInteger, ForeignKey("versions.number"), nullable=False),
    Column("generation", BigInteger, nullable=False, index=True),
    Column("conversation", Text, nullable=False, index=True),
    Column("info", Text, nullable=False),
)
"""`info` is `TranscriptInfo` as JSON; `generation` that of its last change."""

passages = Table(
    "passages",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("turn", Integer),
    Column("speaker", Text),
    Column("section", Text),
    Column("page", Integer),
    Column("time", Float),
    Column("language", String(35), nullable=False),
    Column("parallel", Integer),
    Column("question", Boolean, nullable=False),
    Column("context", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("more", Text, nullable=False),
)
"""`id` holds version and index (`rows.PassageKey`). `more` is a JSON object of further fields of `Passage`."""

vectors = Table(
    "vectors",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=False),
    Column("pooled", LargeBinary, nullable=False),
    Column("starts", LargeBinary, nullable=False),
    Column("tokens", LargeBinary, nullable=False),
)
"""By the passage's id: float16 (dimension,), uint16 (tokens,), `corpus.vectors.packing` of (tokens, dimension)."""

revisions = Table(
    "revisions",
    metadata,
    Column("transcript", Text, primary_key=True),
    Column("before", String(64), primary_key=True),
    Column("after", String(64), primary_key=True),
    Column("blocks", Text, nullable=False),
)
"""`corpus.database.revisions.Revision`; before and after are hashes of the texts."""

catalogues = Table(
    "catalogues",
    metadata,
    Column("folder", Text, primary_key=True),
    Column("data", Text, nullable=False),
)
"""What the catalogue of a folder says, as JSON; "" for what was said without one."""

alignments = Table(
    "alignments",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("key", String(16), nullable=False),
    Column("data", Text, nullable=False),
)
"""`corpus.alignment.model.Alignment` as JSON, and what it was made from."""

answers = Table(
    "answers",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("shown", Float, nullable=False),
    Column("data", Text, nullable=False),
)
"""Answers that were shown, as JSON; `shown` is in seconds since 1970."""

verdicts = Table(
    "verdicts",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("said", String(32), nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("word", Text, nullable=False),
    Column("answer", Text, nullable=False),
)
"""What a reader thinks of an answer, which is kept with it; `said` is an ISO 8601 date and time, UTC."""

translations = Table(
    "translations",
    metadata,
    Column("transcript", Text, primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("model", String(200), primary_key=True),
    Column("data", Text, nullable=False),
)
"""Of the words at [start, end) of a transcript whose text has that hash, by a language model: JSON."""

labels = Table(
    "labels",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("colour", String(7), nullable=False),
    Column("description", Text, nullable=False),
    Column("parent", String(36)),
    Column("removed", Float),
)
"""`corpus.collection.Label`; `removed` is in seconds since 1970, None for what is there."""

collected = Table(
    "collected",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("transcript", Text, nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("added", String(32), nullable=False),
    Column("removed", Float),
)
"""`corpus.collection.Collected`; `version` is the `TranscriptInfo.version` it was last looked for in, `said` JSON."""

collected_labels = Table(
    "collected_labels",
    metadata,
    Column("collected", String(36), primary_key=True),
    Column("label", String(36), primary_key=True),
)
"""Which collected quotes have which labels, those of removed ones too: a removal can be taken back."""

saved_answers = Table(
    "saved_answers",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("history", Text, nullable=False),
    Column("filters", Text, nullable=False),
    Column("quotes", Text, nullable=False),
    Column("saved", String(32), nullable=False),
    Column("removed", Float),
)
"""`corpus.collection.saved.SavedAnswer`; `history`, `filters` and `quotes` are JSON."""

Index("answers_shown", answers.c.shown)
