"""The register as sheets of a workbook: a row for each change, tables inside an entry on sheets of their own.

Nothing is lost: lists stand one part a line in a cell, and what a cell cannot hold is escaped with a backslash.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from haechi.model.change import Change
from haechi.model.content import hints, told
from haechi.model.dates import PartialDate, Span
from haechi.model.entries import CONTENTS, Kind
from haechi.model.sheet import Cell, Sheet

KEY = "key"
_OF_A_CHANGE = (KEY, "entry", "side", "deed", "why", "evidence", "who", "at")
PUBLISHED = "published"
_ESCAPED = re.compile(r"[\\\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def sheets(changes: Sequence[Change]) -> tuple[Sheet, ...]:
    """Every change on the sheet of its kind, the parts of its tables on sheets named after both."""
    keys = _keys(changes)
    found = []
    for kind in Kind:
        own = [(key, change) for key, change in keys.items() if change.kind is kind]
        header = tuple(columns(kind))
        rows = [tuple(_cells(key, change).get(name) for name in header) for key, change in own]
        found.append(_sheet(kind.value, header, rows))
        for field, part in tables(kind).items():
            header = (KEY, *hints(part))
            rows = [
                tuple(row.get(name) for name in header) for key, change in own for row in _parts(key, change, field)
            ]
            found.append(_sheet(f"{kind.value}.{field}", header, rows))
    return tuple(found)


def columns(kind: Kind) -> list[str]:
    """Columns of the sheet of a kind: those of every change, then the fields of its entries but for their tables."""
    return [*_OF_A_CHANGE, *(name for name in hints(CONTENTS[kind]) if name not in tables(kind))]


def tables(kind: Kind) -> Mapping[str, type]:
    """Fields of a kind that are tables, with what their rows are."""
    found: dict[str, type] = {
        name: get_args(hint)[0] for name, hint in hints(CONTENTS[kind]).items() if get_origin(hint) is tuple
    }
    return {name: part for name, part in found.items() if is_dataclass(part) and part not in (PartialDate, Span)}


def _keys(changes: Sequence[Change]) -> dict[str, Change]:
    """Each change by its key: its number, or for what is published its entry and which version it is."""
    found, versions = {}, Counter[str]()
    for change in changes:
        versions[change.entry] += not change.id
        found[str(change.id) if change.id else f"{PUBLISHED} {change.entry} {versions[change.entry]}"] = change
    return found


def _sheet(name: str, header: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Sheet:
    return Sheet(name=name, header=header, rows=tuple(enumerate(rows, 2)))


def _cells(key: str, change: Change) -> dict[str, Cell]:
    own = {
        KEY: key,
        "entry": change.entry,
        "side": change.side,
        "deed": change.deed.value,
        "why": _written(change.why),
        "evidence": _written(list(change.evidence)),
        "who": _written(change.who),
        "at": change.at.astimezone(dt.UTC).isoformat(),
    }
    content = {} if change.content is None else told(change.content)
    return {**own, **{name: _written(value) for name, value in content.items() if name not in tables(change.kind)}}


def _parts(key: str, change: Change, field: str) -> Iterator[dict[str, Cell]]:
    rows = () if change.content is None else told(change.content).get(field, ())
    yield from ({KEY: key, **{name: _written(value) for name, value in row.items()}} for row in rows)


def _written(value: Any) -> Cell:
    """A plain value as a cell."""
    if isinstance(value, list):
        return "\n".join(_escaped(str(part)).replace("\n", r"\n") for part in value) or None
    return _escaped(value) if isinstance(value, str) else value


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\x{ord(found[0]):04x}", text)
