"""A panel of which it is known that nothing happens: quarters of each pair exchanged among years.

What stays is what a pair is like: its season, how its months scatter, how often it rests, how value and weight go
together within a month, and how months follow on one another within a quarter. What goes is all that happens: trends
and lasting changes, for each month is taken as a part of its level over two years and laid onto one level; and the
order of the years, for each quarter of the calendar stands in a year drawn anew.
"""

from dataclasses import replace

import numpy as np

from haechi.model.panel import Months, Panel, Singles

_HALF_LEVEL = 12  # months on either side of one that make its level
_QUARTER = 3


def placebo(panel: Panel, generator: np.random.Generator, *, is_shared: bool) -> Panel:
    """The panel with quarters exchanged among years.

    Parameters
    ----------
    generator : draws the years
    is_shared : whether all pairs have their quarters exchanged alike, which keeps what pairs had in common in a month;
        otherwise each has them exchanged by itself, and a common movement is no more common than chance makes it
    """
    source = _exchanged(panel.months, panel.size, generator, is_shared=is_shared)
    pair = np.arange(panel.size)
    return replace(
        panel,
        value=_on_one_level(panel.value, source),
        weight=_on_one_level(panel.weight, source),
        value_state=panel.value_state[source, pair],
        weight_state=panel.weight_state[source, pair],
        complete=panel.complete[source, pair],
    )


def _exchanged(months: Months, pairs: int, generator: np.random.Generator, *, is_shared: bool) -> np.ndarray:
    """The month that comes to stand in each month, (month, pair); quarters that the panel cuts stay where they are."""
    number = months.astype(int)
    source = np.repeat(np.arange(len(months))[:, None], pairs, axis=1)
    first = np.flatnonzero(number % _QUARTER == 0)
    first = first[first + _QUARTER <= len(months)]
    for quarter in range(12 // _QUARTER):
        starts = first[number[first] % 12 == quarter * _QUARTER]
        drawn = np.repeat(starts[:, None], 1 if is_shared else pairs, axis=1)
        drawn = np.broadcast_to(generator.permuted(drawn, axis=0), (len(starts), pairs))
        for step in range(_QUARTER):
            source[starts + step] = drawn + step
    return source


def _on_one_level(values: Singles, source: np.ndarray) -> Singles:
    level = _level(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(level > 0, values / level, values)  # where the level is nothing, so is every month
    usual = np.nan_to_num(level).mean(axis=0)
    laid: Singles = (part[source, np.arange(values.shape[1])] * usual).astype(np.float32)
    return laid


def _level(values: Singles) -> np.ndarray:
    """Mean over the months known within a year either way, (month, pair)."""
    known = ~np.isnan(values)
    sums, counts = (
        np.vstack([np.zeros((1, values.shape[1])), np.cumsum(numbers, axis=0, dtype=np.float64)])
        for numbers in (np.nan_to_num(values), known)
    )
    month = np.arange(len(values))
    low, high = np.maximum(month - _HALF_LEVEL, 0), np.minimum(month + _HALF_LEVEL + 1, len(values))
    mean: np.ndarray = (sums[high] - sums[low]) / np.maximum(counts[high] - counts[low], 1)
    return mean
