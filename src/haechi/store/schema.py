"""Tables of the register database; a change here needs a migration beside it."""

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# What people know of an item in an economy. Rows are only ever added; the latest of a subject holds.
STATEMENT = sa.Table(
    "statement",
    METADATA,
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
    sa.Index(None, "item", "economy", "attribute"),
)
