"""Who may do what at the desk of an office: accounts, their sessions in browsers, and the tokens of their programs.

Versions of accounts and tokens, and what happened to sessions, are added and never changed. The last one entered holds,
whatever the clock said.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from haechi.errors import InputError
from haechi.sentence import said

_NAME = re.compile(r"[^\W\d_][\w.@-]{1,63}")


class Role(StrEnum):
    """What somebody may do: read; also enter and decide; also keep the accounts."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether it allows what another role allows.

        >>> Role.ADMIN.covers(Role.ANALYST), Role.VIEWER.covers(Role.ANALYST)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)


class Scope(StrEnum):
    """What a program may do with a token: read; also enter and decide; also keep the accounts."""

    READ = "read"
    DECIDE = "decide"
    ADMIN = "admin"

    @property
    def role(self) -> Role:
        """The role that it takes, and that it lends a program at most."""
        return {Scope.READ: Role.VIEWER, Scope.DECIDE: Role.ANALYST, Scope.ADMIN: Role.ADMIN}[self]


class AccountState(StrEnum):
    """Whether somebody can still sign in."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A version of an account.

    Parameters
    ----------
    id : of the version, rising with the order of entry
    name : under which its holder signs in and decides; small letters, as of `account_name`
    role : what its holder may do
    password : as sealed; never shown
    state : whether its holder can sign in
    who, at : who entered the version, and when
    """

    id: int
    name: str
    role: Role
    password: str = field(repr=False)
    state: AccountState = AccountState.OPEN
    who: str
    at: dt.datetime


class SessionEvent(StrEnum):
    """What happened to a session."""

    OPENED = "opened"
    SEEN = "seen"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One thing that happened to a session; `digest` is the hash of its key, `browser` what it says it is."""

    id: int
    digest: str = field(repr=False)
    account: str
    event: SessionEvent
    at: dt.datetime
    address: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A version of a token.

    Parameters
    ----------
    id : of the version
    number : of the token, which its versions share
    account : for whom a program uses it
    name : what it is for, in words
    digest : hash of the token; the token itself is nowhere
    scopes : what a program may do with it
    expires : until when it holds
    state : closed where it was taken back
    who, at : who entered the version, and when
    """

    id: int
    number: int
    account: str
    name: str
    digest: str = field(repr=False)
    scopes: tuple[Scope, ...]
    expires: dt.datetime
    state: AccountState = AccountState.OPEN
    who: str
    at: dt.datetime

    @property
    def role(self) -> Role:
        """The most that it lends a program."""
        return max((scope.role for scope in self.scopes), key=list(Role).index)


def latest(versions: Iterable[Account]) -> Mapping[str, Account]:
    """The version of each account that holds, by name."""
    return {account.name: account for account in sorted(versions, key=lambda account: account.id)}


def latest_tokens(versions: Iterable[Token]) -> Mapping[int, Token]:
    """The version of each token that holds, by number."""
    return {token.number: token for token in sorted(versions, key=lambda token: token.id)}


def account_name(text: str) -> str:
    """A name as accounts bear it; raise `InputError` for one that none can.

    >>> account_name(" J.Kim ")
    'j.kim'
    """
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    if not _NAME.fullmatch(name):
        raise InputError(
            said(
                "{text} is no name for an account; write 2 to 64 letters, digits, dots, hyphens, a letter first",
                text=repr(text[:80]),
            )
        )
    return name
