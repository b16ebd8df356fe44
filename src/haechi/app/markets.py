"""Markets of the lake: who buys, and what from whom in a year, read once while nothing is loaded."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.model.market import Market

UNION = "EU"
_MOST_BYTES = 1 << 28  # of markets that are kept


def years(desk: Desk, *importers: str) -> tuple[int, ...]:
    """The years, in order, in which any source has rows of the imports of any of the economies on the day."""
    return _any_of(_years(desk, desk.as_of), importers)


def years_ever(desk: Desk, *importers: str) -> tuple[int, ...]:
    """The same, published after the day or before."""
    return _any_of(_years(desk, None), importers)


def _any_of(held: Mapping[str, tuple[int, ...]], importers: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted({year for name in importers for year in held.get(name, ())}))


@kept(most=4)
def _years(desk: Desk, as_of: dt.date | None) -> Mapping[str, tuple[int, ...]]:
    return desk.lake.years(as_of=as_of)


def _bytes(market: Market) -> int:
    """Bytes of the arrays of a market."""
    parts = (getattr(market, field.name) for field in fields(market))
    return sum(part.nbytes for part in parts if isinstance(part, np.ndarray))


@kept(most=_MOST_BYTES, weigh=_bytes)
def market(desk: Desk, importer: str, year: int, *, month: int | None = None, source: str | None = None) -> Market:
    """One importer's purchases in a year or month as known on the day; see `haechi.store.lake.Lake.market`.

    Raises
    ------
    NotCovered
        If no source has rows on the importer and year.
    """
    members = desk.facts.members(UNION, year) if importer == UNION else ()
    return desk.lake.market(importer, year, month=month, source=source, as_of=desk.as_of, members=members)
