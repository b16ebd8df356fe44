"""Signing in, how long a session holds, and who tries too often."""

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.app.at_office import AT, PASSWORD, Clock, make_cheap, open_account, sign_in, tried

from haechi.app import auditing, passwords, sessions
from haechi.app.desk import Desk
from haechi.errors import AccessRefused, TriedTooOften, UnknownName
from haechi.model.account import Role


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with an account."""
    make_cheap(monkeypatch)
    found = desk("2026-11-22", tmp_path)
    open_account(found, "kim", Role.ANALYST)
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


def log(at: Desk) -> list[tuple[object, ...]]:
    """Who, what and status of the audit log, the oldest first."""
    rows = auditing.every(at, auditing.wanted()).rows
    return [(row["who"], row["what"], row["status"]) for row in reversed(rows)]


def wrong(at: Desk, moment: dt.datetime, name: str = "kim", address: str = "10.0.0.9") -> None:
    with pytest.raises(AccessRefused, match=r"^the name or the password is wrong$"):
        sessions.sign_in(at, tried(name, "not the password", address), at=moment)


def test_a_session_is_held_by_its_key(at: Desk) -> None:
    found = sessions.holder(at, sign_in(at, " Kim "), at=AT)
    assert found
    assert (found.account.name, found.account.role) == ("kim", Role.ANALYST)
    assert sessions.holder(at, "another key", at=AT) is None


def test_neither_key_nor_password_stands_in_the_register(at: Desk, tmp_path: Path) -> None:
    key = sign_in(at, "kim")
    wrong(at, AT, name="my other passphrase")
    with sqlite3.connect(tmp_path / "register.sqlite") as connection:
        held = "\n".join(connection.iterdump())
    connection.close()
    assert "scrypt$" in held
    for secret in (key, PASSWORD, "not the password", "my other passphrase"):
        assert secret not in held


def test_a_session_that_is_idle_for_an_hour_has_ended(at: Desk, clock: Clock) -> None:
    key = sign_in(at, "kim")
    for _ in range(3):
        assert sessions.holder(at, key, at=clock.forward(minutes=50), is_in_use=True)
    assert sessions.holder(at, key, at=clock.forward(minutes=60), is_in_use=True) is None
    assert sessions.holder(at, key, at=AT) is not None  # nothing was added, so an earlier moment still sees it


def test_what_is_not_use_does_not_keep_a_session(at: Desk, clock: Clock) -> None:
    key = sign_in(at, "kim")
    assert sessions.holder(at, key, at=clock.forward(minutes=50))
    assert sessions.holder(at, key, at=clock.forward(minutes=10)) is None


def test_a_session_ends_after_twelve_hours_however_busy(at: Desk, clock: Clock) -> None:
    key = sign_in(at, "kim")
    for _ in range(23):
        assert sessions.holder(at, key, at=clock.forward(minutes=30), is_in_use=True)
    assert sessions.holder(at, key, at=clock.forward(minutes=30), is_in_use=True) is None


def test_who_signs_out_is_out(at: Desk) -> None:
    key, other = sign_in(at, "kim"), sign_in(at, "kim")
    sessions.sign_out(at, key, at=AT)
    assert sessions.holder(at, key, at=AT) is None
    assert sessions.holder(at, other, at=AT)


def test_one_session_of_an_account_can_be_ended_and_none_of_another(at: Desk) -> None:
    open_account(at, "lee", Role.ADMIN)
    key = sign_in(at, "kim")
    (row,) = sessions.every(at, "kim", at=AT).rows
    assert (row["address"], row["browser"]) == ("10.0.0.9", "a browser")
    number = int(str(row["number"]))
    with pytest.raises(UnknownName, match="lee has no session"):
        sessions.end(at, "lee", number, at=AT)
    sessions.end(at, "kim", number, at=AT)
    assert sessions.holder(at, key, at=AT) is None
    assert sessions.every(at, "kim", at=AT).rows == []


def test_a_wrong_password_and_a_wrong_name_are_told_alike_and_written_down(at: Desk) -> None:
    wrong(at, AT)
    wrong(at, AT, name="nobody")
    wrong(at, AT, name="no name at all")
    sign_in(at, "kim")
    told = log(at)
    assert [(what, status) for _, what, status in told] == [("wrong name or password", 401)] * 3 + [("signed in", 303)]
    assert [str(who).split()[0] for who, *_ in told] == ["kim", "unknown", "unknown", "kim"]


def test_a_name_that_nobody_bears_costs_a_try_as_any_other(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def opens(_password: str, kept: str) -> bool:
        compared.append(kept)
        return False

    monkeypatch.setattr(passwords, "opens", opens)
    wrong(at, AT, name="nobody")
    assert compared == [passwords.NOBODY]


@pytest.mark.parametrize("name", ["kim", "nobody"])
def test_ten_wrong_passwords_under_a_name_make_it_wait_even_for_the_right_one(
    at: Desk, clock: Clock, name: str
) -> None:
    for number in range(10):
        wrong(at, clock.forward(minutes=1), name, address=f"10.0.0.{number}")
    with pytest.raises(TriedTooOften, match="wait 6 min and try again") as error:
        sessions.sign_in(at, tried(name, address="10.0.1.1"), at=clock())
    assert error.value.seconds == 360
    wrong(at, clock.forward(seconds=360), name)


def test_thirty_wrong_passwords_from_an_address_make_it_wait_and_nobody_else(at: Desk) -> None:
    for number in range(30):
        wrong(at, AT, name=f"name{number}")
    with pytest.raises(TriedTooOften):
        sessions.sign_in(at, tried("kim"), at=AT)
    assert sessions.sign_in(at, tried("kim", address="10.0.0.10"), at=AT)


def test_tries_beyond_the_limit_do_not_make_the_wait_longer(at: Desk, clock: Clock) -> None:
    for _ in range(10):
        wrong(at, AT)
    for _ in range(20):
        with pytest.raises(TriedTooOften):
            sessions.sign_in(at, tried("kim"), at=clock.forward(seconds=30))
    assert len(log(at)) == 10
    assert sign_in(at, "kim", AT + dt.timedelta(minutes=15, seconds=1))


def test_tries_at_the_same_moment_are_counted_one_by_one(at: Desk) -> None:
    def told(_: int) -> type[Exception]:
        with pytest.raises(AccessRefused) as error:
            sessions.sign_in(at, tried("kim", "not the password"), at=AT)
        return error.type

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(told, range(24)))
    assert (found.count(AccessRefused), found.count(TriedTooOften)) == (10, 14)
