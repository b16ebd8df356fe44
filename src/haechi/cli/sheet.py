"""A pair or group sheet on the terminal: one table for each question it answers."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console

from haechi.app.report import Report, Row
from haechi.cli.render import Column, notes, percent, span, table, text

_MOST = 10  # rows of a table; JSON and CSV hold all


def show(report: Report) -> None:
    """Print the sheet."""
    console = Console(highlight=False)
    what, source = Column("", "item", _thing), Column("source", "source")
    amount = Column("", "how much", _amount, is_numeric=True)
    of = Column("", "of what", _scope)
    purchases = _section(report, "purchases")
    for buyer, seller in sorted({(text(row["buyer"]), text(row["seller"])) for row in purchases}):
        rows = [row for row in purchases if (row["buyer"], row["seller"]) == (buyer, seller)]
        rows = sorted(rows, key=lambda row: not row["items"] and row["basis"] == "customs")  # key items first
        _table(console, f"What {buyer} gets from {seller}", rows, (what, amount, of, source))
    who, whom = Column("buyer", "who"), Column("seller", "on whom")
    within = _one_each(_section(report, "dependence within"))
    _table(console, "Dependence on each other: more than half", within, (who, whom, what, amount, of, source))
    common = sorted(_one_each(_section(report, "common dependence"), by_member=False), key=_stake)
    members = Column("members", "who")
    _table(console, "Common dependence on third countries", common, (members, whom, what, amount, of, source))
    strong = Column("", "strong", lambda row: f"{_row(row)['strong']} {percent(_row(row)['strength'])}")
    weak = Column("", "weak", lambda row: f"{_row(row)['buyer']}: {_row(row)['seller']} {_amount(row)}")
    complements = _one_each(_section(report, "complements"))
    _table(console, "Where one is strong and another weak", complements, (what, strong, weak, source))
    for member in sorted({text(row["member"]) for row in _section(report, "figures")}):
        rows = [row for row in _section(report, "figures") if row["member"] == member]
        way = Column("", "from, to", lambda row: f"{text(_row(row)['seller'])}, {text(_row(row)['buyer'])}")
        _table(console, f"What {member} buys, sells and makes", rows, (way, what, amount, of, source))
    notes(console, report)


def _section(report: Report, name: str) -> list[Row]:
    return [row for row in report.rows if row["section"] == name]


def _one_each(rows: Sequence[Row], *, by_member: bool = True) -> list[Row]:
    """The first row of each subject: several measures of the same thing are in JSON and CSV."""
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        subject = (text(row["seller"]), text(row["items"]), text(row["code"]), text(row["buyer"]) if by_member else "")
        seen.setdefault(subject, row)
    return list(seen.values())


def _stake(row: Row) -> tuple[str, float]:
    share = row["share"]
    return (text(row["seller"]), -share if isinstance(share, float) else 0.0)


def _table(console: Console, heading: str, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    if rows:
        console.print(f"[bold]{heading}[/bold]")
        console.print(table(rows[:_MOST], columns))
        if len(rows) > _MOST:
            console.print(f"{len(rows) - _MOST} more rows: --json or --csv.\n", style="dim")


def _row(row: object) -> dict[str, Any]:
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    return row


def _thing(row: object) -> str:
    """The first item, how many more the code stands for, and the code."""
    found = _row(row)
    names = [str(name) for name in found["items"]]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return " ".join(part for part in (f"{names[0]}{more}" if names else "", found["code"] or "") if part)


def _amount(row: object) -> str:
    """A share in per cent, or a value with its unit."""
    found = _row(row)
    value, unit = found["value"], found["unit"]
    if not isinstance(value, (int, float)):
        return percent(found["share"]) if found["share"] is not None else span(found["share_interval"])
    if unit == "percent":
        return f"{value:g}%"
    if unit == "USD":
        return f"{value / 1e6:,.1f} million USD"
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:g} {unit}"


def _scope(row: object) -> str:
    """What the number is of: measure, market, period and basis, and the note that a figure carries."""
    found = _row(row)
    measure = text(found["measure"]) if found["measure"] else "imports"
    market = "world" if found["market"] == "WLD" and found["share"] is not None else ""
    scope = " ".join(part for part in (market, measure, str(found["period"]), f"({found['basis']})") if part)
    return f"{scope}; {found['note']}" if found["note"] else scope
