"""`haechi register export` and `import`: the register as a workbook that a secretary works in."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from haechi.alliance.drafts import Draft, drafts
from haechi.alliance.record import records
from haechi.alliance.sheets import sheets
from haechi.app import book
from haechi.app.desk import Desk
from haechi.app.report import Report
from haechi.errors import HaechiError, InputError
from haechi.model.change import Change
from haechi.sentence import said
from haechi.store import changes

GUIDE = (
    "The register of the alliance, as written by `haechi register export`.",
    "A row is a change. Rows with a key are what the register holds: leave them as they are, or take them out.",
    "To enter or change something, add a row without a key: entry, deed (entered, changed, acknowledged, withdrawn),",
    "side (empty: both together, with evidence), why, and the fields. A changed entry is given whole.",
    "Tables inside an entry, such as actions, stand on sheets of their own; write one key, such as new 1, in both.",
    "Lists stand one part a line. Dates are 2028, 2027-Q2, 2027-06 or 2027-06-30. Formulas are not run.",
    "`haechi register import` takes all new rows or none and names the cell that it cannot read.",
)


def export(desk: Desk, path: Path) -> Report:
    """Write every change of the register, also what is published, to a workbook; one row for each of its sheets."""
    if path.suffix.lower() != ".xlsx":
        raise InputError(f"{path.name} does not end in .xlsx; name a workbook")
    from haechi.store import workbook  # takes long to load, and no other page of the desk needs it

    held = sheets(book.history(desk))
    workbook.write(path, GUIDE, held)
    return Report(
        command="register export",
        as_of=desk.as_of,
        rows=[{"sheet": sheet.name, "rows": len(sheet.rows)} for sheet in held],
        notes=(f"Written: {path}",),
        parameters={"file": path.name},
    )


def bring_in(desk: Desk, path: Path, *, who: str, at: dt.datetime, is_own: bool = False) -> Report:
    """Enter what a workbook adds, all of it or nothing; one row for each new change.

    Parameters
    ----------
    who, at : who hands the workbook in, and when
    is_own : whether rows count only as theirs; else a row may name another, and of another register also its moment

    Raises
    ------
    FileRefused
        If it is no workbook, or has merged cells or formulas.
    InputError
        If a sheet, column or cell cannot be read, something that the register holds was altered, or a row that must be
        their own names somebody else or another moment.
    UnknownName
        If an entry speaks of an item, stage, economy, post or entry that there is not.
    """
    from haechi.store import workbook

    given = workbook.read(path)
    with desk.register() as register, register.writing() as connection:
        before = (*book.published(), *changes.history(connection))
        added = drafts(given, before)
        if is_own:
            _check_own(added, who, at)
        done = _numbered(added, before, who=who, at=at)
        _check(desk, added, (*before, *done))
        changes.add(connection, done)
    rows = [
        {"entry": row.entry, "kind": row.kind, "side": row.side, "deed": row.deed, "why": row.why, "who": row.who}
        for row in done
    ]
    return Report(
        command="register import",
        as_of=desk.as_of,
        rows=rows,
        notes=()
        if rows
        else (said("{file} adds nothing: every row in it is in the register already.", file=path.name),),
        parameters={"file": path.name},
    )


def _check_own(added: Sequence[Draft], who: str, at: dt.datetime) -> None:
    """Nobody enters in the name of another, nor for another day."""
    for draft in added:
        if draft.who is not None and draft.who != who:
            raise InputError(
                f"{draft.where}: it names {draft.who!r} as who enters it, and {who!r} hands it in; leave who empty"
            )
        if draft.at is not None and draft.at != at:
            raise InputError(f"{draft.where}: it names {draft.at} as when it is entered, which is now; leave at empty")


def _numbered(added: Sequence[Draft], before: Sequence[Change], *, who: str, at: dt.datetime) -> tuple[Change, ...]:
    first = max((change.id for change in before), default=0) + 1
    return tuple(_change(draft, number, who, at) for number, draft in enumerate(added, first))


def _change(draft: Draft, number: int, who: str, at: dt.datetime) -> Change:
    try:
        return Change(
            id=number,
            entry=draft.entry,
            kind=draft.kind,
            side=draft.side.upper() if draft.side else None,
            deed=draft.deed,
            content=draft.content,
            why=draft.why,
            evidence=draft.evidence,
            who=draft.who or who,
            at=draft.at if draft.at and draft.key is not None else at,
        )
    except InputError as error:
        raise InputError(f"{draft.where}: {error}") from error


def _check(desk: Desk, added: Sequence[Draft], done: Sequence[Change]) -> None:
    """Every new change fits all that was there and each other."""
    held = records(done)
    for draft in added:
        if held[draft.entry].kind is not draft.kind:
            raise InputError(
                f"{draft.where}: {draft.entry!r} is a {held[draft.entry].kind}; give its row on that sheet"
            )
        if draft.content is not None:
            try:
                book.check(desk, held, draft.content, draft.entry)
            except HaechiError as error:
                raise type(error)(f"{draft.where}: {error}") from error
