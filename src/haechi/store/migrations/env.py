"""How Alembic reaches the register: the caller hands over an open connection."""

from alembic import context

from haechi.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
