"""Pairs of producers whose joint failure loses more, or less, than the two failures one at a time."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from haechi.model.market import Floats
from haechi.stress.batch import Tick
from haechi.stress.esri import Options, esri
from haechi.stress.fixed_point import fixed_point
from haechi.stress.network import Ints, Network
from haechi.stress.shocks import failures, joint_failures


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Joint failures, the one with the largest excess first.

    Parameters
    ----------
    first, second : (pair,), places in the network
    joint : (pair,), index of both failing together
    excess : (pair,), that index less those of the two alone: above 0 where one stood in for the other, below 0 where
        both take the same with them
    error_bound : (pair,), most that `joint` can lie below the fixed point; NaN by the stop rule
    excess_low, excess_high : (pair,), what the excess at the fixed point lies between; NaN by the stop rule
    """

    first: Ints
    second: Ints
    joint: Floats
    excess: Floats
    error_bound: Floats
    excess_low: Floats
    excess_high: Floats


def pairs(
    network: Network,
    producers: Ints,
    *,
    options: Options | None = None,
    is_fixed: bool = False,
    tick: Tick | None = None,
) -> Pairs:
    """Every pair of the given producers, by the stop rule of the literature or at the fixed point.

    Parameters
    ----------
    network : as it is
    producers : places, such as those with the largest index; k of them make k (k - 1) / 2 scenarios
    options, tick : as in `esri`
    is_fixed : read at the fixed point; a pair of which one lies in a closed part is NaN there
    """
    solve = fixed_point if is_fixed else esri
    alone = solve(network, failures(network, producers), options=options)
    places = np.array(list(combinations(range(len(producers)), 2)), dtype=np.int64).reshape(-1, 2)
    ends = producers[places]
    joint = solve(network, joint_failures(ends.tolist()), options=options, tick=tick)
    excess = joint.esri - alone.esri[places].sum(axis=1)
    order = np.argsort(-excess, kind="stable")
    return Pairs(
        first=ends[order, 0],
        second=ends[order, 1],
        joint=joint.esri[order],
        excess=excess[order],
        error_bound=joint.error_bound[order],
        excess_low=(excess - alone.error_bound[places].sum(axis=1))[order],
        excess_high=(excess + joint.error_bound)[order],
    )
