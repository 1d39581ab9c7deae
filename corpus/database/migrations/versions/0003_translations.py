"""Translations that a language model made, so that each is made once."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "translations",
        sa.Column("transcript", sa.Text, primary_key=True),
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("end", sa.Integer, primary_key=True),
        sa.Column("language", sa.String(35), primary_key=True),
        sa.Column("model", sa.String(200), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
