"""Commands about jobs, and the server that keeps a worker: killed in the middle, nothing is lost or done twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.running import haechi
from tests.cli.serving import PATIENCE, Server, until

LONG = {"kind": "stress", "parameters": {"scenario": "licence-change-nld", "draws": 1_000}}


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Starts servers on one workspace; all of them are ended with the test."""
    haechi("init", tmp_path)
    started: list[Server] = []

    def start() -> Server:
        started.append(Server(tmp_path))
        return started[-1]

    yield start
    for server in started:
        server.process.kill()
        server.process.wait()


def test_there_is_no_job_in_a_new_workspace_and_the_command_says_what_to_do(tmp_path: Path) -> None:
    haechi("init", tmp_path)
    assert "No job was asked for yet" in haechi("jobs", "-w", tmp_path).words
    assert haechi("jobs", 1, "-w", tmp_path).complaint == "there is no job 1; `haechi jobs` lists them"
    assert haechi("jobs", "--kind", "tea", "-w", tmp_path).complaint.startswith("'tea' is no kind of job")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks into /proc for the worker of the server")
def test_a_server_that_is_killed_in_the_middle_of_a_job_loses_nothing(serve: Callable[[], Server]) -> None:
    first = serve()
    until(lambda: len(first.workers()) == 1)
    (worker,) = first.workers()
    first.ask("jobs", LONG)
    until(lambda: first.job()["state"] == "running")
    first.process.kill()
    first.process.wait()
    until(lambda: not is_alive(worker))
    second = serve()
    until(lambda: second.job()["state"] == "done")
    states = [event["state"] for event in second.job()["events"]]
    assert states.count("done") == 1
    assert [states[0], states[-1]] == ["waiting", "done"]
    second.end()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks into /proc for the worker of the server")
def test_a_worker_that_dies_is_started_again_and_ends_with_its_server(serve: Callable[[], Server]) -> None:
    server = serve()
    until(lambda: len(server.workers()) == 1)
    (worker,) = server.workers()
    os.kill(worker, signal.SIGKILL)
    until(lambda: server.workers() not in ([], [worker]))
    (next_one,) = server.workers()
    server.end()
    assert server.process.returncode in (0, -signal.SIGINT)
    until(lambda: not is_alive(next_one))


def test_a_worker_ends_with_its_input_without_a_word(tmp_path: Path) -> None:
    haechi("init", tmp_path)
    command = [sys.executable, "-m", "haechi.cli.main", "work", "--with-parent", "-w", str(tmp_path)]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
