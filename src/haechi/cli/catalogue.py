"""Commands that show the bundled tables: items, one item, what its stop reaches, sources."""

from typing import Annotated

import typer

from haechi.cli import options

ItemName = Annotated[str, typer.Argument(help="Item by id or by its English, Korean or Dutch name.")]


def items(
    stage: Annotated[str | None, typer.Option(help="Only this stage of the chain.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Processes, uses and families too.")] = False,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the key items of the chain with their customs codes."""
    from haechi.app import cataloguing
    from haechi.cli import render

    report = cataloguing.items(options.desk(None), stage=stage, only_key=not everything)
    columns = (
        render.Column("item", "item"),
        render.Column("name_en", "name"),
        render.Column("stage", "stage"),
        render.Column("codes", "HS 2022"),
        render.Column("signal", "signal"),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def item(
    name: ItemName,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show all that is held on one item: codes, suppliers, links, buffers, events, rules and what people entered."""
    from haechi.app import item_card
    from haechi.cli import card, render

    report = item_card.item(options.desk(workspace, as_of), name)
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
    else:
        card.show(report)


def paths(
    name: ItemName,
    economy: Annotated[str | None, typer.Option(help="Stop only this economy's share of the item.")] = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show what a stop of an item reaches downstream, before stocks and substitutes."""
    from haechi.app import item_card
    from haechi.cli import render

    report = item_card.paths(options.desk(workspace), name, economy=economy)
    columns = (
        render.Column("name", "reaches"),
        render.Column("stage", "stage"),
        render.Column("steps", "steps", is_numeric=True),
        render.Column("via", "by way of"),
        render.Column("is_all_critical", "all critical"),
        render.Column("share_lost_interval", "part lost", render.span),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def chain(
    colour: Annotated[str, typer.Option(help="What is told of each item: hhi, or share of a partner.")] = "hhi",
    partner: Annotated[str | None, typer.Option(help="Whose share, ISO 3166 alpha-3.")] = None,
    economy: Annotated[str | None, typer.Option(help="In whose imports; default: the supply of the world.")] = None,
    basis: Annotated[str | None, typer.Option(help="How shares are attributed: site, headquarters.")] = None,
    stop: Annotated[str | None, typer.Option(help="Follow the stop of this item.")] = None,
    of: Annotated[str | None, typer.Option(help="Stop only this economy's share of it.")] = None,
    top: Annotated[int, typer.Option(min=1, help="Rows in the terminal table; JSON and CSV hold all.")] = 40,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show items by stage with how concentrated their supply is or a partner's share, and what a stop reaches."""
    from haechi.app import chain_map
    from haechi.cli import render

    question = chain_map.Question(
        colour=chain_map.colour_named(colour),
        partner=partner,
        economy=economy,
        basis=chain_map.basis_named(basis) if basis else None,
        stop=stop,
        of=of,
    )
    report = chain_map.chain_map(options.desk(workspace, as_of), question)
    columns = (
        render.Column("stage", "stage", is_whole=True),
        render.Column("name_en", "item"),
        render.Column("value", "number", render.decimal, is_numeric=True),
        render.Column("interval", "interval", render.span),
        render.Column("supplier", "who"),
        render.Column("share_lost_interval", "lost", render.span),
        render.Column("scope", "share of", is_wide_only=True),
    )
    shown = report if as_json or as_csv else render.shortened(report, most=top)
    render.show(shown, columns, as_json=as_json, as_csv=as_csv)


def sources(
    source: Annotated[str | None, typer.Argument(help="Only this source.")] = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the publications that the bundled facts stand on."""
    from haechi.app import cataloguing
    from haechi.cli import render

    report = cataloguing.sources(options.desk(None), wanted=source)
    columns: tuple[render.Column, ...] = (
        render.Column("source", "source"),
        render.Column("publisher", "publisher"),
        render.Column("title", "title"),
        render.Column("date", "date"),
        render.Column("licence", "licence"),
    )
    if source is not None:
        columns = (*columns, render.Column("url", "address"))
    render.show(report, columns, as_json=as_json, as_csv=as_csv)
