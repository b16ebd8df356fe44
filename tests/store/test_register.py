import datetime as dt
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from haechi.errors import WorkspaceError
from haechi.model.knowledge import Attribute, Statement, latest
from haechi.store.register import Register
from haechi.store.schema import METADATA

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


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'register.sqlite').as_posix()}"


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


def test_opening_it_again_changes_nothing(url: str, tmp_path: Path) -> None:
    with Register(url) as register:
        register.add([stock(1, 2)])
    Register(url).close()
    with sqlite3.connect(tmp_path / "register.sqlite") as connection:
        assert connection.execute("select count(*) from statement").fetchone() == (1,)
    connection.close()


def test_a_url_that_is_none_is_named() -> None:
    with pytest.raises(WorkspaceError, match="register 'register.sqlite' cannot be opened"):
        Register("register.sqlite")


def test_a_database_out_of_reach_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="cannot be used: unable to open database file"):
        Register(f"sqlite:///{tmp_path.as_posix()}/absent/register.sqlite")
