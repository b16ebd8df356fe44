"""What a workbook adds to the register: rows without a key that is known, read cell by cell.

A row with the key of a change that is known must be that change as it was; history is not rewritten.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, get_origin

from haechi.alliance.sheets import KEY, PUBLISHED, sheets, tables
from haechi.errors import InputError
from haechi.model.change import Change, Deed
from haechi.model.content import hints, read
from haechi.model.entries import CONTENTS, Entry, Kind
from haechi.model.sheet import Cell, Sheet, address

_NEEDED = ("entry", "deed", "why")
_ESCAPE = re.compile(r"\\(\\|n|x[0-9a-f]{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A change that a workbook adds; `where` is its sheet and row.

    `key`, `who` and `at` are as its cells give them. A key is that of another register whose workbook fills an empty
    one; None where the change is only now entered.
    """

    where: str
    entry: str
    kind: Kind
    side: str | None
    deed: Deed
    content: Entry | None
    why: str
    evidence: tuple[str, ...]
    who: str | None
    key: int | None = None
    at: dt.datetime | None = None


def drafts(given: Sequence[Sheet], known: Sequence[Change]) -> tuple[Draft, ...]:
    """What a workbook adds to what is known.

    Raises
    ------
    InputError
        If a sheet or column is foreign or missing, a cell cannot be read, or a row of something known was altered; the
        sheet and the cell are named.
    """
    is_empty = not any(change.id for change in known)
    by_name = {sheet.name: sheet for sheet in given}
    expected = {sheet.name: sheet for sheet in sheets(known)}
    if unknown := sorted(set(by_name) - set(expected)):
        raise InputError(f"sheet {unknown[0]!r} is none of the register; it may have {', '.join(expected)}")
    for name, sheet in by_name.items():
        _check_header(sheet, expected[name].header)
        _check_known(sheet, expected[name], is_empty=is_empty)
    found = [draft for kind in Kind if kind.value in by_name for draft in _drafts(kind, by_name, is_empty=is_empty)]
    return tuple(sorted(found, key=lambda draft: (draft.key is None, draft.key or 0)))


def _check_header(sheet: Sheet, expected: Sequence[str]) -> None:
    for place, name in enumerate(sheet.header):
        if name not in expected or sheet.header.index(name) != place:
            raise InputError(
                f"sheet {sheet.name!r}, cell {address(place, 1)}: column {name!r} is unknown or stands twice; "
                f"use {', '.join(expected)}"
            )
    if missing := [name for name in (KEY, *(_NEEDED if "." not in sheet.name else ())) if name not in sheet.header]:
        raise InputError(
            f"sheet {sheet.name!r}: column {missing[0]!r} is missing; give it, empty where nothing is known"
        )


def _check_known(sheet: Sheet, expected: Sheet, *, is_empty: bool) -> None:
    """Rows of what is known stand as they are; a row that was left out of the workbook changes nothing."""
    held: dict[str, list[dict[str, Cell]]] = {}
    for _, cells in expected.rows:
        held.setdefault(str(cells[0]), []).append(dict(zip(expected.header, cells, strict=True)))
    seen = Counter[str]()
    for number, cells in sheet.rows:
        row = dict(zip(sheet.header, cells, strict=True))
        key = _key(row[KEY])
        rows = held.get(key, [])
        if not _is_of_known(key, is_empty=is_empty):
            continue
        place = min(seen[key], len(rows) - 1)
        seen[key] += 1
        wrong = [name for name in sheet.header if not rows or _differs(row[name], rows[place].get(name))]
        if wrong or seen[key] > len(rows):
            cell = address(sheet.header.index(wrong[0] if wrong else KEY), number)
            raise InputError(
                f"sheet {sheet.name!r}, cell {cell}: what the register holds is not rewritten; leave the row of "
                f"{key!r} as it was and add one without a key"
            )


def _differs(found: Cell, held: Cell) -> bool:
    return (None if found == "" else found) != held and str(found) != str(held)


def _is_of_known(key: str, *, is_empty: bool) -> bool:
    """Whether a key is that of a change which the register holds; numbers are new to an empty register."""
    return key.startswith(f"{PUBLISHED} ") or (key.isdigit() and not is_empty)


def _key(cell: Cell) -> str:
    """A key as text; a number may have become one with a point."""
    return str(int(cell)) if isinstance(cell, (int, float)) else str(cell or "").strip()


def _drafts(kind: Kind, given: Mapping[str, Sheet], *, is_empty: bool) -> Iterator[Draft]:
    sheet, taken = given[kind.value], Counter[str]()
    for number, cells in sheet.rows:
        row = dict(zip(sheet.header, cells, strict=True))
        key = _key(row[KEY])
        if _is_of_known(key, is_empty=is_empty):
            continue
        taken[key] += 1
        if key and taken[key] > 1:
            raise InputError(
                f"sheet {sheet.name!r}, row {number}: the key {key!r} stands twice; give each new row its own"
            )
        yield _draft(kind, sheet, number, row, _tables_of(kind, key, given) if key else {})
    for name in (name for name in given if name.startswith(f"{kind.value}.")):
        for number, cells in given[name].rows:
            key = _key(dict(zip(given[name].header, cells, strict=True))[KEY])
            if not _is_of_known(key, is_empty=is_empty) and not taken[key]:
                raise InputError(
                    f"sheet {name!r}, row {number}: no row of sheet {kind.value!r} has the key {key!r}; write the same "
                    "key, such as new 1, in both"
                )


def _draft(kind: Kind, sheet: Sheet, number: int, row: Mapping[str, Cell], parts: Mapping[str, Any]) -> Draft:
    def value(name: str, hint: Any) -> Any:
        cell = row.get(name)
        if cell is None or cell == "":
            return None
        where = f"sheet {sheet.name!r}, cell {address(sheet.header.index(name), number)}"
        return read(_listed(cell, hint), hint, where)

    where = f"sheet {sheet.name!r}, row {number}"
    own = {name: value(name, Deed if name == "deed" else str) for name in ("entry", "side", "deed", "why", "who")}
    if missing := [name for name in _NEEDED if not own[name]]:
        cell = address(sheet.header.index(missing[0]), number)
        raise InputError(f"sheet {sheet.name!r}, cell {cell}: {missing[0]} is missing")
    known = hints(CONTENTS[kind])
    found = {name: part for name in known if name in row and (part := value(name, known[name])) is not None}
    content = None
    if own["deed"] in (Deed.ENTERED, Deed.CHANGED):
        content = _made(kind, {**found, **parts}, where)
    evidence = value("evidence", tuple[str, ...]) or ()
    key = _key(row[KEY])
    at = _moment(row.get("at"), where)
    number_of = int(key) if key.isdigit() else None
    return Draft(where=where, kind=kind, content=content, evidence=evidence, key=number_of, at=at, **own)


def _moment(cell: Cell, where: str) -> dt.datetime | None:
    """When a change of another register was made."""
    if cell is None or cell == "":
        return None
    try:
        return dt.datetime.fromisoformat(str(cell))
    except ValueError:
        raise InputError(f"{where}: at {cell!r} is no moment; write 2026-07-01T09:30:00+00:00") from None


def _made(kind: Kind, values: Mapping[str, Any], where: str) -> Entry:
    needed = [field.name for field in fields(CONTENTS[kind]) if field.default is MISSING]
    if missing := [name for name in needed if name not in values]:
        raise InputError(f"{where}: {missing[0]} is missing")
    try:
        return CONTENTS[kind](**values)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _tables_of(kind: Kind, key: str, given: Mapping[str, Sheet]) -> dict[str, Any]:
    """Tables of one new row, from the sheets that hold them."""
    found = {}
    for field, part in tables(kind).items():
        sheet = given.get(f"{kind.value}.{field}")
        rows = (
            []
            if sheet is None
            else [_part(part, sheet, *row) for row in sheet.rows if _key(row[1][sheet.header.index(KEY)]) == key]
        )
        if rows:
            found[field] = tuple(rows)
    return found


def _part(part: type, sheet: Sheet, number: int, cells: Sequence[Cell]) -> Any:
    row, values = dict(zip(sheet.header, cells, strict=True)), {}
    for name, hint in hints(part).items():
        cell = row.get(name)
        if cell is not None and cell != "":
            where = f"sheet {sheet.name!r}, cell {address(sheet.header.index(name), number)}"
            values[name] = read(_listed(cell, hint), hint, where)
    try:
        return part(**values)
    except TypeError:
        missing = ", ".join(name for name in hints(part) if name not in values)
        raise InputError(
            f"sheet {sheet.name!r}, row {number}: a field that is needed is empty, one of {missing}"
        ) from None


def _listed(cell: Cell, hint: Any) -> Any:
    """What a cell holds: a list where the field is one, its lines the parts."""
    if get_origin(hint) is tuple:
        return [_plain(line) for line in str(cell).split("\n") if line]
    return _plain(cell) if isinstance(cell, str) else cell


def _plain(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        return {"\\": "\\", "n": "\n"}.get(found[1]) or chr(int(found[1][1:], 16))

    return _ESCAPE.sub(character, text)
