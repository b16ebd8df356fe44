"""The audit log in the register."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from haechi.model.audit import WRONG_PASSWORD, Entry, Filter
from haechi.store import audit
from haechi.store.register import Register

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
ENTRY = Entry(
    id=0, at=AT, who="kim", via="session", method="POST", path="/alerts/x", what="a=b", status=303, address="10.0.0.9"
)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    """A register with three entries, an hour between them."""
    with Register(url) as register, register.writing() as found:
        audit.add(found, ENTRY)
        audit.add(found, replace(ENTRY, at=AT + HOUR, who="lee", path="/alerts_of", status=422))
        audit.add(found, replace(ENTRY, at=AT + 2 * HOUR, path="/login", what=WRONG_PASSWORD, status=401))
        yield found


def test_the_newest_entry_comes_first_and_as_it_was_added(connection: Connection) -> None:
    found = audit.entries(connection, Filter())
    assert [entry.id for entry in found] == [3, 2, 1]
    assert found[-1] == replace(ENTRY, id=1)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(who="kim"), [3, 1]),
        (Filter(path="/alerts"), [2, 1]),
        (Filter(path="/alerts_"), [2]),
        (Filter(path="%"), []),
        (Filter(since=AT + HOUR), [3, 2]),
        (Filter(until=AT + HOUR), [2, 1]),
        (Filter(refused=True), [3, 2]),
        (Filter(who="kim", refused=True), [3]),
    ],
)
def test_a_filter_leaves_what_is_wanted(connection: Connection, wanted: Filter, ids: list[int]) -> None:
    assert [entry.id for entry in audit.entries(connection, wanted)] == ids


def test_wrong_passwords_are_counted_by_name_and_by_address(connection: Connection) -> None:
    moment = AT + 2 * HOUR
    assert audit.wrong_passwords(connection, AT, who="kim") == (moment,)
    assert audit.wrong_passwords(connection, AT, who="lee") == ()
    assert audit.wrong_passwords(connection, AT, address="10.0.0.9") == (moment,)
    assert audit.wrong_passwords(connection, moment, who="kim") == ()


def test_a_part_of_the_entries_is_read_and_all_are_counted(connection: Connection) -> None:
    assert [entry.id for entry in audit.entries(connection, Filter(), first=1, most=1)] == [2]
    assert audit.extent(connection, Filter()) == (3, 3)
    assert audit.extent(connection, Filter(until=AT + HOUR)) == (2, 2)
    assert audit.extent(connection, Filter(who="park")) == (0, 0)


def test_what_was_added_after_an_entry_can_be_left_out(connection: Connection) -> None:
    assert [entry.id for entry in audit.entries(connection, Filter(last=2))] == [2, 1]
