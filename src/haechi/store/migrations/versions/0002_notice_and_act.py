"""Notices and their versions; what happened to alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of notices and acts."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
        sa.Column("exporter", sa.String(3), nullable=False),
        sa.Column("importers", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("announced", sa.String(10)),
        sa.Column("effective", sa.String(10)),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
    )
    op.create_index("ix_notice_number", "notice", ["number"])
    op.create_table(
        "act",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("alert", sa.Text, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("level", sa.String(16)),
        sa.Column("p_value", sa.Float),
        sa.Column("probability", sa.Float),
        sa.Column("consequence", sa.Float),
        sa.Column("vintage", sa.Date),
        sa.Column("note", sa.Text),
    )
    op.create_index("ix_act_alert", "act", ["alert"])


def downgrade() -> None:
    """Refuse: what people entered is never thrown away."""
    raise RuntimeError("notices and acts cannot be taken away without losing what people entered")
