"""A pair or group sheet on the terminal: one table for each question it answers."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from haechi.app.report import Report, Row
from haechi.cli.render import Column, notes, percent, span, table, text

_MOST = 12  # rows of a table; JSON and CSV hold all

_SHARE = (
    Column("share", "share", percent, is_numeric=True),
    Column("share_interval", "between", span, is_numeric=True),
    Column("period", "period"),
    Column("basis", "by"),
    Column("source", "source"),
)
_WHAT = (Column("items", "items"), Column("code", "code"))


def show(report: Report) -> None:
    """Print the sheet."""
    console = Console(highlight=False)
    buyers = {(str(row["buyer"]), str(row["seller"])) for row in report.rows if row["section"] == "purchases"}
    for buyer, seller in sorted(buyers):
        rows = [
            row for row in report.rows if (row["section"], row["buyer"], row["seller"]) == ("purchases", buyer, seller)
        ]
        columns = (*_WHAT, Column("value", "value", _amount, is_numeric=True), Column("unit", "unit"), *_SHARE)
        _table(console, f"What {buyer} gets from {seller}", rows, columns)
    within = [row for row in report.rows if row["section"] == "dependence within"]
    pair = (Column("buyer", "who"), Column("seller", "on whom"))
    _table(console, "Dependence on each other, by more than half", within, (*pair, *_WHAT, *_SHARE))
    common = [row for row in report.rows if row["section"] == "common dependence"]
    _table(console, "Common dependence on third countries", _by_weight(common), (*pair, *_WHAT, *_SHARE))
    complements = [row for row in report.rows if row["section"] == "complements"]
    strong = (Column("strong", "strong"), Column("strength", "its share", percent, is_numeric=True))
    weak = (Column("buyer", "weak"), Column("seller", "depends on"), Column("share", "share", percent, is_numeric=True))
    _table(console, "Where one is strong and another weak", complements, (Column("items", "items"), *strong, *weak))
    notes(console, report)


def _table(console: Console, heading: str, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    if rows:
        console.print(f"[bold]{heading}[/bold]")
        console.print(table(rows[:_MOST], columns))
        if len(rows) > _MOST:
            console.print(f"{len(rows) - _MOST} more rows: --json or --csv.\n", style="dim")


def _by_weight(rows: Sequence[Row]) -> list[Row]:
    """Third countries that most rows name first, their rows together."""
    counts = Counter(str(row["seller"]) for row in rows)
    return sorted(rows, key=lambda row: (-counts[str(row["seller"])], str(row["seller"]), text(row["items"])))


def _amount(value: object) -> str:
    return f"{value:,.4g}" if isinstance(value, float) and value < 1e4 else f"{value:,.0f}" if value else "–"
