"""Axes of charts: round steps, short numbers, unbroken runs, labels that do not touch."""

import math
from collections.abc import Sequence


def step(greatest: float, ticks: int) -> float:
    """The least of 1, 2, 2.5, 5 x 10^k that reaches the greatest number in so many steps.

    Examples
    --------
    >>> step(49.5, 4), step(0.7, 2)
    (20.0, 0.5)
    """
    power: float = 10.0 ** math.floor(math.log10(greatest / ticks))
    return next(size * power for size in (1, 2, 2.5, 5, 10) if size * power * ticks >= greatest * (1 - 1e-9))


def number(number: float) -> str:
    """A number as short as it can be told: no more than three digits that count."""
    return f"{number:,.0f}" if number == 0 or number >= 100 else f"{number:,.3g}"


def runs(*columns: Sequence[float | None]) -> list[list[int]]:
    """Places of consecutive months in which every column is known."""
    runs: list[list[int]] = []
    for place, numbers in enumerate(zip(*columns, strict=True)):
        if None in numbers:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def apart(places: list[float], least: float = 13.0) -> list[float]:
    """Heights of two labels, moved apart where they would touch."""
    if len(places) < 2 or abs(places[0] - places[1]) >= least:
        return places
    middle, side = sum(places) / 2, least / 2 if places[0] >= places[1] else -least / 2
    return [middle + side, middle - side]
