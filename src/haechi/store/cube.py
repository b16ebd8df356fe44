"""Flows of chosen economies as dense arrays (period, code, partner): numbers, true zeros and unknowns kept apart."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haechi.flows.coverage import Extent
from haechi.model.market import Flags, Floats
from haechi.model.trade import Coverage, Direction, Edition
from haechi.store.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """What the arrays run over: periods, (code, edition) pairs and economies on the other side."""

    periods: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    economies: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Lengths of the axes."""
        return len(self.periods), len(self.codes), len(self.economies)

    @property
    def days(self) -> list[dt.date]:
        """First days of the periods."""
        return [dt.date(int(name[:4]), int(name[5:7] or 1), 1) for name in self.periods]


def values(connection: Connection, axes: Axes, query: str, covered: Flags) -> Floats:
    """Values on the axes: as the rows say, zero where an absent row is one, NaN elsewhere.

    Parameters
    ----------
    connection : with the tables that the query names
    axes : of the result
    query : SQL with period, code, edition, economy, value (NULL: unknown)
    covered : (period, code, economy), whether an absent row is a zero

    Returns
    -------
    (period, code, economy), USD.
    """
    return added(connection, axes, f"SELECT *, '' AS importer FROM ({query})", {"": covered})


def added(connection: Connection, axes: Axes, query: str, covered: Mapping[str, Flags]) -> Floats:
    """Values of several importers together: as `values`, NaN where that of any importer is unknown.

    Parameters
    ----------
    connection, axes : as for `values`
    query : as for `values`, with a column importer
    covered : importer -> (period, code, economy), whether an absent row is a zero

    Returns
    -------
    (period, code, economy), USD.
    """
    _write(connection, axes)
    found = connection.execute(
        f"""SELECT importer, axis_period.place AS p, axis_code.place AS c, axis_economy.place AS e,
            sum(value) AS total, count(*) = count(value) AS known
        FROM ({query}) AS rows
        JOIN axis_period ON axis_period.name = rows.period
        JOIN axis_code ON axis_code.code = rows.code AND axis_code.edition = rows.edition
        JOIN axis_economy ON axis_economy.name = economy
        GROUP BY 1, 2, 3, 4"""
    ).fetchnumpy()
    total = np.ma.filled(np.ma.asarray(found["total"], dtype=np.float64), np.nan)
    known = np.where(_plain(found["known"]), total, np.nan)
    places = tuple(_ints(found[name]) for name in ("p", "c", "e"))
    buyers = _plain(found["importer"])
    summed = np.zeros(axes.shape)
    for importer, zeros in covered.items():
        array = np.where(zeros, 0.0, np.nan)
        rows = buyers == importer
        array[tuple(place[rows] for place in places)] = known[rows]
        summed += array
    return summed


def _write(connection: Connection, axes: Axes) -> None:
    """Make tables that give each name on the axes its position."""
    code, edition = ([pair[place] for pair in axes.codes] for place in (0, 1))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE axis_period AS SELECT unnest($days) AS name, unnest(range($n)) AS place",
        {"days": axes.days, "n": len(axes.periods)},
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE axis_code AS
        SELECT unnest($code) AS code, unnest($edition) AS edition, unnest(range($n)) AS place""",
        {"code": code, "edition": edition, "n": len(code)},
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE axis_economy AS
        SELECT unnest(CAST($names AS VARCHAR[])) AS name, unnest(range($n)) AS place""",
        {"names": list(axes.economies), "n": len(axes.economies)},
    )


def cells(axes: Axes, extent: Extent, one: str, *, one_reports: bool, direction: Direction) -> Flags:
    """Where an absent row between an economy and those on the axis is a zero: (period, code, economy).

    Parameters
    ----------
    one : the economy whose flows stand in the array
    one_reports : whether it is the reporter, with the others as partners
    direction : as the reporter books it
    """
    found = np.zeros(axes.shape, dtype=bool)
    for part in extent.parts:
        ours, others = (part.reporters, part.partners) if one_reports else (part.partners, part.reporters)
        if part.direction is direction and (ours is None or one in ours):
            found |= _block(axes, part, _mask(axes.economies, others))
    return found


def complete(axes: Axes, extent: Extent, one: str, *, one_reports: bool, direction: Direction) -> Flags:
    """Where all economies on the other side are in the data: (period, code)."""
    found = np.zeros(axes.shape[:2], dtype=bool)
    for part in extent.parts:
        ours, others = (part.reporters, part.partners) if one_reports else (part.partners, part.reporters)
        if part.direction is direction and others is None and (ours is None or one in ours):
            found |= _block(axes, part, np.ones(1, dtype=bool))[:, :, 0]
    return found


def sellers(axes: Axes, extent: Extent) -> Flags:
    """Where all exports of an economy on the axis are in the data: (period, code, economy)."""
    found = np.zeros(axes.shape, dtype=bool)
    for part in extent.parts:
        if part.direction is Direction.EXPORT and part.partners is None:
            found |= _block(axes, part, _mask(axes.economies, part.reporters))
    return found


def _block(axes: Axes, part: Coverage, economies: Flags) -> Flags:
    listed = None if part.codes is None else set(part.codes)
    codes = np.array(
        [Edition(edition) is part.edition and (listed is None or code in listed) for code, edition in axes.codes],
        dtype=bool,
    )
    periods = _mask(axes.periods, part.periods)
    block: Flags = periods[:, None, None] & codes[None, :, None] & economies[None, None, :]
    return block


def _mask(names: Sequence[str], listed: Iterable[str] | None) -> Flags:
    if listed is None:
        return np.ones(len(names), dtype=bool)
    wanted = set(listed)
    return np.array([name in wanted for name in names], dtype=bool)


def _ints(column: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.asarray(_plain(column), dtype=np.int64)


def _plain(column: NDArray[np.generic]) -> NDArray[np.generic]:
    return np.ma.getdata(column)
