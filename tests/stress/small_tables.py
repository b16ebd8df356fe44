"""Small input-output tables, and the real one where it is at hand."""

from pathlib import Path

import numpy as np
from benchmarks.japan_electronics import read

from haechi.model.market import Floats
from haechi.stress.static import Table, table
from haechi.stress.tables import from_arrays


def make_table(
    transactions: list[list[float]],
    final_demand: list[list[float]],
    *,
    output: list[float] | None = None,
    tolerance: float = 1e-9,
) -> Table:
    """A table of one region; output from the rows where none is given."""
    flows, demand = np.array(transactions), np.array(final_demand)
    count = len(transactions)
    return table(
        ("A",) * count,
        tuple(f"i{place}" for place in range(1, count + 1)),
        transactions=flows,
        final_demand=demand,
        output=flows.sum(axis=1) + demand.sum(axis=1) if output is None else np.array(output),
        tolerance=tolerance,
    )


def miller_blair() -> Table:
    """The example of two industries of Miller and Blair (2009), table 2.3: Z, f and x."""
    return make_table([[150.0, 500.0], [200.0, 100.0]], [[350.0], [1700.0]], output=[1000.0, 2000.0])


def balanced(transactions: Floats, final_demand: Floats, *, regions: int, industries: int) -> Table:
    """A table whose output is what its rows sum to."""
    return from_arrays(
        [f"R{place}" for place in range(regions)],
        [f"i{place}" for place in range(industries)],
        transactions=transactions,
        final_demand=final_demand[:, None],
        output=transactions.sum(axis=1) + final_demand,
    )


def wiod_2009(shared_data: Path) -> Table:
    """WIOD, release 2013, the year 2009: 41 regions, 35 industries, million USD."""
    return read(shared_data / "io")
