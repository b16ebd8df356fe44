"""Monthly flows of many pairs as dense arrays, time first, with what is known of each cell."""

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from haechi.errors import HaechiError

Months = NDArray[np.datetime64]
Names = NDArray[np.str_]
Singles = NDArray[np.float32]
States = NDArray[np.uint8]


class Cell(IntEnum):
    """What is known of one number of one month; only the first two are numbers."""

    OBSERVED = 0
    ZERO = 1
    ESTIMATED = 2
    MISSING = 3
    SUPPRESSED = 4
    NOT_COLLECTED = 5
    NOT_YET_PUBLISHED = 6
    NOT_COVERED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Trade of pairs by code over consecutive months, as known on a day, from one source and one side.

    A number is NaN unless its state is observed, zero or estimated. An absent row is a zero only where the source
    covers it; where it does not, the state is not covered; where the reporter has not published the month, not yet
    published.

    Parameters
    ----------
    months : (month,), datetime64[M], consecutive, ascending
    codes : (series,), digits as they stand in the newest edition that the code is known to have reached unchanged
    editions : (series,), the edition of that code
    exporters, importers : (series,), ISO 3166 alpha-3
    value : (month, series), USD
    weight : (month, series), kg
    value_state, weight_state : (month, series), members of `Cell`
    complete : (month, series), whether all suppliers of the importer of the code are in the data in that month
    source, basis : where the numbers come from, and which side reports
    vintages : (month,), datetime64[D], the day on which the newest publication of each month came out; NaT where none
    """

    months: Months
    codes: Names
    editions: Names
    exporters: Names
    importers: Names
    value: Singles
    weight: Singles
    value_state: States
    weight_state: States
    complete: NDArray[np.bool_]
    source: str
    basis: str
    vintages: NDArray[np.datetime64]

    def __post_init__(self) -> None:
        shape = (len(self.months), len(self.codes))
        for name in ("value", "weight", "value_state", "weight_state", "complete"):
            if getattr(self, name).shape != shape:
                raise HaechiError(f"panel of {self.source}: {name} is not (month, series) = {shape}")
        for name in ("editions", "exporters", "importers"):
            if getattr(self, name).shape != shape[1:]:
                raise HaechiError(f"panel of {self.source}: {name} is not (series,) = {shape[1:]}")

    def among(self, series: slice) -> "Panel":
        """The panel of consecutive series; its arrays are views of those of this one."""
        by_month = ("value", "weight", "value_state", "weight_state", "complete")
        by_series = ("codes", "editions", "exporters", "importers")
        return replace(
            self,
            **{name: getattr(self, name)[series] for name in by_series},
            **{name: getattr(self, name)[:, series] for name in by_month},
        )

    def until(self, month: np.datetime64) -> "Panel":
        """The panel as it stood when a month was the newest: without the months after it."""
        by_month = ("months", "value", "weight", "value_state", "weight_state", "complete", "vintages")
        known = int(np.searchsorted(self.months, month, side="right"))
        return replace(self, **{name: getattr(self, name)[:known] for name in by_month})

    @property
    def size(self) -> int:
        """Number of series."""
        return len(self.codes)
