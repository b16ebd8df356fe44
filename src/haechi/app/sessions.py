"""Sessions of an office: signing in and out, how long a session holds, and who tries too often."""

import datetime as dt
import hashlib
import math
import secrets
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from haechi.app import passwords
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import AccessRefused, HaechiError, TriedTooOften, UnknownName, WorkspaceError
from haechi.model.account import Account, AccountState, SessionEvent, SessionRow, account_name, latest
from haechi.model.audit import WRONG_PASSWORD, Entry
from haechi.sentence import said
from haechi.store import accounts as store
from haechi.store import audit

IDLE = dt.timedelta(hours=1)
LONGEST = dt.timedelta(hours=12)
_SEEN_AGAIN = dt.timedelta(minutes=5)  # how often it is written down that a session is in use
WINDOW = dt.timedelta(minutes=15)
PER_NAME = 10
PER_ADDRESS = 30
# One password is tried at a time: a try takes 32 MB, and all are counted before the next.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """A name and a password, and where they come from."""

    name: str
    password: str = field(repr=False)
    address: str
    browser: str = ""
    path: str = "/login"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session that holds; `number` is that of its first row."""

    number: int
    account: Account


def sign_in(desk: Desk, tried: Try, *, at: dt.datetime) -> str:
    """Open a session and return its key, which is kept nowhere here.

    Raises
    ------
    TriedTooOften
        If too many wrong passwords were given under the name or from the address.
    AccessRefused
        If there is no such account or the password is wrong.
    """
    account = prove(desk, tried, at=at)
    key = secrets.token_urlsafe(32)
    with desk.register() as register, register.writing() as connection:
        if latest(store.versions(connection, name=account.name))[account.name] != account:
            raise AccessRefused(said("the account was changed at this moment; sign in again"))
        store.add_session(connection, _row(account.name, digest(key), SessionEvent.OPENED, tried, at))
        audit.add(connection, _entry(tried, account.name, "signed in", 303, at))
    return key


def prove(desk: Desk, tried: Try, *, at: dt.datetime) -> Account:
    """The account whose name and password these are; a wrong one is written into the audit log and counted."""
    with _ONE_AT_A_TIME, desk.register() as register:
        with register.reading() as connection:
            account = _account(connection, tried.name)
            who = account.name if account else _mark(tried.name)
            _check_rate(connection, who, tried.address, at)
        is_right = passwords.opens(tried.password, account.password if account else passwords.NOBODY)
        if account and is_right and account.state is AccountState.OPEN:
            return account
        with register.writing() as connection:
            audit.add(connection, _entry(tried, who, WRONG_PASSWORD, 401, at))
    raise AccessRefused(said("the name or the password is wrong"))


def holder(desk: Desk, key: str, *, at: dt.datetime, is_in_use: bool = False) -> Session | None:
    """The session of a key, with its account as it stands; None where it has ended, was idle or is too old."""
    with desk.register() as register:
        with register.reading() as connection:
            rows = store.session(connection, digest(key))
            if not _holds(rows, at):
                return None
            account = latest(store.versions(connection, name=rows[0].account))[rows[0].account]
        if account.state is AccountState.CLOSED:
            return None
        if is_in_use and at - rows[-1].at >= _SEEN_AGAIN:
            # One can go on reading where nothing can be written.
            with suppress(WorkspaceError), register.writing() as connection:
                store.add_session(connection, _again(rows[0], SessionEvent.SEEN, at))
    return Session(number=rows[0].id, account=account)


def sign_out(desk: Desk, key: str, *, at: dt.datetime) -> None:
    """End the session of a key, where it holds."""
    with desk.register() as register, register.writing() as connection:
        rows = store.session(connection, digest(key))
        if _holds(rows, at):
            store.add_session(connection, _again(rows[0], SessionEvent.ENDED, at))


def every(desk: Desk, account: str, *, at: dt.datetime) -> Report:
    """The sessions of an account that hold, the newest first."""
    with desk.register() as register, register.reading() as connection:
        held = _held(connection, account, at)
    rows = [_shown(row) for row in reversed(held)]
    return Report(command="sessions", as_of=desk.as_of, rows=rows, parameters={"account": account})


def end(desk: Desk, account: str, number: int, *, at: dt.datetime) -> None:
    """End one session of an account; raise `UnknownName` where it has no such session."""
    with desk.register() as register, register.writing() as connection:
        found = next((rows[0] for rows in _held(connection, account, at) if rows[0].id == number), None)
        if found is None:
            raise UnknownName(f"{account} has no session {number} that holds; it may have ended by itself")
        store.add_session(connection, _again(found, SessionEvent.ENDED, at))


def end_all(connection: sa.Connection, account: str, *, at: dt.datetime) -> None:
    """End every session of an account, in a transaction that writes."""
    for rows in _held(connection, account, at):
        store.add_session(connection, _again(rows[0], SessionEvent.ENDED, at))


def digest(key: str) -> str:
    """A key of 256 random bits as it is kept; it needs no salt, because nobody can guess it."""
    return hashlib.sha256(key.encode()).hexdigest()


def _account(connection: sa.Connection, name: str) -> Account | None:
    try:
        known_as = account_name(name)
    except HaechiError:
        return None
    return latest(store.versions(connection, name=known_as)).get(known_as)


def _mark(name: str) -> str:
    """What stands in the log for a name that nobody bears, 16 bits: it may be a password in the wrong field."""
    return f"unknown {hashlib.sha256(name.strip().casefold().encode()).hexdigest()[:4]}"


def _check_rate(connection: sa.Connection, who: str, address: str, at: dt.datetime) -> None:
    since = at - WINDOW
    of_name = audit.wrong_passwords(connection, since, who=who)
    of_address = audit.wrong_passwords(connection, since, address=address)
    waits = [
        moments[-most] + WINDOW - at
        for moments, most in ((of_name, PER_NAME), (of_address, PER_ADDRESS))
        if len(moments) >= most
    ]
    if waits:
        seconds = math.ceil(max(waits).total_seconds())
        raise TriedTooOften(
            said(
                "too many wrong passwords under this name or from this address; wait {minutes} min and try again",
                minutes=math.ceil(seconds / 60),
            ),
            seconds=seconds,
        )


def _holds(rows: Sequence[SessionRow], at: dt.datetime) -> bool:
    if not rows or any(row.event is SessionEvent.ENDED for row in rows):
        return False
    return at - rows[0].at < LONGEST and at - rows[-1].at < IDLE


def _held(connection: sa.Connection, account: str, at: dt.datetime) -> list[list[SessionRow]]:
    """The sessions of an account that hold, each with its rows, the oldest first."""
    lives: dict[str, list[SessionRow]] = {}
    for row in store.sessions(connection, account, at - LONGEST):
        lives.setdefault(row.digest, []).append(row)
    return [rows for rows in lives.values() if rows[0].event is SessionEvent.OPENED and _holds(rows, at)]


def _row(account: str, of: str, event: SessionEvent, tried: Try, at: dt.datetime) -> SessionRow:
    return SessionRow(
        id=0, digest=of, account=account, event=event, at=at, address=tried.address, browser=tried.browser[:200]
    )


def _again(first: SessionRow, event: SessionEvent, at: dt.datetime) -> SessionRow:
    return replace(first, id=0, event=event, at=at)


def _entry(tried: Try, who: str, what: str, status: int, at: dt.datetime) -> Entry:
    return Entry(
        id=0, at=at, who=who, via="", method="POST", path=tried.path, what=what, status=status, address=tried.address
    )


def _shown(rows: Sequence[SessionRow]) -> Row:
    first, last = rows[0], rows[-1]
    return {
        "number": first.id,
        "opened": first.at.isoformat(timespec="seconds"),
        "seen": last.at.isoformat(timespec="seconds"),
        "address": first.address,
        "browser": first.browser,
    }
