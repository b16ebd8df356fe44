"""Systemic risk at the fixed point, where losses no longer grow, with a bound of what is missing.

Losses that grow towards a fixed point are never above it. A set of losses that one more update does not raise is never
below it: updates are monotone, so that all that starts below such a ceiling stays below. The ceiling tried is the
losses raised by as much as they have grown lately; where one update does not raise it, the fixed point lies between.
"""

from dataclasses import replace

import numpy as np

from haechi.errors import InputError
from haechi.kernels.cascade import Lanes, Side, State, exceed, totals
from haechi.model.market import Flags, Floats
from haechi.stress.batch import Batch, Chosen, Tick, follow
from haechi.stress.esri import Options, Risk, prepared
from haechi.stress.network import Network
from haechi.stress.schedule import schedule
from haechi.stress.shocks import Shocks, failures
from haechi.stress.upstream import closed_parts

PRECISION = 1e-3  # of the index: most that it may lie below the fixed point
MOST = 2000  # updates; a network whose leak is so small that more are needed has no bound
ROUNDING = 1e-13  # by which sums of shares may seem to raise a ceiling

_WINDOW = 4  # updates between checks at first; the first one comes after two of them
_LITERATURE = 1e-2  # stop rule at which scenarios are sorted by how far they reach


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
    found in `MOST` updates; the index is then no more than a lower bound. Where a shock strikes a closed part of the
    network, from which no sale leads out, every producer of the part ends at a loss of 1 upstream whatever the values
    of links: `esri` and `esri_up` are NaN there, and only the stop rule has an answer.

    Raises
    ------
    InputError
        If the options ask for the counting of glcascade, in which losses can shrink.
    """
    asked = replace(options or Options(), is_single=False)
    if asked.is_glcascade:
        raise InputError("losses can shrink as glcascade counts, and have no fixed point; ask for one or the other")
    struck = shocks or failures(network)
    is_closed = _strikes(struck, closed_parts(network) >= 0)
    scenario = np.repeat(np.arange(struck.scenarios), np.diff(struck.start))
    open_only = replace(struck, up=np.where(is_closed[scenario], 0, struck.up))
    spreading = prepared(network, asked)
    index = np.zeros((3, struck.scenarios))
    iterations = np.zeros(struck.scenarios, np.int64)
    bound = np.full(struck.scenarios, np.nan)

    def work(batch: Batch, chosen: Chosen) -> None:
        batch.begin(open_only, chosen)
        index[:, chosen], iterations[chosen], bound[chosen] = _settled(batch, len(chosen), precision)

    follow(spreading, schedule(spreading, struck, _LITERATURE), work, tick=tick, is_at_once=True)
    index[0, is_closed] = index[2, is_closed] = bound[is_closed] = np.nan
    return Risk(esri=index[0], esri_down=index[1], esri_up=index[2], iterations=iterations, error_bound=bound)


def _strikes(shocks: Shocks, chosen: Flags) -> Flags:
    """Scenarios that take orders from any of the chosen producers, (scenario,)."""
    hit = chosen[shocks.producer] & (shocks.up > 0)
    return np.diff(np.concatenate(([0], np.cumsum(hit)))[shocks.start]) > 0


def _settled(batch: Batch, lanes: int, precision: float) -> tuple[Floats, Chosen, Floats]:
    """Index, updates and bound of each lane, once the bound is small enough; checked ever more seldom."""
    index, bound = np.zeros((3, lanes)), np.full(lanes, np.nan)
    iterations = np.zeros(lanes, np.int64)
    runs = np.ones(lanes, dtype=bool)
    past = batch.down.level.copy(), batch.up.level.copy()
    check = _WINDOW
    for count in range(1, MOST + 1):
        growth = batch.advance()
        is_last = count == MOST or not growth.any()
        if count < check and not is_last:
            continue
        if count > _WINDOW or is_last:
            now = batch.totals()
            above = (_ceiling(batch, past, growth) - now[0])[:lanes]
            is_bounded = above <= precision * now[0, :lanes]
            ends = runs & (is_bounded | is_last)
            index[:, ends] = now[:, :lanes][:, ends]
            iterations[ends] = count
            bound[ends & is_bounded] = np.maximum(above, 0)[ends & is_bounded]
            runs &= ~ends
        if not runs.any():
            break
        past = batch.down.level.copy(), batch.up.level.copy()
        check = count + max(_WINDOW, count // 4)
    return index, iterations, bound


def _ceiling(batch: Batch, past: tuple[Lanes, Lanes], growth: Floats) -> Floats:
    """Index of losses that the fixed point is not above, (lane,); infinite where those tried are no ceiling."""
    spreading = batch.spreading
    down, holds_down = _raised(spreading.down, batch.down, past[0], growth[0] > 0)
    up, holds_up = _raised(spreading.up, batch.up, past[1], growth[1] > 0)
    written = np.zeros((3, len(holds_down)))
    totals(spreading.weight, down, up, written)
    return np.where(holds_down & holds_up, written[0], np.inf)


def _raised(side: Side, losses: State, past: Lanes, moves: Flags) -> tuple[Lanes, Flags]:
    """Losses raised by their growth since the past in the lanes that still move, and whether they are a ceiling."""
    if not moves.any():
        return losses.level, ~moves
    ceiling = np.minimum(losses.level + (losses.level - past) * moves, 1)
    most = np.zeros(len(moves))
    exceed(side, losses, ceiling, np.empty_like(ceiling), np.empty_like(losses.lost), most)
    return ceiling, most <= ROUNDING
