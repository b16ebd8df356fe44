"""What an absent row of a panel means: a true zero, not yet published, or not covered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haechi.model.market import Flags
from haechi.model.panel import Cell, States
from haechi.model.trade import Coverage, Direction, Edition
from haechi.store.contents import Line

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """The series of a panel as places in lists of lines and economies.

    Parameters
    ----------
    lines, reporters, partners : what the places point into
    line, reporter, partner : (series,), place of each
    """

    lines: tuple[Line, ...]
    reporters: tuple[str, ...]
    partners: tuple[str, ...]
    line: Places
    reporter: Places
    partner: Places

    @property
    def size(self) -> int:
        """Number of series."""
        return len(self.line)


def unpublished(published: Flags) -> Flags:
    """Where a reporter has published nothing for a month, but did for an earlier one: (month, reporter).

    Examples
    --------
    >>> unpublished(np.array([[False], [True], [False]])).ravel().tolist()
    [False, False, True]
    """
    late: Flags = np.logical_or.accumulate(published, axis=0) & ~published
    return late


def absent(pairs: Pairs, parts: Iterable[Coverage], months: Sequence[str], late: Flags) -> States:
    """The state of each cell were its row absent, (month, series).

    Parameters
    ----------
    parts : what the loads of the stream cover, of its direction
    months : names of the months
    late : (month, reporter), whether the reporter has not yet published the month
    """
    states = np.where(late, np.uint8(Cell.NOT_YET_PUBLISHED), np.uint8(Cell.NOT_COVERED)).take(pairs.reporter, axis=1)
    for part, held in _joined(parts, months):
        inside = (
            _codes(part, pairs.lines)[pairs.line]
            & _mask(pairs.reporters, part.reporters)[pairs.reporter]
            & _mask(pairs.partners, part.partners)[pairs.partner]
        )
        _mark(states, held, inside, int(Cell.ZERO))
    return states


def complete(pairs: Pairs, parts: Iterable[Coverage], months: Sequence[str], direction: Direction) -> Flags:
    """Whether all suppliers of the importer of the code are in the data, (month, series).

    They are where the importer's own report covers all partners, or where reports of all exporters reach the importer.
    """
    found = np.zeros((len(months), pairs.size), dtype=bool)
    for part, held in _joined(parts, months):
        if direction is Direction.IMPORT:
            suppliers, importer = part.partners, _mask(pairs.reporters, part.reporters)[pairs.reporter]
        else:
            suppliers, importer = part.reporters, _mask(pairs.partners, part.partners)[pairs.partner]
        if suppliers is None:
            _mark(found, held, _codes(part, pairs.lines)[pairs.line] & importer, int(True))
    return found


def _joined(parts: Iterable[Coverage], months: Sequence[str]) -> Iterable[tuple[Coverage, Flags]]:
    """Parts that differ in their months only, as one, with its months: (month,)."""
    place = {name: number for number, name in enumerate(months)}
    found: dict[tuple[object, ...], tuple[Coverage, Flags]] = {}
    for part in parts:
        key = (part.edition, part.reporters, part.partners, part.codes)
        _, held = found.setdefault(key, (part, np.zeros(len(months), dtype=bool)))
        held[[place[name] for name in part.periods if name in place]] = True
    return [(part, held) for part, held in found.values() if held.any()]


def _mark(cells: NDArray[np.generic], months: Flags, series: Flags, mark: int) -> None:
    if series.all():
        cells[months] = mark
    elif series.any():
        cells[np.ix_(months, series)] = mark


def _codes(part: Coverage, lines: Sequence[Line]) -> Flags:
    listed = None if part.codes is None else set(part.codes)
    return np.array(
        [
            any(
                Edition(edition) is part.edition and (listed is None or code in listed)
                for code, edition, _ in line.members
            )
            for line in lines
        ],
        dtype=bool,
    )


def _mask(names: Sequence[str], listed: Iterable[str] | None) -> Flags:
    if listed is None:
        return np.ones(len(names), dtype=bool)
    wanted = set(listed)
    return np.array([name in wanted for name in names], dtype=bool)
