"""The command that sets stock, goods under way and licences against replacement."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options
from haechi.cli.stress import days, ends, parts

if TYPE_CHECKING:
    from haechi.app.report import Report, Row
    from haechi.cli.render import Column

_ASSUMPTIONS = ("lean", "usual", "ample")


def cover(
    economy: Annotated[str, typer.Option("--economy", "-e", help="Whose lines, ISO 3166 alpha-3.")],
    item: Annotated[str | None, typer.Argument(help="Item by id or name; default: all key items, ranked.")] = None,
    supplier: Annotated[
        str | None, typer.Option("--from", help="Who is lost, WLD for all suppliers; default: the largest supplier.")
    ] = None,
    to_all: Annotated[
        bool, typer.Option("--to-all", help="Other importers lose it too and ask the same others.")
    ] = False,
    depth: Annotated[str, typer.Option(help="Part of the supply that is lost: 0.5 or 0.3..0.6.")] = "1",
    duration: Annotated[str | None, typer.Option(help="Days that it is lost: 30 or 30..90; default: no end.")] = None,
    start: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of the loss; default: the day it is.")
    ] = None,
    horizon: Annotated[int | None, typer.Option(min=1, max=3650, help="Days to look at; default: 180.")] = None,
    top: Annotated[int, typer.Option(min=1, help="Items of the ranking that are shown.")] = 20,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """When the first line stops: stock, goods under way and licences against replacement, with the bound beside it."""
    from haechi.app import covering
    from haechi.cli import render
    from haechi.cli.progress import progress

    question = covering.Question(
        economy=economy,
        item=item,
        supplier=supplier,
        is_lost_to_all=to_all,
        depth=depth,
        duration_days=duration,
        start=start.date() if start else None,
        horizon_days=horizon,
    )
    with progress(visible=not (as_json or as_csv)) as tick:
        report = covering.cover(options.desk(workspace, as_of), question, tick)
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
    elif item is None:
        render.show(render.shortened(report, most=top), _ranked(), as_json=False, as_csv=False)
    else:
        _show(report)


def _show(report: "Report") -> None:
    """The point first, then the stages, then the way of each stop, and what a reader must not miss."""
    from rich.console import Console

    from haechi.cli import render

    console = Console(highlight=False)
    for sentence in report.parameters["headline"]:  # type: ignore[attr-defined]
        console.print(sentence, markup=False)
    if report.rows:
        console.print(
            render.table(report.rows, _staged(), title="\nFirst stop by stage, in days from the loss, and dates")
        )
        first = report.rows[0]
        console.print(
            f"Earlier day of each: {first['early_reading']}. Later day: {first['late_reading']}.", markup=False
        )
    common = _common(report.rows)
    if common:
        console.print(f"Assumed for all stages: {', '.join(common)}.", markup=False)
    for row in report.rows:
        console.print(_way(row, common), style="dim", markup=False)
    render.notes(console, report)


def _staged() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (
        Column("stage", "stage", is_whole=True),
        Column("stops", "first to stop", is_wide_only=True),
        Column("made_here", "made here", is_wide_only=True),
        *(Column("", name, partial(_days_and_dates, name=name)) for name in _ASSUMPTIONS),
        Column("", "bound", _bound),
    )


def _ranked() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (
        Column("item", "item", is_whole=True),
        Column("from", "from"),
        Column("share_interval", "share", parts, is_numeric=True),
        Column("stops", "first to stop"),
        *(Column(f"{name}_stop_days", name, days, is_numeric=True, is_whole=True) for name in _ASSUMPTIONS),
        Column("", "bound", _bound),
        Column("matters_most", "matters most", is_wide_only=True),
    )


def _days_and_dates(row: object, *, name: str) -> str:
    """Two ends in days, and below them in dates."""
    assert isinstance(row, Mapping)  # noqa: S101 - rows of a report
    when = ("none" if date is None else str(date) for date in row[f"{name}_stop_dates"])
    return f"{days(row[f'{name}_stop_days'])}\n{ends(when)}"


def _bound(row: object) -> str:
    """The day of the bound, and the part of output that then hangs on it."""
    assert isinstance(row, Mapping)  # noqa: S101 - rows of a report
    return f"{row['bound_days']:.0f}\n{parts(row['share_lost_interval'])}"


def _common(rows: "Sequence[Row]") -> list[str]:
    """What is assumed in every row."""
    told: list[list[str]] = [row["assumed"] for row in rows]  # type: ignore[misc]
    return [name for name in told[0] if all(name in names for names in told)] if told else []


def _way(row: "Row", common: "Sequence[str]") -> str:
    """Over which way a stage stops, what matters most for it and what else is assumed; or why it does not stop."""
    if row["reason"]:
        return f"{row['stage']}: none with usual stocks, {row['reason']}."
    via: list[str] = row["via"]  # type: ignore[assignment]
    moves: list[Mapping[str, object]] = row["moves"]  # type: ignore[assignment]
    numbers: list[str] = row["assumed"]  # type: ignore[assignment]
    own = [name for name in numbers if name not in common]
    matters = f"; what matters most is the {moves[0]['unknown']}" if moves else ""
    also = f"; assumed too: {', '.join(own)}" if own else ""
    return f"{row['stage']}: {' > '.join([*via, str(row['stops'])])}{matters}{also}."
