"""One item on the terminal: a heading and a short table for each thing held on it."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from haechi.app.report import Report, Row
from haechi.cli.render import Column, notes, span, table, text

_SUPPLY = (
    Column("market", "market"),
    Column("basis", "by"),
    Column("measure", "of"),
    Column("period", "period"),
    Column("suppliers", "suppliers", lambda value: _suppliers(value)),
    Column("sources", "source"),
)
_SECTIONS: tuple[tuple[str, str, tuple[Column, ...]], ...] = (
    (
        "codes",
        "Customs codes",
        (
            Column("code", "code"),
            Column("edition", "edition"),
            Column("jurisdiction", "of"),
            Column("signal", "signal"),
            Column("reason", "why"),
            Column("confidence", "basis"),
        ),
    ),
    ("supplies", "Who supplies it", _SUPPLY),
    ("earlier_supplies", "Who supplied it before", _SUPPLY),
    (
        "needs",
        "What it needs",
        (Column("item", "item"), Column("essentiality", "how essential"), Column("reason", "why")),
    ),
    (
        "needed_by",
        "What needs it",
        (
            Column("item", "item"),
            Column("essentiality", "how essential"),
            Column("device_type", "for"),
            Column("reason", "why"),
            Column("source", "source"),
        ),
    ),
    (
        "buffers",
        "What holds a stop back",
        (
            Column("kind", "what"),
            Column("low", "from", is_numeric=True),
            Column("high", "to", is_numeric=True),
            Column("method", "method"),
            Column("locator", "where"),
        ),
    ),
    (
        "entered",
        "What people entered",
        (
            Column("economy", "for"),
            Column("attribute", "what"),
            Column("low", "from"),
            Column("high", "to"),
            Column("text", "grade"),
            Column("economies", "economies"),
            Column("who", "by"),
            Column("source", "source"),
        ),
    ),
    (
        "figures",
        "Published figures",
        (
            Column("activity", "what"),
            Column("exporter", "from"),
            Column("importer", "to"),
            Column("period", "period"),
            Column("value", "value", is_numeric=True),
            Column("unit", "unit"),
            Column("source", "source"),
        ),
    ),
    (
        "events",
        "What happened",
        (
            Column("effective", "since"),
            Column("title", "event"),
            Column("outcome", "outcome"),
            Column("source", "source"),
        ),
    ),
    (
        "policies",
        "Rules that touch it",
        (Column("title", "rule"), Column("economies", "of"), Column("start", "from"), Column("end", "to")),
    ),
)


def show(report: Report) -> None:
    """Print the card of one item."""
    console = Console(highlight=False)
    (row,) = report.rows
    console.print(f"[bold]{escape(str(row['name_en']))}[/bold]  {row['item']} · {row['name_ko']} · {row['name_nl']}")
    console.print(f"{text(row['kind'])}, stage {row['stage']}. {row['use']}", markup=False)
    for key, label in (("grade", "Grade needed"), ("parent", "Family"), ("members", "Members")):
        if row[key]:
            console.print(f"{label}: {text(row[key])}", markup=False)
    console.print(f"A stop takes whole, before stocks and substitutes: {text(row['devices_at_stake'])}", markup=False)
    for key, heading, columns in _SECTIONS:
        held = row[key]
        if isinstance(held, Sequence) and held:
            console.print(f"\n[bold]{heading}[/bold]")
            console.print(table(held, columns))
    notes(console, report)


def _suppliers(value: object) -> str:
    assert isinstance(value, list)  # noqa: S101 - the card's own row
    return ", ".join(_supplier(share) for share in value) or "present, size unknown"


def _supplier(share: Row) -> str:
    shown = f"{share['share']:.1%}" if isinstance(share["share"], float) else span(share["interval"])
    return f"{share['economy']} {shown}"
