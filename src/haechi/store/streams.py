"""Which sources hold months, reported by which side, and on which day each month became known."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from haechi.errors import HaechiError, NotCovered, UnknownName
from haechi.model.panel import Months
from haechi.model.trade import Direction, Frequency, ReportBasis
from haechi.store.asof import Known, basis_of
from haechi.store.candidates import Candidate
from haechi.store.manifest import LakeFile, Manifest

_DIRECTIONS = {Direction.IMPORT, Direction.EXPORT}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stream:
    """Monthly flows of one source as one side reports them.

    Parameters
    ----------
    source, basis : the source, and who reports
    months : (month,), datetime64[M], those that are known, ascending
    released : (month,), datetime64[D], the day on which each month became known first; its distinct days are the
        releases that a replay goes through
    revised : (month,), datetime64[D], the day of the newest publication of each month
    """

    source: str
    basis: ReportBasis
    months: Months
    released: NDArray[np.datetime64]
    revised: NDArray[np.datetime64]

    @property
    def first(self) -> np.datetime64:
        """The first month known."""
        month: np.datetime64 = self.months[0]
        return month

    @property
    def last(self) -> np.datetime64:
        """The newest month known."""
        month: np.datetime64 = self.months[-1]
        return month

    @property
    def candidate(self) -> Candidate:
        """The source, basis and length of period as questions on markets know them."""
        return Candidate(source=self.source, basis=self.basis, freq=Frequency.MONTHLY)


def monthly(known: Known) -> tuple[Stream, ...]:
    """Each source and side with monthly flows known on a day; none where no monthly file is loaded."""
    found = []
    for source in known.sources:
        files = known.files(source)
        for basis in ReportBasis:
            days: dict[str, list[dt.date]] = defaultdict(list)
            for manifest, file in files:
                if _holds(manifest, file, basis):
                    days[file.period].append(file.vintage)
            if days:
                months = sorted(days)
                found.append(
                    Stream(
                        source=source,
                        basis=basis,
                        months=np.array(months, dtype="datetime64[M]"),
                        released=np.array([min(days[name]) for name in months], dtype="datetime64[D]"),
                        revised=np.array([max(days[name]) for name in months], dtype="datetime64[D]"),
                    )
                )
    return tuple(found)


def stream(known: Known, source: str, basis: ReportBasis) -> Stream:
    """The months of one source and side.

    Raises
    ------
    UnknownName
        If no flows of the source are held.
    NotCovered
        If it holds no months by that side, or none was published by the day.
    """
    for found in monthly(known):
        if (found.source, found.basis) == (source, basis):
            return found
    raise _absence(known, source, basis)


def _absence(known: Known, source: str, basis: ReportBasis) -> HaechiError:
    held = monthly(replace(known, as_of=None))
    if not held:
        return NotCovered(
            "no monthly flows are in the data: load a file of months, such as a monthly one of UN Comtrade"
        )
    if source not in known.sources:
        return UnknownName(f"{source!r} is no source of flows here; use one of {', '.join(known.sources)}")
    for later in held:
        if (later.source, later.basis) == (source, basis):
            return NotCovered(
                f"nothing of {source} ({basis}) had been published by {known.as_of}: its first vintage is of "
                f"{later.released.min()}; ask for that day or a later one"
            )
    others = ", ".join(f"{entry.source} ({entry.basis})" for entry in held)
    return NotCovered(f"{source} holds no months as {basis}: months are held of {others}")


def _holds(manifest: Manifest, file: LakeFile, basis: ReportBasis) -> bool:
    """Whether a file has months of a side; of a load of both sides its coverage says which months each has."""
    if len(file.period) != len("2022-07") or basis not in manifest.basis.split(", "):
        return False
    sides = [part.periods for part in manifest.coverage if part.direction in _DIRECTIONS]
    if not sides:
        return True
    return any(
        file.period in part.periods
        for part in manifest.coverage
        if part.direction in _DIRECTIONS and basis_of(manifest, part.direction) is basis
    )
