"""The command that measures by how much sectors understate; it stands in the group `stress`."""

from pathlib import Path
from typing import Annotated

import typer

from haechi.cli import options


def aggregate(
    links: Annotated[
        Path | None, typer.Argument(help="Links, csv or parquet: supplier, customer, value.", show_default=False)
    ] = None,
    firms: Annotated[Path | None, typer.Option(help="Firms: firm, sector; weight where known.")] = None,
    importance: Annotated[
        Path | None, typer.Option(help="Classes of inputs: supplying_sector, buying_sector, class (2, 1, 0).")
    ] = None,
    generate: Annotated[int | None, typer.Option(min=2, help="Make up a network of so many firms instead.")] = None,
    depth: Annotated[float, typer.Option(help="Part of every sector's sales that is lost, above 0 up to 1.")] = 0.1,
    draws: Annotated[int, typer.Option(min=1, help="Shocks that are drawn.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the draws, and of a network made up.")] = 1,
    stop: Annotated[float, typer.Option(help="Largest growth of a loss at which updates end.")] = 1e-2,
    no_replacement: Annotated[
        bool, typer.Option("--no-replacement", help="Nobody makes up for a firm that fails.")
    ] = False,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Measure by how much sectors understate what the firms of a network lose."""
    from haechi.app import aggregating
    from haechi.app.criticality import Given
    from haechi.cli import render
    from haechi.stress.esri import Options

    given = Given(links=links, firms=firms, importance=importance, generate=generate, seed=seed)
    asked = aggregating.Question(
        depth=depth, draws=draws, seed=seed, options=Options(stop=stop, replaces=not no_replacement)
    )
    report = aggregating.aggregate(options.desk(None), given, asked)
    columns = (
        render.Column("quantile", "of draws", render.percent, is_numeric=True),
        render.Column("lost_by_firms", "firms lose", render.percent, is_numeric=True),
        render.Column("lost_by_sectors", "sectors lose", render.percent, is_numeric=True),
        render.Column("understated", "understated by", render.percent, is_numeric=True),
    )
    title = "What sectors say of shocks to firms, each column by its own quantiles"
    render.show(report, columns, as_json=as_json, as_csv=as_csv, title=title)
