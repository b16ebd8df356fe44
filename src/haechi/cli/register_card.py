"""One entry of the register on the terminal: what each side says, then its history."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from haechi.app.report import Report
from haechi.cli import render


def show(report: Report) -> None:
    """Title and state, a column for each side, and what was done."""
    console = Console(highlight=False)
    for row in report.rows:
        console.print(f"{row['title']} ({row['kind']} {row['id']})", style="bold", markup=False)
        versions: Mapping[str, Mapping[str, object] | None] = row["versions"]  # type: ignore[assignment]
        console.print(_versions(row, versions))
        history: list[Mapping[str, object]] = row["history"]  # type: ignore[assignment]
        for done in history:
            shown = f"; shown by {render.text(done['evidence'])}" if done["evidence"] else ""
            who = done["side"] or "both sides"
            line = f"{str(done['at'])[:10]} {done['deed']} by {who}, {done['who']}: {done['why']}{shown}"
            console.print(line, markup=False)
    render.notes(console, report)


def _versions(row: Mapping[str, object], versions: Mapping[str, Mapping[str, object] | None]) -> Table:
    """A line for each field that any side gives; one column where they agree."""
    shown = {"both sides": row["content"]} if row["agreed"] else dict(versions)
    table = Table("field", *shown, box=None, pad_edge=False)
    names = dict.fromkeys(name for version in shown.values() if isinstance(version, Mapping) for name in version)
    for name in names:
        cells = (version.get(name) if isinstance(version, Mapping) else None for version in shown.values())
        table.add_row(name, *(_cell(cell) for cell in cells))
    return table


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(_cell(part) for part in value) or "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {render.text(part)}" for key, part in value.items())
    return render.text(value)
