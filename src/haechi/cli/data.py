"""Commands that bring data in and look them over."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options

if TYPE_CHECKING:
    from haechi.cli.render import Column


def init(folder: Annotated[Path, typer.Argument(help="Folder to make the workspace in.")] = Path()) -> None:
    """Make a workspace: one folder for settings, customs data and what people enter."""
    from haechi.store import workspace

    made = workspace.create(folder)
    typer.echo(
        f"Workspace {made.folder} is ready; load a customs file with `haechi load FILE --workspace {made.folder}`."
    )


def load(
    files: Annotated[list[Path], typer.Argument(help="Customs files: csv, csv.gz, zip, xlsx, parquet, json.")],
    mapping: Annotated[
        Path | None, typer.Option(help="Mapping of columns (TOML) for a layout that is not known.")
    ] = None,
    period: Annotated[str | None, typer.Option(help="Period of a file that does not name it: 2022 or 2022-07.")] = None,
    vintage: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication.")] = None,
    release_lag: Annotated[
        int | None, typer.Option(min=0, help="Days from the end of a period to its publication, for history.")
    ] = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Load customs files into the workspace; a file is loaded wholly or not at all."""
    from haechi.app import loading
    from haechi.cli import render
    from haechi.cli.progress import progress

    terms = loading.Terms(
        mapping=mapping, period=period, vintage=vintage.date() if vintage else None, release_lag=release_lag
    )
    with progress(visible=not (as_json or as_csv)) as tick:
        report = loading.load(options.desk(workspace, needed=True), files, terms, tick)
    render.show(report, _loaded(), as_json=as_json, as_csv=as_csv)


def loads(
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List what is loaded: files, layouts, vintages, rows and what they cover."""
    from haechi.app import loading
    from haechi.cli import render

    render.show(loading.loads(options.desk(workspace, needed=True)), _loaded(), as_json=as_json, as_csv=as_csv)


def check(
    top: Annotated[int, typer.Option(min=1, help="Findings of a kind in the table; JSON and CSV hold all.")] = 5,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Look the data over: revisions, gaps, breaks of editions, sums against totals, unlikely unit values."""
    from haechi.app import loading
    from haechi.cli import render

    report = loading.check(options.desk(workspace, as_of, needed=True))
    if not (as_json or as_csv):
        report = loading.shortened(report, most=top)
    columns = (
        render.Column("severity", "severity"),
        render.Column("check", "check"),
        render.Column("where", "where"),
        render.Column("code", "code"),
        render.Column("what", "found"),
        render.Column("remedy", "what to do"),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def production(
    commodity: Annotated[str | None, typer.Argument(help="Commodity, or a part of its name.")] = None,
    top: Annotated[int, typer.Option(min=1, help="Rows in the terminal table; JSON and CSV hold all.")] = 40,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show loaded production, capacity and reserves by economy (USGS tables); these are no flows of trade."""
    from haechi.app import loading
    from haechi.cli import render

    report = loading.production(options.desk(workspace, as_of, needed=True), commodity)
    if not (as_json or as_csv):
        report = render.shortened(report, most=top)
    columns = (
        render.Column("commodity", "commodity"),
        render.Column("economy", "economy"),
        render.Column("statistic", "what"),
        render.Column("year", "year"),
        render.Column("value", "value", is_numeric=True),
        render.Column("unit", "unit"),
        render.Column("state", "state"),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def _loaded() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (
        Column("file", "file"),
        Column("state", "state", is_whole=True),
        Column("source", "source"),
        Column("basis", "basis", is_wide_only=True),
        Column("first_period", "from"),
        Column("last_period", "to"),
        Column("last_vintage", "vintage", is_whole=True),
        Column("rows", "rows", is_numeric=True),
        Column("quarantined", "bad rows", is_numeric=True),
    )
