"""Which scenarios to follow side by side: those that stop after as many updates, and reach as many producers.

A batch runs until its last scenario stops. How long that takes is foretold from the strongest chain of each number of
steps that leads away from a producer: for a network of any size a matter of a few passes over its links.
"""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.cascade import Side
from haechi.model.market import Floats
from haechi.stress.batch import LANES
from haechi.stress.propagation import Propagation
from haechi.stress.shocks import Shocks

_STEPS = 12  # chains beyond these are taken for equally long


def schedule(spreading: Propagation, shocks: Shocks, stop: float) -> NDArray[np.int64]:
    """Order in which to follow scenarios, (scenario,), the shortest first.

    Parameters
    ----------
    spreading : both sides of the network
    shocks : scenarios
    stop : growth of a loss at which updates end
    """
    if shocks.scenarios <= LANES:
        return np.arange(shocks.scenarios)  # one batch, whatever the order
    own = _own_share(spreading.down)
    down = _foretold(spreading.down, stop, own / np.maximum(1 - own, own), own)
    up = _foretold(spreading.up, stop, np.ones(len(own)), np.ones(len(own)))
    struck = spreading.place[shocks.producer]
    length, reach = (np.zeros(shocks.scenarios) for _ in range(2))
    scenario = np.repeat(np.arange(shocks.scenarios), np.diff(shocks.start))
    np.maximum.at(length, scenario, np.maximum(down[0], up[0])[struck])
    np.add.at(reach, scenario, (down[1] + up[1])[struck])
    return np.lexsort((reach, length))


def _own_share(side: Side) -> Floats:
    """Share of each producer in its market, or 1 where nobody is replaced."""
    if len(side.market) == 0:
        return np.ones(len(side.cells) - 1)
    return np.divide(side.sales, side.market_sales[side.market], out=np.ones(len(side.sales)), where=side.sales > 0)


def _foretold(side: Side, stop: float, first: Floats, after: Floats) -> tuple[Floats, Floats]:
    """Updates until a failure of each producer spreads by no more than `stop`, and chains that lead away until then.

    Parameters
    ----------
    side : what losses travel along
    stop : growth at which updates end
    first, after : (producer,), part of its loss that others feel where it fails, and where it is reached on the way
    """
    producers = len(side.cells) - 1
    owner = np.repeat(np.repeat(np.arange(producers), np.diff(side.cells)), np.diff(side.links))
    strongest, chains = np.ones(producers), np.ones(producers)
    length, reach = np.ones(producers), np.zeros(producers)
    for step in range(1, _STEPS + 1):
        further = np.zeros(producers)
        np.maximum.at(further, side.source, side.share * strongest[owner])
        chains = np.minimum(np.bincount(side.source, weights=chains[owner], minlength=producers), producers)
        goes_on = (length == step) & (first * further > stop)
        reach += np.where(length == step, chains, 0)
        length += goes_on
        if not goes_on.any():
            break
        strongest = after * further
    return length, reach
