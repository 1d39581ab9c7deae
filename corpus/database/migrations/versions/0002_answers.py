"""Answers that were shown, and what readers think of them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "answers",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("shown", sa.Float, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("answers_shown", "answers", ["shown"])
    op.create_table(
        "verdicts",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("said", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
    )
