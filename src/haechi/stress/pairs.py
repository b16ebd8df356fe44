"""Pairs of producers whose joint failure loses more, or less, than the two failures one at a time."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from haechi.model.market import Floats
from haechi.stress.batch import Tick
from haechi.stress.esri import Options, esri
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
    """

    first: Ints
    second: Ints
    joint: Floats
    excess: Floats


def pairs(network: Network, producers: Ints, *, options: Options | None = None, tick: Tick | None = None) -> Pairs:
    """Every pair of the given producers, by the stop rule of the literature.

    Parameters
    ----------
    network : as it is
    producers : places, such as those with the largest index; k of them make k (k - 1) / 2 scenarios
    options, tick : as in `esri`
    """
    sets = list(combinations(producers.tolist(), 2))
    alone = dict(
        zip(producers.tolist(), esri(network, failures(network, producers), options=options).esri, strict=True)
    )
    joint = esri(network, joint_failures(sets), options=options, tick=tick).esri
    excess = joint - np.array([alone[i] + alone[j] for i, j in sets])
    order = np.argsort(-excess, kind="stable")
    ends = np.array(sets, dtype=np.int32).reshape(-1, 2)[order]
    return Pairs(first=ends[:, 0], second=ends[:, 1], joint=joint[order], excess=excess[order])
