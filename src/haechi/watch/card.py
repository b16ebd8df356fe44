"""The card of a signal as far as the data tell it: its course, price and quantity, who moved, what would clear it."""

import math
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.model.signal import Node, Signal
from haechi.watch.course import UNITS, Course, Point, Quantity, course
from haechi.watch.decision import index_of
from haechi.watch.movers import Movers, movers
from haechi.watch.pooling import Nodes
from haechi.watch.surveillance import Followed

WINDOW = 36  # months shown
_YEAR = 12


class Against(StrEnum):
    """What a month is held against."""

    EXPECTED = "what was expected"
    YEAR_BEFORE = "the same month a year before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One quantity over the months shown."""

    quantity: Quantity
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A change of value as one of quantity and one of unit value: ln v = ln q + ln uv.

    `value_usd` and `weight_kg` came, `base_usd` and `base_kg` are what they are held against, and the unit values are
    their ratios. Differences are of natural logs and None where a number is not known or zero.
    """

    against: Against
    value_usd: float | None
    base_usd: float | None
    weight_kg: float | None
    base_kg: float | None
    ln_value: float | None
    ln_quantity: float | None
    ln_unit_value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The band of a quantity in a month to come."""

    quantity: Quantity
    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """What the next judged month is expected to be: inside these bands the movement is over.

    `is_joined` tells that the month is judged with the January before it, by the mean of the two.
    """

    period: str
    is_joined: bool
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the data tell of a signal.

    series : value, weight and unit value, the oldest month first
    splits : against what was expected, and against the same month a year before
    movers : None for a pair, which has no parts
    clearing : None where the past does not lead to expect anything
    """

    signal: Signal
    series: tuple[Series, ...]
    splits: tuple[Split, ...]
    movers: Movers | None
    clearing: Clearing | None


def card(watched: Followed, signal: Signal, *, window: int = WINDOW) -> Card:
    """The card of a signal of a watched panel; nothing later than its month is in it.

    Raises
    ------
    InputError
        If the panel does not hold the month or the node of the signal.
    """
    month, index = index_of(watched, signal.period), place_of(watched.nodes, signal.node)
    followed = course(watched.nodes, month, index)
    return Card(
        signal=signal,
        series=series(followed, window=window),
        splits=(_against_expected(followed), _against_a_year_before(followed)),
        movers=movers(watched, month, index, signal.movement),
        clearing=_clearing(followed),
    )


def series(followed: Course, *, window: int = WINDOW) -> tuple[Series, ...]:
    """Value, weight and unit value of the months up to the one that is judged."""
    return tuple(
        Series(quantity=quantity, unit=unit, points=followed.points(quantity, length=window))
        for quantity, unit in UNITS.items()
    )


def place_of(nodes: Nodes, node: Node) -> int:
    """Index of a node.

    Raises
    ------
    InputError
        If it is not among the nodes.
    """
    found = nodes.place(node.id)
    if found is None:
        raise InputError(f"{node.id} is not in the panel; take the card from the panel that the signal came from")
    return found


def _against_expected(followed: Course) -> Split:
    value, weight = (followed.band(quantity, followed.month) for quantity in (Quantity.VALUE, Quantity.WEIGHT))
    return _split(followed, Against.EXPECTED, value[0] if value else None, weight[0] if weight else None)


def _against_a_year_before(followed: Course) -> Split:
    before = followed.month - _YEAR
    bases = [followed.at(quantity, before) if before >= 0 else None for quantity in (Quantity.VALUE, Quantity.WEIGHT)]
    return _split(followed, Against.YEAR_BEFORE, *bases)


def _split(followed: Course, against: Against, base_usd: float | None, base_kg: float | None) -> Split:
    value, weight = (followed.at(quantity, followed.month) for quantity in (Quantity.VALUE, Quantity.WEIGHT))
    of_value, of_quantity = _log_change(value, base_usd), _log_change(weight, base_kg)
    return Split(
        against=against,
        value_usd=value,
        base_usd=base_usd,
        weight_kg=weight,
        base_kg=base_kg,
        ln_value=of_value,
        ln_quantity=of_quantity,
        ln_unit_value=None if of_value is None or of_quantity is None else of_value - of_quantity,
    )


def _log_change(now: float | None, base: float | None) -> float | None:
    return math.log(now / base) if now and base else None


def _clearing(followed: Course) -> Clearing | None:
    month = followed.next_month()
    ranges = []
    for quantity in UNITS:
        band = followed.band(quantity, month)
        if band is not None:
            ranges.append(Range(quantity=quantity, expected=band[0], low=band[1], high=band[2]))
    if not ranges:
        return None
    is_joined = month > followed.month + 1
    return Clearing(period=str(followed.nodes.months[month]), is_joined=is_joined, ranges=tuple(ranges))
