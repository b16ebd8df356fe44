"""Producers and the links between them, as columns of a table; nothing is checked yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from haechi.model.market import Floats

Places = NDArray[np.integer]


class Importance(IntEnum):
    """How much a producer needs an input: the ratings 0, 1/2 and 1 of Pichler et al. (2022), as ESRI counts them."""

    NON_CRITICAL = 0
    IMPORTANT = 1
    CRITICAL = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Producers:
    """Firms, economies x items or regions x industries, one a row; a NaN is a number that is not known.

    Parameters
    ----------
    names : (producer,), each once
    sectors : (producer,), label of what it makes; of one name all make the same
    markets : (producer,), label of those that can replace each other, or None for the sectors
    final_demand : (producer,), value sold to final users, or None
    revenue, cost : (producer,), value of all it sells and all it pays for, also where no link records it, or None
    weight : (producer,), what its loss counts, or None for its sales
    capacity : (producer,), most that it can make, or None
    """

    names: Sequence[str] | NDArray[np.str_]
    sectors: Sequence[str] | NDArray[np.str_]
    markets: Sequence[str] | NDArray[np.str_] | None = None
    final_demand: Floats | None = None
    revenue: Floats | None = None
    cost: Floats | None = None
    weight: Floats | None = None
    capacity: Floats | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Sales of one producer to another, one a row.

    Parameters
    ----------
    supplier, customer : (link,), names, or places among the producers counted from 0
    value : (link,), one unit of value for all, of one period
    group : (link,), number of the group of inputs that replace each other at the customer, or None for the sector of
        the supplier
    importance : (link,), members of `Importance`, the same for all links of a group at one customer, or None for
        important
    """

    supplier: Sequence[str] | NDArray[np.str_] | Places
    customer: Sequence[str] | NDArray[np.str_] | Places
    value: Floats
    group: Places | None = None
    importance: Places | None = None
