"""A network of firms added up to its sectors, and by how much the sectors understate what the firms lose.

After Diem et al. (2024): shocks that are the same to every sector hit other firms in every draw. What sectors say is
then (nearly) one number, what firms lose is a distribution.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.model.network import Links, Producers
from haechi.stress.esri import Options, esri
from haechi.stress.network import Network, network
from haechi.stress.shocks import shocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the same shocks take of a whole network by its firms and by its sectors: (draw,), 0 to 1, by weight."""

    by_firms: Floats
    by_sectors: Floats

    @property
    def understated(self) -> Floats:
        """(draw,), part of the firms' loss that sectors do not show: below 0 where they show more, NaN for no loss."""
        nothing = np.full_like(self.by_firms, np.nan)
        ratio = np.divide(self.by_sectors, self.by_firms, out=nothing, where=self.by_firms > 0)
        return np.asarray(1.0 - ratio)


def compare(firms: Network, lost: Floats, *, options: Options | None = None) -> Comparison:
    """Systemic loss of shocks to firms, and of the same shocks to their sectors.

    Parameters
    ----------
    lost : (draw, producer), part of each firm that is lost, 1
    options : how losses are counted, for both networks; by default those of the literature

    References
    ----------
    Diem, Borsos, Reisch, Kertész, Thurner (2024), Estimating the loss of economic predictability from aggregating
    firm-level production networks, PNAS Nexus 3: a sector loses downstream the part of its sales, upstream the part of
    its purchases that its firms lose.
    """
    sectors = aggregate(firms)
    down = np.array([sector_shock(firms, row, by=firms.sales) for row in lost])
    up = np.array([sector_shock(firms, row, by=firms.purchases) for row in lost])
    return Comparison(
        by_firms=esri(firms, shocks(firms, lost), options=options).esri,
        by_sectors=esri(sectors, shocks(sectors, down, up), options=options).esri,
    )


def aggregate(firms: Network) -> Network:
    """The sectors of a network as its producers, each with all that its firms trade, earn, pay and weigh.

    Links inside a sector become a link of the sector with itself. Where inputs of one sector differ in importance to
    the firms of another, the class that most of the value has counts (of equal ones the more important). Weight is that
    of the firms, or their sales where none is given. Columns that nobody gave stay absent; one unknown number makes the
    sum of its sector unknown.
    """
    count = len(firms.sector_names)
    cells = firms.sectors[firms.supplier].astype(np.int64) * count + firms.sectors[firms.customer]
    kept, place = np.unique(cells, return_inverse=True)
    by_class = np.zeros((kept.size, 3))
    np.add.at(by_class, (place, firms.importance), firms.value)
    return network(
        Producers(
            names=firms.sector_names,
            sectors=firms.sector_names,
            final_demand=_added(firms, firms.final_demand),
            revenue=_added(firms, firms.revenue),
            cost=_added(firms, firms.cost),
            weight=_added(firms, firms.sales if firms.weight is None else firms.weight),
            capacity=_added(firms, firms.capacity),
        ),
        Links(
            supplier=kept // count,
            customer=kept % count,
            value=by_class.sum(axis=1),
            importance=2 - by_class[:, ::-1].argmax(axis=1),
        ),
    )


def sector_shock(firms: Network, lost: Floats, *, by: Floats) -> Floats:
    """A shock to firms as a shock to their sectors.

    Parameters
    ----------
    lost : (producer,), part of each firm that is lost, 1
    by : (producer,), what firms weigh in their sector: sales for what is lost downstream, purchases upstream

    Returns
    -------
    (sector,), part of each sector that is lost, 0 to 1; 0 for a sector without any weight
    """
    count = len(firms.sector_names)
    whole = np.bincount(firms.sectors, by, minlength=count)
    part = np.bincount(firms.sectors, lost * by, minlength=count)
    return np.minimum(np.divide(part, whole, out=np.zeros(count), where=whole > 0), 1.0)


def even_shocks(firms: Network, depth: float, draws: int, generator: Generator) -> Floats:
    """Shocks that take the same part of the sales of every sector from firms drawn at random.

    In every sector firms stop in a random order until the part is lost; the last one loses what is still wanting.

    Parameters
    ----------
    depth : part of every sector's sales that is lost, 0 to 1
    draws : how many shocks

    Returns
    -------
    (draw, producer), part of each firm that is lost, 0 to 1; firms without sales are not hit

    Raises
    ------
    InputError
        If the depth is not above 0 and up to 1, or there is no draw.
    """
    if not 0 < depth <= 1 or draws < 1:
        raise InputError(f"{draws} draws of a depth of {depth:g}; give one draw or more, and a depth above 0 up to 1")
    whole = np.bincount(firms.sectors, firms.sales, minlength=len(firms.sector_names))[firms.sectors]
    parts = np.divide(firms.sales, whole, out=np.zeros_like(whole), where=whole > 0)
    lost = np.zeros((draws, firms.producers))
    for row in lost:
        order = generator.permutation(firms.producers)
        order = order[np.argsort(firms.sectors[order], kind="stable")]
        part, sectors = parts[order], firms.sectors[order]
        before = np.cumsum(part) - part
        left = depth - (before - before[np.searchsorted(sectors, sectors)])  # less those before it in its sector
        row[order] = np.clip(np.divide(left, part, out=np.zeros_like(part), where=part > 0), 0.0, 1.0)
    return lost


def _added(firms: Network, column: Floats | None) -> Floats | None:
    if column is None:
        return None
    return np.bincount(firms.sectors, column, minlength=len(firms.sector_names)).astype(np.float64)
