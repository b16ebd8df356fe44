"""`haechi serve`: the desk in a browser on this machine, and the API beneath it."""

from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options

if TYPE_CHECKING:
    from haechi.app.desk import Desk


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8484,
    workspace: options.Workspace = None,
) -> None:
    """Serve the desk to this machine only, without a login: pages at /, the API at /api/v1."""
    import datetime as dt

    import uvicorn

    from haechi.cli import keeping
    from haechi.web.application import create
    from haechi.web.visitor import Role, Visitor

    def desk(as_of: dt.date | None) -> "Desk":
        moment = None if as_of is None else dt.datetime.combine(as_of, dt.time())
        return options.desk(workspace, moment)

    place = desk(None).workspace
    owner = Visitor(name=options.user(), role=Role.ADMIN)
    typer.echo(f"The desk is at http://127.0.0.1:{port}/ for this machine only; end it with Ctrl-C.")
    with keeping.worker(place.folder if place else None):
        uvicorn.run(
            create(desk, lambda _: owner),
            host="127.0.0.1",
            port=port,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
