"""What programs show in place of a password."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.app.at_office import AT, make_cheap, open_account

from haechi.app import accounts, tokens
from haechi.app.desk import Desk
from haechi.app.tokens import Wanted
from haechi.errors import InputError, UnknownName
from haechi.model.account import Role, Scope


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with an admin, and an analyst whose programs ask."""
    make_cheap(monkeypatch)
    found = desk("2026-11-22", tmp_path)
    open_account(found, "kim", Role.ADMIN)
    open_account(found, "lee", Role.ANALYST)
    return found


def made(at: Desk, *scopes: Scope, days: int = 90) -> str:
    wanted = Wanted(account="lee", name="a script", scopes=scopes or [Scope.READ], days=days)
    return str(tokens.add(at, wanted, who="lee", at=AT).rows[0]["token"])


def test_a_token_is_shown_once_and_kept_as_a_digest(at: Desk, tmp_path: Path) -> None:
    text = made(at, Scope.DECIDE, Scope.READ)
    assert text.startswith("haechi_")
    (row,) = tokens.every(at).rows
    assert (row["name"], row["account"], row["scopes"]) == ("a script", "lee", (Scope.READ, Scope.DECIDE))
    with sqlite3.connect(tmp_path / "register.sqlite") as connection:
        assert text not in "\n".join(connection.iterdump())
    connection.close()


def test_a_token_holds_until_its_day(at: Desk) -> None:
    text = made(at, days=2)
    found = tokens.bearer(at, text, at=AT + dt.timedelta(days=1))
    assert found
    assert (found[0].number, found[1].name) == (1, "lee")
    assert tokens.bearer(at, text, at=AT + dt.timedelta(days=2)) is None
    assert tokens.bearer(at, text + "x", at=AT) is None


def test_a_token_that_was_taken_back_holds_no_more(at: Desk) -> None:
    first, second = made(at), made(at)
    tokens.close(at, 1, who="kim", at=AT)
    assert tokens.bearer(at, first, at=AT) is None
    assert tokens.bearer(at, second, at=AT)
    assert [row["state"] for row in tokens.every(at).rows] == ["closed", "open"]
    with pytest.raises(UnknownName, match="no open token 1"):
        tokens.close(at, 1, who="kim", at=AT)


def test_nobody_takes_back_the_token_of_another(at: Desk) -> None:
    made(at)
    with pytest.raises(UnknownName):
        tokens.close(at, 1, who="kim", at=AT, account="kim")


def test_a_token_allows_no_more_than_its_account(at: Desk) -> None:
    with pytest.raises(InputError, match="lee has the role analyst, which does not allow admin"):
        made(at, Scope.ADMIN)


@pytest.mark.parametrize(
    ("name", "scopes", "days", "why"),
    [
        (" ", [Scope.READ], 90, "has no name"),
        ("x", [], 90, "allows nothing"),
        ("x", [Scope.READ], 0, "would hold 0 days"),
        ("x", [Scope.READ], 367, "would hold 367 days"),
    ],
)
def test_a_token_that_lacks_something_is_refused(at: Desk, name: str, scopes: list[Scope], days: int, why: str) -> None:
    with pytest.raises(InputError, match=why):
        tokens.add(at, Wanted(account="lee", name=name, scopes=scopes, days=days), who="lee", at=AT)


def test_another_role_of_the_account_is_the_token_s_too(at: Desk) -> None:
    text = made(at, Scope.DECIDE)
    accounts.change_role(at, "lee", Role.VIEWER, who="kim", at=AT)
    found = tokens.bearer(at, text, at=AT)
    assert found
    assert found[1].role is Role.VIEWER
