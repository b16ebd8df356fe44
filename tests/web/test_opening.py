"""The first page answers before the other rooms are there; who asks for another one waits for it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.web.conftest import application

from haechi.app.desk import Desk
from haechi.web import other_rooms
from haechi.web.opening import Rooms

PATIENCE = 20.0


class Gate:
    """Lets rooms be opened when a test says so, and counts how often they are."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = 0
        self.is_asked, self.may_open = threading.Event(), threading.Event()
        self._include = other_rooms.include
        monkeypatch.setattr(other_rooms, "include", self.include)

    def include(self, app: FastAPI, *, is_office: bool) -> None:
        self.opened += 1
        self.is_asked.set()
        assert self.may_open.wait(PATIENCE)
        self._include(app, is_office=is_office)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


@pytest.fixture
def served(at: Desk, gate: Gate) -> Iterator[TestClient]:
    """A client of a desk that is served, whose rooms are still closed."""
    with TestClient(application(at, is_warming=True), base_url="http://localhost") as found:
        yield found
        gate.may_open.set()


@pytest.mark.parametrize("path", ["/", "/static/desk.css"])
def test_the_first_page_does_not_wait_for_the_other_rooms(served: TestClient, gate: Gate, path: str) -> None:
    assert served.get(path).status_code == 200
    assert gate.is_asked.wait(PATIENCE)  # after the answer, though nobody asks for another page
    assert served.get(path).status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/items/hf", 200), ("/api/v1/items", 200), ("/nowhere", 404)])
def test_who_asks_for_another_page_waits_until_it_is_there(
    served: TestClient, gate: Gate, path: str, status: int
) -> None:
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(served.get, path)
        assert gate.is_asked.wait(PATIENCE)
        assert not asked.done()
        gate.may_open.set()
        assert asked.result(PATIENCE).status_code == status


def test_rooms_are_opened_once_whoever_asks(gate: Gate) -> None:
    rooms = Rooms(FastAPI(), is_office=False)
    gate.may_open.set()
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(rooms.open) for _ in range(8)]:
            done.result(PATIENCE)
    assert gate.opened == 1
    assert rooms.are_open
