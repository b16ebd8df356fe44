"""What pages stand on is read once, and beforehand where that is asked for."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from tests.app.at_desk import desk
from tests.store.small_lake import COMPLETE, COMPLETE_HEADER, table
from tests.web.conftest import DAY, application

from haechi.app import loading
from haechi.app.desk import Desk
from haechi.app.report import Report
from haechi.errors import NotCovered
from haechi.store.lake import Lake
from haechi.web import prepared, warming
from haechi.web.opening import Rooms

PAGES = (
    "/dependence",
    "/dependence/KOR",
    "/dependence/pair/KOR/NLD",
    "/chain?economy=KOR",
    "/items/hf",
    "/items/hf/watch",
    "/items/hf/watch/judged",
    "/data",
)
READS = ("years", "market", "panel", "panels", "codes", "check")
PATIENCE = 20.0


def loaded(folder: Path) -> Desk:
    """A desk with a year and three months of hydrogen fluoride and tools that two economies import."""
    parts = [("JPN", "KOR", "281111"), ("NLD", "KOR", "848620"), ("JPN", "NLD", "281111"), ("KOR", "NLD", "848620")]
    periods = ("2022", "2023-01", "2023-02", "2023-03")
    rows = [[period, *part, 10 + place, 1] for place, part in enumerate(parts) for period in periods]
    at = desk(DAY, folder / "desk")
    mapping = folder / "complete.toml"
    mapping.write_text(COMPLETE, encoding="utf-8")
    file = table(folder / "trade.csv", COMPLETE_HEADER, rows)
    loading.load(at, [file], loading.Terms(mapping=mapping), lambda _name, _done, _total: None)
    return Desk(workspace=at.workspace, today=at.today, as_of=at.as_of)


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return loaded(tmp_path)


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """A desk with a workspace into which nothing is loaded."""
    return desk(DAY, tmp_path)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each question was put to a lake."""
    counted: Counter[str] = Counter()
    for name in READS:
        monkeypatch.setattr(Lake, name, _counted(name, counted))
    return counted


def _counted(name: str, counted: Counter[str]) -> object:
    asked = getattr(Lake, name)

    def ask(lake: Lake, *args: object, **options: object) -> object:
        counted[name] += 1
        return asked(lake, *args, **options)

    return ask


def opened(at: Desk, pages: tuple[str, ...] = PAGES) -> None:
    client = TestClient(application(at), base_url="http://localhost")
    for page in pages:
        assert client.get(page).status_code == 200, page


def done(at: Desk) -> None:
    """All steps, of which some find that the data do not cover an economy."""
    for step in prepared.steps(at):
        with suppress(NotCovered):
            step()


def test_a_page_that_was_opened_reads_no_customs_data_again(at: Desk, reads: Counter[str]) -> None:
    opened(at)
    assert set(reads) == set(READS)
    reads.clear()
    opened(at)
    assert reads == Counter()


def test_pages_read_no_customs_data_once_the_steps_are_done(at: Desk, reads: Counter[str]) -> None:
    done(at)
    assert reads["check"] == 1
    reads.clear()
    opened(at)
    assert reads == Counter()


@pytest.mark.parametrize(("most", "wholes"), [(12, 1), (11, 0)])  # twelve rows are loaded
def test_a_lake_with_too_many_months_is_not_watched_unasked(
    at: Desk, reads: Counter[str], monkeypatch: pytest.MonkeyPatch, most: int, wholes: int
) -> None:
    monkeypatch.setattr(prepared, "_MOST_ROWS", most)
    done(at)
    assert reads["panel"] == 1  # of one item
    assert reads["panels"] - reads["panel"] == wholes
    assert reads["check"] == 1


def test_a_desk_without_customs_data_is_asked_for_none(reads: Counter[str]) -> None:
    done(desk(DAY))
    assert reads == Counter()


class Steps:
    """Steps that tell when they are taken."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.days: list[str] = []
        self.taken = threading.Semaphore(0)
        self.error: Exception | None = None
        monkeypatch.setattr(prepared, "steps", self.of)
        monkeypatch.setattr(warming, "_LOOK", 0.01)

    def of(self, at: Desk) -> Iterator[prepared.Step]:
        self.days.append(str(at.as_of))
        yield self.fail
        yield partial(self.taken.release)

    def fail(self) -> None:
        if self.error:
            error, self.error = self.error, None
            raise error

    def are_taken(self) -> bool:
        return self.taken.acquire(timeout=PATIENCE)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    return Steps(monkeypatch)


def at_work() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "warming"]


def test_it_begins_after_the_first_answer_and_ends_with_the_application(bare: Desk, steps: Steps) -> None:
    with TestClient(application(bare, is_warming=True), base_url="http://localhost") as client:
        assert at_work() == []
        client.get("/sources")
        assert steps.are_taken()
        assert len(at_work()) == 1
    assert at_work() == []


def test_it_does_not_begin_where_nobody_asks_for_it(bare: Desk, steps: Steps) -> None:
    with TestClient(application(bare), base_url="http://localhost") as client:
        client.get("/sources")
        assert at_work() == []
    assert steps.days == []


def test_it_begins_anew_after_a_load(bare: Desk, steps: Steps) -> None:
    with TestClient(application(bare, is_warming=True), base_url="http://localhost") as client:
        client.get("/sources")
        assert steps.are_taken()
        assert len(steps.days) == 1
        loads = bare.lake.folder / "loads"
        loads.mkdir(parents=True)
        (loads / "0123456789abcdef.json").write_text("{}", encoding="utf-8")
        assert steps.are_taken()
    assert len(steps.days) == 2


def test_a_fault_is_logged_and_the_work_goes_on(bare: Desk, steps: Steps, caplog: pytest.LogCaptureFixture) -> None:
    steps.error = ZeroDivisionError("of a test")
    with TestClient(application(bare, is_warming=True), base_url="http://localhost") as client:
        assert client.get("/sources").status_code == 200
        assert steps.are_taken()
    assert "ZeroDivisionError: of a test" in caplog.text
    assert len(steps.days) == 1


def test_data_that_do_not_cover_a_question_are_no_fault(
    bare: Desk, steps: Steps, caplog: pytest.LogCaptureFixture
) -> None:
    steps.error = NotCovered("of a test")
    with TestClient(application(bare, is_warming=True), base_url="http://localhost") as client:
        client.get("/sources")
        assert steps.are_taken()
    assert len(steps.days) == 1
    assert caplog.text == ""


def test_no_step_begins_while_a_request_waits_for_its_answer(
    bare: Desk, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, is_on_its_way, may_answer = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        begun.set()
        assert is_on_its_way.wait(PATIENCE)

    def slow(asked: Desk) -> Report:
        is_on_its_way.set()
        assert may_answer.wait(PATIENCE)
        return Report(command="loads", as_of=asked.as_of, rows=())

    monkeypatch.setattr(steps, "fail", first)
    with TestClient(application(bare, is_warming=True), base_url="http://localhost") as client:
        client.get("/sources")
        assert begun.wait(PATIENCE)
        monkeypatch.setattr(loading, "loads", slow)
        asking = threading.Thread(target=client.get, args=("/api/v1/loads",))
        asking.start()
        assert is_on_its_way.wait(PATIENCE)
        assert not steps.taken.acquire(timeout=0.2)
        may_answer.set()
        assert steps.are_taken()
        asking.join()


def test_an_answer_that_has_begun_and_goes_on_holds_no_step_back(bare: Desk, steps: Steps) -> None:
    has_begun = threading.Event()

    async def application(scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if scope["path"] == "/stream":
            has_begun.set()
            assert await run_in_threadpool(steps.are_taken)
        await send({"type": "http.response.body"})

    def first() -> None:
        assert has_begun.wait(PATIENCE)

    steps.fail = first  # type: ignore[method-assign]
    app = Starlette(routes=[Mount("/", application)])
    app.add_middleware(warming.Warming, desks=lambda _: bare, rooms=Rooms(FastAPI(), is_office=False))
    with TestClient(app) as client:
        for path in ("/", "/stream"):
            assert client.get(path).status_code == 200
