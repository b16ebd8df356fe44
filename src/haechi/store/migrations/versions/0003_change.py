"""Changes of the entries of the register."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of changes."""
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("entry", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("side", sa.String(3)),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_change_entry", "change", ["entry"])


def downgrade() -> None:
    """Refuse: what people entered is never thrown away."""
    raise RuntimeError("changes of the register cannot be taken away without losing what people entered")
