"""What people know: stock, grade, qualified suppliers, months of qualification."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of statements."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("economy", sa.String(3), nullable=False),
        sa.Column("attribute", sa.String(32), nullable=False),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.Column("text", sa.Text),
        sa.Column("economies", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
    )
    op.create_index("ix_statement_item_economy_attribute", "statement", ["item", "economy", "attribute"])


def downgrade() -> None:
    """Refuse: what people entered is never thrown away."""
    raise RuntimeError("the first migration cannot be undone without losing what people entered")
