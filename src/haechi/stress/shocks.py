"""Who loses how much of what it makes (down, to customers) and of what it buys (up, to suppliers)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.stress.network import Ints, Network, Starts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shocks:
    """Scenarios, each with the producers that it strikes; all others lose nothing at first.

    Parameters
    ----------
    start : (scenario + 1,), producers of scenario s are those from `start[s]` to before `start[s + 1]`
    producer : (strike,), places in the network
    down, up : (strike,), share lost, in 0..1
    """

    start: Starts
    producer: Ints
    down: Floats
    up: Floats

    @property
    def scenarios(self) -> int:
        """Number of scenarios."""
        return len(self.start) - 1


def failures(network: Network, producers: Ints | None = None) -> Shocks:
    """One scenario for each producer, or for each of those given: it fails wholly, and nobody else does."""
    struck = np.arange(network.producers, dtype=np.int32) if producers is None else producers
    whole = np.ones(len(struck))
    return Shocks(start=np.arange(len(struck) + 1), producer=struck, down=whole, up=whole)


def joint_failures(sets: Sequence[Sequence[int]]) -> Shocks:
    """One scenario for each set of producers, by place: those fail wholly together."""
    whole = np.ones(sum(len(struck) for struck in sets))
    return Shocks(
        start=np.cumsum([0, *(len(struck) for struck in sets)]),
        producer=np.array([place for struck in sets for place in struck], dtype=np.int32),
        down=whole,
        up=whole,
    )


def shocks(network: Network, down: Floats, up: Floats | None = None) -> Shocks:
    """Scenarios from dense arrays.

    Parameters
    ----------
    network : the network struck
    down : (scenario, producer) or (producer,), share lost of what it makes, in 0..1
    up : the same of what it buys, or None for `down`

    Raises
    ------
    InputError
        If arrays do not have a number for every producer, or a share is not in 0..1.
    """
    given = np.atleast_2d(down), np.atleast_2d(down if up is None else up)
    if any(shares.shape != (len(given[0]), network.producers) for shares in given):
        raise InputError(
            f"shocks have the shapes {given[0].shape} and {given[1].shape}; give a number for each of the "
            f"{network.producers} producers in every scenario, the same scenarios down and up"
        )
    for shares, side in zip(given, ("down", "up"), strict=True):
        wrong = np.argwhere(~((shares >= 0) & (shares <= 1)))
        if wrong.size:
            scenario, place = wrong[0]
            raise InputError(
                f"the shock {side} on {str(network.names[place])!r} in scenario {scenario + 1} is "
                f"{shares[scenario, place]:g}; give the share that is lost, 0 to 1"
            )
    scenario, producer = np.nonzero((given[0] > 0) | (given[1] > 0))
    return Shocks(
        start=np.searchsorted(scenario, np.arange(len(given[0]) + 1)),
        producer=producer.astype(np.int32),
        down=np.asarray(given[0][scenario, producer], dtype=np.float64),
        up=np.asarray(given[1][scenario, producer], dtype=np.float64),
    )
