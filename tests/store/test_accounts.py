"""Accounts, sessions and tokens in the register."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from haechi.model.account import (
    Account,
    AccountState,
    Role,
    Scope,
    SessionEvent,
    SessionRow,
    Token,
    latest,
    latest_tokens,
)
from haechi.store import accounts
from haechi.store.register import Register

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
ACCOUNT = Account(id=0, name="kim", role=Role.ADMIN, password="scrypt$...", who="a desk", at=AT)  # noqa: S106
OPENED = SessionRow(
    id=0, digest="d" * 64, account="kim", event=SessionEvent.OPENED, at=AT, address="10.0.0.9", browser="a browser"
)
TOKEN = Token(
    id=0,
    number=0,
    account="kim",
    name="a script",
    digest="e" * 64,
    scopes=(Scope.READ, Scope.DECIDE),
    expires=AT + dt.timedelta(days=1),
    who="kim",
    at=AT,
)


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register(url) as found:
        yield found


def test_a_later_version_of_an_account_holds_whatever_the_clock_said(register: Register) -> None:
    with register.writing() as connection:
        first = accounts.add(connection, ACCOUNT)
        second = accounts.add(connection, replace(ACCOUNT, role=Role.VIEWER, at=AT - dt.timedelta(days=9)))
        accounts.add(connection, replace(ACCOUNT, name="lee"))
        held = accounts.versions(connection)
        assert accounts.versions(connection, name="kim") == (first, second)
    assert latest(held)["kim"] == second
    assert sorted(latest(held)) == ["kim", "lee"]


def test_what_happened_to_a_session_comes_back_in_the_order_of_entry(register: Register) -> None:
    ended = replace(OPENED, event=SessionEvent.ENDED, at=AT + dt.timedelta(hours=1))
    with register.writing() as connection:
        for row in (OPENED, replace(OPENED, digest="f" * 64), ended):
            accounts.add_session(connection, row)
        assert accounts.session(connection, "d" * 64) == (replace(OPENED, id=1), replace(ended, id=3))
        assert accounts.session(connection, "g" * 64) == ()
        assert [row.id for row in accounts.sessions(connection, "kim", AT + dt.timedelta(minutes=1))] == [3]


def test_versions_of_a_token_share_its_number(register: Register) -> None:
    with register.writing() as connection:
        first = accounts.add_token(connection, TOKEN)
        other = accounts.add_token(connection, replace(TOKEN, digest="f" * 64, account="lee"))
        closed = accounts.add_token(connection, replace(first, state=AccountState.CLOSED))
        assert (first.number, other.number, closed.number) == (1, 2, 1)
        assert latest_tokens(accounts.tokens(connection)) == {1: closed, 2: other}
        assert accounts.tokens(connection, digest="e" * 64) == (first, closed)
        assert accounts.tokens(connection, account="lee") == (other,)


def test_no_secret_is_shown_where_a_version_is_written_out() -> None:
    assert "scrypt" not in repr(ACCOUNT)
    assert "e" * 64 not in repr(TOKEN)
