"""Entries of the register that are bundled: what governments published of the alliance, each with its source."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from haechi.errors import FactError, HaechiError
from haechi.model.change import Change, Deed
from haechi.model.citation import Citation, Method
from haechi.model.content import made
from haechi.model.dates import PartialDate
from haechi.model.entries import Kind, Programme

_FOLDER = resources.files("haechi.reference") / "entries"
_CITED = ("source", "locator", "as_of", "method")
_KEYS = ("id", "kind", *_CITED, "content")


@cache
def bundled() -> tuple[Change, ...]:
    """What was published, as changes that both sides made together, the oldest first.

    Raises
    ------
    FactError
        If an entry cannot be read.
    """
    found: list[Change] = []
    for row in _rows():
        is_known = any(change.entry == row["id"] for change in found)
        found.append(_change(row, Deed.CHANGED if is_known else Deed.ENTERED))
    return tuple(sorted(found, key=lambda change: change.at))


@cache
def citations() -> tuple[Citation, ...]:
    """Where each bundled entry, and each figure of a programme, stands."""
    cited = [_citation(row) for row in _rows()]
    for change in bundled():
        if isinstance(change.content, Programme):
            cited += [
                Citation(source=row.source, locator=row.cohort, as_of=row.date, method=Method.REPORTED)
                for row in change.content.actuals
            ]
    return tuple(cited)


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    files = sorted((entry for entry in _FOLDER.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(row for entry in files for row in tomllib.loads(entry.read_text(encoding="utf-8"))["entries"])


def _change(row: Mapping[str, Any], deed: Deed) -> Change:
    where = f"bundled entry {row.get('id')!r}"
    if set(row) != set(_KEYS):
        raise FactError(f"{where}: keys are {sorted(row)}, expected {sorted(_KEYS)}")
    try:
        cited = _citation(row)
        return Change(
            id=0,
            entry=row["id"],
            kind=Kind(row["kind"]),
            side=None,
            deed=deed,
            content=made(Kind(row["kind"]), row["content"], where),
            why="as published",
            evidence=(f"{cited.source}: {cited.locator}",),
            who="Haechi, bundled",
            at=dt.datetime.combine(cited.as_of.first, dt.time(), dt.UTC),
        )
    except (HaechiError, ValueError) as error:
        raise FactError(f"{where}: {error}") from error


def _citation(row: Mapping[str, Any]) -> Citation:
    return Citation(
        source=row["source"],
        locator=row["locator"],
        as_of=PartialDate.parse(row["as_of"]),
        method=Method(row["method"]),
    )
