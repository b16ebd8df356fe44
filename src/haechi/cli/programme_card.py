"""A programme on the terminal: its target and reach, its cohorts by source, and where the pace leads."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from haechi.app.report import Report, Row
from haechi.cli import render


def show(report: Report) -> None:
    """Each programme and target."""
    console = Console(highlight=False)
    for row in report.rows:
        console.print(f"{row['title']}: {row['indicator']}", style="bold", markup=False)
        for line in _head(row):
            console.print(line, markup=False)
        console.print(render.table(_cohorts(row), COHORTS, title="\nCohorts, as each source counts them"))
        projections: Sequence[Row] = row["projections"]  # type: ignore[assignment]
        console.print(render.table(projections, PROJECTIONS, title=f"\nBy the end of {row['period']}"))
    render.notes(console, report)


def _head(row: Row) -> list[str]:
    reached: tuple[float, float] = row["reached"]  # type: ignore[assignment]
    needed = row["needed_per_cohort"]
    lines = [
        f"Target {row['target']:,.0f} {row['unit']} in {row['period']}; reached {_range(*reached)} ({row['counts']}).",
        f"Cohorts planned {render.text(row['cohorts_planned'])}, to come {row['cohorts_ahead']}, "
        f"of the past without a record {row['cohorts_not_recorded']}.",
    ]
    if isinstance(needed, float):
        lines.append(f"Needed from each cohort to come: {needed:,.0f}.")
    return lines


def _cohorts(row: Row) -> list[Row]:
    found: Sequence[Mapping[str, object]] = row["cohorts"]  # type: ignore[assignment]
    return [
        {"cohort": cohort["cohort"], "date": cohort["date"], **source}
        for cohort in found
        for source in cohort["sources"]  # type: ignore[attr-defined]
    ]


def _range(low: float, high: float) -> str:
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


def _number(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, (int, float)) else "–"


COHORTS = (
    render.Column("cohort", "cohort", is_whole=True),
    render.Column("value", "number", _number, is_numeric=True),
    render.Column("group", "whom"),
    render.Column("source", "source"),
)
PROJECTIONS = (
    render.Column("name", "if each one to come is", is_whole=True),
    render.Column("low", "from", _number, is_numeric=True),
    render.Column("high", "to", _number, is_numeric=True),
    render.Column("definition", "that is"),
)
