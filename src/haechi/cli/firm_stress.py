"""`stress` where a network of firms is given: how much is lost, by whom, and over which ways."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from haechi.cli import options

if TYPE_CHECKING:
    from haechi.app.firm_stressing import Question
    from haechi.cli.render import Column


def show(question: "Question", *, as_json: bool, as_csv: bool) -> None:
    """Run a scenario on a network of firms and print what comes of it."""
    from rich.console import Console

    from haechi.app import firm_stressing
    from haechi.cli import render
    from haechi.cli.progress import progress

    with progress(visible=not (as_json or as_csv)) as tick:
        report = firm_stressing.stress(options.desk(None), question, tick)
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
        return
    console = Console(highlight=False)
    asked = report.parameters
    console.print(f"{asked['title']}, from {asked['start']}", style="bold", markup=False)
    for sentence in asked["headline"]:  # type: ignore[attr-defined]
        console.print(sentence, markup=False)
    readings = [row for row in report.rows if row["section"] == "network"]
    losers = [row for row in report.rows if row["section"] == "firm"]
    console.print(render.table(readings, _of_network(), title="\nThe whole network"))
    if losers:
        console.print(render.table(losers[: question.top], _of_firms(), title="Firms that lose most"))
    if len(losers) > question.top:
        console.print(f"{len(losers) - question.top} more firms: --top N, --json or --csv.", markup=False)
    render.notes(console, report)


def _of_network() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (
        Column("reading", "reading", is_whole=True),
        Column("lost", "lost", _percent, is_numeric=True, is_whole=True),
        Column("lost_interval", "by depth", _span, is_whole=True),
        Column("sampled_lost", "5, 50, 95% of draws", _quantiles, is_whole=True),
        Column("lost_down", "down", _percent, is_numeric=True, is_wide_only=True),
        Column("lost_up", "up", _percent, is_numeric=True, is_wide_only=True),
        Column("error_bound", "low by at most", _bound, is_numeric=True, is_whole=True),
    )


def _of_firms() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (
        Column("firm", "firm"),
        Column("sector", "sector", is_wide_only=True),
        Column("struck", "struck", _percent, is_numeric=True),
        Column("lost", "loses", _percent, is_numeric=True),
        Column("lost_interval", "by depth", _span, is_whole=True, is_wide_only=True),
        Column("part", "of the loss", _percent, is_numeric=True),
        Column("ways", "over", _first_way),
    )


def _percent(value: object) -> str:
    from haechi.app.firm_losses import percent

    return percent(value) if isinstance(value, float) else "–"


def _span(value: object) -> str:
    if value is None:
        return "–"
    assert isinstance(value, list)  # noqa: S101 - rows of a report
    return " to ".join(dict.fromkeys(_percent(part) for part in value))


def _quantiles(value: object) -> str:
    assert isinstance(value, Mapping)  # noqa: S101 - rows of a report
    return ", ".join(_percent(value[name]) for name in ("low", "median", "high"))


def _bound(value: object) -> str:
    return f"{value:.1e}" if isinstance(value, float) else "–"


def _first_way(value: object) -> str:
    """The way that carries most, with what it carries and whether inputs or orders are wanting."""
    assert isinstance(value, list)  # noqa: S101 - rows of a report
    if not value:
        return "–"
    way = value[0]
    wanting = "inputs" if way["side"] == "down" else "orders"
    return f"{' > '.join(way['via'])} ({way['part']:.0%}, {wanting})"
