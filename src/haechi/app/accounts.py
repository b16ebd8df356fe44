"""`haechi user`: who may sign in at the desk of an office, and as what."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

import sqlalchemy as sa

from haechi.app import passwords
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.app.sessions import end_all
from haechi.errors import InputError, UnknownName, WorkspaceError
from haechi.model.account import Account, AccountState, Role, account_name, latest
from haechi.sentence import said
from haechi.store import accounts as store


def add(desk: Desk, name: str, role: Role, password: str, *, who: str, at: dt.datetime) -> Report:
    """Open an account.

    Raises
    ------
    InputError
        If the name is taken or cannot be one, or the password is too short or holds the name.
    """
    known_as = account_name(name)
    passwords.check(password, known_as)
    account = Account(id=0, name=known_as, role=role, password=passwords.sealed(password), who=who, at=at)
    with desk.register() as register, register.writing() as connection:
        if store.versions(connection, name=known_as):
            raise InputError(
                said("there is an account {name} already, open or closed; take another name", name=repr(known_as))
            )
        return _report(desk, "add", [store.add(connection, account)])


def every(desk: Desk) -> Report:
    """Every account as it stood on the day, closed ones too."""
    if desk.workspace is None:
        return _report(desk, "list", [])
    with desk.register() as register, register.reading() as connection:
        versions = store.versions(connection)
    held = latest(version for version in versions if version.at <= desk.end_of_day)
    return _report(desk, "list", sorted(held.values(), key=lambda account: account.name))


def change_role(desk: Desk, name: str, role: Role, *, who: str, at: dt.datetime) -> Report:
    """Give an account another role; raise `InputError` for the last admin."""
    return _changed(desk, "role", name, lambda account: replace(account, role=role, who=who, at=at))


def change_password(desk: Desk, name: str, password: str, *, who: str, at: dt.datetime) -> Report:
    """Give an account another password, and end its sessions."""
    passwords.check(password, account_name(name))
    kept = passwords.sealed(password)
    return _changed(desk, "password", name, lambda account: replace(account, password=kept, who=who, at=at))


def close(desk: Desk, name: str, *, who: str, at: dt.datetime) -> Report:
    """Close an account: its holder cannot sign in, its sessions end and its tokens hold no more."""
    return _changed(desk, "close", name, lambda account: replace(account, state=AccountState.CLOSED, who=who, at=at))


def need_an_admin(desk: Desk) -> None:
    """Raise `WorkspaceError` where nobody could sign in as an admin."""
    with desk.register() as register, register.reading() as connection:
        if not _admins(latest(store.versions(connection))):
            raise WorkspaceError(
                "no admin can sign in yet; run "
                f"`haechi user add NAME --role admin -w {desk.place.folder}` and start it again"
            )


def find(connection: sa.Connection, name: str) -> Account:
    """The open account of a name; raise `UnknownName` where there is none."""
    found = latest(store.versions(connection, name=account_name(name))).get(account_name(name))
    if found is None or found.state is AccountState.CLOSED:
        raise UnknownName(
            said("there is no open account {name}; run `haechi user list` for those there are", name=repr(name))
        )
    return found


def _changed(desk: Desk, command: str, name: str, change: Callable[[Account], Account]) -> Report:
    """Add a version of an account, keeping one admin; what a new password or the end of it brings down goes too."""
    with desk.register() as register, register.writing() as connection:
        before = find(connection, name)
        after = change(before)
        others = [admin for admin in _admins(latest(store.versions(connection))) if admin != before.name]
        if not others and _is_admin(before) and not _is_admin(after):
            raise InputError(said("{name} is the last admin; make somebody else an admin first", name=before.name))
        added = store.add(connection, after)
        if (before.password, before.state) != (after.password, after.state):
            end_all(connection, before.name, at=after.at)
        return _report(desk, command, [added])


def _is_admin(account: Account) -> bool:
    """Whether its holder can sign in as an admin."""
    return account.role is Role.ADMIN and account.state is AccountState.OPEN


def _admins(held: Mapping[str, Account]) -> list[str]:
    return [account.name for account in held.values() if _is_admin(account)]


def _report(desk: Desk, command: str, found: list[Account]) -> Report:
    note = said("There is no account yet; `haechi user add NAME --role admin` opens the first.")
    return Report(
        command=f"user {command}",
        as_of=desk.as_of,
        rows=[_row(account) for account in found],
        notes=() if found else (note,),
    )


def _row(account: Account) -> Row:
    return {
        "name": account.name,
        "role": account.role,
        "state": account.state,
        "who": account.who,
        "at": account.at.isoformat(timespec="seconds"),
    }
