"""Shocks of a scenario on firms of a network: whom each strikes, and what part of each firm is lost in every draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haechi.errors import InputError, UnknownName
from haechi.model.market import Floats
from haechi.model.scenario import Shock
from haechi.stress.network import Ints, Network
from haechi.stress.shocks import Shocks
from haechi.stress.unknowns import Unknown, Values


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strike:
    """A shock on a network: places of the firms that it strikes, and the part of each that is lost."""

    target: str
    places: Ints
    depth: Unknown


def strikes(network: Network, shocks: Sequence[Shock]) -> tuple[Strike, ...]:
    """Shocks by producer and by sector, with whom they strike.

    Raises
    ------
    UnknownName
        If the network has no such producer or sector.
    InputError
        If two shocks have one target.
    """
    found: dict[str, Strike] = {}
    for shock in shocks:
        if shock.target in found:
            raise InputError(f"two shocks strike {shock.target!r}; write one with the band of both")
        depth = Unknown(
            name=f"depth of the loss of {shock.target}",
            low=shock.depth.low,
            high=shock.depth.high,
            spread=shock.spread,
            is_worse_high=True,
            is_assumed=shock.depth.is_assumed,
        )
        found[shock.target] = Strike(target=shock.target, places=_places(network, shock), depth=depth)
    return tuple(found.values())


def _places(network: Network, shock: Shock) -> Ints:
    if shock.sector is None:
        return network.places([shock.target])
    if shock.sector not in network.sector_names:
        raise UnknownName(
            f"there is no sector {shock.sector!r} in the network; its {len(network.sector_names)} sectors run from "
            f"{network.sector_names[0]!r} to {network.sector_names[-1]!r}"
        )
    return np.flatnonzero(network.sectors == network.sector_names.index(shock.sector)).astype(np.int32)


def ends(found: Sequence[Strike]) -> Values:
    """The least, the middle and the greatest depth of every strike, (3,) each."""
    return {
        row.depth.name: np.array([row.depth.low, (row.depth.low + row.depth.high) / 2, row.depth.high]) for row in found
    }


def struck(found: Sequence[Strike]) -> Ints:
    """Places of all firms that are struck, each once, ascending."""
    return np.unique(np.concatenate([row.places for row in found]))


def parts_lost(found: Sequence[Strike], values: Values) -> Floats:
    """Part of each firm struck that is lost, (draw, struck firm); of two strikes on one the greater counts."""
    places = struck(found)
    lost = np.zeros((len(values[found[0].depth.name]), places.size))
    for row in found:
        columns = np.searchsorted(places, row.places)
        lost[:, columns] = np.maximum(lost[:, columns], values[row.depth.name][:, None])
    return lost


def scenarios(found: Sequence[Strike], values: Values) -> Shocks:
    """One scenario for each draw: the same firms lose the same part of what they make and of what they buy."""
    places, lost = struck(found), parts_lost(found, values)
    return Shocks(
        start=np.arange(len(lost) + 1) * places.size,
        producer=np.tile(places, len(lost)),
        down=lost.ravel(),
        up=lost.ravel(),
    )
