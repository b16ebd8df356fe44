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
    transit_days: Annotated[str | None, typer.Option(help="Days that goods under way still arrive: 20..30.")] = None,
    open_licence_days: Annotated[
        str | None, typer.Option(help="Days that licences already granted still let goods leave.")
    ] = None,
    order_days: Annotated[str | None, typer.Option(help="Days from an order with another to delivery.")] = None,
    licence_days: Annotated[str | None, typer.Option(help="Days until another has its export licence.")] = None,
    spare: Annotated[
        str | None, typer.Option(help="What the alternate can send beyond today, as a part of use: 0.2..0.4.")
    ] = None,
    alternate: Annotated[
        str | None, typer.Option(help="Whose lead times and spare capacity these are; WLD: all others. Default: any.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who enters it; default: the user of this machine.")] = None,
    note: Annotated[str | None, typer.Option(help="Anything else a reader must know.")] = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Enter stock, goods under way, licences, grade, suppliers and their lead times; earlier entries are kept."""
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
        transit_days=transit_days,
        open_licence_days=open_licence_days,
        order_days=order_days,
        licence_days=licence_days,
        spare_capacity=spare,
        alternate=alternate,
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
