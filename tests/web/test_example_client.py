"""The session of a program in the guide runs as it stands, on one's own machine and at an office."""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.app.at_office import make_cheap, open_account
from tests.web.conftest import application
from tests.web.serving import served

from haechi.app import cataloguing, tokens
from haechi.app.desk import Desk
from haechi.model.account import Role, Scope
from haechi.web import office
from haechi.web.application import create

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "programs.md"


def items(at: Desk) -> int:
    """How many items the chain has."""
    return len(cataloguing.items(at, stage=None, only_key=False).rows)


def said(base: str, token: str) -> str:
    """What the program of the guide prints, with another address and a token."""
    found = re.search(r"## A session of a program.*?```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    program = found[1].replace("http://127.0.0.1:8484", base).replace('""  #', f'"{token}"  #')
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False).stdout


def test_it_reads_everything_in_parts_and_only_once(at: Desk) -> None:
    with served(application(at)) as base:
        assert re.fullmatch(rf"{items(at)} items; \d+ promises are late; 0 rows are new since\n", said(base, ""))


def test_it_shows_a_token_to_an_office(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)
    open_account(at, "kim", Role.VIEWER)
    wanted = tokens.Wanted(account="kim", name="the guide", scopes=[Scope.READ], days=1)
    report = tokens.add(at, wanted, who="kim", at=dt.datetime.now(tz=dt.UTC))
    with served(create(lambda _: at, office.visitor, is_office=True)) as base:
        assert said(base, "") == ""
        assert said(base, str(report.rows[0]["token"])).startswith(f"{items(at)} items;")
