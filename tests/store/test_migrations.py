"""A register of any earlier version is brought up to date and keeps what it has."""

from importlib.resources import files

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from haechi.store.register import Register
from haechi.store.schema import METADATA, REVISION

SCRIPTS = str(files("haechi.store") / "migrations")


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", SCRIPTS)
    found.set_main_option("path_separator", "os")
    return found


def revisions() -> list[str]:
    return [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()]


def test_the_newest_migration_is_the_one_that_the_schema_names() -> None:
    assert revisions()[0] == REVISION


@pytest.mark.parametrize("revision", revisions())
def test_a_register_of_a_version_gets_every_table_and_keeps_what_it_has(blank: str, revision: str) -> None:
    engine = sa.create_engine(blank)
    with engine.begin() as connection:
        made = config()
        made.attributes["connection"] = connection
        command.upgrade(made, revision)
        connection.execute(
            sa.text(
                "INSERT INTO statement (item, economy, attribute, low, economies, who, at, source)"
                " VALUES ('hf', 'KOR', 'stock_days', 30, '[]', 'Kim', '2024-01-05 00:00:00', 'a call')"
            )
        )
    engine.dispose()
    with Register(blank) as register, register.reading() as connection:
        found = sa.inspect(connection)
        for table in METADATA.sorted_tables:
            assert {column["name"] for column in found.get_columns(table.name)} == set(table.columns.keys())
        assert connection.execute(sa.text("SELECT who FROM statement")).scalars().all() == ["Kim"]
