"""`haechi digest`: what is late, what comes and who is waited for."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from haechi.alliance.deadlines import Urgency, deadlines, rhythms
from haechi.alliance.record import Record
from haechi.app import book
from haechi.app.desk import Desk
from haechi.app.promising import last_held, often
from haechi.app.report import Report, Row
from haechi.sentence import Said, said


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
    notes: list[str] = (
        [] if rows else [said("Nothing is late, nothing comes due within 90 days, and nobody waits for anybody.")]
    )
    if out is not None:
        lines = [f"- {row['what']}: {row['title']} ({row['why']}) [{row['entry']}]" for row in rows]
        out.write_text("\n".join([f"# {desk.as_of}", *lines, *notes, ""]), encoding="utf-8")
        notes.append(f"Written: {out}")
    return Report(command="digest", as_of=desk.as_of, rows=rows, notes=tuple(notes), parameters={"side": side})


_ORDER = (Urgency.OVERDUE, "drifting", Urgency.IN_14_DAYS, Urgency.IN_30_DAYS, Urgency.IN_90_DAYS, "waiting")


def _due(desk: Desk, held: Mapping[str, Record]) -> Iterator[Row]:
    for row in deadlines(held, desk.as_of):
        if row.urgency is not Urgency.LATER:
            owners = ", ".join(row.owners) or said("nobody named")
            why = said("due {day}; {owners}", day=row.due, owners=owners)
            yield _row(row.urgency, row.entry, row.part, row.what, why)


def _drifting(desk: Desk, held: Mapping[str, Record]) -> Iterator[Row]:
    for row in rhythms(held, desk.as_of):
        if row.is_drifting:
            why = said(
                "{rhythm}, {last}; expected by {day}", rhythm=often(row), last=last_held(row), day=row.expected_by
            )
            yield _row("drifting", row.body, "", row.title, why)


def _waiting(held: Mapping[str, Record]) -> Iterator[Row]:
    for record in held.values():
        if not record.is_agreed and not record.is_withdrawn:
            yield _row("waiting", record.id, "", record.content.title, _awaited(record))


def _awaited(record: Record) -> Said:
    """What an entry waits for: a side that is silent, or the fields in which the sides differ."""
    if record.silent:
        return said("{silent} has said nothing", silent=", ".join(record.silent))
    return said("differs in {fields}", fields=", ".join(record.differences))


def _row(what: str, entry: str, part: str, title: str, why: str) -> Row:
    return {"what": str(what), "entry": entry, "part": part, "title": title, "why": why}
