"""Commands about jobs, and the server that keeps a worker: killed in the middle, nothing is lost or done twice."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from tests.cli.running import haechi

PATIENCE = 60.0  # seconds after which a test that waits has failed
LONG = {"kind": "stress", "parameters": {"scenario": "licence-change-nld", "draws": 1_000}}


class Server:
    """`haechi serve` on a workspace, as a process of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "haechi.cli.main", "serve", "-w", str(folder), "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self.answers)

    def answers(self) -> bool:
        try:
            return bool(self.ask("jobs"))
        except URLError:
            return False

    def ask(self, path: str, body: object = None) -> Mapping[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"http://127.0.0.1:{self.port}/api/v1/{path}", data=data)
        request.add_header("content-type", "application/json")
        with urlopen(request) as answer:  # noqa: S310
            found: Mapping[str, Any] = json.load(answer)
        return found

    def job(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.ask("jobs/1")["rows"][0]
        return found

    def workers(self) -> list[int]:
        """Numbers of the processes that it started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        every = [int(word) for path in children.parents[1].glob("*/children") for word in path.read_text().split()]
        return sorted(set(every))

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)


def until(is_so: Callable[[], bool]) -> None:
    """Look until something is so; fail where it does not come."""
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while not is_so():
        pause.wait(0.05)
        assert time.monotonic() < end, "it did not come"


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
