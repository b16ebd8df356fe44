import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.watch.small_lives import make_act, make_notice

from haechi.errors import WorkspaceError
from haechi.model.knowledge import Attribute, Statement, latest
from haechi.store import acts, notices
from haechi.store.register import Register
from haechi.store.schema import METADATA, REVISION

FIRST = """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0001');
CREATE TABLE statement (
    id INTEGER NOT NULL CONSTRAINT pk_statement PRIMARY KEY, item VARCHAR(64) NOT NULL, economy VARCHAR(3) NOT NULL,
    attribute VARCHAR(32) NOT NULL, low FLOAT, high FLOAT, text TEXT, economies TEXT NOT NULL, who TEXT NOT NULL,
    at DATETIME NOT NULL, source TEXT NOT NULL, note TEXT
);
CREATE INDEX ix_statement_item_economy_attribute ON statement (item, economy, attribute);
INSERT INTO statement VALUES
    (1, 'hf', 'KOR', 'stock days', 60.0, 90.0, NULL, '', 'desk A', '2025-03-01 09:30:00.000000', 'a call', NULL),
    (2, 'photoresist', 'KOR', 'qualified suppliers', NULL, NULL, NULL, 'JPN;BEL', 'desk B',
     '2025-03-02 09:30:00.000000', 'survey', 'two fabs');
"""
AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


def stock(low: float, high: float, *, at: dt.datetime = AT) -> Statement:
    return Statement(
        id=0,
        item="hf",
        economy="KOR",
        attribute=Attribute.STOCK_DAYS,
        low=low,
        high=high,
        who="supply desk",
        at=at,
        source="call with two importers",
    )


def test_a_statement_comes_back_as_it_was_entered(url: str) -> None:
    qualified = Statement(
        id=0,
        item="photoresist",
        economy="KOR",
        attribute=Attribute.QUALIFIED_SUPPLIERS,
        economies=("JPN", "BEL"),
        who="supply desk",
        at=AT,
        source="survey",
        note="two fabs",
    )
    with Register(url) as register:
        register.add([qualified])
        (found,) = register.history()
    assert found.id == 1
    assert (found.economies, found.at, found.note, found.who) == (("JPN", "BEL"), AT, "two fabs", "supply desk")


def test_a_later_statement_hides_and_never_removes_the_earlier(url: str) -> None:
    with Register(url) as register:
        register.add([stock(60, 90)])
        register.add([stock(30, 45, at=AT + dt.timedelta(days=7))])
        history = register.history(item="hf", economy="KOR")
    subject = ("hf", "KOR", Attribute.STOCK_DAYS)
    assert [row.low for row in history] == [60, 30]
    assert latest(history)[subject].low == 30
    assert latest(history, as_of=AT)[subject].low == 60


def test_times_are_kept_in_one_zone(url: str) -> None:
    seoul = dt.timezone(dt.timedelta(hours=9))
    with Register(url) as register:
        register.add([stock(1, 2, at=dt.datetime(2026, 11, 22, 18, 0, tzinfo=seoul))])
        assert register.history()[0].at == AT


def test_all_statements_of_a_call_are_added_or_none(url: str) -> None:
    broken = stock(1, 2)
    object.__setattr__(broken, "who", None)
    with Register(url) as register:
        with pytest.raises(sa.exc.IntegrityError):
            register.add([stock(1, 2), broken])
        assert register.history() == ()


def test_the_migrations_lead_to_the_schema(url: str) -> None:
    Register(url).close()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_the_register_asks_for(url: str) -> None:
    with Register(url) as register, register.reading() as connection:
        assert connection.execute(sa.text("select version_num from alembic_version")).all() == [(REVISION,)]


@pytest.fixture
def first_register(tmp_path: Path, sqlite: str) -> str:
    """URL of a register as the first version of Haechi left it, with two statements."""
    with sqlite3.connect(tmp_path / "register.sqlite") as connection:
        connection.executescript(FIRST)
    connection.close()
    return sqlite


def test_a_register_of_the_first_migration_is_brought_up_to_date_and_loses_nothing(first_register: str) -> None:
    with Register(first_register) as register:
        held = register.history()
        register.add([stock(1, 2)])
        with register.writing() as connection:
            notices.add(connection, make_notice())
            acts.add(connection, [make_act()])
            assert len(notices.versions(connection)) == len(acts.history(connection)) == 1
        assert len(register.history()) == 3
    assert [(row.id, row.item, row.attribute.value, row.low, row.economies) for row in held] == [
        (1, "hf", "stock days", 60.0, ()),
        (2, "photoresist", "qualified suppliers", None, ("JPN", "BEL")),
    ]
    assert held[0].at == dt.datetime(2025, 3, 1, 9, 30, tzinfo=dt.UTC)
    assert (held[1].who, held[1].source, held[1].note) == ("desk B", "survey", "two fabs")


def test_all_who_open_an_older_register_at_once_get_in(first_register: str) -> None:
    assert at_once(first_register) == [2] * 4


def test_all_who_open_an_empty_database_at_once_get_in(blank: str) -> None:
    assert at_once(blank) == [0] * 4


def at_once(url: str) -> list[int]:
    """How many statements each of four finds who open a register at once."""

    def count(_: int) -> int:
        with Register(url) as register:
            return len(register.history())

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(count, range(4)))


def test_opening_it_again_changes_nothing(url: str) -> None:
    with Register(url) as register:
        register.add([stock(1, 2)])
    Register(url).close()
    with Register(url) as register, register.reading() as connection:
        assert connection.scalar(sa.text("select count(*) from statement")) == 1


def test_a_url_that_is_none_is_named() -> None:
    with pytest.raises(WorkspaceError, match="register 'register.sqlite' cannot be opened"):
        Register("register.sqlite")


def test_a_database_out_of_reach_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be used: unable to open database file"):
        Register(f"sqlite:///{tmp_path.as_posix()}/absent/register.sqlite")


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(WorkspaceError, match=r"haechi:\*\*\*@.* cannot be used: .*No such file"):
        Register(f"postgresql+psycopg://haechi:secret@/register?host={tmp_path.as_posix()}")


def test_a_driver_that_is_not_installed_is_named_with_what_to_do() -> None:
    told = r"haechi:\*\*\*@localhost/haechi cannot be opened: No module named 'oracledb'; install its driver"
    with pytest.raises(WorkspaceError, match=told):
        Register("oracle+oracledb://haechi:secret@localhost/haechi")
