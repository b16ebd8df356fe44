"""`user`, `token`, `audit`: who may use the desk of an office."""

import io
import sys
from pathlib import Path

import pytest
from tests.app.at_office import PASSWORD, make_cheap
from tests.cli.running import Outcome, haechi


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


def add(workspace: Path, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> Outcome:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    return haechi("user", "add", *arguments, "-w", workspace, "--json")


def test_accounts_are_opened_changed_and_closed(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = add(workspace, monkeypatch, "Kim", "--role", "admin", "--by", "a desk").payload["rows"]
    assert (row["name"], row["role"], row["state"], row["who"]) == ("kim", "admin", "open", "a desk")
    add(workspace, monkeypatch, "lee")
    assert haechi("user", "role", "lee", "analyst", "-w", workspace).status == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("four words of others\n"))
    assert haechi("user", "password", "lee", "-w", workspace).status == 0
    assert haechi("user", "close", "lee", "-w", workspace).status == 0
    rows = haechi("user", "list", "-w", workspace, "--json").payload["rows"]
    assert [(row["name"], row["role"], row["state"]) for row in rows] == [
        ("kim", "admin", "open"),
        ("lee", "analyst", "closed"),
    ]


def test_the_password_is_read_from_standard_input_and_missing_there_is_a_sentence(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    said = haechi("user", "add", "kim", "-w", workspace).complaint
    assert said.startswith("standard input holds no password")


def test_a_token_is_printed_once_alone_on_its_line(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(workspace, monkeypatch, "kim", "--role", "admin")
    given = ("token", "add", "a script", "--account", "kim", "--scope", "read", "--scope", "decide", "-w", workspace)
    assert haechi(*given).out.splitlines()[-1].startswith("haechi_")
    (row,) = haechi("token", "list", "-w", workspace, "--json").payload["rows"]
    assert (row["number"], row["scopes"], "token" in row) == (1, ["read", "decide"], False)
    assert haechi("token", "close", 1, "-w", workspace).status == 0
    assert haechi("token", "close", 1, "-w", workspace).complaint.startswith("there is no open token 1")


def test_an_empty_log_says_so(workspace: Path) -> None:
    assert haechi("audit", "--refused", "-w", workspace, "--json").payload["meta"]["notes"]
