"""The command by which people enter what they know."""

import datetime as dt
from typing import Annotated

import typer

from haechi.cli import options


def enter(
    item: Annotated[str, typer.Argument(help="Item by id or name.")],
    economy: Annotated[str, typer.Option(help="Economy that it holds for, ISO 3166 alpha-3.")],
    source: Annotated[str, typer.Option(help="Where this comes from, in words.")],
    stock_days: Annotated[str | None, typer.Option(help="Stock in days of use: 60 or 60..90.")] = None,
    grade: Annotated[str | None, typer.Option(help="Grade that the use needs, in words.")] = None,
    qualified: Annotated[str | None, typer.Option(help="Economies with a qualified supplier: JPN,BEL.")] = None,
    qualification_months: Annotated[str | None, typer.Option(help="Months to qualify another: 12 or 6..12.")] = None,
    by: Annotated[str | None, typer.Option(help="Who enters it; default: the user of this machine.")] = None,
    note: Annotated[str | None, typer.Option(help="Anything else a reader must know.")] = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Enter stock, grade, qualified suppliers or months of qualification of an item; earlier entries are kept."""
    from haechi.app import entering
    from haechi.cli import render

    entry = entering.Entry(
        item=item,
        economy=economy,
        stock_days=stock_days,
        grade=grade,
        qualified=qualified,
        qualification_months=qualification_months,
        source=source,
        who=by or options.user(),
        note=note,
    )
    report = entering.enter(options.desk(workspace, needed=True), entry, at=dt.datetime.now(tz=dt.UTC))
    columns = (
        render.Column("at", "entered"),
        render.Column("item", "item"),
        render.Column("economy", "for"),
        render.Column("attribute", "what"),
        render.Column("low", "from", is_numeric=True),
        render.Column("high", "to", is_numeric=True),
        render.Column("text", "grade"),
        render.Column("economies", "economies"),
        render.Column("who", "by"),
        render.Column("source", "source"),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)
