"""Commands on alerts: what stands open, and what people do about it."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options
from haechi.model.alert import AlertState, ClosingReason

if TYPE_CHECKING:
    from haechi.app.report import Report

app = typer.Typer(
    help="Show the life of an alert, take it, look into it, escalate, close or reopen it, or undo that.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(help="Id of the alert, or a part of it that no other has.")]
Who = Annotated[str | None, typer.Option("--who", "--by", help="Who does it; default: the user of this machine.")]
Note = Annotated[str | None, typer.Option(help="Anything else a reader must know.")]


def alerts(
    state: Annotated[AlertState | None, typer.Option(help="Only alerts in this state.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Those that have ended too.")] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the alerts that are live, the greatest probability x consequence first."""
    from haechi.app import alerting
    from haechi.cli import render

    report = alerting.every(options.desk(workspace, as_of, needed=True), state=state, with_ended=everything)
    columns = (
        render.Column("alert", "alert"),
        render.Column("state", "state"),
        render.Column("since", "since", is_whole=True),
        render.Column("level", "level"),
        render.Column("probability", "probability", render.decimal, is_numeric=True),
        render.Column("consequence", "consequence", render.decimal, is_numeric=True),
        render.Column("priority", "priority", render.decimal, is_numeric=True),
        render.Column("taken_by", "taken by"),
        render.Column("at", "last act", is_wide_only=True),
        render.Column("who", "by", is_wide_only=True),
        render.Column("note", "note", is_wide_only=True),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


@app.command()
def show(
    alert: Name,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show the whole life of an alert, the oldest act first."""
    from haechi.app import alerting

    _print(alerting.show(options.desk(workspace, as_of, needed=True), alert), as_json=as_json, as_csv=as_csv)


@app.command()
def take(
    alert: Name,
    who: Who = None,
    note: Note = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Take an alert: it is yours to deal with."""
    _print(_decided(workspace, alert, AlertState.TAKEN, who, note), as_json=as_json, as_csv=as_csv)


@app.command()
def look(
    alert: Name,
    who: Who = None,
    note: Note = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Say that an alert is being looked into."""
    _print(_decided(workspace, alert, AlertState.LOOKED_INTO, who, note), as_json=as_json, as_csv=as_csv)


@app.command()
def escalate(
    alert: Name,
    who: Who = None,
    note: Note = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Hand an alert on to those who decide."""
    _print(_decided(workspace, alert, AlertState.ESCALATED, who, note), as_json=as_json, as_csv=as_csv)


@app.command()
def close(
    alert: Name,
    reason: Annotated[ClosingReason, typer.Option(help="Why it is closed.")],
    who: Who = None,
    note: Note = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Close an alert with a reason; data of a later month may open it anew."""
    _print(_decided(workspace, alert, AlertState.CLOSED, who, note, reason), as_json=as_json, as_csv=as_csv)


@app.command()
def reopen(
    alert: Name,
    who: Who = None,
    note: Note = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Open an alert again that was closed, cleared or withdrawn."""
    _print(_decided(workspace, alert, AlertState.OPEN, who, note), as_json=as_json, as_csv=as_csv)


@app.command()
def undo(
    alert: Name,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Take back your own last act on an alert; both stay in its life."""
    from haechi.app import alerting

    desk = options.desk(workspace, needed=True)
    report = alerting.undone(desk, alert, who=who or options.user(), at=dt.datetime.now(tz=dt.UTC))
    _print(report, as_json=as_json, as_csv=as_csv)


def _decided(
    workspace: Path | None,
    alert: str,
    state: AlertState,
    who: str | None,
    note: str | None,
    reason: ClosingReason | None = None,
) -> "Report":
    from haechi.app import alerting

    decision = alerting.Decision(alert=alert, state=state, who=who or options.user(), reason=reason, note=note)
    return alerting.decided(options.desk(workspace, needed=True), decision, at=dt.datetime.now(tz=dt.UTC))


def _print(report: "Report", *, as_json: bool, as_csv: bool) -> None:
    from haechi.cli import render

    columns = (
        render.Column("at", "when"),
        render.Column("period", "month", is_whole=True),
        render.Column("state", "state"),
        render.Column("reason", "reason"),
        render.Column("who", "by"),
        render.Column("level", "level"),
        render.Column("probability", "probability", render.decimal, is_numeric=True),
        render.Column("consequence", "consequence", render.decimal, is_numeric=True),
        render.Column("note", "note"),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv, title=str(report.parameters["alert"]))
