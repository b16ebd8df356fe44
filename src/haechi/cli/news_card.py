"""An article or a proposal on the terminal: what is proposed, each value with the words it stands on."""

from typing import Any

from rich.console import Console

from haechi.app.report import Report
from haechi.cli import render
from haechi.cli.render import Column, notes, table, text

_FIELDS = (
    Column("field", "field"),
    Column("value", "value"),
    Column("passage", "words"),
    Column("rule", "rule"),
    Column("score", "score", is_numeric=True),
)


def show(report: Report, *, as_json: bool, as_csv: bool) -> None:
    """Print articles with their proposals, or one proposal, in the form that was asked for."""
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
        return
    console = Console(highlight=False)
    for row in report.rows:
        if "title" in row:
            _article(console, row)
        else:
            _proposal(console, row)
    notes(console, report)


def _article(console: Console, row: Any) -> None:
    heading = f"Article {row['article']}: {row['title']} ({text(row['released'])}, {row['source']})"
    console.print(heading, style="bold", markup=False)
    for proposal in row["proposals"]:
        _proposal(console, proposal)
    for sentence in row.get("denials", ()):
        console.print(f"Denied: {sentence}", markup=False)


def _proposal(console: Console, row: Any) -> None:
    heading = f"\nProposal {row['number']}, {text(row['kind'])}: {text(row['state'])} ({text(row['extractor'])})"
    console.print(heading, style="bold", markup=False)
    if row["entry"] is not None:
        console.print(f"Entered as {row['entry']}", markup=False)
    if row["note"] is not None:
        console.print(f"Note: {row['note']}", markup=False)
    console.print(table([one for one in row["fields"] if one["field"] != "sentence"], _FIELDS))
    for one in row["fields"]:
        if one["field"] == "sentence":
            console.print(f"  {one['value']}", style="dim", markup=False)
