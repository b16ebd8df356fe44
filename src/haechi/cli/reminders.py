"""Commands that remind: `calendar` for programs that keep days, `digest` for people."""

from pathlib import Path
from typing import Annotated

import typer

from haechi.cli import options

Side = Annotated[str | None, typer.Option("--side", help="Only what this economy has a say in, such as KOR.")]


def calendar(
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("alliance.ics"),
    side: Side = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Write deadlines and meetings as an iCalendar file, to be opened or subscribed to in any calendar."""
    from haechi.app import scheduling
    from haechi.cli import render

    columns = (
        render.Column("day", "day", is_whole=True),
        render.Column("event", "event"),
        render.Column("cancelled", "cancelled"),
        render.Column("notes", "notes", is_wide_only=True),
    )
    report = scheduling.feed(options.desk(workspace, as_of), out, side=side.upper() if side else None)
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def digest(
    side: Side = None,
    out: Annotated[Path | None, typer.Option(help="Write it as text (Markdown) to this file too.")] = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """What is overdue, drifting, due in 14, 30 and 90 days, and what waits for a side."""
    from haechi.app import reminding
    from haechi.cli import render

    columns = (
        render.Column("what", "what", is_whole=True),
        render.Column("title", "of what"),
        render.Column("why", "why"),
        render.Column("entry", "entry", is_wide_only=True),
    )
    report = reminding.digest(options.desk(workspace, as_of), side=side.upper() if side else None, out=out)
    render.show(report, columns, as_json=as_json, as_csv=as_csv)
