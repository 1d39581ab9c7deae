"""What readers collect: labels, quotes, and which has which; answers that they saved."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "labels",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("colour", sa.String(7), nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("parent", sa.String(36)),
        sa.Column("removed", sa.Float),
    )
    op.create_table(
        "collected",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("transcript", sa.Text, nullable=False, index=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
        sa.Column("removed", sa.Float),
    )
    op.create_table(
        "collected_labels",
        sa.Column("collected", sa.String(36), primary_key=True),
        sa.Column("label", sa.String(36), primary_key=True),
    )
    op.create_table(
        "saved_answers",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("history", sa.Text, nullable=False),
        sa.Column("filters", sa.Text, nullable=False),
        sa.Column("quotes", sa.Text, nullable=False),
        sa.Column("saved", sa.String(32), nullable=False),
        sa.Column("removed", sa.Float),
    )
