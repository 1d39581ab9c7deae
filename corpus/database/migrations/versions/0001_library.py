"""Transcripts, passages, vectors and what belongs to them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of the library, with its one row."""
    library = op.create_table(
        "library",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("generation", sa.BigInteger, nullable=False),
        sa.Column("model", sa.Text),
    )
    op.bulk_insert(library, [{"id": 1, "generation": 0, "model": None}])
    _transcripts()
    _passages()
    op.create_table(
        "revisions",
        sa.Column("transcript", sa.Text, primary_key=True),
        sa.Column("before", sa.String(64), primary_key=True),
        sa.Column("after", sa.String(64), primary_key=True),
        sa.Column("blocks", sa.Text, nullable=False),
    )
    op.create_table(
        "catalogues",
        sa.Column("folder", sa.Text, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "alignments",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )


def _transcripts() -> None:
    op.create_table(
        "versions",
        sa.Column("number", _KEY, primary_key=True, autoincrement=True),
        sa.Column("transcript", sa.Text, nullable=False, index=True),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False, index=True),
        sa.Column("retired", sa.Float),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "transcripts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, sa.ForeignKey("versions.number"), nullable=False),
        sa.Column("generation", sa.BigInteger, nullable=False, index=True),
        sa.Column("conversation", sa.Text, nullable=False, index=True),
        sa.Column("info", sa.Text, nullable=False),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("turn", sa.Integer),
        sa.Column("speaker", sa.Text),
        sa.Column("section", sa.Text),
        sa.Column("page", sa.Integer),
        sa.Column("time", sa.Float),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("parallel", sa.Integer),
        sa.Column("question", sa.Boolean, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("more", sa.Text, nullable=False),
    )
    op.create_table(
        "vectors",
        sa.Column("id", _KEY, primary_key=True, autoincrement=False),
        sa.Column("pooled", sa.LargeBinary, nullable=False),
        sa.Column("starts", sa.LargeBinary, nullable=False),
        sa.Column("tokens", sa.LargeBinary, nullable=False),
    )
