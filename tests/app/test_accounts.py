"""Who may sign in at the desk of an office, and as what."""

import datetime as dt
from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.app.at_office import AT, PASSWORD, make_cheap, open_account, sign_in

from haechi.app import accounts, sessions, tokens
from haechi.app.desk import Desk
from haechi.errors import AccessRefused, InputError, UnknownName, WorkspaceError
from haechi.model.account import Role, Scope

LATER = AT + dt.timedelta(minutes=1)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with an admin and a viewer."""
    make_cheap(monkeypatch)
    found = desk("2026-11-22", tmp_path)
    open_account(found, "kim", Role.ADMIN)
    open_account(found, "lee", Role.VIEWER)
    return found


def test_accounts_are_listed_without_passwords(at: Desk) -> None:
    rows = accounts.every(at).rows
    assert [(row["name"], row["role"], row["state"], row["who"]) for row in rows] == [
        ("kim", Role.ADMIN, "open", "a test"),
        ("lee", Role.VIEWER, "open", "a test"),
    ]
    assert "password" not in accounts.every(at).json()


def test_a_name_is_one_account_however_it_is_written(at: Desk) -> None:
    with pytest.raises(InputError, match="there is an account 'kim' already"):
        accounts.add(at, " KIM ", Role.VIEWER, PASSWORD, who="a test", at=AT)


@pytest.mark.parametrize("name", ["", "a b", "-x", "<script>", "x" * 65, "a/b", "a\0b"])
def test_a_name_that_none_can_bear_is_refused(at: Desk, name: str) -> None:
    with pytest.raises(InputError, match="is no name for an account"):
        accounts.add(at, name, Role.VIEWER, PASSWORD, who="a test", at=AT)


def test_a_name_may_be_korean(at: Desk) -> None:
    accounts.add(at, "김민수", Role.VIEWER, PASSWORD, who="a test", at=AT)
    assert sign_in(at, "김민수")


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "has 5 characters"), ("x" * 257, "has 257"), ("parkparkpark", "holds the name"), ("a" * 20, "one char")],
)
def test_a_password_that_is_soon_guessed_is_refused(at: Desk, password: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        accounts.add(at, "park", Role.VIEWER, password, who="a test", at=AT)


def test_another_role_holds_at_once(at: Desk) -> None:
    key = sign_in(at, "lee")
    accounts.change_role(at, "lee", Role.ANALYST, who="kim", at=LATER)
    session = sessions.holder(at, key, at=LATER)
    assert session
    assert session.account.role is Role.ANALYST


def test_another_password_ends_the_sessions(at: Desk) -> None:
    key = sign_in(at, "lee")
    accounts.change_password(at, "lee", "four words of others", who="kim", at=LATER)
    assert sessions.holder(at, key, at=LATER) is None
    with pytest.raises(AccessRefused):
        sign_in(at, "lee")


def test_a_closed_account_cannot_be_used_by_anybody_or_opened_again(at: Desk) -> None:
    key = sign_in(at, "lee")
    wanted = tokens.Wanted(account="lee", name="a script", scopes=[Scope.READ], days=9)
    token = str(tokens.add(at, wanted, who="lee", at=AT).rows[0]["token"])
    accounts.close(at, "lee", who="kim", at=LATER)
    assert sessions.holder(at, key, at=LATER) is None
    assert tokens.bearer(at, token, at=LATER) is None
    with pytest.raises(AccessRefused):
        sign_in(at, "lee")
    with pytest.raises(InputError, match="already, open or closed"):
        open_account(at, "lee", Role.VIEWER)
    with pytest.raises(UnknownName, match="no open account 'lee'"):
        accounts.close(at, "lee", who="kim", at=LATER)


def test_the_last_admin_stays(at: Desk) -> None:
    with pytest.raises(InputError, match="kim is the last admin"):
        accounts.close(at, "kim", who="kim", at=LATER)
    with pytest.raises(InputError, match="kim is the last admin"):
        accounts.change_role(at, "kim", Role.ANALYST, who="kim", at=LATER)
    accounts.change_role(at, "lee", Role.ADMIN, who="kim", at=LATER)
    accounts.change_role(at, "kim", Role.ANALYST, who="kim", at=LATER)
    accounts.change_role(at, "kim", Role.VIEWER, who="lee", at=LATER)


def test_an_earlier_day_shows_the_accounts_of_that_day(at: Desk) -> None:
    accounts.change_role(at, "lee", Role.ANALYST, who="kim", at=LATER)
    earlier = Desk(workspace=at.workspace, today=at.today, as_of=dt.date(2026, 11, 21))
    assert [row["role"] for row in accounts.every(earlier).rows] == [Role.ADMIN, Role.VIEWER]


def test_an_office_without_an_admin_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="haechi user add NAME --role admin -w"):
        accounts.need_an_admin(desk("2026-11-22", tmp_path))
