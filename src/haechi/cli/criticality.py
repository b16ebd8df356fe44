"""The command that ranks the firms of a network by systemic risk."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import chain_criticality, options
from haechi.errors import InputError

if TYPE_CHECKING:
    from haechi.app.criticality import Asked
    from haechi.cli.render import Column

FIXED = "fixed"
_FIRMS_ONLY = ("stop", "no_replacement", "seed")
_CHAIN_ONLY = ("by_flows", "workspace", "as_of")
CANCELLED = 130  # what shells say of a program that Ctrl-C ended


def criticality(
    context: typer.Context,
    links: Annotated[
        Path | None, typer.Argument(help="Links, csv or parquet: supplier, customer, value.", show_default=False)
    ] = None,
    firms: Annotated[
        Path | None, typer.Option(help="Firms: firm, sector; weight, revenue, cost, final_demand where known.")
    ] = None,
    importance: Annotated[
        Path | None, typer.Option(help="Classes of inputs: supplying_sector, buying_sector, class (2, 1, 0).")
    ] = None,
    generate: Annotated[int | None, typer.Option(min=2, help="Make up a network of so many firms instead.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the network made up.")] = 1,
    stop: Annotated[
        str, typer.Option(help="`fixed`, or the largest growth of a loss at which updates end.", metavar="fixed|NUMBER")
    ] = "1e-2",
    no_replacement: Annotated[
        bool, typer.Option("--no-replacement", help="Nobody makes up for a firm that fails.")
    ] = False,
    compat: Annotated[
        str | None, typer.Option(help="`glcascade`: count a market that is wiped out as version 0.9.3.1 does.")
    ] = None,
    single: Annotated[bool, typer.Option("--single", help="Single precision: faster in large networks.")] = False,
    in_pairs: Annotated[bool, typer.Option("--pairs", help="Pairs of the riskiest firms, failing together.")] = False,
    top: Annotated[
        int, typer.Option(min=1, help="Firms in the table, read both ways, and paired; JSON and CSV hold all.")
    ] = 25,
    parquet: Annotated[Path | None, typer.Option(help="Write the rows of all firms to this file too.")] = None,
    by_flows: Annotated[
        bool, typer.Option("--flows", help="Of the chain: split purchases by the loaded customs data.")
    ] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Rank the firms of a network by what others lose when they fail (ESRI); without one, the bundled chain."""
    is_of_firms = generate is not None or any((links, firms, importance, compat, single, in_pairs, parquet))
    if not is_of_firms:
        options.refuse(context, _FIRMS_ONLY, "is for networks of firms; name LINKS or --generate, or leave it out")
        chain_criticality.show((workspace, as_of), by_flows=by_flows, top=top, as_json=as_json, as_csv=as_csv)
        return
    options.refuse(context, _CHAIN_ONLY, "is for the bundled chain, and a network of firms is given; leave it out")
    if generate is None:
        options.refuse(context, ("seed",), "is of a network made up; add --generate, or leave it out")
    from haechi.app import criticality as use
    from haechi.cli import render
    from haechi.cli.progress import progress

    given = use.Given(links=links, firms=firms, importance=importance, generate=generate, seed=seed)
    asked = _asked(stop, compat, replaces=not no_replacement, is_single=single, top=top)
    if in_pairs and parquet:
        raise InputError("pairs are not written to Parquet; leave --parquet out")
    try:
        with progress(visible=not (as_json or as_csv)) as tick:
            desk = options.desk(None)
            if in_pairs:
                report = use.riskiest_pairs(desk, given, asked, progress=tick)
            else:
                report = use.criticality(desk, given, asked, parquet=parquet, progress=tick)
    except KeyboardInterrupt:
        typer.echo("haechi: cancelled; what was done is lost", err=True)
        raise typer.Exit(CANCELLED) from None
    if not (as_json or as_csv):
        report = render.shortened(report, most=top)
    columns = _pair_columns() if in_pairs else _columns()
    render.show(report, columns, as_json=as_json, as_csv=as_csv, title=f"Systemic risk by the {_title(asked)}")


def _asked(stop: str, compat: str | None, *, replaces: bool, is_single: bool, top: int) -> "Asked":
    from haechi.app.criticality import Asked
    from haechi.stress.esri import Options

    if compat not in (None, "glcascade"):
        raise InputError(f"--compat {compat!r} is not known; `glcascade` is")
    try:
        growth = Options().stop if stop == FIXED else float(stop)
    except ValueError as error:
        raise InputError(f"--stop {stop!r} is neither `fixed` nor a number") from error
    counted = Options(stop=growth, replaces=replaces, is_glcascade=compat is not None, is_single=is_single)
    return Asked(options=counted, is_fixed=stop == FIXED, top=top)


def _title(asked: "Asked") -> str:
    return "fixed point" if asked.is_fixed else f"stop rule at {asked.options.stop:g}"


def _columns() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (
        Column("firm", "firm"),
        Column("sector", "sector"),
        Column("esri", "ESRI", _index, is_numeric=True),
        Column("esri_down", "down", _index, is_numeric=True),
        Column("esri_up", "up", _index, is_numeric=True),
        Column("iterations", "updates", is_numeric=True),
        Column("stop_rule", "stop rule", _index, is_numeric=True, is_wide_only=True),
        Column("fixed_point", "fixed point", _index, is_numeric=True),
        Column("error_bound", "below it by at most", _bound, is_numeric=True),
    )


def _pair_columns() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (
        Column("first", "first"),
        Column("second", "second"),
        Column("esri", "ESRI of both", _index, is_numeric=True),
        Column("error_bound", "below it by at most", _bound, is_numeric=True),
        Column("excess", "above the sum", _bound, is_numeric=True),
        Column("excess_interval", "between", _bounds, is_whole=True, is_wide_only=True),
    )


def _index(value: object) -> str:
    return f"{value:.5f}" if isinstance(value, float) else "–"


def _bound(value: object) -> str:
    return f"{value:.1e}" if isinstance(value, float) else "–"


def _bounds(value: object) -> str:
    return " to ".join(map(_bound, value)) if isinstance(value, list) else "–"
