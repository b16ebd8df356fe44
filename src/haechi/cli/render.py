"""A report on the terminal: as a table that fits, as JSON, or as CSV."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from haechi.app.report import Report, Row, plain

_WIDE = 100  # columns of a terminal that shows everything


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the terminal table: a key of the row (empty: the whole row), its heading, and how it is written."""

    key: str
    heading: str
    write: Callable[[object], str] = lambda value: text(value)
    is_numeric: bool = False
    is_whole: bool = False  # never broken over two lines
    is_wide_only: bool = False  # left out where the terminal is narrow


def show(report: Report, columns: Sequence[Column], *, as_json: bool, as_csv: bool, title: str = "") -> None:
    """Print a report in the form that was asked for."""
    if as_json:
        typer.echo(report.json(), nl=False)
    elif as_csv:
        typer.echo(_csv(report.rows), nl=False)
    else:
        console = Console(highlight=False)
        if report.rows:
            console.print(table(report.rows, columns, title=title))
            _left_out(console, columns)
        notes(console, report)


def table(rows: Sequence[Row], columns: Sequence[Column], *, title: str = "") -> Table:
    """The rows as a table; long cells wrap, so that nothing is cut off."""
    width = Console().width
    columns = [column for column in columns if width >= _WIDE or not column.is_wide_only]
    drawn = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False, expand=False)
    for column in columns:
        drawn.add_column(
            column.heading,
            justify="right" if column.is_numeric else "left",
            overflow="fold",
            no_wrap=column.is_whole,
        )
    for row in rows:
        drawn.add_row(*(column.write(row.get(column.key) if column.key else row) for column in columns))
    return drawn


def _left_out(console: Console, columns: Sequence[Column]) -> None:
    """Say which columns a narrow terminal does not show."""
    names = [column.heading for column in columns if column.is_wide_only]
    if names and console.width < _WIDE:
        console.print(f"Not shown below {_WIDE} columns: {', '.join(names)}.", style="dim", markup=False)


def shortened(report: Report, *, most: int) -> Report:
    """The report with its first rows, and how many more there are."""
    left = len(report.rows) - most
    if left <= 0:
        return report
    more = f"{left} more rows: --top N, --json or --csv."
    return replace(report, rows=report.rows[:most], notes=(*report.notes, more))


def reasons(title: str, sentences: Sequence[str]) -> None:
    """A heading with the sentences that belong to it."""
    console = Console(highlight=False)
    console.print(f"{title}", style="bold", markup=False)
    for sentence in sentences:
        console.print(f"  {sentence}", markup=False)
    console.print()


def notes(console: Console, report: Report) -> None:
    """The sentences that a reader must not miss, and the day they hold for."""
    for note in report.notes:
        console.print(f"· {note}", markup=False)
    console.print(f"As of {report.as_of.isoformat()}.", style="dim", markup=False)


def text(value: object) -> str:
    """A cell in words; nothing is shown as a dash."""
    if value is None or value == "" or value == ():
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ", ".join(text(part) for part in value)
    return str(plain(value))


def percent(value: object) -> str:
    """A share in per cent, or a dash where it is unknown."""
    return f"{value:.1%}" if isinstance(value, (int, float)) else "–"


def decimal(value: object) -> str:
    """A number to three decimals, or a dash where it is unknown."""
    return f"{value:.3f}" if isinstance(value, (int, float)) else "–"


def money(value: object) -> str:
    """US dollars in millions, or a dash where the value is unknown."""
    return f"{value / 1e6:,.1f}" if isinstance(value, (int, float)) else "–"


def span(value: object) -> str:
    """The two ends of an interval in per cent."""
    if not isinstance(value, (list, tuple)):
        return "–"
    low, high = value
    return f"{low:.1%}" if low == high else f"{low:.0%} to {high:.0%}"


def largest(row: object) -> str:
    """The largest supplier of a row with its share, or the ends between which that lies."""
    assert isinstance(row, Mapping)  # noqa: S101 - rows of a report
    share = percent(row["top_share"]) if row["top_share"] is not None else span(row["top_share_interval"])
    return f"{text(row['top_partner'])} {share}"


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    if rows:
        keys = dict.fromkeys(key for row in rows for key in row)  # sections of a sheet differ in some
        writer = csv.DictWriter(out, list(keys), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _flat(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _flat(value: object) -> object:
    simple = plain(value)
    return json.dumps(simple, ensure_ascii=False) if isinstance(simple, (dict, list)) else simple
