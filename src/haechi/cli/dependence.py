"""Commands that answer who depends on whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from haechi.app.report import Report
    from haechi.cli.render import Column

EconomyName = Annotated[str, typer.Argument(help="Economy, ISO 3166 alpha-3 such as KOR, or EU.")]


def depend(
    economy: EconomyName,
    year: options.Year = None,
    month: Annotated[int | None, typer.Option(min=1, max=12, help="One month of the year, for monthly data.")] = None,
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

    report = dependence.depend(options.desk(workspace, as_of), economy, year=year, month=month, source=source)
    if not (as_json or as_csv):
        chosen = [row for row in report.rows if everything or row["item"]]
        left = len(report.rows) - len(chosen[:top])
        more = (f"{left} more rows: --top N, --all, --json or --csv.",) if left else ()
        report = replace(report, rows=chosen[:top], notes=(*report.notes, *more))
    render.show(report, columns(report), as_json=as_json, as_csv=as_csv, title=_title(report, economy))


def matrix(
    economies: Annotated[
        list[str] | None, typer.Argument(help="Economies side by side; default: the usual ones.")
    ] = None,
    side: Annotated[
        str, typer.Option(help="buyers: whom they rely on; suppliers: what they are to the world.")
    ] = "buyers",
    year: options.Year = None,
    source: options.Source = None,
    top: Annotated[int, typer.Option(min=1, help="Rows in the terminal table; JSON and CSV hold all.")] = 40,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show economies x items by two definitions: largest supplier and HHI, or shares by headquarters and by site."""
    from haechi.app import matrix
    from haechi.cli import render
    from haechi.cli.render import Column, span

    question = matrix.Question(economies=tuple(economies or ()), side=matrix.side_named(side), year=year, source=source)
    report = matrix.matrix(options.desk(workspace, as_of), question)
    shown = report if as_json or as_csv else render.shortened(report, most=top)
    columns = (
        Column("name", "item"),
        Column("economy", "economy", is_whole=True),
        Column("definition", "definition"),
        Column("supplier", "who"),
        Column("value", "number", render.decimal, is_numeric=True),
        Column("interval", "interval", span),
        Column("scope", "share of", is_wide_only=True),
    )
    render.show(shown, columns, as_json=as_json, as_csv=as_csv)


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


def _sheet(
    economies: list[str],
    year: int | None,
    source: str | None,
    place: "tuple[Path | None, dt.datetime | None]",
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    from haechi.app import pairing
    from haechi.cli import render, sheet

    command = "pair" if len(economies) == 2 else "group"
    report = pairing.pairing(options.desk(*place), economies, year=year, source=source, command=command)
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
    else:
        sheet.show(report)


def _title(report: "Report", economy: str) -> str:
    """What a ranking shows: whose purchases, of when, from which source and publication."""
    asked = report.parameters
    if "importer" not in asked:
        return f"{economy.upper()}: whom it relies on, by published shares"
    when = f"{asked['year']}-{asked['month']:02d}" if asked["month"] else asked["year"]
    source = f"{asked['source']} ({asked['basis']}), published {', '.join(report.vintages)}"
    return f"{asked['importer']}: imports of {when}, {source}"


def columns(report: "Report") -> "tuple[Column, ...]":
    """Columns of a ranking: codes with values from customs data, or items with what a published share speaks of."""
    from haechi.cli.render import Column, decimal, largest, money, text

    last = (Column("", "dependent by", _met), Column("device_types_at_stake", "a stop reaches", _devices))
    if report.rows and report.rows[0]["code"] is None:
        return (
            Column("name", "item"),
            Column("", "largest", largest, is_whole=True),
            Column("scope", "share of"),
            *last,
            Column("sources", "source", text, is_wide_only=True),
        )
    return (
        Column("code", "code", is_whole=True),
        Column("", "item", _pooled),
        Column("value_usd", "USD m", money, is_numeric=True),
        Column("hhi", "HHI", decimal, is_numeric=True),
        Column("", "largest", largest, is_whole=True),
        Column("same_top_partner", "years", is_wide_only=True),
        *last,
    )


def _pooled(row: object) -> str:
    """The clearest item of a code, and how many more it pools."""
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    more = len(row["items"]) - 1
    return f"{row['name'] or '–'}{f' and {more} more' if more > 0 else ''}"


def _met(row: object) -> str:
    """Rules that call it dependent, without their years; a question mark where none does and one is undecided."""
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    made_for = {name: answer for name, answer in row["presets"].items() if name not in row["not_applicable"]}
    met = [name.rsplit("-", 1)[0] for name, answer in made_for.items() if answer]
    return " ".join(met) or ("?" if None in made_for.values() else "none")


def _devices(value: object) -> str:
    assert isinstance(value, list)  # noqa: S101 - rows of a report
    return "all devices" if len(value) == 4 else ", ".join(value) or "–"
