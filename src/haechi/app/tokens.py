"""`haechi token`: what programs show at the desk of an office in place of a password."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from haechi.app import accounts
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.app.sessions import digest
from haechi.errors import InputError, UnknownName
from haechi.model.account import Account, AccountState, Scope, Token, latest, latest_tokens
from haechi.sentence import said
from haechi.store import accounts as store

MOST_DAYS = 366
_MARK = "haechi_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A token that is asked for: for whom, what it is for, what it allows and for how many days."""

    account: str
    name: str
    scopes: Sequence[Scope]
    days: int


def add(desk: Desk, wanted: Wanted, *, who: str, at: dt.datetime) -> Report:
    """Make a token; its row alone shows it, once.

    Raises
    ------
    InputError
        If it has no name or scope, would hold too long, or would allow more than the role of its account.
    UnknownName
        If there is no such account.
    """
    _check(wanted)
    text = _MARK + secrets.token_urlsafe(32)
    with desk.register() as register, register.writing() as connection:
        account = accounts.find(connection, wanted.account)
        beyond = [scope for scope in wanted.scopes if not account.role.covers(scope.role)]
        if beyond:
            raise InputError(
                said(
                    "{name} has the role {role}, which does not allow {scope}; leave it out",
                    name=account.name,
                    role=account.role,
                    scope=beyond[0],
                )
            )
        token = Token(
            id=0,
            number=0,
            account=account.name,
            name=wanted.name.strip(),
            digest=digest(text),
            scopes=tuple(scope for scope in Scope if scope in wanted.scopes),
            expires=at + dt.timedelta(days=wanted.days),
            who=who,
            at=at,
        )
        row = {**_row(store.add_token(connection, token)), "token": text}
    note = said("The token is shown this once; keep it where programs keep secrets.")
    return Report(command="token add", as_of=desk.as_of, rows=[row], notes=(note,))


def every(desk: Desk, account: str | None = None) -> Report:
    """Every token as it stood on the day, or those of an account; none shows the token itself."""
    if desk.workspace is None:
        return _listed(desk, [], account)
    with desk.register() as register, register.reading() as connection:
        versions = store.tokens(connection, account=account)
    held = latest_tokens(token for token in versions if token.at <= desk.end_of_day)
    return _listed(desk, list(held.values()), account)


def close(desk: Desk, number: int, *, who: str, at: dt.datetime, account: str | None = None) -> Report:
    """Take a token back; raise `UnknownName` where there is none of the number, or none of the account."""
    with desk.register() as register, register.writing() as connection:
        found = latest_tokens(store.tokens(connection, account=account)).get(number)
        if found is None or found.state is AccountState.CLOSED:
            raise UnknownName(f"there is no open token {number}; run `haechi token list` for those there are")
        closed = store.add_token(connection, replace(found, state=AccountState.CLOSED, who=who, at=at))
    return Report(command="token close", as_of=desk.as_of, rows=[_row(closed)])


def bearer(desk: Desk, text: str, *, at: dt.datetime) -> tuple[Token, Account] | None:
    """The token that a program shows, with its account as it stands; None where either does not hold."""
    with desk.register() as register, register.reading() as connection:
        found = next(iter(latest_tokens(store.tokens(connection, digest=digest(text))).values()), None)
        if found is None or found.state is AccountState.CLOSED or found.expires <= at:
            return None
        account = latest(store.versions(connection, name=found.account))[found.account]
    return (found, account) if account.state is AccountState.OPEN else None


def _check(wanted: Wanted) -> None:
    if not 1 <= len(wanted.name.strip()) <= 100:
        raise InputError(said("the token has no name of up to 100 characters; say which program it is for"))
    if not wanted.scopes:
        raise InputError(said("the token allows nothing; give it one or more of {scopes}", scopes=", ".join(Scope)))
    if not 1 <= wanted.days <= MOST_DAYS:
        raise InputError(
            said("the token would hold {days} days; give it 1 to {most}", days=wanted.days, most=MOST_DAYS)
        )


def _listed(desk: Desk, found: Sequence[Token], account: str | None) -> Report:
    return Report(
        command="token list",
        as_of=desk.as_of,
        rows=[_row(token) for token in found],
        notes=() if found else (said("There is no token; `haechi token add NAME --account USER` makes one."),),
        parameters={"account": account},
    )


def _row(token: Token) -> Row:
    return {
        "number": token.number,
        "name": token.name,
        "account": token.account,
        "scopes": token.scopes,
        "expires": token.expires.isoformat(timespec="seconds"),
        "state": token.state,
        "who": token.who,
        "at": token.at.isoformat(timespec="seconds"),
    }
