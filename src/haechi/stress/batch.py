"""Scenarios side by side, batch after batch, on all threads."""

from collections.abc import Callable
from threading import Event, Lock

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.cascade import Growth, State, advance, begin, state, totals
from haechi.kernels.compiled import spread
from haechi.model.market import Flags, Floats
from haechi.stress.propagation import Propagation
from haechi.stress.shocks import Shocks

LANES = 16  # scenarios side by side: two cache lines of doubles for each producer
SPAN = 8 * LANES  # scenarios handed to a thread at a time

Tick = Callable[[int], None]
Chosen = NDArray[np.int64]


class Batch:
    """Losses of the scenarios of a batch, one a lane; the arrays serve one batch after the other."""

    def __init__(self, spreading: Propagation, lanes: int, *, is_swept: bool) -> None:
        self.spreading = spreading
        self.down: State = state(spreading.down, lanes, is_swept=is_swept and len(spreading.down.market) == 0)
        self.up: State = state(spreading.up, lanes, is_swept=is_swept)
        self.growth = tuple(Growth(*np.zeros((3, lanes))) for _ in range(2))  # down, up
        self._totals = np.zeros((3, lanes))

    def begin(self, shocks: Shocks, chosen: Chosen) -> None:
        """Strike with the chosen scenarios, in the first lanes."""
        counts = shocks.start[chosen + 1] - shocks.start[chosen]
        lane = np.repeat(np.arange(len(chosen), dtype=np.int32), counts)
        rows = np.arange(counts.sum()) + np.repeat(shocks.start[chosen] - np.cumsum(counts) + counts, counts)
        struck = self.spreading.place[shocks.producer[rows]]
        begin(self.spreading.down, self.down, struck, lane, shocks.down[rows], self.growth[0])
        begin(self.spreading.up, self.up, struck, lane, shocks.up[rows], self.growth[1])

    def advance(self, runs: Flags) -> Floats:
        """Update both sides of the lanes that run; the largest growth of a loss down and up, (2, lane)."""
        advance(self.spreading.down, self.down, runs.view(np.uint8), self.growth[0])
        advance(self.spreading.up, self.up, runs.view(np.uint8), self.growth[1])
        return np.array([self.growth[0].most, self.growth[1].most])

    def totals(self) -> Floats:
        """Index of each lane, (3, lane): both sides, down, up."""
        totals(self.spreading.weight, self.down.level, self.up.level, self._totals)
        return self._totals


def follow(
    spreading: Propagation,
    order: Chosen,
    work: Callable[[Batch, Chosen], None],
    *,
    tick: Tick | None,
    is_swept: bool = False,
) -> None:
    """Call `work` for every batch of scenarios, on all threads; what is interrupted ends with the batches at hand.

    Parameters
    ----------
    spreading : both sides of the network
    order : scenarios, those side by side that take as long
    work : told a batch and its scenarios
    tick : told the number of scenarios that are done
    is_swept : whether sides without markets are swept
    """
    cancelled, lock, done = Event(), Lock(), 0

    def span(start: int, stop: int) -> None:
        nonlocal done
        if cancelled.is_set():
            return
        batch = Batch(spreading, min(LANES, stop - start), is_swept=is_swept)
        for left in range(start, stop, LANES):
            if cancelled.is_set():
                return
            chosen = order[left : min(left + LANES, stop)]
            work(batch, chosen)
            with lock:
                done += len(chosen)
                if tick:
                    tick(done)

    try:
        spread(span, len(order), span=SPAN)
    except BaseException:
        cancelled.set()
        raise
