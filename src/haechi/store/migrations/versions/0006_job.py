"""Jobs, what became of them, and their results."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of jobs, of their events and of their results."""
    op.create_table(
        "job",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("parameters", sa.Text, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("today", sa.Date, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_job_key", "job", ["key"])
    op.create_table(
        "job_event",
        sa.Column("job", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("fraction", sa.Float),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("worker", sa.String(64)),
        sa.Column("until", sa.DateTime),
        sa.Column("digest", sa.String(64)),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "job_result",
        sa.Column("job", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Refuse: results that people have shared are never thrown away."""
    raise RuntimeError("jobs cannot be taken away without losing results that people have shared")
