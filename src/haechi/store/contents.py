"""What a monthly stream holds as a whole: its codes, economies, and who published which month."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.errors import NotCovered
from haechi.flows.editions import IN_FORCE_FROM, CodeKey
from haechi.model.market import Flags
from haechi.model.panel import Months
from haechi.model.trade import Edition, Valuation
from haechi.store.asof import Known, Same
from haechi.store.database import Connection, quoted
from haechi.store.streams import Stream

Lineage = Callable[[str, str], CodeKey]
# Where one month of a pair stands under several editions or valuations, the last of these is taken.
_EDITIONS = (Edition.AS_REPORTED, Edition.NATIONAL, *IN_FORCE_FROM)
_VALUATIONS = (Valuation.UNKNOWN, Valuation.FOB, Valuation.CIF)
_KINDS = ("edition", "valuation", "level")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A code that one series of each pair is made of, through the editions that it went through unchanged.

    Parameters
    ----------
    code, edition : the newest that it is known to have reached
    members : (code, edition, valuation) of the rows that belong to it, the one that is taken first last
    rows : number of rows of pairs
    """

    code: str
    edition: str
    members: tuple[tuple[str, str, str], ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contents:
    """What a stream holds.

    Parameters
    ----------
    months : (month,), consecutive from the first month known to the newest
    reporters, partners : economies, in order
    level : digits of the codes
    lines : by code, then edition
    published : (month, reporter), whether the reporter has published anything for the month
    same : what stands in all rows of the source in these months
    """

    months: Months
    reporters: tuple[str, ...]
    partners: tuple[str, ...]
    level: int
    lines: tuple[Line, ...]
    published: Flags
    same: Same


def contents(connection: Connection, known: Known, stream: Stream, pairs: str, lineage: Lineage) -> Contents:
    """Read what a stream holds, in all vintages that were published by the day.

    Parameters
    ----------
    pairs : SQL condition of trade between two economies of the stream
    lineage : code and edition -> the same code in the newest edition that it is known to have reached

    Raises
    ------
    NotCovered
        If there is no trade between economies in it.
    """
    side = stream.candidate
    months = np.arange(stream.first, stream.last + 1)
    same = known.same(connection, stream.source, [str(month) for month in months])
    rows = known.published(stream.source, [str(month) for month in stream.months], same=same)
    kinds = ", ".join(f"${name}" if name in same else name for name in _KINDS)
    keys = ", ".join(("code", *(name for name in _KINDS if name not in same)))
    found = connection.execute(
        f"""SELECT code, {kinds}, partner, count(*) FROM ({rows}) WHERE {pairs}
        GROUP BY GROUPING SETS (({keys}), (partner)) ORDER BY ALL""",
        {name: same[name] for name in _KINDS if name in same},
    ).fetchall()
    codes = [(*row[:4], row[5]) for row in found if row[0] is not None]
    if not codes:
        raise NotCovered(
            f"{stream.source} ({stream.basis}) holds no trade between two economies that are asked for: load a file of "
            "months that names the partners"
        )
    dates = connection.execute(
        f"""SELECT DISTINCT period, reporter FROM ({rows})
        WHERE basis = {quoted(side.basis)} AND direction = {quoted(side.direction)}"""
    ).fetchall()
    reporters = tuple(sorted({name for _, name in dates}))
    published = np.zeros((len(months), len(reporters)), dtype=bool)
    places = {name: place for place, name in enumerate(reporters)}
    days = np.array([day for day, _ in dates], dtype="datetime64[M]")
    published[np.searchsorted(months, days), [places[name] for _, name in dates]] = True
    level = _level([row[3:] for row in codes])
    return Contents(
        months=months,
        reporters=reporters,
        partners=tuple(row[4] for row in found if row[4] is not None),
        level=level,
        lines=lines([(*row[:3], row[4]) for row in codes if row[3] == level], lineage),
        published=published,
        same=same,
    )


def lines(held: Sequence[tuple[str, str, str, int]], lineage: Lineage) -> tuple[Line, ...]:
    """The lines that (code, edition, valuation, number of rows) make, in order.

    Digits that the source holds as reported make one line with the same digits in named editions: those are the same
    reports, of which some name their edition.
    """
    unnamed = {code for code, edition, _, _ in held if edition == Edition.AS_REPORTED}
    found: dict[CodeKey, list[tuple[str, str, str, int]]] = defaultdict(list)
    for row in held:
        code, edition = row[:2]
        key = (code, Edition.AS_REPORTED.value) if code in unnamed else lineage(code, edition)
        found[key].append(row)
    return tuple(
        Line(
            code=code,
            edition=edition,
            members=tuple(sorted((row[:3] for row in rows), key=_preference)),
            rows=sum(row[3] for row in rows),
        )
        for (code, edition), rows in sorted(found.items())
    )


def _preference(member: tuple[str, str, str]) -> tuple[int, int, str]:
    code, edition, valuation = member
    return _EDITIONS.index(Edition(edition)), _VALUATIONS.index(Valuation(valuation)), code


def _level(rows: Sequence[tuple[int, int]]) -> int:
    """The number of digits of most rows, the finest of several."""
    counts: dict[int, int] = defaultdict(int)
    for level, number in rows:
        counts[level] += number
    return max(counts, key=lambda level: (counts[level], level))
