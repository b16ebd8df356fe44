"""`haechi serve` as a process of its own, for tests that kill it or visit it."""

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

PATIENCE = 60.0  # seconds after which a test that waits has failed


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
