"""Commands that answer who depends on whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options

if TYPE_CHECKING:
    from haechi.app.report import Report
    from haechi.cli.render import Column

EconomyName = Annotated[str, typer.Argument(help="Economy, ISO 3166 alpha-3 such as KOR, or EU.")]


def depend(
    economy: EconomyName,
    year: options.Year = None,
    source: options.Source = None,
    top: Annotated[int, typer.Option(min=1, help="Rows in the terminal table; JSON and CSV hold all.")] = 25,
    everything: Annotated[bool, typer.Option("--all", help="Codes that are no key item too, in the table.")] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show whom an economy relies on, code by code, the most urgent first."""
    from dataclasses import replace

    from haechi.app import dependence
    from haechi.cli import render

    report = dependence.depend(options.desk(workspace, as_of), economy, year=year, source=source)
    if not (as_json or as_csv):
        chosen = [row for row in report.rows if everything or row["item"]]
        left = len(report.rows) - len(chosen[:top])
        more = (f"{left} more rows: --top N, --all, --json or --csv.",) if left else ()
        report = replace(report, rows=chosen[:top], notes=(*report.notes, *more))
    render.show(report, _columns(report), as_json=as_json, as_csv=as_csv)


def pair(
    first: EconomyName,
    second: EconomyName,
    year: options.Year = None,
    source: options.Source = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show what two economies get from each other, and what both get from third countries."""
    _sheet([first, second], year, source, (workspace, as_of), as_json=as_json, as_csv=as_csv)


def group(
    economies: Annotated[list[str], typer.Argument(help="Three or more economies.")],
    year: options.Year = None,
    source: options.Source = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show the same for three or more economies."""
    _sheet(economies, year, source, (workspace, as_of), as_json=as_json, as_csv=as_csv)


def _columns(report: "Report") -> "tuple[Column, ...]":
    from haechi.cli.render import Column, decimal, money, percent, span

    is_published = bool(report.rows) and report.rows[0]["code"] is None
    shares = (Column("top_partner", "largest"), Column("top_share", "share", percent, is_numeric=True))
    shares += (Column("top_share_interval", "between", span, is_numeric=True),)
    what = (Column("market", "to"), Column("basis", "by"), Column("measure", "of"), Column("period", "period"))
    values = (Column("value_usd", "USD m", money, is_numeric=True), Column("hhi", "HHI", decimal, is_numeric=True))
    values += (Column("effective_suppliers", "eff. suppl.", decimal, is_numeric=True),)
    rules = (Column("presets", "dependent by", _met), Column("devices_at_stake", "a stop reaches"))
    if is_published:
        return (Column("name", "item"), *shares, *what, *rules, Column("sources", "source"))
    return (Column("code", "code"), Column("name", "item"), *values, *shares, *rules)


def _met(value: object) -> str:
    if not isinstance(value, dict):
        return "–"
    met = [name for name, answer in value.items() if answer]
    unknown = [name for name, answer in value.items() if answer is None]
    return " ".join([*met, *(f"({name}?)" for name in unknown)]) or "none"
