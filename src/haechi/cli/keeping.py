"""A worker beside the server: started with it, started again when it dies, ended with it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 5.0  # seconds that a worker has to give its job back
_PAUSE = 1.0  # seconds before a worker is started, so that the server answers first, or again after it died


@contextmanager
def worker(folder: Path | None) -> Iterator[None]:
    """Keep a worker on the jobs of a workspace; without one there are no jobs."""
    if folder is None:
        yield
        return
    stopped = threading.Event()
    keeper = threading.Thread(target=_keep, args=(folder, stopped), name="keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopped.set()
        keeper.join(_PATIENCE + 1)


def _keep(folder: Path, stopped: threading.Event) -> None:
    while not stopped.wait(_PAUSE):
        process = _start(folder)
        while process.poll() is None and not stopped.wait(_PAUSE / 4):
            pass
        _end(process)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """A worker that ends when this process does, however that ends: its standard input is a pipe from here."""
    command = [sys.executable, "-m", "haechi.cli.main", "work", "--with-parent", "--workspace", str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own program


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None  # noqa: S101 - opened above
    process.stdin.close()
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
