"""A desk with hostile words on it, and a client of its pages."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient
from tests.app.at_desk import desk

from haechi.app import noticing, registering
from haechi.app.desk import Desk
from haechi.app.noticing import Entry
from haechi.app.registering import Given
from haechi.model.entries import Kind
from haechi.web.application import create
from haechi.web.visitor import Role, Visitor

DAY = "2026-11-22"
HOSTILE = "<script>alert(1)</script>"


NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Tests of operations of the API bear their function's id alone, and xdist runs one test of an id."""
    if item.name not in item.nodeid and item.parent is not None:
        item._id = item.parent.id.child(item.name)


def application(at: Desk, role: Role = Role.ADMIN, name: str = "a desk", *, is_warming: bool = False) -> FastAPI:
    """The application on a desk at noon of its day, visited by one person."""

    def desks(as_of: dt.date | None) -> Desk:
        return Desk(workspace=at.workspace, today=at.today, as_of=as_of or at.as_of)

    made = create(desks, lambda _: Visitor(name=name, role=role), is_warming=is_warming, now=lambda: NOON)
    return made if is_warming else with_known_routes(made)


def with_known_routes(made: FastAPI, *, is_office: bool = False) -> FastAPI:
    """The application with routes that others have used: what each asks for is worked out at its first request."""
    made.router = _routes(is_office=is_office)
    return made


@cache
def _routes(*, is_office: bool) -> APIRouter:
    def nobody(_: object) -> NoReturn:
        raise AssertionError("the routes alone are used")

    return create(nobody, nobody, is_office=is_office).router


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a notice and an entry whose words are hostile."""
    found = desk(DAY, tmp_path_factory.mktemp("web"))
    moment = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    entry = Entry(items=["hf"], exporter="JPN", what=HOSTILE, source="a test", who="a desk", announced="2026-10")
    noticing.add(found, entry, at=moment)
    given = Given(side="KOR", why=HOSTILE, evidence=(), who="a desk", at=moment)
    registering.enter(found, Kind.COMMITMENT, "hostile", {"title": HOSTILE, "items": ["hf"], "due": "2026-12"}, given)
    return found


@pytest.fixture(scope="module")
def client(at: Desk) -> Iterator[TestClient]:
    """A client of the pages, as somebody who may do everything."""
    with TestClient(application(at), base_url="http://localhost") as found:
        yield found


@pytest.fixture
def fresh(tmp_path: Path) -> Desk:
    """A desk of its own for a test that enters something, with two notices."""
    found = desk(DAY, tmp_path)
    for what in ("Licences for hydrogen fluoride", HOSTILE):
        entry = Entry(items=["hf"], exporter="JPN", importers=["KOR"], what=what, source="a cable", who="Choi")
        noticing.add(found, entry, at=NOON - dt.timedelta(hours=3))
    return found


@pytest.fixture
def kim(fresh: Desk) -> Iterator[TestClient]:
    """An analyst at that desk."""
    with TestClient(application(fresh, Role.ANALYST, "Kim"), base_url="http://localhost") as found:
        yield found


@pytest.fixture
def lee(fresh: Desk) -> Iterator[TestClient]:
    """Another analyst at that desk."""
    with TestClient(application(fresh, Role.ANALYST, "Lee"), base_url="http://localhost") as found:
        yield found


@pytest.fixture
def reader(fresh: Desk) -> Iterator[TestClient]:
    """Somebody who may only read at that desk."""
    with TestClient(application(fresh, Role.VIEWER, "Park"), base_url="http://localhost") as found:
        yield found
