"""Numbers that are known in a band only, drawn at random or put to an end of their band."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from haechi.model.market import Floats
from haechi.model.scenario import Spread

Values = Mapping[str, Floats]


class Assumption(StrEnum):
    """Where a stock that nobody entered stands in its usual band: three answers side by side, never one."""

    LEAN = "lean"  # the low end
    USUAL = "usual"  # the geometric middle, for a band from nothing the half of its end
    AMPLE = "ample"  # the high end


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A number that is known in a band only.

    Parameters
    ----------
    name : what it is, in words; one name is one number wherever it counts
    low, high : its band
    spread : how draws fall into the band
    is_worse_high : whether more of it brings a stop earlier
    is_usual_stock : whether it is a stock that nobody entered
    is_assumed : whether no source stands behind the band
    """

    name: str
    low: float
    high: float
    spread: Spread = Spread.UNIFORM
    is_worse_high: bool = False
    is_usual_stock: bool = False
    is_assumed: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the ends differ."""
        return self.low < self.high

    def end(self, *, worst: bool) -> float:
        """The end that brings a stop earliest, or latest."""
        return self.high if worst == self.is_worse_high else self.low

    def under(self, assumption: Assumption) -> float:
        """The value under an assumption on stocks."""
        if assumption is Assumption.USUAL:
            return float(np.sqrt(self.low * self.high)) if self.low > 0 else self.high / 2
        return self.low if assumption is Assumption.LEAN else self.high


def draws(unknowns: Iterable[Unknown], *, number: int, seed: int) -> Values:
    """Draws of every unknown, (draw,) each.

    Each has a stream of its own, named by seed and name: the same seed gives the same draws whatever else is drawn.

    Parameters
    ----------
    unknowns : what is drawn
    number : draws of each
    seed : from 0 up
    """
    return {unknown.name: _draw(unknown, number, seed) for unknown in unknowns}


def _draw(unknown: Unknown, number: int, seed: int) -> Floats:
    if not unknown.is_open:
        return np.full(number, unknown.low)
    stream = np.random.default_rng([seed, zlib.crc32(unknown.name.encode())])
    if unknown.spread is Spread.TRIANGULAR:
        return stream.triangular(unknown.low, (unknown.low + unknown.high) / 2, unknown.high, number)
    return stream.uniform(unknown.low, unknown.high, number)


def corners(unknowns: Sequence[Unknown]) -> Values:
    """Under each assumption on stocks the earliest and the latest that a stop can come, (6,) each.

    Stops and losses move one way with every unknown, so that no other values give an earlier or a later stop.
    """
    return {
        unknown.name: np.array(
            [
                unknown.under(assumption) if unknown.is_usual_stock else unknown.end(worst=worst)
                for assumption in Assumption
                for worst in (True, False)
            ]
        )
        for unknown in unknowns
    }
