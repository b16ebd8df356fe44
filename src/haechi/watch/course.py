"""The course of one node up to a month and one step beyond: what came, what was judged, what was expected."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from haechi.model.panel import Singles
from haechi.watch.baseline import Bands, bands
from haechi.watch.members import Members
from haechi.watch.pooling import Nodes
from haechi.watch.transform import FLOOR

_NUMBERS = ("value", "weight", "judged_value", "judged_weight")
_YEAR = 12
_BEYOND = 2  # months: the next one is judged with the one after where it is a January


class Quantity(StrEnum):
    """What is followed of a node."""

    VALUE = "value"
    WEIGHT = "weight"
    UNIT_VALUE = "unit value"


UNITS = {Quantity.VALUE: "USD", Quantity.WEIGHT: "kg", Quantity.UNIT_VALUE: "USD/kg"}
_FLOORS = {Quantity.VALUE: FLOOR, Quantity.WEIGHT: FLOOR, Quantity.UNIT_VALUE: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month of a quantity, in its unit; None is not known or, of an expectation, not there.

    January and February of exporters that keep the lunar new year are judged together (`is_joined`): `judged` is then
    the mean of the two, and the expectation is that of the mean.
    """

    month: str
    observed: float | None
    judged: float | None
    expected: float | None
    low: float | None
    high: float | None
    is_joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The months of a node and of its peers up to the one that is judged, and the next ones without numbers.

    Parameters
    ----------
    nodes : the node with those of the same code and level, which lend what is usual to short histories
    place : which of them is the node
    month : index of the judged month
    judged : quantity -> (month, node), as they were judged
    bands : quantity -> expectations of every month from the months before it
    deferred : (month,), Januaries that are judged with their February, the next one too
    """

    nodes: Nodes
    place: int
    month: int
    judged: dict[Quantity, Singles]
    bands: dict[Quantity, Bands]
    deferred: np.ndarray

    def points(self, quantity: Quantity, *, length: int) -> tuple[Point, ...]:
        """The last months up to the judged one."""
        first = max(self.month + 1 - length, 0)
        return tuple(self._point(quantity, month) for month in range(first, self.month + 1))

    def next_month(self) -> int:
        """Index of the first month after the judged one that will be judged by itself."""
        return self.month + (2 if self.deferred[self.month + 1] else 1)

    def at(self, quantity: Quantity, month: int) -> float | None:
        """What was judged in a month, in the unit of the quantity."""
        return _known(self.judged[quantity][month, self.place])

    def band(self, quantity: Quantity, month: int) -> tuple[float, float, float] | None:
        """What was expected in a month, with the low and high end of its band."""
        return self.bands[quantity].band(month, self.place)

    def _point(self, quantity: Quantity, month: int) -> Point:
        is_joined = bool(self.deferred[month] or (month > 0 and self.deferred[month - 1]))
        stands_at = month + 1 if self.deferred[month] and month < self.month else month
        band = self.band(quantity, stands_at)
        return Point(
            month=str(self.nodes.months[month]),
            observed=_known(_observed(self.nodes, quantity)[month, self.place]),
            judged=self.at(quantity, stands_at),
            expected=band[0] if band else None,
            low=band[1] if band else None,
            high=band[2] if band else None,
            is_joined=is_joined,
        )


def course(nodes: Nodes, month: int, index: int) -> Course:
    """Follow one node up to a month; its expectations are those of the watch, for they come from the past only."""
    peers = np.flatnonzero(
        (nodes.level == nodes.level[index])
        & (nodes.codes == nodes.codes[index])
        & (nodes.editions == nodes.editions[index])
    )
    near = _cut(nodes, peers, month)
    place = int(np.flatnonzero(peers == index)[0])
    judged = {
        Quantity.VALUE: near.judged_value,
        Quantity.WEIGHT: near.judged_weight,
        Quantity.UNIT_VALUE: _ratio(near.judged_value, near.judged_weight),
    }
    return Course(
        nodes=near,
        place=place,
        month=month,
        judged=judged,
        bands={quantity: bands(near, numbers, floor=_FLOORS[quantity]) for quantity, numbers in judged.items()},
        deferred=_deferred(near, place, month),
    )


def _cut(nodes: Nodes, chosen: np.ndarray, month: int) -> Nodes:
    """Some nodes up to a month, with months beyond it of which nothing is known."""
    beyond = np.full((_BEYOND, len(chosen)), np.nan, dtype=np.float32)
    after = nodes.months[month] + np.arange(1, _BEYOND + 1)
    return replace(
        nodes,
        months=np.concatenate([nodes.months[: month + 1], after]),
        level=nodes.level[chosen],
        codes=nodes.codes[chosen],
        editions=nodes.editions[chosen],
        stages=nodes.stages[chosen],
        exporters=nodes.exporters[chosen],
        importers=nodes.importers[chosen],
        **{name: np.vstack([getattr(nodes, name)[: month + 1, chosen], beyond]) for name in _NUMBERS},
        children=Members.none(len(chosen)),
    )


def _deferred(nodes: Nodes, place: int, month: int) -> np.ndarray:
    """Months judged with the next one; a January to come is if the last one was."""
    flags = nodes.deferred[:, place].copy()
    is_january = nodes.months.astype(int) % _YEAR == 0
    past = np.flatnonzero(is_january[: month + 1])
    flags[month + 1 :] = is_january[month + 1 :] & (len(past) > 0 and flags[past[-1]])
    return flags


def _observed(nodes: Nodes, quantity: Quantity) -> Singles:
    if quantity is Quantity.VALUE:
        return nodes.value
    return nodes.weight if quantity is Quantity.WEIGHT else _ratio(nodes.value, nodes.weight)


def _ratio(value: Singles, weight: Singles) -> Singles:
    """Unit value, USD/kg; NaN where nothing was traded or either is not known."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((value > 0) & (weight > 0), value / weight, np.nan).astype(np.float32)


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)
