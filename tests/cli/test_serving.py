"""`serve`: to this machine without a login, to an office with one."""

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient
from tests.app.at_office import PASSWORD, make_cheap
from tests.cli.running import haechi


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the server was started with, in place of a server."""
    found: dict[str, Any] = {}

    def run(app: object, **options: object) -> None:
        found.update(options, app=app)

    monkeypatch.setattr(uvicorn, "run", run)
    return found


@pytest.fixture
def office(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with an admin."""
    make_cheap(monkeypatch)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert haechi("user", "add", "kim", "--role", "admin", "-w", workspace).status == 0
    return workspace


def test_one_s_own_machine_needs_no_login_and_hears_nobody_else(served: Mapping[str, Any], workspace: Path) -> None:
    outcome = haechi("serve", "-w", workspace)
    assert "http://127.0.0.1:8484/ for this machine only" in outcome.out
    assert (served["host"], served["port"], served["proxy_headers"]) == ("127.0.0.1", 8484, False)
    with TestClient(served["app"], base_url="http://localhost") as client:
        assert client.get("/accounts").status_code == 200
        assert client.get("/login").status_code == 404


def test_an_office_lets_people_sign_in_under_its_names(served: Mapping[str, Any], office: Path) -> None:
    outcome = haechi(
        *("serve", "--office", "--host", "Desk.example:8443", "--bind", "0.0.0.0", "--proxy", "10.0.0.1"),  # noqa: S104
        *("--root-path", "/haechi/", "-w", office),
    )
    assert "Passwords cross the network as they are" in outcome.out
    assert (served["host"], served["proxy_headers"], served["forwarded_allow_ips"]) == (
        "0.0.0.0",  # noqa: S104
        True,
        ["10.0.0.1"],
    )
    with TestClient(served["app"], base_url="http://desk.example", follow_redirects=False) as client:
        assert client.get("/haechi/").headers["location"] == "/haechi/login?then=%2F"
        assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_an_office_without_an_admin_says_what_to_run(served: Mapping[str, Any], workspace: Path) -> None:
    said = haechi("serve", "--office", "-w", workspace).complaint
    assert said.startswith("no admin can sign in yet; run `haechi user add NAME --role admin")
    assert not served


def test_options_of_an_office_mean_nothing_without_one(served: Mapping[str, Any], workspace: Path) -> None:
    said = haechi("serve", "--bind", "0.0.0.0", "-w", workspace).complaint  # noqa: S104
    assert said == "--bind is for an office; add --office or leave it out"
    assert not served
