"""Accounts for tests, with passwords that cost nothing to try, and a clock that stands still."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

import pytest

from haechi.app import accounts, passwords, sessions
from haechi.app.desk import Desk
from haechi.app.sessions import Try
from haechi.model.account import Role

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
PASSWORD = "four words of mine"  # noqa: S105 - of an account that lives as long as its test
CHEAP = passwords.Cost(n=2, p=1)


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    time: dt.datetime = AT

    def __call__(self) -> dt.datetime:
        return self.time

    def forward(self, **by: float) -> dt.datetime:
        self.time += dt.timedelta(**by)
        return self.time


def make_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passwords be sealed at no cost."""
    sealed = passwords.sealed
    monkeypatch.setattr(passwords, "sealed", partial(sealed, cost=CHEAP))
    monkeypatch.setattr(passwords, "NOBODY", sealed("nobody's", cost=CHEAP))


def open_account(desk: Desk, name: str, role: Role) -> None:
    """An account with the password of tests."""
    accounts.add(desk, name, role, PASSWORD, who="a test", at=AT - dt.timedelta(days=1))


def tried(name: str, password: str = PASSWORD, address: str = "10.0.0.9") -> Try:
    """A name and a password from an address."""
    return Try(name=name, password=password, address=address, browser="a browser")


def sign_in(desk: Desk, name: str, at: dt.datetime = AT) -> str:
    """The key of a new session."""
    return sessions.sign_in(desk, tried(name), at=at)
