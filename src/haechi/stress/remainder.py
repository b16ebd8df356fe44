"""What updates that are not made would still add to the index, at most.

A loss is worth its weight and what others lose by it. With the worth of each producer's loss known, all that later
updates add is no more than what the last one tells others, at the worth of those who hear of it: cells of inputs are
added up, where the kernel takes the worst of them.

Where survivors replace, what others hear of a loss depends on what is left of its market. As long as no market of
several sellers lacks more than `MOST_LOST` of its sales, a unit lost by a seller of share q of it is heard as
q / (1 - MOST_LOST), at most, and lets others of the market be heard to lose q MOST_LOST / (1 - MOST_LOST)^2 more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from haechi.kernels.cascade import Growth, Side, State
from haechi.model.market import Flags, Floats
from haechi.stress.network import Ints

MOST_LOST = 0.1  # of the sales of a market of several sellers

_SLACK = 1e-2  # by which worth may be too high, for the search to end
_LEAST = 1e-6  # of the mean weight, at which a loss counts that others hear of: the search then ends sooner
_LONGEST = 500  # updates of worth; the smaller the leak, the more it takes
_USELESS = 1e6  # worth, where all weights together are 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replacing:
    """What is heard of losses where survivors replace.

    Parameters
    ----------
    market : (producer,)
    share : (producer,), of it in its market, 0 for the only seller
    part : (producer,), of a unit of its loss that others hear of, at most
    weakens : (producer,), units that others of its market are heard to lose more, at most
    shared : markets of several sellers
    """

    market: Ints
    share: Floats
    part: Floats
    weakens: Floats
    shared: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Remainder:
    """A side that counts what updates add to the index, and what they leave to later ones, in the kernel's order.

    Parameters
    ----------
    side : with weights and the worth of what others hear of
    worth : (producer,), index that a unit of its loss brings, its own loss included; None where losses spread as
        strongly as they come, or nearly so, and the search for it has no end
    felt : (producer that loses, producer that lost)
    replacing : None where nobody is replaced
    """

    side: Side
    worth: Floats | None
    felt: csr_array
    replacing: Replacing | None

    @property
    def is_whole(self) -> bool:
        """Whether what is lacking is bounded whatever happens."""
        return self.worth is not None and self.replacing is None

    def lacking(self, losses: State, growth: Growth) -> Floats:
        """Index that later updates add after this one, at most, (lane,); infinite where nothing bounds it."""
        most = np.maximum(growth.onward, 0)  # rounding can make it less
        return np.where(self._is_unbounded(losses, most) & (most > 0), np.inf, most)

    def _is_unbounded(self, losses: State, most: Floats) -> Flags:
        if self.worth is None or self.replacing is None:
            return np.full(len(most), self.worth is None)
        markets, sold = self.replacing.shared, self.side.market_sales
        lost = losses.lost[markets] + most * sold.sum()
        return np.asarray((lost > MOST_LOST * sold[markets, None]).any(axis=0))

    @property
    def brings(self) -> Floats:
        """Index that a unit of loss of each producer brings, (producer,); where that is not known, its weight."""
        return self.side.weight if self.worth is None else self.worth

    def foretold(self, updates: int) -> Iterator[Floats]:
        """Index that a unit struck of each producer adds after 1, 2, ... updates, (producer,), about.

        Where worth is not known, that which the next update adds.
        """
        onward = self.felt.T @ self.brings
        for _ in range(updates):
            onward = self.felt.T @ _passed_on(self.replacing, onward)
            yield onward if self.replacing is None else self.replacing.part * onward


def remainder(side: Side, weight: Floats, hears: Flags) -> Remainder:
    """Let a side count.

    Parameters
    ----------
    side : as it spreads losses; one without markets will be swept
    weight : (producer,), what the loss of each counts, sums to 1; not to be written
    hears : (producer,), whether it ever loses by others

    References
    ----------
    Andersen, Chung and Lang (2006), Local graph partitioning using PageRank vectors, FOCS, on what a push leaves.
    """
    owner = np.repeat(np.repeat(np.arange(len(weight)), np.diff(side.cells)), np.diff(side.links))
    share = np.where(hears[owner], side.share, 0)
    felt = csr_array((share, (owner, side.source)), shape=(len(weight), len(weight)))
    replacing = _replacing(side) if len(side.market) > 0 else None
    worth = _worth(felt, replacing, _counted(side, weight))
    if worth is None:
        onward = np.ones(len(weight))
    elif replacing:
        onward = felt.T @ worth
    else:
        is_late = side.source >= owner  # the others have heard of it when a sweep ends
        late = (share * worth[owner])[is_late]
        onward = np.bincount(side.source[is_late], late, minlength=len(weight)).astype(np.float64)
    onward.flags.writeable = False  # the compiler takes an array that may be written for another type
    return Remainder(side=side._replace(weight=weight, onward=onward), worth=worth, felt=felt, replacing=replacing)


def _replacing(side: Side) -> Replacing:
    sellers = np.bincount(side.market[side.sales > 0], minlength=len(side.market_sales))
    is_shared = sellers[side.market] > 1
    share = np.divide(side.sales, side.market_sales[side.market], out=np.zeros(len(side.sales)), where=is_shared)
    return Replacing(
        market=side.market,
        share=share,
        part=np.where(is_shared, np.minimum(share / (1 - MOST_LOST), 1), 1),
        weakens=share * MOST_LOST / (1 - MOST_LOST) ** 2,
        shared=np.flatnonzero(sellers > 1),
    )


def _passed_on(replacing: Replacing | None, onward: Floats) -> Floats:
    """Index that others lose by a unit of loss, (producer,), where a unit heard of makes them lose `onward`."""
    if replacing is None:
        return onward
    highest = np.zeros(replacing.market.max(initial=0) + 1)
    np.maximum.at(highest, replacing.market, onward)
    return replacing.part * onward + replacing.weakens * highest[replacing.market]


def _counted(side: Side, weight: Floats) -> Floats:
    """Weights, or sales where they are more: markets then lose no more than what is counted."""
    sold = side.market_sales.sum()
    return np.maximum(weight, side.sales / sold) if sold > 0 else weight


def _worth(felt: csr_array, replacing: Replacing | None, counted: Floats) -> Floats | None:
    """Worth that is not below what an update makes of it, and so not below the truth."""
    least = _LEAST * counted.mean()
    worth = counted
    for _ in range(_LONGEST):
        alone = np.maximum(counted, least * (worth > 0))
        after = alone + _passed_on(replacing, felt.T @ worth)
        if (after - worth <= _SLACK * alone).all():
            return np.asarray(worth / (1 - _SLACK), dtype=np.float64)
        if after.max() > _USELESS:
            return None
        worth = after
    return None
