"""`haechi calendar`: deadlines and meetings of the register, for calendars."""

from pathlib import Path

from haechi.alliance.calendar import calendar, occasions
from haechi.app import book
from haechi.app.desk import Desk
from haechi.app.report import Report


def feed(desk: Desk, out: Path, *, side: str | None = None) -> Report:
    """Write deadlines and meetings as an iCalendar file; one row for each of its events.

    Raises
    ------
    InputError
        If a side is named that has no say in any entry.
    """
    held = book.of_side(book.book(desk), side)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(calendar(held, desk.as_of))
    rows = [
        {
            "day": row.day,
            "event": row.summary,
            "entry": row.record.id,
            "part": row.part,
            "cancelled": row.is_cancelled,
            "notes": row.notes,
        }
        for row in occasions(held, desk.as_of)
    ]
    return Report(
        command="calendar",
        as_of=desk.as_of,
        rows=rows,
        notes=(f"Written: {out}",) if rows else (f"Written: {out}; nothing in the register has a date.",),
        parameters={"side": side},
    )
