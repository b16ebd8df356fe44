"""Accounts in the register, with what happened to their sessions, and the tokens of their programs."""

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa

from haechi.model.account import Account, SessionRow, Token
from haechi.store.columns import values
from haechi.store.schema import ACCOUNT, SESSION, TOKEN


def add(connection: sa.Connection, account: Account) -> Account:
    """Add a version of an account, in a transaction that writes, and return it as numbered."""
    added = connection.execute(sa.insert(ACCOUNT).returning(ACCOUNT.c.id), values(account))
    return replace(account, id=added.scalar_one())


def versions(connection: sa.Connection, *, name: str | None = None) -> tuple[Account, ...]:
    """Every version of every account, or of one, in the order of entry."""
    query = sa.select(ACCOUNT).order_by(ACCOUNT.c.id)
    if name is not None:
        query = query.where(ACCOUNT.c.name == name)
    return tuple(Account(**row) for row in connection.execute(query).mappings())


def add_session(connection: sa.Connection, row: SessionRow) -> None:
    """Add what happened to a session; the register numbers it."""
    connection.execute(sa.insert(SESSION), values(row))


def session(connection: sa.Connection, digest: str) -> tuple[SessionRow, ...]:
    """What happened to the session with a digest, in the order of entry."""
    query = sa.select(SESSION).where(SESSION.c.digest == digest).order_by(SESSION.c.id)
    return tuple(SessionRow(**row) for row in connection.execute(query).mappings())


def sessions(connection: sa.Connection, account: str, since: dt.datetime) -> tuple[SessionRow, ...]:
    """What happened to the sessions of an account since a moment, in the order of entry."""
    query = sa.select(SESSION).where(SESSION.c.account == account, SESSION.c.at >= since).order_by(SESSION.c.id)
    return tuple(SessionRow(**row) for row in connection.execute(query).mappings())


def add_token(connection: sa.Connection, token: Token) -> Token:
    """Add a version of a token, in a transaction that writes, and return it as numbered; a new one has number 0."""
    number = token.number
    if not number:
        number = connection.execute(sa.select(sa.func.coalesce(sa.func.max(TOKEN.c.number), 0) + 1)).scalar_one()
    numbered = replace(token, number=number)
    added = connection.execute(sa.insert(TOKEN).returning(TOKEN.c.id), values(numbered))
    return replace(numbered, id=added.scalar_one())


def tokens(connection: sa.Connection, *, digest: str | None = None, account: str | None = None) -> tuple[Token, ...]:
    """Every version of every token, of the one with a digest or of those of an account, in the order of entry."""
    query = sa.select(TOKEN).order_by(TOKEN.c.id)
    if digest is not None:
        query = query.where(TOKEN.c.digest == digest)
    if account is not None:
        query = query.where(TOKEN.c.account == account)
    return tuple(Token(**row) for row in connection.execute(query).mappings())
