"""Commands about long work: the list of jobs, and the worker that does them."""

from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from pathlib import Path


def jobs(
    number: Annotated[
        int | None, typer.Argument(min=1, help="One job, with all that became of it.", show_default=False)
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only jobs of this kind: stress, watch, criticality.")] = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the jobs that were asked for, the newest first; or show one."""
    from haechi.app import jobs as use
    from haechi.cli import render

    desk = options.desk(workspace, needed=True)
    report = use.every(desk, kind=kind) if number is None else use.show(desk, number)
    columns = (
        render.Column("job", "job", is_numeric=True),
        render.Column("kind", "kind", is_whole=True),
        render.Column("title", "what"),
        render.Column("state", "state", is_whole=True),
        render.Column("fraction", "done", render.percent, is_numeric=True),
        render.Column("sentence", "last"),
        render.Column("who", "who", is_wide_only=True),
        render.Column("asked", "asked", is_wide_only=True),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def work(
    with_parent: Annotated[
        bool,
        typer.Option("--with-parent", help="End when standard input ends, as with the server that keeps it."),
    ] = False,
    lease: Annotated[
        float, typer.Option(min=1, max=3600, help="Seconds after which another worker takes up a job of one that died.")
    ] = 15.0,
    workspace: options.Workspace = None,
) -> None:
    """Do the jobs that were asked for, one after the other, until ended with Ctrl-C; several workers share them."""
    try:
        _work(workspace, lease, with_parent=with_parent)
    except KeyboardInterrupt:
        if with_parent:
            return
        typer.echo("haechi: the worker ends; a job that it was at waits for the next one", err=True)


def _work(workspace: "Path | None", lease: float, *, with_parent: bool) -> None:
    import datetime as dt
    import os
    import secrets
    import socket
    import threading

    from haechi.app.working import Pace, Worker

    desk = options.desk(workspace, needed=True)
    stopped = threading.Event()
    with desk.register() as register:
        worker = Worker(
            workspace=desk.place,
            register=register,
            name=f"{socket.gethostname()[:32]}/{os.getpid()}/{secrets.token_hex(4)}",
            clock=lambda: dt.datetime.now(tz=dt.UTC),
            pace=Pace(lease=lease),
            interrupt=_listen(stopped),
            say=lambda words: typer.echo(f"haechi: {words}", err=True),
        )
        if with_parent:
            threading.Thread(target=_end_with_input, name="parent", daemon=True).start()
        worker.run(stopped)


def _listen(stopped: "threading.Event") -> "Callable[[], None]":
    """Answer signals: to end, or where a claim was lost to leave the job; give back what brings the latter about."""
    import _thread
    import signal
    import threading

    from haechi.app.working import Interrupted

    is_lost = threading.Event()

    def answer(_number: int, _frame: object) -> None:
        if is_lost.is_set():
            is_lost.clear()
            raise Interrupted
        if not stopped.is_set():  # a second signal must not stop the job from being given back
            stopped.set()
            raise KeyboardInterrupt

    def interrupt() -> None:
        is_lost.set()
        _thread.interrupt_main(signal.SIGINT)

    signal.signal(signal.SIGINT, answer)
    signal.signal(signal.SIGTERM, answer)
    return interrupt


def _end_with_input() -> None:
    """Wait for the end of standard input, which comes when the process that holds its other end dies, and end too."""
    import os
    import signal
    import sys

    while sys.stdin.buffer.read(1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
