"""`haechi serve`: the desk in a browser on this machine or for an office, and the API beneath it."""

from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from haechi.app.desk import Desk

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_OF_OFFICE = ("host", "bind", "proxy", "root_path")


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8484,
    office: Annotated[bool, typer.Option("--office", help="Let people sign in: for a small office.")] = False,
    host: Annotated[
        list[str] | None, typer.Option(help="Name under which the office reaches it; several times too.")
    ] = None,
    bind: Annotated[str, typer.Option(help="Address of this machine to listen at.")] = "127.0.0.1",
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="Address of a proxy whose X-Forwarded-For and -Proto are believed; several times too."),
    ] = None,
    root_path: Annotated[str, typer.Option(help="Prefix of the paths behind a proxy, such as /haechi.")] = "",
    workspace: options.Workspace = None,
) -> None:
    """Serve the desk: to this machine only, without a login, or with --office to those who sign in.

    Where there is a workspace, a worker runs beside it for its jobs.
    """
    import datetime as dt
    import gc

    gc.disable()  # what is imported stays: looking for what of it could go takes a third of the time
    import uvicorn

    from haechi.app import accounts
    from haechi.cli import keeping
    from haechi.web import office as door
    from haechi.web.application import create
    from haechi.web.safety import OWN_MACHINE, host_name
    from haechi.web.visitor import Role, Visitor

    def desk(as_of: dt.date | None) -> "Desk":
        moment = None if as_of is None else dt.datetime.combine(as_of, dt.time())
        return options.desk(workspace, moment, needed=office)

    gc.freeze()
    gc.enable()
    first = desk(None)
    if not office:
        options.refuse(context, _OF_OFFICE, "is for an office; add --office or leave it out")
        owner = Visitor(name=options.user(), role=Role.ADMIN)
        app = create(desk, lambda _: owner, is_warming=True)
    else:
        accounts.need_an_admin(first)
        names = (*OWN_MACHINE, *(host_name(name) for name in host or ()))
        app = create(desk, door.visitor, hosts=names, root=f"/{root_path.strip('/')}", is_office=True, is_warming=True)
    typer.echo(_where(port, host if office else None, bind, root_path))
    with keeping.worker(first.workspace.folder if first.workspace else None):
        uvicorn.run(
            app,
            host=bind,
            port=port,
            log_level="warning",
            server_header=False,
            proxy_headers=bool(proxy),
            forwarded_allow_ips=proxy or [],
            timeout_graceful_shutdown=2,
        )


def _where(port: int, hosts: "Sequence[str] | None", bind: str, root: str) -> str:
    """Where the desk is, and what must be known of the way there."""
    if hosts is None:
        return f"The desk is at http://127.0.0.1:{port}/ for this machine only; end it with Ctrl-C."
    names = ", ".join(hosts) or "localhost"
    sentence = f"The desk listens at {bind}:{port} for {names} under {root or '/'}; end it with Ctrl-C."
    if bind in _LOOPBACK:
        return sentence
    return f"{sentence} Passwords cross the network as they are: put a proxy with TLS before it."
