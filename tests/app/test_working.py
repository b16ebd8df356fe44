"""A worker: what it makes of jobs, what it writes, and how it leaves one."""

import datetime as dt
import hashlib
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import pytest
from tests.app.at_desk import desk

from haechi.app import jobs, tasks
from haechi.app.asked import Parameters
from haechi.app.desk import Desk
from haechi.app.report import Report
from haechi.app.stressing import Question, stress
from haechi.app.tasks import Task, Tick
from haechi.app.working import Pace, Worker
from haechi.errors import NotCovered
from haechi.model.job import JobEvent, JobState
from haechi.store import acts, claims

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
QUICK = Pace(beat=0.01, lease=15.0, idle=0.01)
PATIENCE = 60.0  # seconds after which a test that waits has failed
Run = Callable[[Desk, Parameters, dt.datetime, Tick], Report]


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk("2026-11-22", tmp_path)


def worker(at: Desk, name: str = "one", **changed: object) -> Worker:
    return Worker(
        workspace=at.place,
        register=at.register(),
        name=name,
        pace=QUICK,
        **{"clock": lambda: dt.datetime.now(tz=dt.UTC)} | changed,  # type: ignore[arg-type]
    )


@pytest.fixture
def as_task(monkeypatch: pytest.MonkeyPatch) -> Callable[[Run], None]:
    """Puts a use case of the test in the place of the tasks."""

    def put(run: Run) -> None:
        fake = Task(understood=lambda _desk, given: given, title=lambda _: "a fake", run=run)
        monkeypatch.setattr(tasks, "TASKS", MappingProxyType({"fake": fake}))

    return put


def events(at: Desk, number: int = 1) -> tuple[JobEvent, ...]:
    with closing(jobs.Following(at, number)) as job:
        return job.events()


def last(at: Desk, number: int = 1) -> tuple[JobState, str]:
    event = events(at, number)[-1]
    return event.state, event.sentence


def test_a_result_is_what_the_command_prints_with_its_hash(at: Desk) -> None:
    jobs.ask(at, "stress", {"scenario": "neon-2022", "draws": 50}, who="Kim", at=AT)
    assert worker(at).take()
    content, digest = jobs.result(at, 1)
    question = Question(scenario="neon-2022", draws=50, with_course=True)
    assert content.decode() == stress(at, question, lambda *_: None).json()
    row = jobs.every(at).rows[0]
    assert (row["state"], row["digest"]) == (JobState.DONE, digest)
    assert digest == hashlib.sha256(content).hexdigest()
    assert not worker(at).take()


def test_it_answers_for_the_day_on_which_it_was_asked(at: Desk, as_task: Callable[[Run], None]) -> None:
    as_task(lambda found, _given, _at, _tick: Report(command=str(found.today), as_of=found.as_of, rows=()))
    jobs.ask(at, "fake", {}, who="Kim", at=AT)
    worker(at).take()
    meta = json.loads(jobs.result(at, 1)[0])["meta"]
    assert (meta["command"], meta["as_of"]) == ("2026-11-22", "2026-11-22")


@pytest.mark.parametrize("kind", ["stress", "criticality"])
def test_every_kind_without_data_runs(at: Desk, kind: str) -> None:
    jobs.ask(at, kind, {"scenario": "neon-2022", "draws": 50} if kind == "stress" else {}, who="Kim", at=AT)
    worker(at).take()
    assert last(at) == (JobState.DONE, "done")


def test_a_job_that_cannot_be_done_says_its_sentence(at: Desk) -> None:
    jobs.ask(at, "watch", {}, who="Kim", at=AT)
    worker(at).take()
    state, why = last(at)
    assert state is JobState.FAILED
    assert why.startswith("no monthly flows are loaded") or "load" in why
    with pytest.raises(NotCovered, match="it is failed"):
        jobs.result(at, 1)


def test_a_fault_of_the_program_fails_the_job_and_not_the_worker(at: Desk, as_task: Callable[[Run], None]) -> None:
    def fault(*_: object) -> Report:
        raise KeyError("gallium")

    as_task(fault)
    said: list[str] = []
    jobs.ask(at, "fake", {}, who="Kim", at=AT)
    assert worker(at, say=said.append).take()
    assert last(at) == (JobState.FAILED, "a fault of the program, KeyError: 'gallium'; please report it")
    assert "Traceback" in said[0]


def test_how_far_the_work_is_is_written_while_it_goes_on(at: Desk, as_task: Callable[[Run], None]) -> None:
    def wait(_desk: Desk, _given: Parameters, _at: dt.datetime, tick: Tick) -> Report:
        tick("half of it", 1, 2)
        until(lambda: last(at)[1] == "half of it")
        assert events(at)[-1].fraction == 0.5
        return Report(command="fake", as_of=at.as_of, rows=())

    as_task(wait)
    jobs.ask(at, "fake", {}, who="Kim", at=AT)
    worker(at).take()
    assert last(at) == (JobState.DONE, "done")


def test_a_cancelled_job_is_left_within_a_second(at: Desk, as_task: Callable[[Run], None]) -> None:
    def endless(_desk: Desk, _given: Parameters, _at: dt.datetime, tick: Tick) -> Report:
        jobs.cancel(at, 1, who="Lee", at=AT)
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE:
            tick("on and on", 0, None)
        raise AssertionError

    as_task(endless)
    jobs.ask(at, "fake", {}, who="Kim", at=AT)
    began = time.monotonic()
    assert worker(at).take()
    assert time.monotonic() < began + 1
    assert last(at) == (JobState.CANCELLED, "cancelled by Lee")


def test_a_worker_that_is_told_to_end_gives_its_job_back(at: Desk, as_task: Callable[[Run], None]) -> None:
    def stopped(*_: object) -> Report:
        raise KeyboardInterrupt

    as_task(stopped)
    jobs.ask(at, "fake", {}, who="Kim", at=AT)
    with pytest.raises(KeyboardInterrupt):
        worker(at).take()
    assert last(at)[0] is JobState.WAITING


def test_a_result_that_comes_after_another_took_the_job_up_is_not_kept(
    at: Desk, as_task: Callable[[Run], None]
) -> None:
    def slow(*_: object) -> Report:
        late = dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=60)
        with at.register() as register, register.writing() as connection:
            claims.claim(connection, "two", now=late, until=late)
        return Report(command="fake", as_of=at.as_of, rows=())

    as_task(slow)
    jobs.ask(at, "fake", {}, who="Kim", at=AT)
    worker(at).take()
    assert last(at)[0] is JobState.RUNNING
    with pytest.raises(NotCovered):
        jobs.result(at, 1)


def test_a_worker_goes_on_until_it_is_told_to_stop(at: Desk, as_task: Callable[[Run], None]) -> None:
    as_task(lambda *_: Report(command="fake", as_of=at.as_of, rows=()))
    for name in ("a", "b", "c"):
        jobs.ask(at, "fake", {"name": name}, who="Kim", at=AT)
    stopped = threading.Event()
    thread = threading.Thread(target=worker(at).run, args=(stopped,))
    thread.start()
    until(lambda: all(row["state"] is JobState.DONE for row in jobs.every(at).rows))
    stopped.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.mark.usefixtures("watched_once")
def test_a_watch_that_runs_twice_opens_no_alert_twice(china: Path, tmp_path: Path) -> None:
    at = desk("2024-01-05", Path(shutil.copytree(china, tmp_path / "own")))
    began, moved = dt.datetime(2024, 1, 5, 9, tzinfo=dt.UTC), time.monotonic()
    counts = []
    for number in (1, 2):
        assert jobs.ask(at, "watch", {}, who="Kim", at=began).number == number  # what it opened is a new ground
        worker(at, clock=lambda: began + dt.timedelta(seconds=time.monotonic() - moved)).take()
        assert last(at, number) == (JobState.DONE, "done")
        with at.register() as register, register.reading() as connection:
            counts.append(len(acts.history(connection)))
    assert 0 < counts[0] == counts[1]
    assert jobs.ask(at, "watch", {}, who="Kim", at=began).is_earlier


def until(is_so: Callable[[], bool]) -> None:
    """Look until something is so; fail where it does not come."""
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while not is_so():
        pause.wait(0.02)
        assert time.monotonic() < end, "it did not come"


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Workers as processes of their own, all of them ended with the test."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


def start(at: Desk) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "haechi.cli.main", "work", "--lease", "1", "-w", str(at.place.folder)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def test_a_job_whose_worker_is_killed_in_the_middle_is_done_once_by_the_next(
    at: Desk, processes: list[subprocess.Popen[bytes]]
) -> None:
    jobs.ask(at, "stress", {"scenario": "hf-2019", "draws": 5_000}, who="Kim", at=AT)
    processes.append(start(at))
    until(lambda: last(at)[0] is JobState.RUNNING)
    processes[0].kill()
    processes[0].wait()
    assert last(at)[0] is JobState.RUNNING
    processes.append(start(at))
    until(lambda: last(at)[0] is JobState.DONE)
    found = events(at)
    assert max(event.attempt for event in found) == 2
    assert "taken up again: the worker before ended in the middle" in [event.sentence for event in found]
    assert [event.state for event in found].count(JobState.DONE) == 1
    assert hashlib.sha256(jobs.result(at, 1)[0]).hexdigest() == found[-1].digest


def test_a_process_leaves_a_cancelled_job_in_the_middle_of_a_computation_and_takes_the_next(
    at: Desk, processes: list[subprocess.Popen[bytes]]
) -> None:
    jobs.ask(at, "stress", {"scenario": "licence-change-nld", "draws": 20_000, "horizon_days": 3650}, who="K", at=AT)
    jobs.ask(at, "stress", {"scenario": "neon-2022", "draws": 50}, who="K", at=AT)
    processes.append(start(at))
    until(lambda: last(at)[0] is JobState.RUNNING)
    jobs.cancel(at, 1, who="Lee", at=AT)
    began = time.monotonic()
    until(lambda: last(at, 2)[0] is not JobState.WAITING)
    assert time.monotonic() < began + 3
    until(lambda: last(at, 2)[0] is JobState.DONE)
    assert last(at, 1)[0] is JobState.CANCELLED
