"""Systemic risk at the fixed point, where losses no longer grow, with a bound of what is missing.

Losses that grow towards a fixed point are never above it. What they lack is bounded in two ways. Where the worth of a
loss is known, by the worth of what others have not heard of yet. Else by a ceiling: a set of losses that one more
update does not raise is never below the fixed point, for updates are monotone. The ceiling tried is the losses raised
by as much as they have grown lately.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from haechi.errors import InputError
from haechi.kernels.cascade import Growth, Lanes, Side, State, advance, exceed, sweep, totals
from haechi.model.market import Flags, Floats
from haechi.stress.batch import LANES, Batch, Chosen, Tick, follow
from haechi.stress.esri import Options, Risk, prepared
from haechi.stress.network import Network
from haechi.stress.propagation import Propagation
from haechi.stress.remainder import MOST_LOST, Remainder, remainder
from haechi.stress.shocks import Shocks, failures
from haechi.stress.upstream import closed_parts

PRECISION = 1e-3  # of the index: most that it may lie below the fixed point
MOST = 2000  # updates; a network whose leak is so small that more are needed has no bound
ROUNDING = 1e-13  # by which sums of shares may seem to raise a ceiling

_UP = 0.75  # of what the index may lack: the part left to the side up, which takes more updates
_WINDOW = 4  # updates between ceilings at first; the first one comes after two of them
_FORETOLD = 40  # updates; scenarios that take more are taken for alike


def fixed_point(
    network: Network,
    shocks: Shocks | None = None,
    *,
    options: Options | None = None,
    precision: float = PRECISION,
    tick: Tick | None = None,
) -> Risk:
    """Index of every scenario at the fixed point, from below.

    Parameters
    ----------
    network : with a leak: sales to final users, or revenue above recorded sales
    shocks : by default each producer fails wholly, one at a time
    options : of these, `stop` and `rule` do not matter
    precision : part of the index by which it may lie below the fixed point
    tick : told the number of scenarios that are done, from any thread

    Returns
    -------
    The fixed point lies between `esri` and `esri + error_bound`, apart from rounding. The bound is NaN where none was
    found in `MOST` updates; the index is then no more than a lower bound. Where there is a bound, `esri_down` and
    `esri_up` lie below theirs by no more than `precision` of themselves. The sides are updated apart, each until it
    lacks little enough, and `iterations` are the updates of the one that takes more. Up, and down where nobody is
    replaced, a producer hears within an update of those before it. Where a shock strikes a closed part of the network,
    from which no sale leads out, every producer of the part ends at a loss of 1 upstream whatever the values of links:
    `esri` and `esri_up` are NaN there, and only the stop rule has an answer.

    Raises
    ------
    InputError
        If the options ask for the counting of glcascade, in which losses can shrink.
    """
    asked = replace(options or Options(), is_single=False)
    if asked.is_glcascade:
        raise InputError("losses can shrink as glcascade counts, and have no fixed point; ask for one or the other")
    struck = shocks or failures(network)
    is_in_closed = closed_parts(network) >= 0
    is_closed = _strikes(struck, is_in_closed)
    open_only = replace(struck, up=np.where(is_closed[_scenario(struck)], 0, struck.up))
    spreading = prepared(network, asked)
    is_open = np.empty(network.producers, dtype=bool)
    is_open[spreading.place] = ~is_in_closed
    down = remainder(spreading.down, spreading.weight, np.ones_like(is_open))
    up = remainder(spreading.up, spreading.weight, is_open)
    counting = replace(spreading, down=down.side, up=up.side)
    index = np.zeros((3, struck.scenarios))
    iterations = np.zeros(struck.scenarios, np.int64)
    bound = np.zeros(struck.scenarios)

    def work(batch: Batch, chosen: Chosen) -> None:
        batch.begin(open_only, chosen)
        index[:, chosen], iterations[chosen], bound[chosen] = _settled(batch, down, up, len(chosen), precision)

    follow(counting, _order(counting, open_only, down, up, precision), work, tick=tick, is_swept=True)
    index[0, is_closed] = index[2, is_closed] = bound[is_closed] = np.nan
    return Risk(esri=index[0], esri_down=index[1], esri_up=index[2], iterations=iterations, error_bound=bound)


def _scenario(shocks: Shocks) -> Chosen:
    """Scenario of each strike, (strike,)."""
    return np.repeat(np.arange(shocks.scenarios), np.diff(shocks.start))


def _strikes(shocks: Shocks, chosen: Flags) -> Flags:
    """Scenarios that take orders from any of the chosen producers, (scenario,)."""
    hit = chosen[shocks.producer] & (shocks.up > 0)
    return np.diff(np.concatenate(([0], np.cumsum(hit)))[shocks.start]) > 0


def _order(spreading: Propagation, shocks: Shocks, down: Remainder, up: Remainder, precision: float) -> Chosen:
    """Scenarios, those together that take about as many updates of both sides, and those last that need ceilings."""
    if shocks.scenarios <= LANES:
        return np.arange(shocks.scenarios)  # one batch, whatever the order
    scenario, struck = _scenario(shocks), spreading.place[shocks.producer]

    def added(each: Floats, share: Floats) -> Floats:
        return np.bincount(scenario, each[struck] * share, minlength=shocks.scenarios).astype(np.float64)

    def updates(side: Remainder, share: Floats, enough: Floats) -> Floats:
        count = np.zeros(shocks.scenarios)
        for each in side.foretold(_FORETOLD):
            goes_on = added(each, share) > enough
            if not goes_on.any():
                break
            count += goes_on
        return count

    below, above = np.minimum(added(down.brings, shocks.down), 1), np.minimum(added(up.brings, shocks.up), 1)
    left = precision * np.minimum(below, (1 - _UP) * np.maximum(below, above))
    order = [updates(up, shocks.up, _UP * precision * above), updates(down, shocks.down, left)]
    if down.replacing:
        order.append(np.floor(added(down.replacing.share, shocks.down) / MOST_LOST).clip(max=1))
    return np.lexsort(order)


def _settled(
    batch: Batch, down: Remainder, up: Remainder, lanes: int, precision: float
) -> tuple[Floats, Chosen, Floats]:
    """Index, updates and bound of each lane: first up, then down until it and both together lack little enough."""
    runs = np.arange(batch.down.level.shape[1]) < lanes
    above = _ended(up, batch.up, batch.growth[1], runs, lambda index: _UP * precision * index)
    spent = np.nan_to_num(above.lacking)

    def enough(index: Floats) -> Floats:
        return np.minimum(precision * index, precision * np.maximum(index, above.weighted) - spent)

    below = _ended(down, batch.down, batch.growth[0], runs, enough)
    iterations, bound = np.maximum(below.updates, above.updates), below.lacking + above.lacking
    return batch.totals()[:, :lanes], iterations[:lanes], bound[:lanes]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ending:
    """Of each lane: updates of a side, its losses by weight, and most that they lack, NaN where nothing bounds it."""

    updates: Chosen
    weighted: Floats
    lacking: Floats


def _ended(
    side: Remainder, losses: State, growth: Growth, starts: Flags, enough: Callable[[Floats], Floats]
) -> _Ending:
    """Update a side until each lane that starts lacks no more than is enough for losses of that weight."""
    runs, weighted = starts.copy(), growth.weighted.copy()
    updates, lacking = np.full(len(runs), MOST), np.full(len(runs), np.nan)
    update = sweep if side.replacing is None else advance
    past, check = losses.level, _WINDOW
    for count in range(1, MOST + 1):
        update(side.side, losses, runs.view(np.uint8), growth)
        weighted += growth.weighted
        above = side.lacking(losses, growth)
        if count == check and not side.is_whole:
            if count > _WINDOW:
                above = np.minimum(above, _below_ceiling(side.side, losses, past, growth.onward > 0))
            past = losses.level.copy()
            check = count + max(_WINDOW, count // 4)
        ends = runs & (above <= enough(weighted))
        lacking[ends] = above[ends]
        updates[ends] = count
        runs &= ~ends
        if not runs.any():
            break
    return _Ending(updates=updates, weighted=weighted, lacking=lacking)


def _below_ceiling(side: Side, losses: State, past: Lanes, moves: Flags) -> Floats:
    """How far losses by weight lie below a ceiling, (lane,): the losses raised by their growth since the past.

    Infinite where these are no ceiling.
    """
    ceiling = losses.level - past
    ceiling *= moves
    ceiling += losses.level
    np.minimum(ceiling, 1, out=ceiling)
    told = ceiling.copy() if len(side.market) > 0 else ceiling
    most, weighted = np.zeros(len(moves)), np.zeros((3, len(moves)))
    exceed(side, losses, ceiling, told, np.zeros_like(losses.lost), most)
    totals(side.weight, ceiling, losses.level, weighted)
    return np.where(most <= ROUNDING, np.maximum(weighted[1] - weighted[2], 0), np.inf)
