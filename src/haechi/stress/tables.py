"""Input-output tables as networks of region by industry, from pymrio or from arrays.

Inputs are grouped by industry, whichever region they come from; sales to final use are what leaks out of the network.
Results carry `haechi.stress.static.SECTOR_WARNING`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.model.network import Importance, Links, Places, Producers
from haechi.stress import static
from haechi.stress.network import Network, network
from haechi.stress.static import TOLERANCE, Table

if TYPE_CHECKING:
    from pymrio import IOSystem


def from_pymrio(system: "IOSystem", *, tolerance: float = TOLERANCE) -> Table:
    """The table of a system that pymrio parsed; whichever database it stems from.

    Parameters
    ----------
    system : its Z and Y must be there; x is computed where it is not
    tolerance : the most by which a row may fail to balance, see `haechi.stress.static.table`

    Raises
    ------
    InputError
        If Z or Y is missing, Z has no index of region and sector, or the table breaks a rule of `table`.
    """
    flows, demand = system.Z, system.Y
    if flows is None or demand is None:
        raise InputError("the system of pymrio has no Z or no Y; call its calc_all() or parse the whole database")
    if flows.index.nlevels != 2 or not flows.index.equals(flows.columns):
        raise InputError(
            f"Z of pymrio is indexed by {list(flows.index.names)}; a table of region and sector on both sides is needed"
        )
    transactions = flows.to_numpy(dtype=np.float64)
    final_demand = demand.loc[flows.index].to_numpy(dtype=np.float64)
    known = None if system.x is None else system.x.loc[flows.index].to_numpy(dtype=np.float64).ravel()
    return static.table(
        tuple(str(region) for region in flows.index.get_level_values(0)),
        tuple(str(industry) for industry in flows.index.get_level_values(1)),
        transactions=transactions,
        final_demand=final_demand,
        output=transactions.sum(axis=1) + final_demand.sum(axis=1) if known is None else known,
        tolerance=tolerance,
    )


def from_arrays(
    regions: Sequence[str],
    industries: Sequence[str],
    *,
    transactions: Floats,
    final_demand: Floats,
    output: Floats,
    tolerance: float = TOLERANCE,
) -> Table:
    """A table whose rows run over the industries of the first region, then of the second, as WIOD's do.

    Parameters
    ----------
    regions, industries : names, each once
    transactions, final_demand, output, tolerance : see `haechi.stress.static.table`
    """
    return static.table(
        tuple(region for region in regions for _ in industries),
        tuple(industries) * len(regions),
        transactions=transactions,
        final_demand=final_demand,
        output=output,
        tolerance=tolerance,
    )


def as_network(table: Table, *, importance: Places | Importance = Importance.CRITICAL, least: float = 0.0) -> Network:
    """A table as a network: producers are region by industry, links are intermediate sales.

    Parameters
    ----------
    table : region by industry
    importance : one class for all, or (supplying industry, buying industry) in the order of `industries_of`; 2
        critical, 1 important, 0 non-critical
    least : sales up to this much are left out, in the money of the table

    Notes
    -----
    Revenue is output; where rounding or a fall of stock lets the recorded sales exceed it, it is these sales. Cost is
    output too: purchases and value added. What is left out by `least` therefore counts as sold to final use.

    Raises
    ------
    InputError
        If the matrix of classes has another shape than (industry, industry).
    """
    names = industries_of(table)
    classes = np.asarray(importance)
    if classes.ndim and classes.shape != (len(names), len(names)):
        raise InputError(
            f"the classes of inputs have the shape {classes.shape}; give one class, or ({len(names)}, {len(names)}) "
            "for the industries of the table"
        )
    supplier, customer = np.nonzero(table.transactions > least)
    value = table.transactions[supplier, customer]
    sales = np.bincount(supplier, value, minlength=table.output.size)
    revenue = np.maximum(table.output, sales)
    order = {name: place for place, name in enumerate(names)}
    industry = np.array([order[name] for name in table.industries])
    cells = np.broadcast_to(classes, (len(names), len(names)))
    return network(
        Producers(
            names=table.names,
            sectors=table.industries,
            final_demand=revenue - sales,
            revenue=revenue,
            cost=np.maximum(table.output, np.bincount(customer, value, minlength=table.output.size)),
        ),
        Links(
            supplier=supplier,
            customer=customer,
            value=value,
            importance=cells[industry[supplier], industry[customer]],
        ),
    )


def industries_of(table: Table) -> tuple[str, ...]:
    """Industries of a table, each once, in the order in which they first stand."""
    return tuple(dict.fromkeys(table.industries))
