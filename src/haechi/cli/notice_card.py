"""A notice on the terminal: a heading, what it leads to item by item, codes to watch, precedents, versions."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console

from haechi.app.report import Report
from haechi.cli import render
from haechi.cli.render import Column, notes, span, table, text

_MOST = 10  # rows of a table; JSON and CSV hold all
_ENDS = ("device", "product", "use")  # what a stop finally reaches
_NEEDED_BY = (
    Column("item", "needed by"),
    Column("essentiality", "how essential"),
    Column("device_type", "for"),
    Column("reason", "why"),
    Column("source", "source"),
)
_WATCHED = (
    Column("code", "code"),
    Column("edition", "edition"),
    Column("jurisdiction", "of"),
    Column("item", "item"),
    Column("signal", "signal"),
    Column("others", "shows also"),
)
_PRECEDENTS = (
    Column("effective", "since"),
    Column("exporter", "from"),
    Column("title", "event"),
    Column("outcome", "outcome"),
    Column("same", "the same"),
    Column("event", "id"),
)
_VERSIONS = (
    Column("at", "entered"),
    Column("state", "state"),
    Column("effective", "effective"),
    Column("what", "what"),
    Column("who", "by"),
    Column("source", "source"),
    Column("note", "note"),
)


def show(report: Report, *, as_json: bool, as_csv: bool) -> None:
    """Print the card of one notice in the form that was asked for."""
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
        return
    console = Console(highlight=False)
    row: Any = report.rows[0]
    whom = text(row["importers"]) if row["importers"] else "all"
    console.print(f"Notice {row['number']}: {row['what']}", style="bold", markup=False)
    console.print(f"{text(row['about'])}, from {row['exporter']} to {whom}: {text(row['state'])}", markup=False)
    console.print(
        f"Announced {text(row['announced'])}, effective {text(row['effective'])}; alert {row['alert']}", markup=False
    )
    for item in row["leads_to"]:
        _item(console, item)
    _section(console, "Codes to watch", row["watched"], _WATCHED)
    _section(console, "Precedents", row["precedents"], _PRECEDENTS)
    _section(console, "Versions", row["versions"], _VERSIONS)
    notes(console, report)


def _item(console: Console, item: Any) -> None:
    console.print(f"\n{item['name_en']} ({item['item']}): {item['use']}", style="bold", markup=False)
    if item["needed_by"]:
        console.print(table(item["needed_by"], _NEEDED_BY))
    ends = [f"{row['item']} ({span(row['share_lost_interval'])})" for row in item["reaches"] if row["kind"] in _ENDS]
    if ends:
        console.print(f"A stop reaches in the end, before stocks and substitutes: {', '.join(ends)}", markup=False)
    if item["devices_at_stake"]:
        console.print(f"It takes whole: {text(item['devices_at_stake'])}", markup=False)
    for row in item["buffers"]:
        user = f" of {row['customer']}" if row["customer"] else ""
        console.print(f"Usual {text(row['kind'])}{user}: {_band(row)} ({text(row['method'])})", markup=False)
    for row in item["entered"]:
        console.print(f"{row['economy']} {text(row['attribute'])}: {_band(row)} ({row['source']})", markup=False)


def _band(row: Any) -> str:
    return f"{row['low']:g}" if row["low"] == row["high"] else f"{row['low']:g} to {row['high']:g}"


def _section(console: Console, heading: str, rows: Sequence[Any], columns: Sequence[Column]) -> None:
    if rows:
        console.print(f"\n{heading}", style="bold")
        console.print(table(rows[:_MOST], columns))
        if len(rows) > _MOST:
            console.print(f"{len(rows) - _MOST} more: --json or --csv.", style="dim")
