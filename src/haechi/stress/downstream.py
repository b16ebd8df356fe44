"""Losses of inputs without replacement as choices: each producer feels the worst of its cells of inputs.

With the cell of each producer chosen, losses are one linear system. Choosing anew where another cell is worse, and
solving again, ends at the fixed point after a few systems: policy iteration on a Markov decision process.
"""

import numpy as np
from scipy.sparse import csr_array, eye_array
from scipy.sparse.linalg import splu

from haechi.errors import HaechiError
from haechi.model.market import Floats
from haechi.stress.network import Network
from haechi.stress.propagation import downstream_cells

_WORSE = 1e-13  # by which another cell must be worse; less is rounding, and could go in circles
_MOST = 1000  # systems; each is worse than the one before, and there are finitely many


def downstream_losses(network: Network, shock: Floats) -> tuple[Floats, int]:
    """What each producer loses for want of inputs at the fixed point, where nobody is replaced.

    Parameters
    ----------
    network : as it is
    shock : (producer,), share that each loses at first, in 0..1

    Returns
    -------
    Losses, (producer,), in 0..1, exact up to rounding; and the number of linear systems solved.

    References
    ----------
    Howard (1960), Dynamic programming and Markov processes, ch. 4. That ESRI without replacement has this form follows
    from the maximum over input groups in Diem et al. (2022), Scientific Reports 12:7719.
    """
    cells = downstream_cells(network)
    counted = cells.share > 0
    cell = np.repeat(np.arange(len(cells.customer)), np.diff(cells.start))
    shape = (len(cells.customer), network.producers)
    felt = csr_array((cells.share[counted], (cell[counted], network.supplier[cells.link[counted]])), shape=shape)
    chosen = np.full(network.producers, -1)  # no cell: the shock itself
    losses = np.asarray(shock, dtype=np.float64)
    for count in range(_MOST):
        by_cell = felt @ losses
        order = np.lexsort((by_cell, cells.customer))
        last = np.flatnonzero(np.diff(cells.customer[order], append=-1))
        worst = order[last]
        better = worst[by_cell[worst] > losses[cells.customer[worst]] + _WORSE]
        if len(better) == 0:
            return losses, count
        chosen[cells.customer[better]] = better
        losses = _solved(felt, chosen, shock)
    raise HaechiError(f"losses of inputs have not settled after {_MOST} systems; this is a fault of the program")


def _solved(felt: csr_array, chosen: Floats, shock: Floats) -> Floats:
    """Losses where each producer feels the cell chosen for it, or the shock."""
    follows = np.flatnonzero(chosen >= 0)
    losses = np.where(chosen >= 0, 0, shock)
    chain = felt[chosen[follows]]
    system = eye_array(len(follows), format="csc") - chain[:, follows].tocsc()
    losses[follows] = splu(system.tocsc()).solve(chain @ losses)
    return np.clip(losses, 0, 1)
