"""`haechi calendar` and `haechi digest`: what is late and what comes, for programs and for people."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from haechi.alliance.calendar import calendar, occasions
from haechi.alliance.deadlines import Urgency, deadlines, rhythms
from haechi.alliance.record import Record
from haechi.app import book
from haechi.app.desk import Desk
from haechi.app.report import Report, Row

_NEVER = "never held as far as is recorded"


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


def digest(desk: Desk, *, side: str | None = None, out: Path | None = None) -> Report:
    """What is overdue, drifting, due soon and waiting for a side; written to a text file where one is named.

    Raises
    ------
    InputError
        If a side is named that has no say in any entry.
    """
    held = book.of_side(book.book(desk), side)
    rows = [*_due(desk, held), *_drifting(desk, held), *_waiting(held)]
    rows.sort(key=lambda row: _ORDER.index(str(row["what"])))
    notes = [] if rows else ["Nothing is late, nothing comes due within 90 days, and nobody waits for anybody."]
    if out is not None:
        lines = [f"- {row['what']}: {row['title']} ({row['why']}) [{row['entry']}]" for row in rows]
        out.write_text("\n".join([f"# {desk.as_of}", *lines, *notes, ""]), encoding="utf-8")
        notes.append(f"Written: {out}")
    return Report(command="digest", as_of=desk.as_of, rows=rows, notes=tuple(notes), parameters={"side": side})


_ORDER = (Urgency.OVERDUE, "drifting", Urgency.IN_14_DAYS, Urgency.IN_30_DAYS, Urgency.IN_90_DAYS, "waiting")


def _due(desk: Desk, held: Mapping[str, Record]) -> Iterator[Row]:
    for row in deadlines(held, desk.as_of):
        if row.urgency is not Urgency.LATER:
            when = f"due {row.due}"
            yield _row(row.urgency, row.entry, row.part, row.what, f"{when}; {', '.join(row.owners) or 'nobody named'}")


def _drifting(desk: Desk, held: Mapping[str, Record]) -> Iterator[Row]:
    for row in rhythms(held, desk.as_of):
        if row.is_drifting:
            rhythm = {12: "yearly", 24: "every other year"}.get(row.every_months, f"every {row.every_months} months")
            last = f"last held {row.last}" if row.last else _NEVER
            why = f"{rhythm}, {last}; expected by {row.expected_by}"
            yield _row("drifting", row.body, "", row.title, why)


def _waiting(held: Mapping[str, Record]) -> Iterator[Row]:
    for record in held.values():
        if not record.is_agreed and not record.is_withdrawn:
            silent = f"{', '.join(record.silent)} has said nothing"
            why = silent if record.silent else f"differs in {', '.join(record.differences)}"
            yield _row("waiting", record.id, "", record.content.title, why)


def _row(what: str, entry: str, part: str, title: str, why: str) -> Row:
    return {"what": str(what), "entry": entry, "part": part, "title": title, "why": why}
