"""Options that several commands share, and the desk that a command works at."""

import datetime as dt
import getpass
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.errors import InputError

if TYPE_CHECKING:
    from haechi.app.desk import Desk

Workspace = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", envvar="HAECHI_WORKSPACE", help="Folder of the workspace; default: this folder."),
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Answer as on this day: later publications are not seen."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the payload as JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print the rows as CSV.")]
Year = Annotated[int | None, typer.Option(min=1962, max=2100, help="Year of the data; default: the latest covered.")]
Source = Annotated[
    str | None,
    typer.Option(help="Source of the flows; default: reconciled before importers' before exporters' reports."),
]


def today() -> dt.date:
    """Today's date where the user is."""
    return dt.datetime.now().astimezone().date()


def desk(workspace: Path | None, as_of: dt.datetime | None = None, *, needed: bool = False) -> "Desk":
    """The desk that a command works at; where no workspace is needed or found, only bundled facts are on it."""
    from haechi.app.desk import Desk
    from haechi.store.workspace import SETTINGS, find

    if as_of is not None and as_of.date() > today():
        raise InputError(f"--as-of {as_of.date()} lies ahead; name a day up to today, {today()}")
    place = workspace or Path.cwd()
    found = find(place) if needed or workspace or (place / SETTINGS).is_file() else None
    return Desk(workspace=found, today=today(), as_of=as_of.date() if as_of else today())


def refuse(context: typer.Context, names: Iterable[str], why: str) -> None:
    """Refuse options that were written on the command line and mean nothing there; the first of them is named."""
    for name in names:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            parameter = next(row for row in context.command.params if row.name == name)
            raise InputError(f"{parameter.opts[0]} {why}")


def user() -> str:
    """The name of who sits at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # a container may run under a number that has no name
        raise InputError("the user of this machine has no name; say who enters it with --by NAME") from error
