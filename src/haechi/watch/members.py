"""The pairs that some nodes add up, one node after the other, and sums and medians of them for all nodes at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Pairs of some nodes.

    pairs : (member,), int64, index of the pair among all nodes; those of a node stand together
    starts : (node + 1,), int64, where those of each node begin, and where those of the last one end
    """

    pairs: np.ndarray
    starts: np.ndarray

    @classmethod
    def none(cls, size: int) -> "Members":
        """Nodes without members."""
        return cls(pairs=np.empty(0, dtype=np.int64), starts=np.zeros(size + 1, dtype=np.int64))

    @classmethod
    def laid(cls, rows: Sequence[np.ndarray]) -> "Members":
        """Nodes of which the pairs of each are given."""
        pairs = np.concatenate([np.empty(0, dtype=np.int64), *rows])
        return cls._counted(pairs, np.array([len(row) for row in rows], dtype=np.int64))

    @classmethod
    def joined(cls, parts: Sequence["Members"]) -> "Members":
        """The nodes of several parts, of which there is at least one."""
        return cls._counted(
            np.concatenate([part.pairs for part in parts]), np.concatenate([part.counts() for part in parts])
        )

    @classmethod
    def _counted(cls, pairs: np.ndarray, counts: np.ndarray) -> "Members":
        starts = np.zeros(len(counts) + 1, dtype=np.int64)
        np.cumsum(counts, out=starts[1:])
        return cls(pairs=pairs, starts=starts)

    @property
    def size(self) -> int:
        """Number of nodes, those without members too."""
        return len(self.starts) - 1

    @property
    def node(self) -> np.ndarray:
        """To which of the nodes each member belongs, (member,), ascending."""
        return np.repeat(np.arange(self.size), self.counts())

    def counts(self) -> np.ndarray:
        """Number of members of each node, (node,)."""
        return np.diff(self.starts)

    def of(self, index: int) -> np.ndarray:
        """Pairs of one node."""
        return self.pairs[self.starts[index] : self.starts[index + 1]]

    def take(self, indices: Sequence[int] | np.ndarray) -> "Members":
        """Some nodes with their members, in the order asked for."""
        places = np.asarray(indices, dtype=np.int64)
        counts = self.counts()[places]
        back = np.repeat(self.starts[places] - np.cumsum(counts) + counts, counts)
        return self._counted(self.pairs[back + np.arange(len(back))], counts)

    def take_or_own(self, indices: Sequence[int] | np.ndarray) -> "Members":
        """The same, but that a node without members is its own."""
        places, taken = np.asarray(indices, dtype=np.int64), self.take(indices)
        alone = np.flatnonzero(taken.counts() == 0)
        pairs = np.insert(taken.pairs, taken.starts[alone], places[alone])
        return self._counted(pairs, np.maximum(taken.counts(), 1))

    def moved(self, before: int) -> "Members":
        """The same with pairs that stand further back by as many."""
        return replace(self, pairs=self.pairs + before)

    def among(self, chosen: np.ndarray) -> "Members":
        """The chosen members, by flags (member,), of the same nodes."""
        return self._counted(self.pairs[chosen], np.bincount(self.node[chosen], minlength=self.size))

    def by_node(self) -> list[list[int]]:
        """Pairs of each node, (node,)."""
        pairs = self.pairs.tolist()
        return [pairs[start:stop] for start, stop in pairwise(self.starts.tolist())]

    def sums(self, numbers: np.ndarray) -> np.ndarray:
        """Sums of numbers, (member,), over the members of each node, (node,); 0 over none.

        They are rounded as `np.sum` rounds those of one node: it adds pairs of them to a zero, where `reduceat` adds
        them to the first of them, unless a zero leads.
        """
        led = np.zeros(len(numbers) + self.size, dtype=numbers.dtype)
        led[np.arange(len(numbers)) + self.node + 1] = numbers
        return np.add.reduceat(led, self.starts[:-1] + np.arange(self.size)) if self.size else led

    def medians(self, numbers: np.ndarray) -> np.ndarray:
        """Medians of known numbers, (member,), over the members of each node, (node,); NaN where none is known."""
        is_known = ~np.isnan(numbers)
        known = self.among(is_known)
        ordered = numbers[is_known][np.lexsort((numbers[is_known], known.node))]
        counts = known.counts()
        some = np.flatnonzero(counts)
        first, count = known.starts[some], counts[some]
        out = np.full(self.size, np.nan, dtype=numbers.dtype)
        out[some] = (ordered[first + (count - 1) // 2] + ordered[first + count // 2]) / 2
        return out
