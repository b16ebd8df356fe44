"""What suppliers are to those who buy of them: new after a silence, and with a share of what is bought."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled

Singles = NDArray[np.float32]
Doubles = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_YEAR = 12
_ZERO = np.float32(0.0)


def new_suppliers(value: Singles, seller: Places, *, quiet: int) -> Singles:
    """Trade of a pair after known silence, in parts of what its seller sold in a year; NaN for a pair that is not new.

    Parameters
    ----------
    value : (month, pair), USD
    seller : (pair,), number of the exporter and code
    quiet : months of silence after which a pair is new
    """
    out = np.full(value.shape, np.nan, dtype=np.float32)
    sold = np.zeros((len(value), int(seller.max(initial=-1)) + 1))
    _sell(value, seller.astype(np.int64), sold)
    _renew(value, seller.astype(np.int64), sold.astype(np.float32), quiet, out)
    return out


def share_changes(value: Singles, buyer: Places, is_complete: Flags) -> Singles:
    """Change of a supplier's share in three months against the same months a year before, 0..1, either way.

    Parameters
    ----------
    value : (month, pair), USD
    buyer : (pair,), number of the importer and code
    is_complete : (month, pair), whether all suppliers of the buyer are in the data
    """
    out = np.full(value.shape, np.nan, dtype=np.float32)
    if is_complete.any():
        bought = np.zeros((len(value), int(buyer.max(initial=-1)) + 1))
        _buy(value, buyer.astype(np.int64), bought)
        shares = np.full(value.shape, np.nan, dtype=np.float32)
        _share(value, buyer.astype(np.int64), bought.astype(np.float32), is_complete, shares)
        out[_YEAR:] = np.abs(shares[_YEAR:] - shares[:-_YEAR])
    return out


@compiled
def _sell(value: Singles, seller: Places, sold: Doubles) -> None:
    for t in range(len(value)):
        for j in range(len(seller)):
            if value[t, j] == value[t, j]:
                sold[t, seller[j]] += value[t, j]


@compiled
def _renew(value: Singles, seller: Places, sold: Singles, quiet: int, out: Singles) -> None:
    silent = np.zeros(len(seller), np.int64)
    for t in range(len(value)):
        for j in range(len(seller)):
            amount = value[t, j]
            if amount > _ZERO and silent[j] >= quiet and t + 1 >= _YEAR:
                year = sold[t - _YEAR + 1, seller[j]]
                for late in range(t - _YEAR + 2, t + 1):
                    year += sold[late, seller[j]]
                out[t, j] = amount / year
            silent[j] = silent[j] + 1 if amount == _ZERO else 0


@compiled
def _buy(value: Singles, buyer: Places, bought: Doubles) -> None:
    for t in range(len(value)):
        for j in range(len(buyer)):
            bought[t, buyer[j]] += value[t, j]


@compiled
def _share(value: Singles, buyer: Places, bought: Singles, is_complete: Flags, shares: Singles) -> None:
    for t in range(2, len(value)):
        for j in range(len(buyer)):
            if is_complete[t, j] and is_complete[t - 1, j] and is_complete[t - 2, j]:
                b = buyer[j]
                own = value[t - 2, j] + value[t - 1, j] + value[t, j]
                shares[t, j] = own / (bought[t - 2, b] + bought[t - 1, b] + bought[t, b])
